//! A chart of rates with their intervals, drawn as SVG within the page: a dot
//! for the share, a line for the interval, the numbers written beside them.
//! It has a name and a description for those who hear it, and colour carries
//! nothing.

use maud::{Markup, html};

use super::super::number;
use super::scale::Scale;
use crate::measure::Rate;

/// The width of the part with the dots; the numbers stand to the right of it.
const PLOT: &str = "66%";
/// Where the numbers begin.
const NUMBERS: &str = "69%";
/// The height of a line of text, in pixels.
const LINE: usize = 20;
/// The height of the band with the dot, in pixels.
const BAND: usize = 20;
/// The space between rows, in pixels.
const GAP: usize = 12;
/// So many letters fit on a line of a narrow screen.
const LETTERS: usize = 36;

/// A line of the chart.
#[derive(Clone, Debug)]
pub(super) struct Bar {
    pub(super) label: &'static str,
    pub(super) rate: Rate,
}

/// The chart. `id` is used once on a page. Each line is a drawing of its own, so
/// that paper can break between two.
pub(super) fn chart(id: &str, title: &str, scale: Scale, bars: &[Bar]) -> Markup {
    html! {
        div.chart role="img" aria-label=(title) aria-describedby={ (id) "-desc" } {
            @for bar in bars { (draw(bar, scale)) }
            (axis(scale))
        }
        p.unseen id={ (id) "-desc" } { (description(bars)) }
    }
}

/// What the chart shows, for those who do not see it.
fn description(bars: &[Bar]) -> String {
    let each = bars.iter().map(|bar| format!("{}: {}.", bar.label, number::rate(bar.rate)));
    each.collect::<Vec<_>>().join(" ")
}

/// A label in lines that fit a narrow screen and are about as long as one
/// another.
fn lines(bar: &Bar) -> Vec<String> {
    let letters = bar.label.chars().count();
    let width = (letters / letters.div_ceil(LETTERS).max(1) + 6).min(LETTERS);
    let mut lines = vec![String::new()];
    for word in bar.label.split(' ') {
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if line.chars().count() + word.chars().count() < width => *line = format!("{line} {word}"),
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

fn grid(scale: Scale, height: usize) -> Markup {
    html! {
        @for (_, x) in scale.marks() { line.grid x1=(x) x2=(x) y1="0" y2=(height) {} }
    }
}

fn axis(scale: Scale) -> Markup {
    html! {
        svg width=(PLOT) height=(LINE) overflow="visible" {
            @for (mark, x) in scale.marks() {
                text.mark x=(x) y="15" text-anchor=(anchor(&x)) { (mark) @if mark == scale.end() { "\u{a0}%" } }
            }
        }
    }
}

/// Marks at the ends stay within the chart.
fn anchor(x: &str) -> &'static str {
    match x {
        "0%" => "start",
        _ => "middle",
    }
}

fn draw(bar: &Bar, scale: Scale) -> Markup {
    let (lines, rate) = (lines(bar), bar.rate);
    let band = lines.len() * LINE;
    let height = band + BAND + GAP;
    let place = |share| scale.place(share);
    html! {
        svg width="100%" height=(height) {
            svg width=(PLOT) height=(height) overflow="visible" { (grid(scale, height)) }
            @for (number, line) in lines.iter().enumerate() { text.label x="0" y=(15 + number * LINE) { (line) } }
            svg y=(band) width=(PLOT) height=(BAND) overflow="visible" {
                @if let Some(interval) = rate.interval {
                    line.interval x1=(place(interval.low)) x2=(place(interval.high)) y1="10" y2="10" {}
                }
                circle.share cx=(place(rate.share())) cy="10" r="6" {}
            }
            text.value x=(NUMBERS) y=(band + 15) {
                (number::percent(rate)) tspan.base { " (" (number::count(rate.numerator)) ")" }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_labels_between_words() {
        let bar =
            Bar { label: "Abuse written as conflict, upset or relationship trouble", rate: Rate::new(1, 10).unwrap() };
        assert_eq!(lines(&bar), ["Abuse written as conflict, upset", "or relationship trouble"]);
    }

    #[test]
    fn says_in_words_what_it_draws() {
        let bars = [Bar { label: "A weapon", rate: Rate::new(1, 10).unwrap() }];
        let drawn = chart("x", "Risk markers", Scale::holding([0.4].into_iter()), &bars).into_string();
        assert!(drawn.contains(
            "id=\"x-desc\">A weapon: 1 of 10\u{a0}notes (10\u{a0}%, 95\u{a0}% interval 2 to 40\u{a0}%).</p>"
        ));
        assert!(drawn.contains("role=\"img\" aria-label=\"Risk markers\" aria-describedby=\"x-desc\""));
    }
}
