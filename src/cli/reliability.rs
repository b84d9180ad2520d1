//! `plainrecord reliability`: how right an audit is, from notes that people read
//! again.

use std::io;

use plainrecord::measure::{AuditAccuracy, Coefficient, Designed, Method, Undefined};
use plainrecord::review::{Agreement, Figures, Reliability, Reviewed};

use super::arguments::{self, TableFormat};
use super::exit::{Exit, Wrong};

pub(super) mod text;

/// What a figure is called in a table, and what it is.
type Named = (&'static str, fn(&AuditAccuracy) -> Option<Designed>);

/// The figures, in order.
const FIGURES: [Named; 6] = [
    ("precision", |accuracy| accuracy.precision),
    ("recall", |accuracy| accuracy.recall),
    ("f1", |accuracy| accuracy.f1),
    ("specificity", |accuracy| accuracy.specificity),
    ("elusion", |accuracy| accuracy.elusion),
    ("corrected_rate", |accuracy| accuracy.prevalence),
];

pub(crate) fn run(command: &arguments::Reliability) -> anyhow::Result<Exit> {
    let reviewed = Reviewed::read(&command.reviewed)?;
    let second = command.second.as_deref().map(Reviewed::read).transpose()?;
    if second.as_ref().is_some_and(|second| second.kind != reviewed.kind) {
        return Err(Wrong::input(&"The two files were asked about different things.").into());
    }
    let reliability = Reliability::new(&command.audit, (&command.reviewed, &reviewed), second.as_ref())?;
    let out = &mut io::stdout().lock();
    match command.format {
        TableFormat::Text => text::print(out, &reliability, second.is_some())?,
        TableFormat::Csv => csv(out, &reliability)?,
    }
    Ok(Exit::Done)
}

fn csv(out: &mut impl io::Write, reliability: &Reliability) -> anyhow::Result<()> {
    let mut table = ::csv::Writer::from_writer(out);
    table.write_record([
        "agency",
        "kind",
        "figure",
        "value",
        "low",
        "high",
        "method",
        "notes",
        "read_again",
        "shown",
    ])?;
    let agencies = reliability.agencies.iter().map(|one| (one.agency.as_str(), &one.figures));
    for (agency, figures) in std::iter::once(("(all)", &reliability.all)).chain(agencies) {
        for line in lines(figures) {
            table.write_record([agency, reliability.kind.id()].into_iter().chain(line.iter().map(String::as_str)))?;
        }
    }
    if let Some(agreement) = &reliability.agreement {
        for line in agreed(agreement) {
            table.write_record(["(all)", reliability.kind.id()].into_iter().chain(line.iter().map(String::as_str)))?;
        }
    }
    Ok(table.flush()?)
}

fn lines(figures: &Figures) -> Vec<[String; 8]> {
    let notes: u64 = figures.bands.values().map(|count| count.notes).sum();
    let line = |figure: &str, numbers: [String; 3], method: &str, shown: String| {
        let [value, low, high] = numbers;
        [figure.to_owned(), value, low, high, method.to_owned(), notes.to_string(), figures.read().to_string(), shown]
    };
    let raw = figures.found().map(|found| number(found.share().get())).unwrap_or_default();
    let mut lines = vec![line("rate_found", [raw, String::new(), String::new()], "", "yes".to_owned())];
    for (name, figure) in FIGURES {
        let found = figures.accuracy.as_ref().map(figure);
        lines.push(match found {
            Ok(Some(Designed { value, interval, method, .. })) => {
                let numbers = [value.get(), interval.low, interval.high].map(number);
                line(name, numbers, if method == Method::Design { "design" } else { "bounds" }, "yes".to_owned())
            }
            Ok(None) => line(name, Default::default(), "", "nothing to be a share of".to_owned()),
            Err(why) => line(name, Default::default(), "", text::why_not(*why)),
        });
    }
    lines
}

fn agreed(agreement: &Agreement) -> Vec<[String; 8]> {
    let notes = agreement.agreed.of().to_string();
    let line = |name: &str, numbers: [String; 3], shown: String| {
        let [value, low, high] = numbers;
        [name.to_owned(), value, low, high, String::new(), notes.clone(), notes.clone(), shown]
    };
    let of = |name: &str, coefficient: &Result<Coefficient, Undefined>| match coefficient {
        Ok(Coefficient { value, low, high, .. }) => line(name, [*value, *low, *high].map(number), "yes".to_owned()),
        Err(why) => line(name, Default::default(), why.to_string()),
    };
    let ends = agreement.alpha_interval.map(|found| [found.low, found.high].map(number)).unwrap_or_default();
    let alpha = match &agreement.alpha {
        Ok(alpha) => {
            let [low, high] = ends;
            line("alpha", [number(*alpha), low, high], "yes".to_owned())
        }
        Err(why) => line("alpha", Default::default(), why.to_string()),
    };
    let raw = [number(agreement.agreed.share().get()), String::new(), String::new()];
    vec![line("agreement", raw, "yes".to_owned()), of("kappa", &agreement.kappa), of("ac1", &Ok(agreement.ac1)), alpha]
}

fn number(number: f64) -> String {
    format!("{number:.4}")
}
