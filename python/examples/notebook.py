"""Notes in a notebook: one text, a table of them, and what is said most.

Each cell begins with `# %%`, which notebook programs understand.
"""

# %% A note, and what is found in it
import polars as pl

from plainrecord import Auditor

auditor = Auditor()
note = "Police attended. Mum was arguing with her partner and it was six of one and half a dozen of the other. DASH completed."

for finding in auditor.scan(note):
    print(f"{finding.indicator:28} {finding.status:10} {note[finding.start : finding.end]}")

# %% Why that matters, and better wording
first = auditor.scan(note)[0]
entry = auditor.entry(first.entry)
print(entry.title, entry.why, entry.instead, *entry.sources, sep="\n")

# %% A table of notes: a row for each finding
notes = pl.DataFrame(
    {
        "note_id": ["A1", "A2", "A3"],
        "agency": ["Police", "Police", "Housing"],
        "text": [note, "Theft of a bicycle from the yard.", "Tenant says the police called it a domestic. Both as bad as each other."],
    }
)
found = pl.from_arrow(auditor.scan_batch(notes))

# %% Which notes they are, and their words
found = found.join(notes.with_row_index("note").cast({"note": pl.Int64}), on="note")
found = found.with_columns(words=pl.col("text").str.slice(pl.col("start"), pl.col("end") - pl.col("start")))
print(found.select("note_id", "agency", "indicator", "status", "words"))

# %% What counts, by agency
counted = found.filter(pl.col("status") == "counted").group_by("agency", "kind").len().sort("agency", "kind")
print(counted)
