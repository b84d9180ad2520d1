//! `plainrecord evaluate`: rules and classifier against annotated notes.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Context;
use plainrecord::classify::Classifier;
use plainrecord::detect::Detector;
use plainrecord::evaluate::{Between, Evaluation, Fault, GoldNote, Outcome, Score, Scores, Sort, Tier};
use plainrecord::lexicon::Indicator;

use super::arguments::Evaluate;
use super::exit::{Exit, Wrong};
use super::lexicon;

mod measured;
mod tiers;

use measured::Unseen;

pub(crate) fn run(command: &Evaluate) -> anyhow::Result<Exit> {
    let detector = Detector::new(lexicon::load(command.rules.lexicon.as_deref())?);
    let show = Show { misses: indicator(command.misses.as_deref())?, wrong: indicator(command.wrong.as_deref())? };
    if command.calibrate_in_turn {
        anyhow::ensure!(
            command.gold.len() > 1,
            Wrong::usage(&"--calibrate-in-turn needs notes by two writers or more, in a file each")
        );
        let each: Vec<_> =
            command.gold.iter().map(|file| read(std::slice::from_ref(file))).collect::<Result<_, _>>()?;
        return measured::in_turn(&detector, &each);
    }
    let notes = read(&command.gold)?;
    if !command.calibrate_on.is_empty() {
        let unseen = Unseen { notes: &notes, writers: command.gold.len() };
        return measured::print(&detector, &read(&command.calibrate_on)?, &unseen);
    }
    let classifier = if command.second.no_classifier { None } else { Some(Classifier::builtin()?) };
    let evaluation = Evaluation::of(&detector, classifier.as_ref(), &notes)?;
    let out = &mut io::stdout().lock();
    evaluation.outcomes.iter().try_for_each(|(note, outcome)| show.outcome(out, &notes[*note], outcome))?;
    print(out, &evaluation)?;
    if command.worst {
        worst(out, &evaluation, &notes)?;
    }
    Ok(Exit::Done)
}

/// The annotated notes of some files.
fn read(paths: &[PathBuf]) -> anyhow::Result<Vec<GoldNote>> {
    let mut notes = Vec::new();
    for path in paths {
        let lines =
            fs::read_to_string(path).with_context(|| Wrong::input(&format!("cannot read {}", path.display())))?;
        notes.extend(GoldNote::read_lines(&lines).with_context(|| Wrong::input(&path.display()))?);
    }
    Ok(notes)
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

fn print(out: &mut impl Write, evaluation: &Evaluation) -> io::Result<()> {
    let scores = &evaluation.rules.scores;
    writeln!(out, "{} notes, {} marks, {} findings\n", scores.notes, scores.marks, scores.findings)?;
    writeln!(out, "{:<22} {:>23}  {:>23}  {:>6}", "", "notes: P     R     F1", "spans: P     R     F1", "marks")?;
    for (family, level) in &scores.families {
        row(out, family.id(), level.note, level.span)?;
    }
    concerns(out, "all concerns", scores)?;
    concerns(out, "  words alone", &evaluation.words_only)?;
    intervals(out, &evaluation.rules)?;
    if let Some(second) = &evaluation.classifier {
        tiers::print(out, &evaluation.rules, second)?;
    }
    writeln!(out, "\n{:<32} {:>17}  {:>6}", "", "P     R     F1", "marks")?;
    for (indicator, &score) in &scores.indicators {
        writeln!(out, "{:<32} {}  {:>6}", indicator.id(), figures(score), score.right + score.missed)?;
    }
    if evaluation.agencies.len() > 1 {
        writeln!(
            out,
            "\n{:<22} {:>23}  {:>23}  {:>6}",
            "concerns", "notes: P     R     F1", "spans: P     R     F1", "marks"
        )?;
        evaluation.agencies.iter().try_for_each(|(agency, scores)| concerns(out, agency, scores))?;
    }
    status(out, scores)
}

fn concerns(out: &mut impl Write, name: &str, scores: &Scores) -> io::Result<()> {
    let level = scores.total(|family| Sort::Concerns.holds(family));
    row(out, name, level.note, level.span)
}

fn row(out: &mut impl Write, name: &str, note: Score, span: Score) -> io::Result<()> {
    writeln!(out, "{name:<22} {:>23}  {:>23}  {:>6}", figures(note), figures(span), span.right + span.missed)
}

fn figures(score: Score) -> String {
    let share = |value: Option<f64>| value.map_or_else(|| "    –".to_owned(), |value| format!("{value:.3}"));
    format!("{} {} {:.3}", share(score.precision()), share(score.recall()), score.f1())
}

/// The middle 95 % of what drawing the notes again gives.
fn intervals(out: &mut impl Write, tier: &Tier) -> io::Result<()> {
    let heads = ["notes: F1", "spans: P", "R", "F1"];
    let [a, b, c, d] = heads;
    writeln!(out, "\n{:<22} {a:>13} {b:>13} {c:>13} {d:>13}", "95 % by note")?;
    let show = |between: Between| format!("{:.3}–{:.3}", between.low, between.high);
    for (at, sort) in Sort::ALL.into_iter().enumerate() {
        let all = &tier.intervals;
        let [a, b, c, d] = [all.note_f1, all.precision, all.recall, all.span_f1].map(|figure| show(figure[at]));
        writeln!(out, "{:<22} {a:>13} {b:>13} {c:>13} {d:>13}", sort.title())?;
    }
    Ok(())
}

fn status(out: &mut impl Write, scores: &Scores) -> io::Result<()> {
    let share = |part: u64| if scores.matched == 0 { 0.0 } else { part as f64 / scores.matched as f64 };
    let (exact, counted) = (share(scores.status_right), share(scores.counted_right));
    writeln!(out, "\nstatus exact {exact:.3}, counted or not {counted:.3}, on {} matched marks", scores.matched)?;
    let mut wrong: Vec<_> = scores.confusion.iter().filter(|((marked, found), _)| marked != found).collect();
    wrong.sort_by_key(|&(pair, count)| (std::cmp::Reverse(*count), *pair));
    wrong.iter().try_for_each(|((marked, found), count)| writeln!(out, "  {count:>4}  {marked} read as {found}"))
}

fn worst(out: &mut impl Write, evaluation: &Evaluation, notes: &[GoldNote]) -> io::Result<()> {
    writeln!(out, "\nThe {} worst differences", evaluation.worst.len())?;
    for error in &evaluation.worst {
        let note = &notes[error.note];
        let fault = match error.fault {
            Fault::CleanNote => "found in a note without any concern".to_owned(),
            Fault::Voice(status) => format!("counted, and marked {status}"),
            Fault::NotMarked => "found, and not marked".to_owned(),
            Fault::Missed => "missed, and nothing else of its family found".to_owned(),
        };
        let entry = error.entry.as_ref().map(|entry| format!(" by {entry}")).unwrap_or_default();
        writeln!(out, "  {} {}{entry}: {fault}", note.id, error.indicator)?;
        writeln!(out, "    “{}”", one_line(error.span.of(&note.text)))?;
        if let Some(sentence) = error.sentence {
            writeln!(out, "    in: {}", one_line(sentence.of(&note.text)))?;
        }
    }
    Ok(())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
