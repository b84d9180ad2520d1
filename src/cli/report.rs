//! `plainrecord report` and `plainrecord pack`: an audit written up again, for
//! whoever is to read it.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use plainrecord::classify::Classifier;
use plainrecord::lexicon::Lexicon;
use plainrecord::measure::Audience;
use plainrecord::report::{self, AuditFolder, Edition, Existing, Ledger, ReadAgain, lexicon_digest};

use super::arguments::{Pack, Report};
use super::exit::{Exit, Wrong};
use super::lexicon;

pub(crate) fn run(command: &Report) -> anyhow::Result<Exit> {
    let existing = if command.force { Existing::Replace } else { Existing::Refuse };
    let folder = AuditFolder::create(&command.out, existing)?;
    let source = Source::read(&command.audit, command.rules.lexicon.as_deref(), folder.path())?;
    report::write(&source.edition(command.audience, folder.path())?.audit(), folder.path())?;
    folder.commit()?;
    writeln!(io::stderr(), "Report    {}", command.out.join("report.html").display())?;
    Ok(Exit::Done)
}

pub(crate) fn pack(command: &Pack) -> anyhow::Result<Exit> {
    let target = &command.out;
    if target.exists() && !command.force {
        return Err(Wrong::output(&format!(
            "{} exists\nChoose another name, or replace it with --force.",
            target.display()
        ))
        .into());
    }
    let place = target.parent().filter(|parent| *parent != Path::new("")).unwrap_or(Path::new("."));
    let cannot_write = || Wrong::output(&format!("cannot write {}", target.display()));
    let room = tempfile::tempdir_in(place).with_context(cannot_write)?;
    let folder = room.path().join("edition");
    fs::create_dir(&folder).with_context(cannot_write)?;
    let source = Source::read(&command.audit, command.rules.lexicon.as_deref(), room.path())?;
    let edition = source.edition(command.audience, room.path())?;
    report::write(&edition.audit(), &folder)?;
    let mut archive = tempfile::NamedTempFile::new_in(place).with_context(cannot_write)?;
    report::pack(&edition.audit(), &folder, &mut archive).with_context(cannot_write)?;
    archive.persist(target).with_context(cannot_write)?;
    writeln!(io::stderr(), "Pack      {}", target.display())?;
    Ok(Exit::Done)
}

/// An audit that was made, with the rules that it was made with.
struct Source {
    ledger: Ledger,
    lexicon: Arc<Lexicon>,
    classifier: Option<Classifier>,
    read_again: Option<ReadAgain>,
}

impl Source {
    fn read(audit: &Path, rules: Option<&Path>, room: &Path) -> anyhow::Result<Self> {
        let ledger = Ledger::read(audit, room).map_err(|error| Wrong::input(&error))?;
        let lexicon = lexicon::load(rules)?;
        let run = &ledger.facts.run;
        if run.version != env!("CARGO_PKG_VERSION") || run.lexicon_digest != lexicon_digest(&lexicon) {
            return Err(Wrong::input(&format!(
                "{} was made with other rules, or another version of the program.\nGive the rules with --lexicon DIR, or make the audit again.",
                audit.display()
            ))
            .into());
        }
        let classifier = run.classifier_digest.is_some().then(Classifier::builtin).transpose()?;
        Ok(Self { ledger, lexicon, classifier, read_again: read_again(audit)? })
    }

    fn edition(&self, audience: Audience, room: &Path) -> io::Result<Edition<'_>> {
        let measured = self.classifier.as_ref().map(Classifier::measured);
        let edition = Edition::new(&self.ledger, &self.lexicon, measured, audience, room)?;
        Ok(edition.with_reading(self.read_again.clone()))
    }
}

/// What reviewers say of the audit, if there is a review of it.
#[cfg(feature = "review")]
fn read_again(audit: &Path) -> anyhow::Result<Option<ReadAgain>> {
    use plainrecord::review::{Desk, DeskError};
    match Desk::open(audit) {
        Err(DeskError::None(_)) => Ok(None),
        desk => Ok(Some(desk?.results()?.read_again())),
    }
}

#[cfg(not(feature = "review"))]
fn read_again(_: &Path) -> anyhow::Result<Option<ReadAgain>> {
    Ok(None)
}
