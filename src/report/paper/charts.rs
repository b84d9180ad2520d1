//! The two charts of the paper: how often there is wording of concern, agency
//! by agency, and month by month.

use super::super::model::Audit;
use super::super::number;
use super::super::scale::Scale;
use super::super::sentences::rate_of;
use super::super::words::{kind_title, name_of};
use super::document::{Chart, Form, Paper, Point};
use crate::lexicon::Kind;
use crate::measure::{MonthMeasures, Rate, Topic};

/// With more agencies than this, a chart of the paper is too small to read.
const MOST_AGENCIES: usize = 12;

/// So many months are drawn, the last ones.
const MONTHS: usize = 24;

/// What is drawn.
const TOPIC: Topic = Topic::Kind(Kind::Concern);

/// The charts, side by side, and what to know of them.
pub(super) fn both(paper: &mut Paper, audit: &Audit<'_>) {
    let (agencies, months) = (by_agency(audit), by_month(audit));
    let about_months = if months.is_some() { "A month with too few notes is a gap." } else { NO_MONTHS };
    if agencies.is_some() || months.is_some() {
        paper.charts([agencies, months].into_iter().flatten().collect());
        paper.note(format!("A share of few notes may be far from the others by chance alone: the thin line across a bar is its 95\u{a0}% interval. {about_months}"));
    } else if audit.measures.agencies.len() > 1 {
        paper.note(NO_CHARTS);
    }
}

/// Why there is no chart of the months.
const NO_MONTHS: &str = "Months are not drawn here: there are too few, or with those of all agencies together the few notes of one of them could be worked out. The report has them agency by agency.";

/// Where there is no chart at all.
const NO_CHARTS: &str = "The report has the charts, agency by agency.";

/// The share of each agency’s notes with its interval, in alphabetical order.
fn by_agency(audit: &Audit<'_>) -> Option<Chart> {
    let agencies = &audit.measures.agencies;
    let named = agencies.iter().map(|group| (name_of(group.agency.as_ref()), rate_of(group, TOPIC)));
    let shown: Vec<_> = named.filter_map(|(name, rate)| Some((name.to_owned(), rate?))).collect();
    let is_drawn = agencies.len() <= MOST_AGENCIES && shown.len() > 1;
    is_drawn.then(|| {
        let title = format!("{}: share of notes, by agency", kind_title(Kind::Concern));
        chart(title, Form::Bars, shown.into_iter().map(|(name, rate)| (name, Some(rate))).collect())
    })
}

/// The share of all notes of each month; months with too few are gaps.
fn by_month(audit: &Audit<'_>) -> Option<Chart> {
    let months = &audit.measures.all.months;
    let of = |month: &MonthMeasures| {
        let measure = month.topics.iter().find(|measure| measure.topic == TOPIC);
        (number::month(month.month), measure.and_then(|measure| measure.rate.value().copied()))
    };
    let last = months.len().saturating_sub(MONTHS);
    let named: Vec<_> = months.iter().skip(last).map(of).collect();
    let is_drawn = named.iter().filter(|(_, rate)| rate.is_some()).count() > 1;
    is_drawn.then(|| {
        let title = format!("{}: share of notes, by month, all agencies together", kind_title(Kind::Concern));
        chart(title, Form::Line, named)
    })
}

fn chart(title: String, form: Form, named: Vec<(String, Option<Rate>)>) -> Chart {
    let highest =
        named.iter().filter_map(|(_, rate)| *rate).map(|rate| rate.interval.map_or(rate.share(), |of| of.high));
    let end = f64::from(Scale::holding(highest).end()) / 100.0;
    let said = named.iter().map(|(name, rate)| format!("{name}: {}", rate.map_or("too few".to_owned(), number::rate)));
    let says = format!("{}. {}.", title, said.collect::<Vec<_>>().join("; "));
    Chart { title, says, form, end, points: named.into_iter().map(point).collect() }
}

fn point((name, rate): (String, Option<Rate>)) -> Point {
    let interval = rate.and_then(|rate| rate.interval).map(|ends| [ends.low, ends.high].map(rounded));
    Point { name, share: rate.map(|rate| rounded(rate.share())), interval }
}

/// To a tenth of a per cent, which is about a pixel.
fn rounded(share: f64) -> f64 {
    (share * 1000.0).round() / 1000.0
}
