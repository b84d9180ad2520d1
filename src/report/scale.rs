//! The one scale that all charts of a kind share, on a page or in the paper, so
//! that two agencies' charts can be held side by side.

use crate::lexicon::Kind;
use crate::measure::{Measures, Topic, TopicMeasure};

/// A scale from nothing to so many per cent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scale(u32);

impl Scale {
    /// The scale on which every one of these shares has its place: the first
    /// of a few round ones.
    pub(super) fn holding(shares: impl Iterator<Item = f64>) -> Self {
        let most = shares.fold(0.0, f64::max) * 100.0;
        Self([10, 20, 40, 60, 80].into_iter().find(|&end| most <= f64::from(end)).unwrap_or(100))
    }

    /// The scale of the charts of a kind: every agency's intervals fit.
    pub(super) fn of_indicators(measures: &Measures, kind: Kind) -> Self {
        let topics = measures.agencies.iter().flat_map(|group| &group.topics);
        let mine =
            topics.filter(|measure| matches!(measure.topic, Topic::Indicator(_)) && measure.topic.kind() == kind);
        Self::holding(mine.filter_map(found).map(|(_, high)| high))
    }

    /// The scale of the months: every agency's shares of every kind fit.
    pub(super) fn of_months(measures: &Measures) -> Self {
        let months = measures.agencies.iter().flat_map(|group| &group.months);
        let mine = months.flat_map(|month| &month.topics).filter(|measure| matches!(measure.topic, Topic::Kind(_)));
        Self::holding(mine.filter_map(found).map(|(share, _)| share))
    }

    /// Where a share stands, in per cent of the width.
    pub(super) fn part(self, share: f64) -> f64 {
        (share * 10_000.0 / f64::from(self.0)).clamp(0.0, 100.0)
    }

    /// The same, rounded to about a pixel.
    pub(super) fn place(self, share: f64) -> String {
        format!("{:.1}%", self.part(share))
    }

    /// The shares to mark, in per cent, with their places.
    pub(super) fn marks(self) -> impl Iterator<Item = (u32, String)> {
        (0..=4).map(move |quarter| (quarter * self.0 / 4, format!("{}%", quarter * 25)))
    }

    /// The end of the scale, in per cent.
    pub(super) fn end(self) -> u32 {
        self.0
    }
}

/// The share and the upper end of its interval, if anything was found; the
/// share again where there is no interval.
fn found(measure: &TopicMeasure) -> Option<(f64, f64)> {
    let rate = measure.rate.value().filter(|rate| rate.numerator > 0)?;
    Some((rate.share(), rate.interval.map_or(rate.share(), |interval| interval.high)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_the_first_round_end_that_holds_every_share() {
        for (most, end) in [(0.0, 10), (0.1, 10), (0.101, 20), (0.55, 60), (0.97, 100)] {
            assert_eq!(Scale::holding([0.02, most].into_iter()), Scale(end), "{most}");
        }
    }

    #[test]
    fn places_shares_within_its_width() {
        let scale = Scale(40);
        assert_eq!(scale.place(0.0), "0.0%");
        assert_eq!(scale.place(0.2), "50.0%");
        assert_eq!(scale.place(0.9), "100.0%");
    }
}
