//! What is said of a draft, in sentences for people.

use std::collections::BTreeSet;

use super::{Draft, Part, Passage};
use crate::detect::{Agreement, Bound, Evidence, EvidenceRule, Term, Whose};
use crate::note::Span;

impl Draft<'_> {
    /// How much there is to look at again.
    pub fn summary(&self) -> String {
        match self.of(Part::Concern).count() {
            0 => "Nothing of concern was found. That does not make it a good record; read it once more.".to_owned(),
            1 => "1 passage to look at again.".to_owned(),
            number => format!("{number} passages to look at again."),
        }
    }

    /// The words of a stretch on one line.
    pub fn words(&self, span: Span) -> String {
        self.text.part(span).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The status and what it rests on, and whose act the words are.
    pub fn status(&self, Passage { found, .. }: &Passage<'_>) -> String {
        let because =
            found.cue.as_ref().map(|evidence| format!(", because of {}", self.because(evidence))).unwrap_or_default();
        let whose = match found.whose {
            Some(Whose::Known { role, span }) => format!("; about the {role} (“{}”)", self.text.part(span)),
            Some(Whose::Unclear) => "; whose act it is, the draft does not show".to_owned(),
            None => String::new(),
        };
        format!("{}{because}{whose}", found.status)
    }

    fn because(&self, evidence: &Evidence) -> String {
        let words = self.words(evidence.span);
        match &evidence.rule {
            EvidenceRule::Cue(id) => format!("“{words}” ({id})"),
            EvidenceRule::SpeakerLabel => format!("the label “{words}”"),
            EvidenceRule::Quotation => "quotation marks".to_owned(),
            EvidenceRule::Question => "a question".to_owned(),
            EvidenceRule::Guidance(id) => format!("the text being guidance: “{words}” and more ({id})"),
            EvidenceRule::Heading => "a heading".to_owned(),
            EvidenceRule::StandardText => "standard text".to_owned(),
        }
    }

    /// Who is bound to what, a line each, if the draft describes an agreement.
    pub fn agreement(&self) -> Option<Vec<String>> {
        let found = self.passages.iter().map(|passage| &passage.found);
        let agreement = Agreement::of(found, self.lexicon)?;
        let sides =
            [(Bound::Victim, "the victim"), (Bound::Perpetrator, "the perpetrator"), (Bound::Both, "both alike")];
        let duties =
            sides.into_iter().map(|(bound, who)| terms(&format!("binds {who} to"), agreement.duties_of(bound)));
        let consequences = terms("on breach:", agreement.consequences.iter().copied());
        let states = terms("state:", agreement.states.iter().copied());
        Some(duties.chain([consequences, states]).flatten().collect())
    }

    /// Whether the draft shows that it is about abuse, which decides about
    /// words with innocent senses; nothing where it shows nothing at all.
    pub fn context(&self) -> Option<String> {
        let signs: Vec<_> = self.signs.iter().map(|sign| format!("“{}”", self.text.part(sign.span))).collect();
        if self.about_abuse {
            Some(format!("Read as about abuse because of {}.", signs.join(", ")))
        } else if self.passages.is_empty() {
            None
        } else {
            Some("The draft does not show that it is about abuse; it is read as part of a case that is.".to_owned())
        }
    }
}

fn terms(heading: &str, terms: impl Iterator<Item = Term>) -> Option<String> {
    let clauses: BTreeSet<_> = terms.map(|term| term.clause).collect();
    let titles: Vec<_> = clauses.iter().map(|clause| clause.title()).collect();
    (!titles.is_empty()).then(|| format!("{heading} {}", titles.join("; ")))
}
