//! `plainrecord compare`: an audit beside earlier ones.

use std::io;
use std::path::{Path, PathBuf};

use plainrecord::compare::{Comparison, Edition, Obstacle};

use super::arguments::{Compare, ComparisonFormat};
use super::exit::{Exit, Wrong};

mod text;

pub(crate) fn run(command: &Compare) -> anyhow::Result<Exit> {
    let later = read(&command.later)?;
    let earlier = command.earlier.iter().map(|folder| read(folder)).collect::<Result<Vec<_>, _>>()?;
    let comparisons: Vec<_> = earlier.iter().map(|earlier| Comparison::new(&later, earlier)).collect();
    for (folder, comparison) in command.earlier.iter().zip(&comparisons) {
        comparable(folder, comparison, command.despite.as_deref())?;
    }
    let out = &mut io::stdout().lock();
    match command.format {
        ComparisonFormat::Csv => csv(out, &command.earlier, &comparisons)?,
        ComparisonFormat::Text => {
            for ((folder, earlier), comparison) in command.earlier.iter().zip(&earlier).zip(&comparisons) {
                let pair = text::Pair { later: (&command.later, &later), earlier: (folder, earlier), comparison };
                pair.print(out, command.despite.as_deref())?;
            }
        }
    }
    Ok(Exit::Done)
}

fn read(folder: &Path) -> anyhow::Result<Edition> {
    Ok(Edition::read(folder).map_err(|error| Wrong::input(&error))?)
}

/// Refuses what did not look for the same wording, unless there is a reason.
fn comparable(folder: &Path, comparison: &Comparison, despite: Option<&str>) -> Result<(), Wrong> {
    let refuse = |what: &str, advice: &str| Err(Wrong::input(&format!("{}: {what}\n{advice}", folder.display())));
    if comparison.changes.is_empty() {
        return refuse(
            "no agency is in both audits.",
            "See that both name it alike: --agency NAME, or agency in plainrecord.toml.",
        );
    }
    if comparison.obstacles.is_empty() || despite.is_some() {
        return Ok(());
    }
    let obstacles: Vec<String> = comparison.obstacles.iter().map(obstacle).collect();
    refuse(
        &obstacles.join(" "),
        "Audit the earlier exports again with this program and lexicon, or say why the two can be compared all the \
         same: --despite REASON.",
    )
}

fn obstacle(obstacle: &Obstacle) -> String {
    match obstacle {
        Obstacle::Lexicon(files) => {
            format!("The two audits looked for different wording: {} differ.", files.join(", "))
        }
        Obstacle::LeftOut => "Different wordings were left out of the two by choice.".to_owned(),
        Obstacle::Sources(agencies) => format!(
            "Most notes of {} are of kinds (note_type) that the other audit has none of: another system, or another part \
             of the records.",
            agencies.join(", ")
        ),
        Obstacle::Version(later, earlier) => {
            format!("They were made by versions {later} and {earlier} of the program.")
        }
    }
}

fn csv(out: &mut impl io::Write, folders: &[PathBuf], comparisons: &[Comparison]) -> anyhow::Result<()> {
    let mut table = ::csv::Writer::from_writer(out);
    table.write_record([
        "earlier_audit",
        "agency",
        "topic",
        "counted_notes",
        "notes",
        "earlier_counted_notes",
        "earlier_notes",
        "difference",
        "low",
        "high",
        "shown",
    ])?;
    for (folder, comparison) in folders.iter().zip(comparisons) {
        for change in &comparison.changes {
            let mut row = vec![folder.display().to_string(), change.agency.clone(), change.topic.clone()];
            match change.figures {
                None => row.extend([const { String::new() }; 7].into_iter().chain(["too few".to_owned()])),
                Some((later, earlier, difference)) => {
                    let counts = [later.notes.met(), later.notes.of(), earlier.notes.met(), earlier.notes.of()];
                    row.extend(counts.map(|count| count.to_string()));
                    row.extend([difference.value, difference.low, difference.high].map(|end| format!("{end:.4}")));
                    row.push("yes".to_owned());
                }
            }
            table.write_record(row)?;
        }
    }
    Ok(table.flush()?)
}
