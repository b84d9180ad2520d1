//! `plainrecord evaluate`: the rules against annotated notes.

use std::fs;
use std::io::{self, Write};

use anyhow::Context;
use plainrecord::detect::Detector;
use plainrecord::evaluate::{GoldNote, Outcome, Score, Scores};
use plainrecord::lexicon::{Family, Indicator};

use super::arguments::Evaluate;
use super::exit::{Exit, Wrong};
use super::lexicon;

pub(crate) fn run(command: &Evaluate) -> anyhow::Result<Exit> {
    let detector = Detector::new(lexicon::load(command.rules.lexicon.as_deref())?)?;
    let show = Show { misses: indicator(command.misses.as_deref())?, wrong: indicator(command.wrong.as_deref())? };
    let out = &mut io::stdout().lock();
    let mut scores = Scores::default();
    for path in &command.gold {
        let lines =
            fs::read_to_string(path).with_context(|| Wrong::input(&format!("cannot read {}", path.display())))?;
        for note in GoldNote::read_lines(&lines).with_context(|| Wrong::input(&path.display()))? {
            for outcome in scores.add(&note, &detector.scan(&note.text)) {
                show.outcome(out, &note, &outcome)?;
            }
        }
    }
    print(out, &scores)?;
    Ok(Exit::Done)
}

fn indicator(id: Option<&str>) -> anyhow::Result<Option<Indicator>> {
    id.map(|id| id.parse().map_err(|error| Wrong::usage(&error).into())).transpose()
}

/// Which differences to list.
struct Show {
    misses: Option<Indicator>,
    wrong: Option<Indicator>,
}

impl Show {
    fn outcome(&self, out: &mut impl Write, note: &GoldNote, outcome: &Outcome) -> io::Result<()> {
        match outcome {
            Outcome::Missed(mark) if Some(mark.indicator) == self.misses => {
                writeln!(out, "{}: missed: {}", note.id, mark.span.of(&note.text))
            }
            Outcome::Wrong(found) if Some(found.indicator) == self.wrong => {
                let (words, sentence) = (found.span.of(&note.text), found.sentence.of(&note.text));
                writeln!(out, "{}: {}: <{words}> in: {sentence}", note.id, found.entry)
            }
            _ => Ok(()),
        }
    }
}

fn print(out: &mut impl Write, scores: &Scores) -> io::Result<()> {
    writeln!(out, "{} notes, {} marks, {} findings\n", scores.notes, scores.marks, scores.findings)?;
    writeln!(out, "{:<22} {:>23}  {:>23}  {:>6}", "", "notes: P     R     F1", "spans: P     R     F1", "marks")?;
    for (family, level) in &scores.families {
        row(out, family.id(), level.note, level.span)?;
    }
    let concerns = scores.total(|family| !matches!(family, Family::GoodPractice | Family::RiskMarker));
    row(out, "all concerns", concerns.note, concerns.span)?;
    writeln!(out, "\n{:<32} {:>17}  {:>6}", "", "P     R     F1", "marks")?;
    for (indicator, &score) in &scores.indicators {
        writeln!(out, "{:<32} {}  {:>6}", indicator.id(), figures(score), score.right + score.missed)?;
    }
    status(out, scores)
}

fn row(out: &mut impl Write, name: &str, note: Score, span: Score) -> io::Result<()> {
    writeln!(out, "{name:<22} {:>23}  {:>23}  {:>6}", figures(note), figures(span), span.right + span.missed)
}

fn figures(score: Score) -> String {
    let share = |value: Option<f64>| value.map_or_else(|| "    –".to_owned(), |value| format!("{value:.3}"));
    format!("{} {} {:.3}", share(score.precision()), share(score.recall()), score.f1())
}

fn status(out: &mut impl Write, scores: &Scores) -> io::Result<()> {
    let share = |part: u64| if scores.matched == 0 { 0.0 } else { part as f64 / scores.matched as f64 };
    let (exact, counted) = (share(scores.status_right), share(scores.counted_right));
    writeln!(out, "\nstatus exact {exact:.3}, counted or not {counted:.3}, on {} matched marks", scores.matched)?;
    let mut wrong: Vec<_> = scores.confusion.iter().filter(|((marked, found), _)| marked != found).collect();
    wrong.sort_by_key(|&(pair, count)| (std::cmp::Reverse(*count), *pair));
    wrong.iter().try_for_each(|((marked, found), count)| writeln!(out, "  {count:>4}  {marked} read as {found}"))
}
