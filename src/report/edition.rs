//! A ledger written up for somebody. What an audience may not be told is not in
//! its edition at all, so that no report can let it slip: for a board there is no
//! sentence of a note, no note, no case, no day.

use std::io;
use std::path::Path;
use std::sync::Arc;

use super::ledger::Ledger;
use super::model::{AgreementRow, Audit, FindingRow, NoteHead, PassageRow, Settings};
use super::notes::Notes;
use super::read_again::ReadAgain;
use crate::classify::Measured;
use crate::kept::{Keeper, Kept};
use crate::language::Profile;
use crate::lexicon::Lexicon;
use crate::measure::{Audience, CaseMeasures, Choices, Measures, ReviewSample, Threshold, Topic};
use crate::note::NoteId;
use crate::redact::{Excerpt, Excerpts};

/// An edition of an audit.
#[derive(Debug)]
pub struct Edition<'a> {
    ledger: &'a Ledger,
    lexicon: &'a Lexicon,
    classifier: Option<&'a Measured>,
    settings: Settings,
    measures: Measures,
    cases: CaseMeasures,
    read_again: Option<ReadAgain>,
    /// What takes the place of tables that name notes; `None` where these stand.
    without_notes: Option<WithoutNotes>,
}

/// Tables without what leads to a note.
#[derive(Debug, Default)]
struct WithoutNotes {
    notes: Notes,
    language: Profile,
    findings: Kept<FindingRow>,
    passages: Kept<PassageRow>,
    agreements: Kept<AgreementRow>,
}

impl<'a> Edition<'a> {
    /// The edition of a ledger for an audience. `lexicon` and `classifier` are
    /// those that the audit was made with; long tables are kept in `room`.
    ///
    /// # Errors
    /// If a table cannot be read, or not be kept.
    pub fn new(
        ledger: &'a Ledger,
        lexicon: &'a Lexicon,
        classifier: Option<&'a Measured>,
        audience: Audience,
        room: &Path,
    ) -> io::Result<Self> {
        let facts = &ledger.facts;
        let threshold = facts.threshold.told_to(audience);
        let (settings, without_notes) = match audience {
            Audience::Internal => (facts.settings.clone(), None),
            Audience::Board => {
                let settings = Settings { excerpts: Excerpts::None, ..facts.settings.clone() };
                (settings, Some(WithoutNotes::new(ledger, room)?))
            }
        };
        let measures = measures(ledger, lexicon, classifier, threshold, None);
        let cases = CaseMeasures::new(&facts.cases, &facts.rules, threshold);
        Ok(Self { ledger, lexicon, classifier, settings, measures, cases, read_again: None, without_notes })
    }

    /// The same with what people say who read some of the notes again: verdicts
    /// have to hold by their reading, too.
    #[must_use]
    pub fn with_reading(self, read_again: Option<ReadAgain>) -> Self {
        let Self { ledger, lexicon, classifier, .. } = self;
        let sample = read_again.as_ref().map(|read| &read.review_sample);
        let measures = measures(ledger, lexicon, classifier, self.measures.threshold, sample);
        Self { measures, read_again, ..self }
    }

    /// What the reports may say.
    pub fn audit(&self) -> Audit<'_> {
        let Ledger { facts, notes, rejects, findings, passages, agreements } = self.ledger;
        let without = self.without_notes.as_ref();
        Audit {
            sources: &facts.sources,
            rejects,
            notes: without.map_or(notes, |without| &without.notes),
            language: without.map_or(&facts.language, |without| &without.language),
            findings: without.map_or(findings, |without| &without.findings),
            passages: without.map_or(passages, |without| &without.passages),
            agreements: without.map_or(agreements, |without| &without.agreements),
            classifier: self.classifier,
            totals: facts.totals,
            measures: &self.measures,
            cases: &self.cases,
            lexicon: self.lexicon,
            settings: &self.settings,
            run: &facts.run,
            read_again: self.read_again.as_ref(),
            ledger: if without.is_some() { None } else { Some(self.ledger) },
        }
    }
}

/// The figures of a ledger, as far as they may be shown.
fn measures(
    ledger: &Ledger,
    lexicon: &Lexicon,
    classifier: Option<&Measured>,
    threshold: Threshold,
    review_sample: Option<&ReviewSample>,
) -> Measures {
    let topics = Topic::looked_for(lexicon);
    let accuracy = classifier.map(|measured| measured.accuracy);
    let rebases = &ledger.facts.settings.rebases;
    Measures::new(&ledger.facts.notes, Choices { topics: &topics, threshold, accuracy, rebases, review_sample })
}

impl WithoutNotes {
    fn new(ledger: &Ledger, room: &Path) -> io::Result<Self> {
        let mut findings = Keeper::new(room);
        for row in ledger.findings.rows() {
            let row = row?.into_owned();
            let repeat_of = row.repeat_of.map(|_| NoteId::new(""));
            let (note, excerpt, cue) = (Arc::new(row.note.without_names()), Excerpt::default(), String::new());
            findings.push(FindingRow { note, cue, excerpt, repeat_of, ..row })?;
        }
        Ok(Self { findings: findings.finish()?, ..Self::default() })
    }
}

impl NoteHead {
    /// What is left of a note where nobody may find it: its place in the order
    /// of the audit, and who wrote it.
    fn without_names(&self) -> Self {
        Self { number: self.number, row: self.number, agency: self.agency.clone(), ..Self::default() }
    }
}
