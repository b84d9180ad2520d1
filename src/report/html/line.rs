//! A rate, drawn within a line of a table: a dot for the share and a line for
//! its interval. The numbers stand beside it, so that nothing depends on it.

use maud::{Markup, html};

use super::super::scale::Scale;
use crate::measure::Rate;

/// The drawing.
pub(super) fn line(rate: Rate, scale: Scale) -> Markup {
    let place = |share| scale.place(share);
    html! {
        svg.chart aria-hidden="true" {
            @for (_, x) in scale.marks() { line.grid x1=(x) x2=(x) y1="0" y2="100%" {} }
            @if let Some(interval) = rate.interval {
                line.interval x1=(place(interval.low)) x2=(place(interval.high)) y1="50%" y2="50%" {}
            }
            circle.share cx=(place(rate.share())) cy="50%" r="5" {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_the_share_and_its_interval_on_the_scale() {
        let drawn = line(Rate::new(1, 10).unwrap(), Scale::holding([0.4].into_iter())).into_string();
        assert!(drawn.contains("class=\"interval\" x1=\"4.5%\" x2=\"100.0%\""), "{drawn}");
        assert!(drawn.contains("class=\"share\" cx=\"25.0%\""), "{drawn}");
    }
}
