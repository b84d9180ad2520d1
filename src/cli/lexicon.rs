//! `plainrecord lexicon`: the rules, to browse, to read and to test.

mod index;
mod suggest;

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use plainrecord::detect::{Detector, FailedExample};
use plainrecord::lexicon::{
    Company, Cue, Entry, EntryId, Expectation, Indicator, Lexicon, LexiconError, Phrase, Shows, Sign, read_folder,
};

use super::arguments::{self, LexiconAction};
use super::exit::{Exit, Wrong};

/// The lexicon in `folder`, or the built-in one.
pub(crate) fn load(folder: Option<&Path>) -> Result<Arc<Lexicon>, LexiconError> {
    let lexicon = match folder {
        Some(folder) => Lexicon::from_files(read_folder(folder)?)?,
        None => Lexicon::builtin()?,
    };
    Ok(Arc::new(lexicon))
}

pub(crate) fn run(command: &arguments::Lexicon) -> anyhow::Result<Exit> {
    let lexicon = load(command.rules.lexicon.as_deref())?;
    let out = &mut io::stdout().lock();
    match &command.action {
        LexiconAction::List => list(out, &lexicon),
        LexiconAction::Explain { id } => explain(out, &lexicon, id),
        LexiconAction::Index => {
            index::write(out, &lexicon)?;
            Ok(Exit::Done)
        }
        LexiconAction::Suggest { audit, least } => suggest::run(out, audit, *least),
        LexiconAction::Test => test(out, lexicon),
    }
}

fn list(out: &mut impl Write, lexicon: &Lexicon) -> anyhow::Result<Exit> {
    for entry in lexicon.entries() {
        writeln!(out, "{}  {:<30}  {}", entry.id, entry.indicator.id(), entry.title)?;
    }
    for cue in lexicon.cues() {
        writeln!(out, "{}  {:<30}  {}", cue.id, cue.status.id(), cue.title)?;
    }
    for sign in lexicon.signs() {
        let what = match sign.shows {
            Shows::Abuse => "sign of abuse",
            Shows::Guidance => "sign of guidance",
            Shows::WomanVictim | Shows::ManVictim | Shows::SameSex => "sign of who is the victim",
        };
        writeln!(out, "{}  {what:<30}  {}", sign.id, sign.title)?;
    }
    for expectation in lexicon.expectations() {
        writeln!(out, "{}  {:<30}  {}", expectation.id, "practice rule", expectation.title)?;
    }
    Ok(Exit::Done)
}

fn explain(out: &mut impl Write, lexicon: &Lexicon, id: &str) -> anyhow::Result<Exit> {
    let id = EntryId::new(&id.to_uppercase())
        .with_context(|| Wrong::usage(&format!("`{id}` is not an id; ids look like MIN001")))?;
    if let Some(entry) = lexicon.entry(&id) {
        explain_entry(out, lexicon, entry)?;
    } else if let Some(cue) = lexicon.cues().iter().find(|cue| cue.id == id) {
        explain_cue(out, cue)?;
    } else if let Some(sign) = lexicon.signs().iter().find(|sign| sign.id == id) {
        explain_sign(out, sign)?;
    } else if let Some(expectation) = lexicon.expectation(&id) {
        explain_expectation(out, lexicon, expectation)?;
    } else {
        let unknown = format!("there is no entry {id}; `plainrecord lexicon list` shows them all");
        return Err(Wrong::usage(&unknown).into());
    }
    Ok(Exit::Done)
}

fn explain_entry(out: &mut impl Write, lexicon: &Lexicon, entry: &Entry) -> io::Result<()> {
    writeln!(out, "{}  {}\n{}: {}\n", entry.id, entry.title, entry.indicator, entry.indicator.title())?;
    writeln!(out, "Why it matters\n  {}\n", entry.why)?;
    if !entry.instead.is_empty() {
        writeln!(out, "Better wording\n  {}\n", entry.instead)?;
    }
    phrases(out, "Finds", &entry.phrases)?;
    phrases(out, "Unless it shares a word with", &entry.unless)?;
    phrases(out, "Only where the note also has", &entry.needs)?;
    if entry.about_abuse {
        writeln!(out, "Only in a note, or a case, that shows signs of abuse\n")?;
    }
    match entry.company {
        Company::None => writeln!(out, "In a note of 80 words or more: needs no other concern near it\n")?,
        Company::Two => writeln!(out, "In a note of 80 words or more: needs two other concerns in it\n")?,
        Company::Another => {}
    }
    if let Some(who) = entry.who {
        writeln!(out, "Only about the {who}, or where the note does not show whose act it is\n")?;
    }
    if let Some(clause) = entry.clause {
        writeln!(out, "As a term of an agreement\n  {}\n", clause.title())?;
    }
    let flags: Vec<_> = entry.flags.iter().map(|example| format!("{}: {}", example.status, example.text)).collect();
    lines(out, "Examples", &flags)?;
    lines(out, "Not meant", &entry.skips)?;
    lines(out, "Sources", &citations(lexicon, &entry.source))
}

fn explain_cue(out: &mut impl Write, cue: &Cue) -> io::Result<()> {
    writeln!(out, "{}  {}\nGives the status {}: {}\n", cue.id, cue.title, cue.status, cue.status.meaning())?;
    writeln!(out, "Why\n  {}\n", cue.why)?;
    phrases(out, "Words", &cue.phrases)?;
    phrases(out, "Unless they share a word with", &cue.unless)?;
    phrases(out, "Carries no further than", &cue.until)?;
    lines(out, "Examples", &cue.flags)?;
    lines(out, "Not meant", &cue.skips)
}

fn explain_sign(out: &mut impl Write, sign: &Sign) -> io::Result<()> {
    let shows = match sign.shows {
        Shows::Abuse if sign.weight > 1 => "Shows that a note is about abuse: one is enough",
        Shows::Abuse => "Shows that a note is about abuse: enough together with another",
        Shows::Guidance => "Shows, where there are many, that a text is guidance and no note",
        Shows::WomanVictim | Shows::ManVictim | Shows::SameSex => "Shows who is the victim",
    };
    writeln!(out, "{}  {}\n{shows}\n", sign.id, sign.title)?;
    phrases(out, "Words", &sign.phrases)?;
    phrases(out, "Unless they share a word with", &sign.unless)
}

fn explain_expectation(out: &mut impl Write, lexicon: &Lexicon, expectation: &Expectation) -> io::Result<()> {
    writeln!(out, "{}  {}\nA practice rule\n", expectation.id, expectation.title)?;
    writeln!(out, "Why it should follow\n  {}\n", expectation.why)?;
    let titles = |indicators: &[Indicator]| -> Vec<String> {
        indicators.iter().map(|indicator| format!("{}: {}", indicator.id(), indicator.title())).collect()
    };
    lines(out, "When a note has one of", &titles(&expectation.when))?;
    lines(out, "And with it one of", &titles(&expectation.with))?;
    let days = match expectation.days {
        0 => "on the same day".to_owned(),
        1 => "within 1 day".to_owned(),
        days => format!("within {days} days"),
    };
    lines(out, &format!("A note of the case should have, {days}, one of"), &titles(&expectation.then))?;
    lines(out, "Sources", &citations(lexicon, &expectation.source))
}

fn citations(lexicon: &Lexicon, sources: &[String]) -> Vec<String> {
    sources.iter().filter_map(|source| lexicon.citation(source)).map(str::to_owned).collect()
}

fn phrases(out: &mut impl Write, heading: &str, phrases: &[Phrase]) -> io::Result<()> {
    let sources: Vec<_> = phrases.iter().map(|phrase| phrase.source().to_owned()).collect();
    lines(out, heading, &sources)
}

fn lines(out: &mut impl Write, heading: &str, lines: &[String]) -> io::Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    writeln!(out, "{heading}")?;
    lines.iter().try_for_each(|line| writeln!(out, "  {line}"))?;
    writeln!(out)
}

fn test(out: &mut impl Write, lexicon: Arc<Lexicon>) -> anyhow::Result<Exit> {
    let detector = Detector::new(lexicon);
    let failed = detector.failed_examples();
    for example in &failed {
        writeln!(
            out,
            "{}: {}: {}\n    {}",
            place(detector.lexicon(), example),
            example.id,
            example.problem,
            example.text
        )?;
    }
    let lexicon = detector.lexicon();
    let phrases: usize = lexicon.entries().iter().map(|entry| entry.phrases.len()).sum();
    let (entries, cues) = (lexicon.entries().len(), lexicon.cues().len());
    let rules = lexicon.expectations().len();
    writeln!(
        out,
        "{entries} entries with {phrases} phrases, {cues} cues, {rules} practice rules: {} examples failed",
        failed.len()
    )?;
    Ok(if failed.is_empty() { Exit::Done } else { Exit::Unusable })
}

/// The file and line where an example stands.
fn place(lexicon: &Lexicon, example: &FailedExample) -> String {
    for file in lexicon.files() {
        if let Some(at) = file.text.lines().position(|line| line.contains(&example.text)) {
            return format!("{}:{}", file.name, at + 1);
        }
    }
    "lexicon".to_owned()
}
