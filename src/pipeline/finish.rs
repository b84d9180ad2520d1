//! Notes once all have come: what repeats an earlier one and what is standard
//! text is known, and each finding becomes a row and counts for something.

use std::io;
use std::path::Path;
use std::sync::Arc;

use super::gather::{Pending, Pointed, Quoted, STANDARD_TEXT};
use super::summary;
use crate::detect::{Agreement, Evidence, EvidenceRule, Repeat, Repeats, Sentence, Use};
use crate::kept::{Keeper, Kept, Sorted, Sorter};
use crate::lexicon::{Indicator, Kind, Lexicon, Status};
use crate::measure::{CaseNote, CaseRules, CaseTally, InNote, Peers, Reach, Tally, Threshold, Window};
use crate::note::{Note, NoteId, Span};
use crate::redact::{CaseNames, Draft, Quote, Redactor};
use crate::report::{AgreementRow, FindingRow, NoteHead, NoteRow, Notes, PassageRow, Totals, Workers};

/// What repeats an earlier note, note by note, and what is standard text.
pub(super) struct Repeated {
    repeats: Repeats,
    later: Sorted<Repeat>,
    next: Option<Repeat>,
    /// Those of the note turned to.
    here: Vec<Repeat>,
}

impl Repeated {
    /// Reads all uses of sentences.
    ///
    /// # Errors
    /// If they cannot be read, or what they come to not be kept.
    pub(super) fn read(uses: Sorter<Use>, folder: &Path) -> io::Result<Self> {
        let (mut repeats, mut found) = (Repeats::default(), Sorter::new(folder));
        for one in uses.finish()? {
            if let Some(repeat) = repeats.read(one?) {
                found.push(repeat)?;
            }
        }
        let mut later = found.finish()?;
        let next = later.next().transpose()?;
        Ok(Self { repeats, later, next, here: Vec::new() })
    }

    /// Turns to a note; the numbers rise.
    ///
    /// # Errors
    /// If what repeats cannot be read.
    pub(super) fn turn_to(&mut self, number: u64) -> io::Result<()> {
        self.here.clear();
        while let Some(repeat) = self.next.take_if(|repeat| repeat.note <= number) {
            if repeat.note == number {
                self.here.push(repeat);
            }
            self.next = self.later.next().transpose()?;
        }
        Ok(())
    }

    /// The earlier note of the same case and agency that has this sentence.
    fn first(&self, sentence: Sentence) -> Option<NoteId> {
        self.here.iter().find(|repeat| repeat.sentence == sentence).map(|repeat| repeat.first.clone())
    }
}

/// Counts notes, and the cases that they belong to.
pub(super) struct Tallying {
    tally: Tally,
    reach: Reach,
    cases: Sorter<CaseNote>,
}

/// What notes and cases came to.
pub(super) struct Tallied {
    pub(super) notes: Tally,
    pub(super) cases: CaseTally,
    pub(super) rules: CaseRules,
}

impl Tallying {
    pub(super) fn new(peers: Peers, folder: &Path) -> Self {
        Self { tally: Tally::new(peers), reach: Reach::default(), cases: Sorter::new(folder) }
    }

    pub(super) fn add(&mut self, note: &Note, number: u64, found: &InNote) -> io::Result<()> {
        self.tally.add(note, found);
        self.reach.add(&note.agency, note.date);
        CaseNote::new(note, number, found).map_or(Ok(()), |note| self.cases.push(note))
    }

    fn finish(self, lexicon: &Lexicon, window: Window, least: Threshold) -> io::Result<Tallied> {
        let Self { mut tally, reach, cases } = self;
        tally.settle(least);
        let rules = CaseRules::new(window, summary::expectations(lexicon), &reach);
        let mut tallied = Tallied { notes: tally, cases: CaseTally::default(), rules };
        let mut case = Vec::<CaseNote>::new();
        for note in cases.finish()? {
            let note = note?;
            if case.first().is_some_and(|first| first.case != note.case) {
                tallied.add_case(&case);
                case.clear();
            }
            case.push(note);
        }
        if !case.is_empty() {
            tallied.add_case(&case);
        }
        Ok(tallied)
    }
}

impl Tallied {
    fn add_case(&mut self, notes: &[CaseNote]) {
        self.notes.add_case(notes);
        self.cases.add_case(notes, &self.rules);
    }
}

/// The rows so far, once all notes have come.
pub(super) struct Finishing {
    workers: Workers,
    notes: Keeper<NoteRow>,
    findings: Keeper<FindingRow>,
    totals: Totals,
    passages: Keeper<PassageRow>,
    agreements: Keeper<AgreementRow>,
    tallying: Tallying,
}

impl Finishing {
    pub(super) fn new(workers: Workers, folder: &Path, tallying: Tallying) -> Self {
        Self {
            workers,
            notes: Keeper::new(folder),
            findings: Keeper::new(folder),
            totals: Totals::default(),
            passages: Keeper::new(folder),
            agreements: Keeper::new(folder),
            tallying,
        }
    }

    /// Adds what was seen in a note; `is_about_abuse` says it of its case.
    ///
    /// # Errors
    /// If a row cannot be kept.
    pub(super) fn add(
        &mut self,
        note: Pending,
        is_about_abuse: bool,
        repeated: &Repeated,
        (redactor, names): (&Redactor, &CaseNames),
        lexicon: &Lexicon,
    ) -> io::Result<()> {
        let Pending { number, note, words, whole, about_abuse, mentions, shown, if_about_abuse } = note;
        let excerpt = |quote: &Quote| redactor.finish(quote, names, &mentions);
        let text = |draft: &Draft| redactor.finish_text(draft, names, &mentions);
        let seen = if_about_abuse.filter(|_| is_about_abuse).unwrap_or(shown);
        let pasted = whole.and_then(|whole| repeated.first(whole));
        let repeat_of = |sentence: Option<Sentence>| pasted.clone().or_else(|| repeated.first(sentence?));
        let standard = |sentence: Option<Sentence>| sentence.is_some_and(|one| repeated.repeats.is_standard(one));
        let head = Arc::new(NoteHead::new(&note, number, self.workers));
        let finding = |(quoted, sentence): (Quoted, _)| {
            let Quoted { finding, excerpt: quote, cue, opinion } =
                if standard(sentence) { as_standard_text(quoted) } else { quoted };
            let note = dated(&head, &note, finding.span);
            let (excerpt, cue) = (excerpt(&quote), text(&cue));
            FindingRow { note, finding, cue, excerpt, repeat_of: repeat_of(sentence), opinion }
        };
        let findings: Vec<_> = seen.findings.into_iter().map(finding).collect();
        // What stands in the notes of many cases is nobody's own wording.
        let own = seen.passages.into_iter().filter(|(_, sentence)| !standard(*sentence));
        let passage = |(Pointed { passage, excerpt: quote, carried_by }, sentence)| {
            let note = dated(&head, &note, passage.span);
            let (excerpt, carried_by) = (excerpt(&quote), text(&carried_by));
            PassageRow { note, passage, excerpt, carried_by, repeat_of: repeat_of(sentence) }
        };
        let passages: Vec<_> = own.map(passage).collect();
        let agreement = Agreement::of(findings.iter().map(|row| &row.finding), lexicon);
        let sides = agreement.as_ref().map(Agreement::sides);
        let worth_reading = passages.iter().map(|row| row.passage.indicator).collect();
        let found = InNote { agreement: sides, about_abuse, worth_reading, words, ..in_note(&findings) };
        self.tallying.add(&note, number, &found)?;
        self.notes.push(NoteRow::new(Arc::clone(&head), words, about_abuse).with(&findings, &passages))?;
        if let Some(agreement) = agreement {
            self.agreements.push(AgreementRow { note: head, agreement })?;
        }
        for row in &findings {
            self.totals.add(row);
        }
        findings.into_iter().try_for_each(|row| self.findings.push(row))?;
        passages.into_iter().try_for_each(|row| self.passages.push(row))
    }

    /// # Errors
    /// If what was kept cannot be read.
    pub(super) fn finish(
        self,
        silent: Kept<NoteRow>,
        lexicon: &Lexicon,
        window: Window,
        least: Threshold,
    ) -> io::Result<Finished> {
        let Self { notes, findings, totals, passages, agreements, tallying, .. } = self;
        let (findings, passages, agreements) = (findings.finish()?, passages.finish()?, agreements.finish()?);
        let (notes, tallied) = (Notes { silent, other: notes.finish()? }, tallying.finish(lexicon, window, least)?);
        Ok(Finished { notes, findings, totals, passages, agreements, tallied })
    }
}

/// The note with the date of the section that a span stands in.
fn dated(head: &Arc<NoteHead>, note: &Note, span: Span) -> Arc<NoteHead> {
    let date = note.date_at(span.start());
    if date == head.date { Arc::clone(head) } else { Arc::new(NoteHead { date, ..NoteHead::clone(head) }) }
}

/// What all notes together come to.
pub(super) struct Finished {
    pub(super) notes: Notes,
    pub(super) findings: Kept<FindingRow>,
    pub(super) totals: Totals,
    pub(super) passages: Kept<PassageRow>,
    pub(super) agreements: Kept<AgreementRow>,
    pub(super) tallied: Tallied,
}

fn as_standard_text(Quoted { finding, excerpt, .. }: Quoted) -> Quoted {
    let evidence = Evidence { rule: EvidenceRule::StandardText, span: finding.sentence };
    Quoted { finding: finding.into_template(evidence), excerpt, cue: Draft::plain(STANDARD_TEXT), opinion: None }
}

/// What the findings of one note count for.
fn in_note(rows: &[FindingRow]) -> InNote {
    let counted = rows.iter().filter(|row| row.finding.is_counted());
    let (counted, repeated): (Vec<&FindingRow>, _) = counted.partition(|row| row.repeat_of.is_none());
    let indicators =
        |rows: Vec<&FindingRow>| -> Vec<Indicator> { rows.iter().map(|row| row.finding.indicator).collect() };
    let own = |row: &&FindingRow| row.repeat_of.is_none() && row.finding.status != Status::Template;
    let otherwise: Vec<_> = rows.iter().filter(|row| !row.finding.is_counted()).filter(own).collect();
    let is_challenged =
        |row: &&FindingRow| row.finding.status == Status::Challenged && row.finding.indicator.kind() == Kind::Concern;
    InNote {
        counted: indicators(counted),
        repeated: indicators(repeated),
        challenged: indicators(otherwise.iter().copied().filter(is_challenged).collect()),
        otherwise: indicators(otherwise),
        pasted: !rows.is_empty() && rows.iter().all(|row| row.repeat_of.is_some()),
        ..InNote::default()
    }
}
