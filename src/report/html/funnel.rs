//! Funnels: how far apart the agencies’ shares could lie by chance, by the
//! number of their notes. Drawn from figures that the report shows anyway, for
//! no fewer agencies than a funnel needs. A number stands for an agency, in the
//! order of the alphabet.

mod drawing;

use maud::{Markup, html};

use self::drawing::draw;
use super::super::glance::title;
use super::super::model::Audit;
use super::super::number;
use super::name_of;
use super::table::{Head, cell, table};
use super::text::as_written;
use crate::lexicon::Family;
use crate::measure::{
    Confidence, FEWEST_FOR_FUNNEL, Funnel, GroupMeasures, Interval, Proportion, Rate, Topic, Verdict, Word,
};

/// An agency in a funnel.
#[derive(Clone, Copy)]
struct Point<'a> {
    number: usize,
    name: &'a str,
    rate: Rate,
    /// Between which shares it lies by chance: in 95 and in 99.8 of 100.
    usual: Interval,
    sure: Interval,
    /// The first where agencies may differ as much as they do, if enough are there
    /// to tell how much that is.
    allowed: Option<Interval>,
}

/// The part of the section about agencies that is about chance.
pub(super) fn part(audit: &Audit<'_>) -> Markup {
    let groups = audit.settings.peers.groups();
    let all: Vec<&GroupMeasures> = audit.measures.agencies.iter().collect();
    html! {
        h3 id="funnels" { "What chance explains" }
        @if groups.is_empty() { (of_agencies(&all, "funnel", None)) }
        @for (at, group) in groups.iter().enumerate() {
            @let members = |of: &&&GroupMeasures| of.agency.as_ref().is_some_and(|agency| group.agencies.contains(agency));
            (of_agencies(&all.iter().filter(members).copied().collect::<Vec<_>>(), &format!("funnel-{at}"), Some(&group.name)))
        }
    }
}

fn of_agencies(agencies: &[&GroupMeasures], id: &str, peers: Option<&str>) -> Markup {
    let shown: Vec<_> = Family::ALL.iter().filter_map(|&family| funnel(agencies, family)).collect();
    html! {
        @if let Some(peers) = peers { h4 { (as_written(peers)) } }
        @if shown.is_empty() {
            p { "A funnel needs at least " (FEWEST_FOR_FUNNEL) " agencies that have enough notes and differ in what they record. Here there are fewer." }
        } @else {
            p {
                "A dot is an agency, with its number in the table below: to the right by its notes, upwards by its share. "
                "95 of 100 dots would lie between the solid lines, and 99.8 between the dashed ones, if all agencies recorded alike, did the same work, "
                "and each note were of a case of its own. None of that is quite so, and the words above allow for more of it than the lines do: a dot outside is a question and no answer."
            }
            div.funnels {
                @for (at, (family, funnel, points)) in shown.iter().enumerate() { (figure(&format!("{id}-{}", at + 1), *family, *funnel, points)) }
            }
        }
    }
}

/// The funnel of a family, where a verdict was made of any of the agencies.
fn funnel<'a>(agencies: &[&'a GroupMeasures], family: Family) -> Option<(Family, Funnel, Vec<Point<'a>>)> {
    let of_family =
        |group: &&'a GroupMeasures| group.topics.iter().find(|measure| measure.topic == Topic::Family(family));
    let made = |verdict: Verdict| !matches!(verdict.word(), Word::TooFewToSay | Word::NotComparable);
    let mut verdicts = agencies.iter().filter_map(of_family).filter_map(|measure| measure.verdict?.value().copied());
    let rate = |group: &&'a GroupMeasures| of_family(group)?.rate.value().copied();
    let proportion = |rate: Rate| Proportion::new(rate.numerator, rate.denominator);
    let shares: Vec<Proportion> = agencies.iter().filter_map(rate).filter_map(proportion).collect();
    let funnel = Funnel::new(&shares).ok().filter(|_| verdicts.any(made))?;
    let point = |(number, group): (usize, &&'a GroupMeasures)| {
        let (name, rate) = (name_of(group.agency.as_ref()), rate(group)?);
        let limits = |confidence| funnel.limits(rate.denominator, confidence);
        let allowed = funnel.adjusted_limits(rate.denominator, Confidence::C95);
        Some(Point { number, name, rate, usual: limits(Confidence::C95)?, sure: limits(Confidence::C998)?, allowed })
    };
    Some((family, funnel, (1..).zip(agencies).filter_map(point).collect()))
}

fn figure(id: &str, family: Family, funnel: Funnel, points: &[Point<'_>]) -> Markup {
    let name = title(Topic::Family(family));
    let outside = points.iter().filter(|point| !holds(point.usual, point.rate)).count() as u64;
    html! {
        figure.funnel {
            figcaption {
                strong { (name) ": " (number::none_or(outside)) " of " (number::counted(points.len() as u64, "agency", "agencies")) " outside the solid lines" }
                "Share of " (base(points)) ", around " (number::share(funnel.target().get())) " for all together. " (spread(funnel))
            }
            (draw(id, name, funnel, points))
            p.unseen id={ (id) "-desc" } { @for point in points { (point.number) ": " (in_words(point)) " " } }
            details {
                summary { "Table: " (name) ", and what chance allows" }
                (lines(&format!("{name}: shares, and what chance allows"), points))
            }
        }
    }
}

fn base(points: &[Point<'_>]) -> &'static str {
    points.first().map_or("notes", |point| point.rate.base.noun().1)
}

/// How much of what agencies differ by is more than chance.
fn spread(funnel: Funnel) -> String {
    let more =
        format!("Of what they differ by, {} is more than chance (I²)", number::share(funnel.spread().i_squared.get()));
    match funnel.overdispersion() {
        Some(over) => format!(
            "{more}; they differ {:.1} times as much as chance would have them (φ). In the table, limits that allow for that stand below those of 95 of 100.",
            over.phi
        ),
        None => format!("{more}."),
    }
}

fn holds(limits: Interval, rate: Rate) -> bool {
    (limits.low..=limits.high).contains(&rate.share())
}

fn in_words(point: &Point<'_>) -> String {
    let place = match (holds(point.usual, point.rate), holds(point.sure, point.rate)) {
        (true, _) => "inside all lines",
        (false, true) => "outside the solid lines",
        (false, false) => "outside all lines",
    };
    format!("{} ({}), {place}.", number::of_notes(point.rate), number::percent(point.rate))
}

fn lines(caption: &str, points: &[Point<'_>]) -> Markup {
    let row = |point: &Point<'_>| {
        let share = format!("{} of {}", number::count(point.rate.numerator), number::count(point.rate.denominator));
        let usual = html! {
            (number::interval(point.usual))
            @if let Some(allowed) = point.allowed { span.meaning { (number::interval(allowed)) } }
        };
        let cells = vec![cell(share), cell(number::percent(point.rate)), usual, cell(number::interval(point.sure))];
        (html! { (point.number) " " (as_written(point.name)) }, cells)
    };
    let heads = [
        Head::Words("Agency"),
        Head::Number("Notes with it"),
        Head::Number("Share"),
        Head::Number("By chance, 95 of 100"),
        Head::Number("99.8 of 100"),
    ];
    table(caption, &heads, &points.iter().map(row).collect::<Vec<_>>())
}
