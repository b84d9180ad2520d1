//! Which agency records something more or less often than the others, beyond
//! what chance and practice explain.

use std::collections::BTreeSet;

use super::{Audit, name_of, named, title};
use crate::measure::{Evidence, GroupMeasures, Rate, Side, Topic, TopicMeasure, Verdict, Word};
use crate::report::number;
use crate::report::text::Text;

/// The sentence; nothing where there is no other agency.
pub(super) fn sentence(audit: &Audit<'_>) -> Option<Text> {
    let agencies = &audit.measures.agencies;
    (agencies.len() > 1).then(|| among(audit, agencies))
}

fn among(audit: &Audit<'_>, agencies: &[GroupMeasures]) -> Text {
    let (made, not_made) = counted(audit);
    let found: Vec<Signal> = agencies.iter().flat_map(signals).collect();
    let of = format!("{} with the other agencies", number::counted(made, "comparison", "comparisons"));
    match found.as_slice() {
        _ if made == 0 => "No agency could be held beside the others: there are too few notes or cases.".into(),
        [] => {
            let others = match not_made {
                0 => String::new(),
                not_made => format!(" Another {} could not be made.", number::count(not_made)),
            };
            format!(
                "No agency records anything more or less often than the others, beyond what may be chance or small: none of {of} stands out.{others}"
            )
            .into()
        }
        [one] => one.in_words(),
        several => Text::from(format!("{} of {of} stand out, about ", number::count(several.len() as u64)))
            .and_text(about(several))
            .and(". Who records what more or less often is under “Each agency beside the others”."),
    }
}

/// What the signals are about: their families, which say most, where there are
/// any.
fn about(signals: &[Signal]) -> Text {
    let all = signals.iter().map(|signal| signal.topic);
    let families: BTreeSet<Topic> = all.clone().filter(|topic| matches!(topic, Topic::Family(_))).collect();
    let topics = if families.is_empty() { all.collect() } else { families };
    named(topics.into_iter().map(|topic| format!("“{}”", title(topic)).into()).collect())
}

/// How many comparisons were made, and how many could not be.
fn counted(audit: &Audit<'_>) -> (u64, u64) {
    let topics = audit.measures.agencies.iter().flat_map(|group| &group.topics);
    let is_made = |verdict: Verdict| !matches!(verdict.word(), Word::TooFewToSay | Word::NotComparable);
    let made = topics.clone().filter(|measure| verdict(measure).is_some_and(is_made)).count();
    (made as u64, (topics.count() - made) as u64)
}

fn verdict(measure: &TopicMeasure) -> Option<Verdict> {
    measure.verdict.as_ref()?.value().copied()
}

/// Something that an agency records more or less often than the others.
struct Signal {
    agency: Text,
    topic: Topic,
    often: &'static str,
    /// What it rests on, where that may be told.
    evidence: Option<Evidence>,
}

fn signals(group: &GroupMeasures) -> impl Iterator<Item = Signal> {
    group.topics.iter().filter_map(move |measure| {
        let verdict = verdict(measure)?;
        let often = match verdict.word() {
            Word::HigherThanExpected => "more often",
            Word::LowerThanExpected => "less often",
            Word::AsExpected | Word::TooFewToSay | Word::NotComparable => return None,
        };
        Some(Signal { agency: name_of(group), topic: measure.topic, often, evidence: verdict.evidence() })
    })
}

impl Signal {
    fn in_words(&self) -> Text {
        let what = format!(" records “{}” {}{}.", title(self.topic), self.often, self.sides());
        self.agency.clone().and(what)
    }

    /// Both sides, with their bases and intervals, to follow in the sentence.
    fn sides(&self) -> String {
        let Some(Evidence { comparison, .. }) = self.evidence else { return String::new() };
        let rate = |side: Side| {
            number::rate(Rate {
                numerator: side.met,
                denominator: side.notes,
                base: side.base,
                interval: Some(side.share.interval),
                clustered: Some(side.share),
            })
        };
        format!(", in {}; the others in {}", rate(comparison.own), rate(comparison.others))
    }
}
