//! What was found, for people: concerns in full, the rest in a line each.

use std::collections::BTreeSet;
use std::io::{self, Write};

use plainrecord::detect::{Agreement, Bound, Term, Whose};
use plainrecord::lexicon::Kind;

use super::{Draft, Passage};

pub(super) fn write(out: &mut impl Write, draft: &Draft<'_>) -> io::Result<()> {
    let concerns: Vec<_> = draft.passages.iter().filter(|passage| passage.found.is_counted_concern()).collect();
    concerns.iter().try_for_each(|concern| draft.concern(out, concern))?;
    let headings = [
        (Kind::Concern, "Somebody else’s words, or not meant so: these do not count"),
        (Kind::Good, "Good recording"),
        (Kind::Risk, "Risks that are recorded"),
    ];
    for (kind, heading) in headings {
        draft.others(out, kind, heading)?;
    }
    draft.agreement(out)?;
    draft.context(out)?;
    match concerns.len() {
        0 => writeln!(out, "Nothing of concern was found. That does not make it a good record; read it once more."),
        1 => writeln!(out, "1 passage to look at again."),
        number => writeln!(out, "{number} passages to look at again."),
    }
}

impl Draft<'_> {
    fn concern(&self, out: &mut impl Write, passage: &Passage<'_>) -> io::Result<()> {
        let Passage { found, entry } = passage;
        let (line, column) = self.place(found.span.start());
        writeln!(out, "{}:{line}:{column}: “{}”", self.name, self.text.part(found.span))?;
        writeln!(out, "  {}: {}", entry.id, found.indicator.title())?;
        writeln!(out, "  Status: {}", self.status(passage))?;
        writeln!(out, "  Why it matters: {}", entry.why)?;
        writeln!(out, "  Source: {}", self.sources(entry).join("; "))?;
        if !entry.instead.is_empty() {
            writeln!(out, "  Better: {}", entry.instead)?;
        }
        writeln!(out)
    }

    /// Everything of one kind that is no concern of the writer's own.
    fn others(&self, out: &mut impl Write, kind: Kind, heading: &str) -> io::Result<()> {
        let of_kind =
            |passage: &&Passage<'_>| passage.found.indicator.kind() == kind && !passage.found.is_counted_concern();
        let mut others = self.passages.iter().filter(of_kind).peekable();
        if others.peek().is_none() {
            return Ok(());
        }
        writeln!(out, "{heading}")?;
        for passage in others {
            let (line, column) = self.place(passage.found.span.start());
            let words = self.text.part(passage.found.span).split_whitespace().collect::<Vec<_>>().join(" ");
            let (title, status) = (passage.found.indicator.title(), self.status(passage));
            writeln!(out, "  {line}:{column} “{words}”: {title}; {status} ({})", passage.entry.id)?;
        }
        writeln!(out)
    }

    /// The status and what it rests on, and whose act the words are.
    fn status(&self, Passage { found, .. }: &Passage<'_>) -> String {
        let because =
            found.cue.as_ref().map(|evidence| format!(", because of {}", self.because(evidence))).unwrap_or_default();
        let whose = match found.whose {
            Some(Whose::Known { role, span }) => format!("; about the {role} (“{}”)", self.text.part(span)),
            Some(Whose::Unclear) => "; whose act it is, the draft does not show".to_owned(),
            None => String::new(),
        };
        format!("{}{because}{whose}", found.status)
    }

    /// Who is bound to what, if the draft describes an agreement.
    fn agreement(&self, out: &mut impl Write) -> io::Result<()> {
        let found = self.passages.iter().map(|passage| &passage.found);
        let Some(agreement) = Agreement::of(found, self.lexicon) else { return Ok(()) };
        writeln!(out, "Written agreement")?;
        let sides =
            [(Bound::Victim, "the victim"), (Bound::Perpetrator, "the perpetrator"), (Bound::Both, "both alike")];
        for (bound, who) in sides {
            terms(out, &format!("binds {who} to"), agreement.duties_of(bound))?;
        }
        terms(out, "on breach:", agreement.consequences.iter().copied())?;
        terms(out, "state:", agreement.states.iter().copied())?;
        writeln!(out)
    }

    /// Whether the draft shows that it is about abuse, which decides about
    /// words with innocent senses.
    fn context(&self, out: &mut impl Write) -> io::Result<()> {
        let signs: Vec<_> = self.signs.iter().map(|sign| format!("“{}”", self.text.part(sign.span))).collect();
        if self.about_abuse {
            writeln!(out, "Read as about abuse because of {}.", signs.join(", "))
        } else if self.passages.is_empty() {
            Ok(())
        } else {
            writeln!(out, "The draft does not show that it is about abuse; it is read as part of a case that is.")
        }
    }
}

fn terms(out: &mut impl Write, heading: &str, terms: impl Iterator<Item = Term>) -> io::Result<()> {
    let clauses: BTreeSet<_> = terms.map(|term| term.clause).collect();
    let titles: Vec<_> = clauses.iter().map(|clause| clause.title()).collect();
    if titles.is_empty() { Ok(()) } else { writeln!(out, "  {heading} {}", titles.join("; ")) }
}
