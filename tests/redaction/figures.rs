//! How much of what identifies someone is hidden, and how much of what is
//! hidden identifies someone.

use std::collections::BTreeMap;
use std::fmt;

use plainrecord::note::Span;
use plainrecord::redact::{CaseMentions, CaseNames, Redactor, Register};

use crate::notes::{Class, Identifier, Known};

/// What may stay of a place: it says what kind of place, not which.
const KINDS: &[&str] = &["dr", "s", "the", "of", "surgery", "refuge", "school"];

/// Identifiers wholly hidden, of how many.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Share {
    pub(crate) hidden: usize,
    pub(crate) of: usize,
}

impl Share {
    pub(crate) fn value(self) -> f64 {
        self.hidden as f64 / self.of.max(1) as f64
    }

    fn add(&mut self, hidden: bool) {
        self.hidden += usize::from(hidden);
        self.of += 1;
    }
}

/// The figures of many notes.
#[derive(Default)]
pub(crate) struct Figures {
    pub(crate) recall: BTreeMap<Class, Share>,
    /// Letters and digits that are part of an identifier, of those hidden.
    pub(crate) precision: Share,
    by_slot: BTreeMap<(Class, String), Share>,
    by_style: BTreeMap<String, Share>,
    /// What was not hidden, and what was hidden for nothing, with their notes.
    pub(crate) missed: Vec<String>,
    pub(crate) needless: Vec<String>,
}

/// The names of a case, learnt from all its notes as an audit learns them.
pub(crate) fn names_of(redactor: &Redactor, case: &[Known]) -> (CaseNames, Register) {
    let (mut register, mut all) = (Register::default(), CaseMentions::default());
    for known in case {
        all.add(register.number(redactor.read(&known.note).mentions()));
    }
    (redactor.names_of(&register, all), register)
}

impl Figures {
    pub(crate) fn of(redactor: &Redactor, cases: &[Vec<Known>]) -> Self {
        let mut figures = Self::default();
        for case in cases {
            let (names, _) = names_of(redactor, case);
            for known in case {
                figures.add(known, &redactor.hidden(&known.note, &names));
            }
        }
        figures
    }

    fn add(&mut self, known: &Known, hidden: &[Span]) {
        let text: Vec<char> = known.note.text.readable().chars().collect();
        let mut covered = vec![false; text.len()];
        for span in hidden {
            covered[span.start()..span.end()].fill(true);
        }
        let mut true_part = vec![false; text.len()];
        for identifier in &known.identifiers {
            true_part[identifier.at.start()..identifier.at.end()].fill(true);
            let hidden = is_hidden(&text, &covered, identifier);
            self.recall.entry(identifier.class).or_default().add(hidden);
            self.by_slot.entry((identifier.class, identifier.slot.clone())).or_default().add(hidden);
            self.by_style.entry(known.style.clone()).or_default().add(hidden);
            if !hidden {
                self.missed.push(context(&text, &covered, identifier.at));
            }
        }
        for at in (0..text.len()).filter(|&at| covered[at] && text[at].is_alphanumeric()) {
            self.precision.add(true_part[at]);
        }
        for span in hidden.iter().filter(|span| !(span.start()..span.end()).any(|at| true_part[at])) {
            self.needless.push(context(&text, &covered, *span));
        }
    }
}

/// Whether every letter and digit of an identifier is covered.
fn is_hidden(text: &[char], covered: &[bool], identifier: &Identifier) -> bool {
    let span = identifier.at.start()..identifier.at.end();
    let left: String = span.map(|at| if covered[at] || !text[at].is_alphanumeric() { ' ' } else { text[at] }).collect();
    let kind = |word: &str| identifier.class == Class::Place && KINDS.contains(&word.to_lowercase().as_str());
    left.split_whitespace().all(kind)
}

/// The words around a span, which is marked, with what is hidden in them.
fn context(text: &[char], covered: &[bool], span: Span) -> String {
    let shown = |range: std::ops::Range<usize>| -> String {
        range.map(|at| if covered[at] { '_' } else { text[at] }).collect()
    };
    let (from, to) = (span.start().saturating_sub(40), (span.end() + 30).min(text.len()));
    let itself: String = text[span.start()..span.end()].iter().collect();
    format!("{}|{itself}|{} ({})", shown(from..span.start()), shown(span.end()..to), shown(span.start()..span.end()))
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (class, share) in &self.recall {
            writeln!(f, "{class:?}: {}", written(*share))?;
        }
        writeln!(f, "letters and digits hidden that identify someone: {}", written(self.precision))?;
        for (style, share) in &self.by_style {
            writeln!(f, "  {style}: {}", written(*share))?;
        }
        for ((class, slot), share) in &self.by_slot {
            writeln!(f, "    {class:?} {slot}: {}", written(*share))?;
        }
        Ok(())
    }
}

fn written(share: Share) -> String {
    format!("{:.3} ({} of {})", share.value(), share.hidden, share.of)
}
