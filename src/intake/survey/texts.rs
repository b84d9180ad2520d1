//! What the texts of a file's notes hold that deserves a warning. It keeps
//! numbers and none of the texts.

use std::collections::BTreeMap;

use crate::intake::body::Traces;
use crate::intake::dates::DateEvidence;
use crate::intake::warning::Warning;

/// One note in so many must be hardly English before that is said.
const ONE_IN: u64 = 10;

/// Lengths at which Access, Excel and databases cut text off.
const CUT_OFF_AT: &[usize] = &[255, 256, 1024, 2000, 4000, 8000, 32_767, 65_535];

/// Counts over the texts so far.
#[derive(Clone, Debug, Default)]
pub(in crate::intake) struct Texts {
    /// What the dates inside texts say of their order.
    pub(in crate::intake) section_dates: DateEvidence,
    /// Places that were garbled.
    pub(in crate::intake) garbled: u64,
    notes: u64,
    broken_rtf: u64,
    turned: u64,
    foreign: u64,
    sectioned: u64,
    sections: u64,
    blacked_out: BlackedOut,
    lengths: BTreeMap<usize, u64>,
    longest: usize,
    units: u64,
}

#[derive(Clone, Copy, Debug, Default)]
struct BlackedOut {
    notes: u64,
    places: u64,
    characters: u64,
}

impl Texts {
    /// Adds the text of a note, which is on `line`, with what is odd about it.
    pub(super) fn add(&mut self, text: &str, traces: Traces, line: u64) {
        self.notes += 1;
        self.add_length(text);
        self.garbled += traces.garbled;
        self.broken_rtf += u64::from(traces.broken_rtf);
        self.turned += u64::from(traces.turned);
        self.foreign += u64::from(traces.foreign);
        self.blacked_out.add(&traces);
        self.sectioned += u64::from(!traces.section_dates.is_empty());
        self.sections += traces.section_dates.len() as u64;
        for date in traces.section_dates {
            self.section_dates.add(&date, line);
        }
    }

    fn add_length(&mut self, text: &str) {
        let units = if text.is_ascii() { text.len() } else { text.encode_utf16().count() };
        self.units += units as u64;
        self.longest = self.longest.max(units);
        if CUT_OFF_AT.contains(&units) {
            *self.lengths.entry(units).or_default() += 1;
        }
    }

    /// What the texts give reason to warn of.
    pub(super) fn warnings(&self) -> Vec<Warning> {
        let BlackedOut { notes, places, characters } = self.blacked_out;
        let counted = [
            (self.sectioned, Warning::DatedSections { rows: self.sectioned, sections: self.sections }),
            (self.broken_rtf, Warning::RtfBodies { rows: self.broken_rtf }),
            (notes, Warning::BlackedOut { rows: notes, places, characters, of: self.units }),
            (self.turned, Warning::TurnedText { rows: self.turned }),
            (self.foreign(), Warning::NotEnglish { rows: self.foreign, of: self.notes }),
        ];
        let counted = counted.into_iter().filter(|(count, _)| *count > 0).map(|(_, warning)| warning);
        counted.chain(self.cut_off()).collect()
    }

    /// Notes that are hardly English, where they are many: terse English has
    /// few of its common words, too.
    fn foreign(&self) -> u64 {
        if self.foreign * ONE_IN >= self.notes { self.foreign } else { 0 }
    }

    /// Several notes of the same suspicious length, and none longer.
    fn cut_off(&self) -> Option<Warning> {
        let rows = *self.lengths.get(&self.longest).filter(|rows| **rows > 1)?;
        Some(Warning::TextCutOff { units: self.longest, rows })
    }
}

impl BlackedOut {
    fn add(&mut self, traces: &Traces) {
        self.notes += u64::from(traces.blacked_out > 0);
        self.places += traces.blacked_out;
        self.characters += traces.blacked_out_characters;
    }
}
