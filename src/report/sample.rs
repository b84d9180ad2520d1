//! A small invented audit, for the tests of every report: three agencies with
//! enough notes, one without, every status, a repeat, rejects and warnings.
//! Nothing in it is about anyone.

use std::sync::{Arc, LazyLock};

use super::model::{
    Accounted, AgreementRow, Audit, Counts, FindingRow, NoteHead, PassageRow, RejectRow, RunFacts, Settings,
    SourceSummary, Totals, Workers,
};
use super::notes::{NoteRow, Notes};
use crate::classify::{Calibration, Example, Measured, OfKind, Passage, Probability};
use crate::detect::Finding;
use crate::kept::Kept;
use crate::language::{Profile, Read, Term};
use crate::lexicon::{EntryId, Lexicon, LexiconFile, Status};
use crate::measure::{
    CaseMeasures, CaseNote, CaseRules, CaseTally, Choices, InNote, Measures, Proportion, Reach, Tally, Threshold,
    Topic, UnreadRows, Window,
};
use crate::note::{Agency, CaseId, Date, Note, NoteId, Span};
use crate::redact::Excerpt;

/// What the parts of an [`Audit`] are borrowed from.
pub(super) struct Sample {
    pub(super) sources: Vec<SourceSummary>,
    pub(super) rejects: Kept<RejectRow>,
    pub(super) notes: Notes,
    pub(super) findings: Kept<FindingRow>,
    pub(super) totals: Totals,
    pub(super) passages: Kept<PassageRow>,
    pub(super) agreements: Kept<AgreementRow>,
    pub(super) classifier: Option<Measured>,
    pub(super) measures: Measures,
    pub(super) cases: CaseMeasures,
    pub(super) language: Profile,
    pub(super) lexicon: Lexicon,
    pub(super) settings: Settings,
    pub(super) run: RunFacts,
}

/// A finding to put into notes: entry, status, sentence with its words between
/// bars, cue, and in which notes (every so many, from this one).
type Plant = (&'static str, Status, &'static str, &'static str, u64, u64);

const PLANTS: [Plant; 12] = [
    ("MIN001", Status::Counted, "Mum and partner |arguing again|, police called.", "", 6, 0),
    ("MIN001", Status::Counted, "Mum rang: |arguing with partner| over money.", "", 17, 3),
    ("MIN001", Status::Reported, "Mum said it was |just an argument|.", "said", 9, 4),
    ("MIN002", Status::Counted, "A |volatile relationship| with faults on both sides.", "", 14, 1),
    ("MIN003", Status::Counted, "She has had |only a slap| this time & the door is broken.", "", 23, 5),
    ("BLA001", Status::Counted, "[person 1] has |failed to protect| the children from him.", "", 19, 2),
    (
        "BLA001",
        Status::Challenged,
        "The referral says she |failed to protect|; he is responsible.",
        "the referral says",
        40,
        7,
    ),
    ("BLA002", Status::Counted, "She |refuses to engage| with the service.", "", 31, 8),
    ("GOO001", Status::Counted, "|DASH completed| with [person 1], alone, score 16.", "", 5, 1),
    ("GOO001", Status::Negated, "|No DASH completed| at this visit.", "no", 12, 6),
    ("GOO002", Status::Counted, "|Referred to MARAC| on [date], heard on [date].", "", 13, 9),
    ("RIS001", Status::Counted, "She said that he |put his hands round her neck|.", "", 16, 10),
];

const AGENCIES: [(&str, u64, &str, &str); 4] = [
    ("Eastvale Housing", 64, "eastvale_housing.csv", "Tenancy visit"),
    ("Northshire Police", 120, "northshire-police 2026-Q1.csv", "Occurrence log"),
    ("Weir School", 3, "weir.xlsx", "Concern form"),
    ("Westmoor Children’s Services", 97, "westmoor_cs.csv", "Case note"),
];

/// What the passage is most like.
static EXAMPLE: LazyLock<Example> = LazyLock::new(|| Example {
    note: "w99-001".into(),
    indicator: "minimising.mutual".parse().unwrap(),
    words: "they wind each other up".into(),
});

const LEXICON: &str = include_str!("sample.toml");

impl Sample {
    /// The usual sample.
    pub(super) fn new() -> Self {
        Self::with(|_| {})
    }

    /// The sample, with its findings changed before they are counted.
    pub(super) fn with(change: impl FnOnce(&mut Vec<FindingRow>)) -> Self {
        Self::build(Threshold::default(), change)
    }

    /// The sample, with figures shown from so many notes on.
    pub(super) fn showing_from(notes: u64) -> Self {
        Self::build(Threshold::new(notes), |_| {})
    }

    fn build(threshold: Threshold, change: impl FnOnce(&mut Vec<FindingRow>)) -> Self {
        let notes: Vec<Note> = AGENCIES.iter().flat_map(|agency| notes(*agency)).collect();
        let lexicon = lexicon();
        let planted = notes.iter().enumerate().flat_map(|(at, note)| planted(&lexicon, note, at as u64));
        let mut findings = planted.collect();
        change(&mut findings);
        let cases = cases(&notes, &findings);
        let measures = Measures::new(
            &tally(&notes, &findings, &cases, threshold),
            Choices { topics: &Topic::looked_for(&lexicon), threshold, ..Choices::default() },
        );
        let cases = followed(&notes, &cases, &lexicon, threshold);
        let sources: Vec<SourceSummary> = AGENCIES.iter().map(|agency| source(*agency)).collect();
        let counts = Counts {
            rows: sources.iter().map(|source| source.rows).sum(),
            notes: notes.len() as u64,
            rejects: sources.iter().map(|source| source.rejects).sum(),
        };
        let run =
            RunFacts { version: "0.1.0".into(), lexicon_digest: "5e".repeat(32), classifier_digest: None, counts };
        let mut totals = Totals::default();
        for row in &findings {
            totals.add(row);
        }
        Self {
            sources,
            rejects: Kept::from(rejects()),
            notes: note_rows(&notes, &findings),
            findings: Kept::from(findings),
            totals,
            passages: Kept::default(),
            agreements: Kept::default(),
            classifier: None,
            measures,
            cases,
            language: language(),
            lexicon,
            settings: Settings::default(),
            run,
        }
    }

    /// The sample, with a passage that the classifier points at in the first
    /// note of an agency.
    pub(super) fn with_classifier() -> Self {
        let mut sample = Self::new();
        let head = Arc::clone(&sample.findings.rows().next().unwrap().unwrap().note);
        sample.passages = Kept::from(vec![PassageRow {
            note: head,
            passage: Passage {
                span: Span::new(200, 232),
                indicator: "minimising.mutual".parse().unwrap(),
                probability: Probability::new(0.83),
                carried_by: vec![Span::new(205, 209)],
                nearest: vec![&EXAMPLE],
                sentence: Span::new(200, 240),
            },
            excerpt: Excerpt::sample("", "They both need to take a breath", " and talk."),
            carried_by: "both breath".into(),
            repeat_of: None,
        }]);
        let of_kind = OfKind { calibration: Calibration::NONE, least: 0.5, shown: 120, right: 84 };
        let measured = Measured { notes: 160, writers: 2, concern: of_kind, ..Measured::nothing() };
        sample.classifier = Some(measured);
        sample
    }

    /// The sample as the reports see it.
    pub(super) fn audit(&self) -> Audit<'_> {
        Audit {
            sources: &self.sources,
            rejects: &self.rejects,
            notes: &self.notes,
            findings: &self.findings,
            totals: self.totals,
            passages: &self.passages,
            classifier: self.classifier.as_ref(),
            agreements: &self.agreements,
            measures: &self.measures,
            cases: &self.cases,
            language: &self.language,
            lexicon: &self.lexicon,
            settings: &self.settings,
            run: &self.run,
            read_again: None,
            ledger: None,
        }
    }
}

fn notes((agency, number, file, note_type): (&str, u64, &str, &str)) -> Vec<Note> {
    let source: Arc<str> = file.into();
    let note = |row: u64| Note {
        id: NoteId::new(&format!("{}-{row}", &agency[..1])),
        case: CaseId::new(&format!("C{}", row * 7 % 41)),
        agency: Agency::new(agency),
        team: "Team 1".into(),
        worker: "P. Worker".into(),
        date: (!row.is_multiple_of(29)).then(|| date(row)),
        note_type: note_type.into(),
        source: Arc::clone(&source),
        row,
        ..Note::default()
    };
    (1..=number).map(note).collect()
}

fn date(row: u64) -> Date {
    let part = |number: u64| i8::try_from(number).unwrap();
    Date::new(2026, part(1 + row % 3), part(1 + row % 28)).unwrap()
}

/// The notes of the audit, those in which nothing was found apart.
fn note_rows(notes: &[Note], findings: &[FindingRow]) -> Notes {
    let row = |(note, number): (&Note, u64)| {
        let head = Arc::new(NoteHead::new(note, number, Workers::Hidden));
        let mine: Vec<_> = findings.iter().filter(|row| row.note.number == number).cloned().collect();
        NoteRow::new(head, 40 + number % 60, true).with(&mine, &[])
    };
    let found = |row: &NoteRow| findings.iter().any(|finding| finding.note.number == row.note.number);
    let (other, silent): (Vec<_>, Vec<_>) = notes.iter().zip(0..).map(row).partition(found);
    Notes { silent: Kept::from(silent), other: Kept::from(other) }
}

/// What is planted in the note at this place.
fn planted(lexicon: &Lexicon, note: &Note, at: u64) -> Vec<FindingRow> {
    let head = Arc::new(NoteHead::new(note, at, Workers::Named));
    let here = PLANTS.iter().enumerate().filter(|(_, plant)| at % plant.4 == plant.5);
    here.map(|(number, plant)| {
        let mut row = finding(lexicon, &head, plant);
        // One wording is pasted on within the same team.
        row.repeat_of = (number == 1 && at.is_multiple_of(2)).then(|| NoteId::new("N-1"));
        row
    })
    .collect()
}

fn finding(lexicon: &Lexicon, note: &Arc<NoteHead>, &(entry, status, sentence, cue, ..): &Plant) -> FindingRow {
    let mut parts = sentence.split('|');
    let mut part = || parts.next().unwrap();
    let (before, words, after) = (part(), part(), part());
    let start = 40 + before.chars().count();
    let entry = EntryId::new(entry).unwrap();
    FindingRow {
        note: Arc::clone(note),
        finding: Finding {
            span: Span::new(start, start + words.chars().count()),
            indicator: lexicon.entry(&entry).unwrap().indicator,
            status,
            cue: None,
            entry,
            phrase: 0,
            whose: None,
            sentence: Span::new(40, 40 + sentence.chars().count() - 2),
        },
        cue: cue.into(),
        excerpt: Excerpt::sample(before, words, after),
        repeat_of: None,
        opinion: None,
    }
}

/// What counts in a note.
fn in_note(note: &Note, findings: &[FindingRow]) -> InNote {
    let mine = findings.iter().filter(|row| row.note.source == note.source && row.note.row == note.row);
    let of = |status: Status| mine.clone().filter(move |row| row.finding.status == status && row.repeat_of.is_none());
    let indicators = |rows: &mut dyn Iterator<Item = &FindingRow>| rows.map(|row| row.finding.indicator).collect();
    InNote {
        counted: indicators(&mut of(Status::Counted)),
        challenged: indicators(&mut of(Status::Challenged)),
        about_abuse: true,
        ..InNote::default()
    }
}

fn tally(notes: &[Note], findings: &[FindingRow], cases: &[Vec<CaseNote>], threshold: Threshold) -> Tally {
    let mut tally = Tally::default();
    for note in notes {
        tally.add(note, &in_note(note, findings));
    }
    for reject in rejects() {
        let agency = AGENCIES.iter().find(|(_, _, file, _)| *file == &*reject.source && reject.column == "note");
        let agency = agency.map(|(name, ..)| Agency::new(name));
        tally.add_unread(agency.as_ref(), UnreadRows { not_assessable: 1, withdrawn: 0 });
    }
    tally.settle(threshold);
    for notes in cases {
        tally.add_case(notes);
    }
    tally
}

/// The notes of each case, sorted.
fn cases(notes: &[Note], findings: &[FindingRow]) -> Vec<Vec<CaseNote>> {
    let numbered = notes.iter().zip(0..);
    let mut all: Vec<_> =
        numbered.filter_map(|(note, number)| CaseNote::new(note, number, &in_note(note, findings))).collect();
    all.sort();
    all.chunk_by(|one, next| one.case == next.case).map(<[CaseNote]>::to_vec).collect()
}

fn followed(notes: &[Note], cases: &[Vec<CaseNote>], lexicon: &Lexicon, threshold: Threshold) -> CaseMeasures {
    let (mut reach, mut tally) = (Reach::default(), CaseTally::default());
    for note in notes {
        reach.add(&note.agency, note.date);
    }
    let rules = CaseRules::new(Window::default(), lexicon.expectations(), &reach);
    for notes in cases {
        tally.add_case(notes, &rules);
    }
    CaseMeasures::new(&tally, &rules, threshold)
}

/// Two terms of one agency, one of them in the lexicon; of another, notes that
/// were read in part.
fn language() -> Profile {
    let term = |words: &str, entry: Option<&str>| Term {
        beside: None,
        agency: Agency::new(AGENCIES[1].0),
        words: words.into(),
        own: Proportion::new(31, 120).unwrap(),
        others: Proportion::new(4, 164).unwrap(),
        log_ratio: 1.25,
        g_squared: 36.5,
        cases: 19,
        authors: Some(4),
        unevenness: 0.31,
        entries: entry.and_then(EntryId::new).into_iter().collect(),
        instead: entry.map_or("", |_| "Say who did what.").into(),
        example: Excerpt::sample("[name] said they ", words, " & left."),
    };
    let read = |&(agency, of, ..): &(&str, u64, &str, &str)| (Agency::new(agency), Read { read: of.min(100), of });
    Profile {
        terms: vec![term("kicked off", None), term("arguing again", Some("MIN001"))],
        tested: 812,
        read: AGENCIES.iter().map(read).collect(),
    }
}

/// The lexicon of the sample.
fn lexicon() -> Lexicon {
    let file = |name: &str, text: &str| LexiconFile { name: name.into(), text: text.into() };
    let families = LEXICON.split("# ---- ").skip(1).filter_map(|part| part.split_once('\n'));
    Lexicon::from_files(families.map(|(name, text)| file(name, text)).collect()).unwrap()
}

fn source((_, number, file, _): (&str, u64, &str, &str)) -> SourceSummary {
    let rejects = rejects().iter().filter(|reject| &*reject.source == file).count() as u64;
    let odd = file.contains("Q1");
    SourceSummary {
        name: file.into(),
        sha256: format!("{:02x}", file.len()).repeat(32),
        bytes: 1000 * number + 17,
        encoding: if odd { "windows-1252" } else { "UTF-8" }.into(),
        delimiter: "comma".into(),
        rows: number + rejects,
        other_lines: 1,
        notes: number,
        rejects,
        account: Accounted { there: 1000 * number + 17, audited: 1000 * number, other: 17, ..Accounted::default() },
        first_date: Some(Date::constant(2026, 1, 4)),
        last_date: Some(Date::constant(2026, 3, 28)),
        warnings: odd
            .then(|| "The first 2 lines are not part of the table and were left out.".into())
            .into_iter()
            .collect(),
    }
}

fn rejects() -> Vec<RejectRow> {
    let reject = |source: &str, line: u64, reason: &str, message: &str, remedy: &str| RejectRow {
        source: source.into(),
        row: Some(line - 1),
        line,
        column: if reason == "empty-note" { "note" } else { "" }.into(),
        reason: reason.into(),
        message: message.into(),
        remedy: remedy.into(),
    };
    let empty = "Nothing, if the record has no text. Otherwise export the column that holds it.";
    let police = "northshire-police 2026-Q1.csv";
    vec![
        reject("eastvale_housing.csv", 12, "empty-note", "the note is empty", empty),
        reject(police, 70, "empty-note", "the note is empty", empty),
        reject(
            police,
            101,
            "too-many-fields",
            "14 fields where the header has 9",
            "Export again with quotation marks around the text.",
        ),
    ]
}
