//! From a finished audit to a review that can begin: the sample is drawn, its notes
//! are read again from the exports, and all that the desk needs is put beside the
//! audit.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::{Transaction, TransactionBehavior, params};

use super::Desk;
use super::error::DeskError;
use super::frame::{Frame, Sort};
use super::sampling::{Drawn, Sampling};
use super::store;
use crate::digest::sha256;
use crate::note::{CaseId, Date};
use crate::pipeline::{Observer, Plan, Wanted, Whole, whole_notes};
use crate::redact::Excerpts;
use crate::report::{FindingRow, Ledger, NoteHead, lexicon_digest};

impl Desk {
    /// Draws the sample of an audit and opens the review of it. `plan` is the one
    /// that the audit was made with, its classifier included if it has one: its
    /// exports are read again, for whole notes.
    ///
    /// # Errors
    /// If there is a review already, nothing to draw, or no text to read; if
    /// exports or rules are not those of the audit; if nothing can be written.
    pub fn draw(audit: &Path, sampling: Sampling, plan: &Plan, observer: &impl Observer) -> Result<Self, DeskError> {
        store::none_yet(audit)?;
        let (ledger, plan) = audited(audit, plan)?;
        let (frame, units) = Frame::with_units(&ledger, sampling.kind, sampling.seed, audit)?;
        let drawn = sampling.draw(&frame, units)?;
        let notes = Notes::read(&ledger, &drawn)?;
        let wholes = notes.whole(&plan, &ledger, audit, observer)?;
        let facts = facts(audit, &sampling, &ledger, &frame)?;
        store::create(audit, |filling| {
            let filling = Filling { store: filling, notes: &notes, wholes: &wholes };
            filling.facts(&facts)?;
            filling.sorts(&frame)?;
            filling.findings(&ledger)?;
            filling.items(&drawn, Cases::default())
        })?;
        Self::open(audit)
    }

    /// Draws further notes, of those that are left: so many of each sort and with
    /// such a share for two as `more` says; all else is as it was. They come after
    /// the others.
    ///
    /// # Errors
    /// As [`Desk::draw`]; nothing is added then.
    pub fn draw_more(
        &mut self,
        audit: &Path,
        more: Sampling,
        plan: &Plan,
        observer: &impl Observer,
    ) -> Result<(), DeskError> {
        let (ledger, plan) = audited(audit, plan)?;
        let seed = store::fact(&self.store, "seed")?.parse().unwrap_or(more.seed);
        let more = Sampling { kind: self.kind, seed, ..more };
        let (frame, units) = Frame::with_units(&ledger, more.kind, seed, audit)?;
        let known: BTreeMap<u64, (Sort, u64)> = {
            let read = self.read_notes()?;
            read.notes.iter().map(|(number, told)| (*number, (told.note.sort.clone(), told.note.case))).collect()
        };
        let units = units.filter(|unit| unit.as_ref().map_or(true, |unit| !known.contains_key(&unit.number)));
        let drawn = more.draw(&frame.without(known.values().map(|(sort, _)| sort)), units)?;
        let notes = Notes::read(&ledger, &drawn)?;
        let wholes = notes.whole(&plan, &ledger, audit, observer)?;
        let cases = Cases::known(&ledger, &known)?;
        let filling = self.store.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let samples = store::samples(&filling)?;
        let drawing = format!("{} {} {} {}", samples.concat(), more.findings, more.notes, more.second.get());
        let fact = (format!("sample {}", samples.len() + 1), sha256(drawing));
        filling.execute("INSERT INTO fact VALUES (?1, ?2)", fact)?;
        Filling { store: &filling, notes: &notes, wholes: &wholes }.items(&drawn, cases)?;
        Ok(filling.commit()?)
    }
}

/// What an audit has, and the plan that it was made with, if it is one to draw from.
fn audited(audit: &Path, plan: &Plan) -> Result<(Ledger, Plan), DeskError> {
    let ledger = Ledger::read(audit, audit)?;
    if ledger.facts.settings.excerpts == Excerpts::None {
        return Err(DeskError::NoText);
    }
    let run = &ledger.facts.run;
    if run.version != env!("CARGO_PKG_VERSION") || run.lexicon_digest != lexicon_digest(&plan.lexicon) {
        return Err(DeskError::OtherRules);
    }
    // Who names what in which note is as it was, passages that it points at included.
    let classifier = plan.classifier.clone().filter(|_| run.classifier_digest.is_some());
    Ok((ledger, Plan { classifier, ..plan.clone() }))
}

type Facts = [(&'static str, String); 11];

fn facts(audit: &Path, sampling: &Sampling, ledger: &Ledger, frame: &Frame) -> Result<Facts, DeskError> {
    let Sampling { kind, findings, notes, second, seed, is_blind } = sampling;
    let audit = store::digest(audit)?;
    let drawn = format!("{audit} {} {findings} {notes} {} {seed}", kind.id(), second.get());
    Ok([
        ("sample", sha256(drawn)),
        ("audit", audit),
        ("version", ledger.facts.run.version.clone()),
        ("lexicon", ledger.facts.run.lexicon_digest.clone()),
        ("kind", kind.id().to_owned()),
        ("findings", findings.to_string()),
        ("notes", notes.to_string()),
        ("second", second.get().to_string()),
        ("seed", seed.to_string()),
        ("repeated", frame.repeated.to_string()),
        ("blind", if *is_blind { "yes" } else { "no" }.to_owned()),
    ])
}

/// What the audit has of the notes drawn.
struct Notes {
    heads: BTreeMap<u64, NoteHead>,
    findings: BTreeMap<u64, Vec<(u64, FindingRow)>>,
}

impl Notes {
    fn read(ledger: &Ledger, drawn: &[Drawn]) -> Result<Self, DeskError> {
        let findings = drawn.iter().map(|drawn| (drawn.unit.number, Vec::new())).collect();
        let mut notes = Self { heads: BTreeMap::new(), findings };
        for note in ledger.notes.rows() {
            let note = note?;
            if notes.findings.contains_key(&note.note.number) {
                notes.heads.insert(note.note.number, NoteHead::clone(&note.note));
            }
        }
        for (finding, place) in ledger.findings.rows().zip(0..) {
            let finding = finding?;
            if let Some(own) = notes.findings.get_mut(&finding.note.number) {
                own.push((place, finding.into_owned()));
            }
        }
        Ok(notes)
    }

    /// The notes, whole.
    fn whole(
        &self,
        plan: &Plan,
        ledger: &Ledger,
        audit: &Path,
        observer: &impl Observer,
    ) -> Result<BTreeMap<u64, Whole>, DeskError> {
        if self.heads.is_empty() {
            return Err(DeskError::NothingDrawn);
        }
        Ok(whole_notes(plan, &ledger.facts.sources, &self.wanted(), audit, observer)?)
    }

    fn wanted(&self) -> BTreeMap<u64, Wanted> {
        let wanted = |(number, head): (&u64, &NoteHead)| {
            let own = self.findings.get(number).into_iter().flatten();
            let words = own.map(|(_, row)| row.finding.span).collect();
            (*number, Wanted { case: head.case_id.clone(), row: head.row, words })
        };
        self.heads.iter().map(wanted).collect()
    }
}

/// The database, as it is filled.
struct Filling<'a> {
    store: &'a Transaction<'a>,
    notes: &'a Notes,
    wholes: &'a BTreeMap<u64, Whole>,
}

impl Filling<'_> {
    fn facts(&self, facts: &[(&str, String)]) -> Result<(), DeskError> {
        let mut insert = self.store.prepare("INSERT INTO fact VALUES (?1, ?2)")?;
        for fact in facts {
            insert.execute((fact.0, &fact.1))?;
        }
        Ok(())
    }

    fn sorts(&self, frame: &Frame) -> Result<(), DeskError> {
        let mut insert = self.store.prepare("INSERT INTO sort VALUES (?1, ?2, ?3, ?4, ?5)")?;
        for (sort, notes) in &frame.sorts {
            let (family, status) = sort.of.map_or(("", ""), |(family, status)| (family.id(), status.id()));
            insert.execute(params![sort.agency, sort.band.id(), family, status, notes])?;
        }
        Ok(())
    }

    /// Every finding of the audit, numbered from 1.
    fn findings(&self, ledger: &Ledger) -> Result<(), DeskError> {
        let marks = "?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20";
        let mut insert = self.store.prepare(&format!("INSERT INTO finding VALUES ({marks})"))?;
        for (row, id) in ledger.findings.rows().zip(1_u64..) {
            let FindingRow { note, finding, cue, excerpt, repeat_of, .. } = &*row?;
            let indicator = finding.indicator;
            insert.execute(params![
                id,
                note.number,
                note.note_id.as_str(),
                note.agency.as_str(),
                day(note.date),
                note.note_type,
                &*note.source,
                note.row,
                finding.span.start(),
                finding.span.end(),
                indicator.id(),
                indicator.family().id(),
                finding.status.id(),
                finding.entry.as_str(),
                finding.phrase,
                cue,
                excerpt.before(),
                excerpt.words(),
                excerpt.after(),
                repeat_of.is_some(),
            ])?;
        }
        Ok(())
    }

    /// The notes drawn, what stands in them, and what is asked of each, after what
    /// is there already.
    fn items(&self, drawn: &[Drawn], mut cases: Cases) -> Result<(), DeskError> {
        let mut insert = self.store.prepare("INSERT INTO item VALUES (?1, ?2, ?3, ?4, ?5, ?4 IS NULL, 0)")?;
        let last = "SELECT coalesce(max(id), 0) + 1 FROM item";
        let mut next: u32 = self.store.query_row(last, [], |row| row.get(0))?;
        for one in drawn {
            let number = one.unit.number;
            let Some(head) = self.notes.heads.get(&number) else { continue };
            self.note(one, head, cases.number(&head.case_id))?;
            let readers = if one.is_read_twice { 2 } else { 1 };
            let finding = one.unit.finding.map(|place| place + 1);
            insert.execute(params![next, number, finding, None::<u32>, readers])?;
            if finding.is_some() {
                insert.execute(params![next + 1, number, finding, next, readers])?;
            }
            next += if finding.is_some() { 2 } else { 1 };
        }
        Ok(())
    }

    fn note(&self, drawn: &Drawn, head: &NoteHead, case: u64) -> Result<(), DeskError> {
        let (number, sort) = (drawn.unit.number, &drawn.unit.sort);
        let missing = Whole::default();
        let whole = self.wholes.get(&number).unwrap_or(&missing);
        let (family, status) = sort.of.map_or(("", ""), |(family, status)| (family.id(), status.id()));
        let mut insert =
            self.store.prepare_cached("INSERT INTO note VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)")?;
        insert.execute(params![
            number,
            head.note_id.as_str(),
            head.agency.as_str(),
            day(head.date),
            head.note_type,
            &*head.source,
            head.row,
            case,
            sort.band.id(),
            family,
            status,
            whole.text,
        ])?;
        let mut insert = self.store.prepare_cached("INSERT INTO mark VALUES (?1, ?2, ?3)")?;
        let own = self.notes.findings.get(&number).into_iter().flatten();
        for ((place, _), span) in own.zip(&whole.words) {
            insert.execute(params![place + 1, span.start(), span.end()])?;
        }
        Ok(())
    }
}

/// Cases of the notes drawn, numbered within the sample.
#[derive(Default)]
struct Cases {
    numbers: BTreeMap<CaseId, u64>,
    next: u64,
}

impl Cases {
    /// Those of the notes that were drawn before.
    fn known(ledger: &Ledger, drawn: &BTreeMap<u64, (Sort, u64)>) -> Result<Self, DeskError> {
        let mut cases = Self::default();
        for note in ledger.notes.rows() {
            let note = note?;
            let Some((_, number)) = drawn.get(&note.note.number) else { continue };
            cases.numbers.insert(note.note.case_id.clone(), *number);
            cases.next = cases.next.max(number + 1);
        }
        Ok(cases)
    }

    /// A note without a case is one by itself.
    fn number(&mut self, case: &CaseId) -> u64 {
        let known = if case.is_empty() { None } else { self.numbers.get(case).copied() };
        known.unwrap_or_else(|| {
            let number = self.next;
            self.next += 1;
            self.numbers.insert(case.clone(), number);
            number
        })
    }
}

fn day(date: Option<Date>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}
