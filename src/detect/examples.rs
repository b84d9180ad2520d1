//! Runs every example of a lexicon: what must be found, with which status,
//! and what must not be. A lexicon whose examples fail is not fit for use.

use super::scan::Scan;
use super::{Detector, EvidenceRule, Finding};
use crate::lexicon::{Cue, Entry, EntryId, Indicator, Shows, Sign, Status};
use crate::note::Span;

/// An example that does not come out as its author says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailedExample {
    /// The entry or cue it belongs to.
    pub id: EntryId,
    /// The example, as written.
    pub text: String,
    /// What is wrong with it.
    pub problem: String,
}

impl Detector {
    /// Every example of every entry and cue that fails.
    pub fn failed_examples(&self) -> Vec<FailedExample> {
        let entries = self.lexicon().entries().iter().flat_map(|entry| self.failed_of_entry(entry));
        let cues = self.lexicon().cues().iter().flat_map(|cue| self.failed_of_cue(cue));
        let signs = self.lexicon().signs().iter().flat_map(|sign| self.failed_of_sign(sign));
        entries.chain(cues).chain(signs).collect()
    }

    fn failed_of_sign(&self, sign: &Sign) -> Vec<FailedExample> {
        let failed = |text: &String, problem: &str| FailedExample {
            id: sign.id.clone(),
            text: text.clone(),
            problem: problem.to_owned(),
        };
        let shown = |text: &&String| self.shows(text, sign);
        let missed = sign.flags.iter().filter(|text| !shown(text)).map(|text| failed(text, "does not show it"));
        let wrong = sign.skips.iter().filter(shown).map(|text| failed(text, "must not show it, and does"));
        missed.chain(wrong).collect()
    }

    /// Whether a text shows what a sign says; of abuse, this sign among others.
    fn shows(&self, text: &str, sign: &Sign) -> bool {
        let scan = Scan::new(self, text);
        match sign.shows {
            Shows::Abuse => {
                let (about_abuse, signs) = scan.about_abuse();
                about_abuse && signs.iter().any(|found| found.sign == sign.id)
            }
            Shows::Guidance => scan.guidance().is_some(),
            Shows::WomanVictim | Shows::ManVictim | Shows::SameSex => scan.victim == Some(sign.shows),
        }
    }

    /// What an entry must find is taken as part of a note about abuse; what it
    /// must not find stands by itself.
    fn failed_of_entry(&self, entry: &Entry) -> Vec<FailedExample> {
        let failed =
            |text: &str, problem: String| FailedExample { id: entry.id.clone(), text: text.to_owned(), problem };
        let mine = |findings: Vec<Finding>| -> Vec<Status> {
            findings.iter().filter(|finding| finding.entry == entry.id).map(|finding| finding.status).collect()
        };
        let mut all = Vec::new();
        for example in &entry.flags {
            let statuses = mine(self.read(&example.text).in_case(true));
            if !statuses.contains(&example.status) {
                let found = statuses.first().map_or("is not found", |status| status.id());
                all.push(failed(&example.text, format!("expected {}: {found}", example.status)));
            }
        }
        let found = entry.skips.iter().filter(|text| !mine(self.scan(text)).is_empty());
        all.extend(found.map(|text| failed(text, "must not be found, and is".to_owned())));
        all
    }

    fn failed_of_cue(&self, cue: &Cue) -> Vec<FailedExample> {
        let failed = |text: &str, problem: &str| FailedExample {
            id: cue.id.clone(),
            text: text.to_owned(),
            problem: problem.to_owned(),
        };
        let indicator = cue.applies.first().copied().unwrap_or(Indicator::MinimisingEuphemism);
        let mut all = Vec::new();
        for (texts, must_decide) in [(&cue.flags, true), (&cue.skips, false)] {
            for marked in texts {
                let Some((text, words)) = bracketed(marked) else {
                    all.push(failed(marked, "needs words in <angle brackets>"));
                    continue;
                };
                let (status, evidence) = self.status(&text, words, indicator);
                let by_this = evidence.is_some_and(|found| found.rule == EvidenceRule::Cue(cue.id.clone()));
                if must_decide && status != cue.status {
                    all.push(failed(marked, &format!("expected {}: {status}", cue.status)));
                } else if !must_decide && by_this {
                    all.push(failed(marked, "must not be decided by this cue, and is"));
                }
            }
        }
        all
    }
}

/// A text without its angle brackets, and the span between them.
fn bracketed(marked: &str) -> Option<(String, Span)> {
    let (before, rest) = marked.split_once('<')?;
    let (words, after) = rest.split_once('>')?;
    let start = before.chars().count();
    Some((format!("{before}{words}{after}"), Span::new(start, start + words.chars().count())))
}
