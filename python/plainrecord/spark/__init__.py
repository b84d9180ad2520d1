"""Audits notes that Spark holds.

    from plainrecord import spark as plainrecord

    notes = plainrecord.read(df, mapping)             # every note read once, a row for each
    findings = plainrecord.audit(notes)               # a row for each finding
    figures = plainrecord.measures(findings, notes)   # a row for each agency and topic

Only what one task needs is ever in its memory: a batch of notes, or the
notes of one case without their texts. No text of a note is in any of these
tables; places count characters of the text as received.
"""

from plainrecord.spark.findings import audit
from plainrecord.spark.figures import measures
from plainrecord.spark.notes import FIELDS, read

__all__ = ["FIELDS", "audit", "measures", "read"]
