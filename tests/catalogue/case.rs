//! One row of the catalogue: what goes in and what has to come out.

use std::path::{Path, PathBuf};
use std::process::Output;

use super::stage::Stage;

/// One row.
#[derive(Clone, Copy)]
pub(crate) struct Case {
    pub(crate) number: u8,
    pub(crate) name: &'static str,
    pub(crate) input: Input,
    /// Arguments beside those that every row has.
    pub(crate) more: &'static [&'static str],
    pub(crate) expected: Expected,
}

/// What the program is given.
#[derive(Clone, Copy)]
pub(crate) enum Input {
    /// One file, `notes.csv`.
    Text(&'static str),
    /// One file with this name.
    Made(&'static str, fn() -> Vec<u8>),
    /// Files made in this folder; those that are returned are named.
    Files(fn(&Path) -> Vec<PathBuf>),
    /// The file is sound and something else is odd. An error says what is
    /// wrong beside the output.
    Run(fn(&Stage) -> Result<Output, String>),
}

/// What has to come out.
#[derive(Clone, Copy)]
pub(crate) struct Expected {
    pub(crate) end: End,
    /// Words of the message.
    pub(crate) says: &'static [&'static str],
    /// The reasons in `rejected.csv`, in order.
    pub(crate) rejects: &'static [&'static str],
    /// Words of each warning. There are no others.
    pub(crate) warnings: &'static [&'static str],
    /// For each note with a concern in it, what `findings.csv` says of the
    /// first in a column.
    pub(crate) found: &'static [(&'static str, &'static [&'static str])],
    /// What the manifest says of the input.
    pub(crate) facts: &'static [(&'static str, &'static str)],
    /// What must not stand in a file of the audit; in any, if none is named.
    pub(crate) without: (Option<&'static str>, &'static [&'static str]),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// An audit of so many notes.
    Read(u64),
    /// A message and nothing else.
    Refused,
    /// Another exit code.
    Exit(i32),
}

/// The input is audited and gives so many notes.
pub(crate) const fn read(notes: u64) -> Expected {
    ends(End::Read(notes), &[])
}

/// The input is refused in these words.
pub(crate) const fn refused(says: &'static [&'static str]) -> Expected {
    ends(End::Refused, says)
}

/// The program ends with this code and these words.
pub(crate) const fn exit(code: i32, says: &'static [&'static str]) -> Expected {
    ends(End::Exit(code), says)
}

const fn ends(end: End, says: &'static [&'static str]) -> Expected {
    Expected { end, says, rejects: &[], warnings: &[], found: &[], facts: &[], without: (None, &[]) }
}

impl Expected {
    pub(crate) const fn rejects(mut self, reasons: &'static [&'static str]) -> Self {
        self.rejects = reasons;
        self
    }

    pub(crate) const fn warns(mut self, words: &'static [&'static str]) -> Self {
        self.warnings = words;
        self
    }

    pub(crate) const fn finds(mut self, found: &'static [(&'static str, &'static [&'static str])]) -> Self {
        self.found = found;
        self
    }

    pub(crate) const fn facts(mut self, facts: &'static [(&'static str, &'static str)]) -> Self {
        self.facts = facts;
        self
    }

    pub(crate) const fn nowhere(mut self, words: &'static [&'static str]) -> Self {
        self.without = (None, words);
        self
    }

    pub(crate) const fn without(mut self, file: &'static str, words: &'static [&'static str]) -> Self {
        self.without = (Some(file), words);
        self
    }
}

/// A row without arguments of its own.
pub(crate) const fn case(number: u8, name: &'static str, input: Input, expected: Expected) -> Case {
    Case { number, name, input, more: &[], expected }
}

impl Case {
    pub(crate) const fn with(mut self, more: &'static [&'static str]) -> Self {
        self.more = more;
        self
    }
}
