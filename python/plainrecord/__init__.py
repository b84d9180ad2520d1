"""Finds how domestic abuse is recorded in case notes.

    >>> from plainrecord import Auditor
    >>> note = "Mum was arguing with her partner. DASH not done."
    >>> for finding in Auditor().scan(note):
    ...     print(finding.indicator, finding.status, note[finding.start:finding.end])
    minimising.euphemism counted arguing with her partner
    good.risk-assessment negated DASH not done

Nothing is sent anywhere, and nothing is decided about a person: a finding is a
place in a text, with a rule that says why it matters. `plainrecord.spark` does
the same on a cluster.
"""

from plainrecord._core import Auditor, Entry, Finding, __version__

__all__ = ["Auditor", "Entry", "Finding", "__version__"]
