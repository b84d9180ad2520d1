//! The drawing of a funnel: lines in a box that stretches with the page, dots
//! and words at places in per cent of it, so that words keep their size.

mod labels;

use maud::{Markup, html};

use super::super::super::number;
use super::super::super::scale::Scale;
use super::Point;
use crate::measure::{Confidence, Funnel, Interval};

/// A line is drawn through so many points, and one more.
const STEPS: u64 = 40;

/// The drawing; `id` is used once on a page.
pub(super) fn draw(id: &str, name: &str, funnel: Funnel, points: &[Point<'_>]) -> Markup {
    let axes = Axes::holding(points);
    let places: Vec<_> = points.iter().map(|point| axes.place(point)).collect();
    html! {
        div.chart role="img" aria-label={ (name) ": shares by number of notes" } aria-describedby={ (id) "-desc" } {
            svg width="100%" overflow="visible" {
                (axes.grid())
                svg viewBox="0 0 100 100" preserveAspectRatio="none" width="100%" height="100%" {
                    path.target d=(axes.line(|_| Some(funnel.target().get()))) {}
                    @for (class, confidence) in [("usual", Confidence::C95), ("sure", Confidence::C998)] {
                        @for end in [|limits: Interval| limits.low, |limits: Interval| limits.high] {
                            path class=(class) d=(axes.line(|notes| funnel.limits(notes, confidence).map(end))) {}
                        }
                    }
                }
                @for (point, side) in points.iter().zip(labels::sides(&places)) {
                    @let (x, y) = axes.place(point);
                    circle.share cx=(per_cent(x)) cy=(per_cent(y)) r="5" {}
                    text.value x=(per_cent(x)) y=(per_cent(y)) dx=(side.right) dy=(side.down) text-anchor=(side.anchor) { (point.number) }
                }
            }
            (axes.notes())
        }
    }
}

fn per_cent(part: f64) -> String {
    format!("{part:.1}%")
}

/// Notes to the right and shares upwards, both in per cent of the box.
struct Axes {
    from: u64,
    most: u64,
    shares: Scale,
}

impl Axes {
    /// The axes on which every agency has its place, and what chance allows it.
    fn holding(points: &[Point<'_>]) -> Self {
        let notes = points.iter().map(|point| point.rate.denominator);
        let (fewest, most) = (notes.clone().min().unwrap_or(1), notes.max().unwrap_or(1));
        let high = points.iter().map(|point| point.sure.high.max(point.rate.share()));
        Self { from: (fewest / 2).max(1), most: round_above(most), shares: Scale::holding(high) }
    }

    fn place(&self, point: &Point<'_>) -> (f64, f64) {
        (self.x(point.rate.denominator), self.y(point.rate.share()))
    }

    fn x(&self, notes: u64) -> f64 {
        notes as f64 * 100.0 / self.most as f64
    }

    fn y(&self, share: f64) -> f64 {
        100.0 - self.shares.part(share)
    }

    /// The path of a share that depends on the number of notes.
    fn line(&self, share: impl Fn(u64) -> Option<f64>) -> String {
        let notes = (0..=STEPS).map(|step| self.from + (self.most - self.from) * step / STEPS);
        let places = notes.filter_map(|notes| Some(format!("{:.1} {:.1}", self.x(notes), self.y(share(notes)?))));
        format!("M{}", places.collect::<Vec<_>>().join("L"))
    }

    fn grid(&self) -> Markup {
        html! {
            @for quarter in 0..=4_u32 {
                @let y = format!("{}%", 100 - quarter * 25);
                line.grid x1="0" x2="100%" y1=(y) y2=(y) {}
                text.mark x="0" y=(y) dy="-3" { (quarter * self.shares.end() / 4) "\u{a0}%" }
            }
        }
    }

    fn notes(&self) -> Markup {
        html! {
            svg width="100%" height="20" overflow="visible" {
                text.mark x="0" y="15" { "0" }
                text.mark x="50%" y="15" text-anchor="middle" { (number::count(self.most / 2)) }
                text.mark x="100%" y="15" text-anchor="end" { (number::counted(self.most, "note", "notes")) }
            }
        }
    }
}

/// The first round number that is no less.
fn round_above(number: u64) -> u64 {
    let rounds =
        (0..20).flat_map(|power| [2, 4, 6, 8, 10].map(|first| 10_u64.saturating_pow(power).saturating_mul(first)));
    rounds.into_iter().find(|&round| round >= number).unwrap_or(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_upwards_to_what_can_be_halved() {
        for (number, round) in [(1, 2), (94, 100), (101, 200), (2001, 4000), (u64::MAX, u64::MAX)] {
            assert_eq!(round_above(number), round);
        }
    }
}
