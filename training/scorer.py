"""The project's own scorer, `tests/gold/gold.py`, wherever these scripts are run from."""
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests" / "gold"))
from gold import CONCERN, FAMILY, family, load, prf  # noqa: E402, F401
