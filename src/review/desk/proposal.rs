//! From a disagreement to a change of the rules: one line more in one entry of the
//! lexicon, as TOML in the form of its files, and what it would do to the audit.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::Arc;

use toml::{Table, Value};

use super::Desk;
use super::error::DeskError;
use crate::detect::{Detector, FailedExample};
use crate::lexicon::{EntryId, Indicator, Lexicon, LexiconError, LexiconFile, Status};
use crate::note::Span;
use crate::pipeline::{Observer, Plan, run};
use crate::report::{FindingRow, Ledger};

/// What one entry would have besides what it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A phrase that cancels a match that shares a word with it.
    Unless(String),
    /// A phrase that it finds.
    Phrase(String),
    /// A sentence that it must not find.
    Skips(String),
    /// A sentence that it must find, with this status.
    Flags(Status, String),
}

/// A proposed change to the lexicon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Which entry.
    pub entry: EntryId,
    /// What it would have.
    pub change: Change,
}

/// A proposal that cannot be tried.
#[derive(Debug, thiserror::Error)]
pub enum ProposalError {
    /// There is no such entry.
    #[error("the lexicon has no entry {0}")]
    NoEntry(EntryId),
    /// The lexicon cannot be read with it.
    #[error(transparent)]
    Lexicon(#[from] LexiconError),
    /// A file of the lexicon cannot be written anew.
    #[error("the change cannot be written: {0}")]
    Toml(#[from] toml::ser::Error),
}

/// What a proposal would do to an audit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effect {
    /// Findings that would no longer be in the figures.
    pub removed: u64,
    /// Of these, those that reviewers confirmed.
    pub removed_confirmed: u64,
    /// Of these, those that reviewers said are none.
    pub removed_refuted: u64,
    /// Findings that would be in the figures besides.
    pub added: u64,
    /// Examples of the lexicon that would fail.
    pub failed: Vec<FailedExample>,
}

impl Change {
    fn text(&self) -> &str {
        match self {
            Self::Unless(text) | Self::Phrase(text) | Self::Skips(text) | Self::Flags(_, text) => text,
        }
    }

    /// The key of the list that gets a line more, below the entry.
    fn key(&self) -> Vec<&'static str> {
        match self {
            Self::Unless(_) => vec!["unless"],
            Self::Phrase(_) => vec!["phrases"],
            Self::Skips(_) => vec!["skips"],
            Self::Flags(status, _) => vec!["flags", status.id()],
        }
    }
}

impl Proposal {
    /// The change as TOML in the form of the lexicon's files: the entry by its id,
    /// and the list with its new line at the end.
    ///
    /// # Errors
    /// If there is no such entry.
    pub fn patch(&self, lexicon: &Lexicon) -> Result<String, ProposalError> {
        let (file, mut table) = self.file(lexicon)?;
        let family = table.get("family").and_then(Value::as_str).unwrap_or_default().to_owned();
        let list = self.list(&mut table).ok_or_else(|| ProposalError::NoEntry(self.entry.clone()))?;
        let lines: Vec<String> = list.iter().map(|line| format!("  {line},")).collect();
        let (key, id) = (self.change.key().join("."), &self.entry);
        Ok(format!(
            "# {}\nfamily = \"{family}\"\n\n[[entry]]\nid = \"{id}\"\n{key} = [\n{}\n]\n",
            file.name,
            lines.join("\n")
        ))
    }

    /// The lexicon with the change in it.
    ///
    /// # Errors
    /// If there is no such entry, or the lexicon cannot be read with the change.
    pub fn lexicon(&self, lexicon: &Lexicon) -> Result<Lexicon, ProposalError> {
        let (changed, mut table) = self.file(lexicon)?;
        self.list(&mut table);
        let text = toml::to_string(&table)?;
        let file = |file: &LexiconFile| {
            let text = if file.name == changed.name { text.clone() } else { file.text.clone() };
            LexiconFile { name: file.name.clone(), text }
        };
        Ok(Lexicon::from_files(lexicon.files().iter().map(file).collect())?)
    }

    /// The file that has the entry, and what is in it.
    fn file<'l>(&self, lexicon: &'l Lexicon) -> Result<(&'l LexiconFile, Table), ProposalError> {
        let mut tables = lexicon.files().iter().filter_map(|file| Some((file, file.text.parse::<Table>().ok()?)));
        let has_entry = |(_, table): &(&LexiconFile, Table)| {
            let entries = table.get("entry").and_then(Value::as_array);
            entries.into_iter().flatten().any(|entry| self.is_of(entry))
        };
        tables.find(has_entry).ok_or_else(|| ProposalError::NoEntry(self.entry.clone()))
    }

    fn is_of(&self, entry: &Value) -> bool {
        entry.get("id").and_then(Value::as_str) == Some(self.entry.as_str())
    }

    /// The list of the entry with its new line.
    fn list<'t>(&self, table: &'t mut Table) -> Option<&'t Vec<Value>> {
        let entries = table.get_mut("entry")?.as_array_mut()?;
        let mut at = entries.iter_mut().find(|entry| self.is_of(entry))?;
        let keys = self.change.key();
        for (key, place) in keys.iter().zip(1..) {
            let missing = || if place == keys.len() { Value::Array(Vec::new()) } else { Value::Table(Table::new()) };
            at = at.as_table_mut()?.entry(*key).or_insert_with(missing);
        }
        let list = at.as_array_mut()?;
        list.push(Value::String(self.change.text().to_owned()));
        Some(list)
    }
}

/// Findings of one note that are in the figures, with their places in the audit.
type Counted = BTreeMap<(Span, Indicator), u64>;

impl Desk {
    /// What a proposal would do to the audit that this is a review of: its exports
    /// are read again with the changed rules, by the plan that it was made with.
    ///
    /// # Errors
    /// If the proposal cannot be tried, or the exports cannot be read or are not
    /// those of the audit.
    pub fn effect(
        &self,
        audit: &Path,
        proposal: &Proposal,
        plan: &Plan,
        observer: &impl Observer,
    ) -> Result<Effect, DeskError> {
        let before = Ledger::read(audit, audit)?;
        let changed = Arc::new(proposal.lexicon(&plan.lexicon)?);
        let after = run(&Plan { lexicon: Arc::clone(&changed), classifier: None, ..plan.clone() }, audit, observer)?;
        let digests = |ledger: &Ledger| ledger.facts.sources.iter().map(|one| one.sha256.clone()).collect::<Vec<_>>();
        if digests(&before) != digests(&after) {
            return Err(DeskError::OtherExports);
        }
        let said = self.said_of_findings()?;
        let mut effect = Effect { failed: Detector::new(changed).failed_examples(), ..Effect::default() };
        let (mut before, mut after) = (ByNote::new(&before)?, ByNote::new(&after)?);
        while let Some(note) = [before.note, after.note].into_iter().flatten().min() {
            let (was, is) = (before.take(note)?, after.take(note)?);
            effect.added += is.keys().filter(|key| !was.contains_key(key)).count() as u64;
            for (_, finding) in was.iter().filter(|(key, _)| !is.contains_key(key)) {
                effect.removed += 1;
                effect.removed_confirmed += u64::from(said.get(finding) == Some(&true));
                effect.removed_refuted += u64::from(said.get(finding) == Some(&false));
            }
        }
        Ok(effect)
    }
}

/// Findings of an audit that are in its figures, note by note.
struct ByNote<'a> {
    rows: Box<dyn Iterator<Item = io::Result<(FindingRow, u64)>> + 'a>,
    next: Option<(FindingRow, u64)>,
    /// The note that comes next.
    note: Option<u64>,
}

impl<'a> ByNote<'a> {
    fn new(ledger: &'a Ledger) -> io::Result<Self> {
        let rows = ledger.findings.rows().zip(0_u64..).map(|(row, place)| row.map(|row| (row.into_owned(), place)));
        let rows = rows.filter(|row| row.as_ref().map_or(true, |(row, _)| row.counts()));
        let mut all = Self { rows: Box::new(rows), next: None, note: None };
        all.advance()?;
        Ok(all)
    }

    fn advance(&mut self) -> io::Result<()> {
        self.next = self.rows.next().transpose()?;
        self.note = self.next.as_ref().map(|(row, _)| row.note.number);
        Ok(())
    }

    /// The findings of a note, if it is the one that comes next.
    fn take(&mut self, note: u64) -> io::Result<Counted> {
        let mut counted = Counted::new();
        while let Some((row, place)) = self.next.take_if(|(row, _)| row.note.number == note) {
            counted.insert((row.finding.span, row.finding.indicator), place);
            self.advance()?;
        }
        Ok(counted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon() -> Lexicon {
        Lexicon::builtin().unwrap()
    }

    fn proposal(entry: &str, change: Change) -> Proposal {
        Proposal { entry: EntryId::new(entry).unwrap(), change }
    }

    #[test]
    fn a_patch_is_the_list_of_the_entry_with_its_new_line_at_the_end() {
        let lexicon = lexicon();
        for (change, key) in [
            (Change::Unless("in the film".to_owned()), "unless"),
            (Change::Phrase("at each other".to_owned()), "phrases"),
            (Change::Skips("They argued in the \"film\".".to_owned()), "skips"),
            (Change::Flags(Status::Negated, "They never argued.".to_owned()), "flags.negated"),
        ] {
            let proposal = proposal("MIN001", change);
            let patch = proposal.patch(&lexicon).unwrap();
            let read: Table = patch.parse().unwrap();
            let mut at = &read["entry"][0];
            for part in key.split('.') {
                at = &at[part];
            }
            assert_eq!(at.as_array().unwrap().last().unwrap().as_str(), Some(proposal.change.text()), "{patch}");
            assert!(patch.starts_with("# minimising.toml\nfamily = \"minimising\"\n"), "{patch}");
        }
    }

    #[test]
    fn a_changed_lexicon_finds_what_it_should_and_refuses_what_cannot_be_read() {
        let lexicon = lexicon();
        let text = "She failed to protect the children in the film. DASH done.";
        let found = |lexicon: Lexicon| Detector::new(Arc::new(lexicon)).scan(text).len();
        let unless = proposal("VIC012", Change::Unless("the children in the film".to_owned()));
        let changed = unless.lexicon(&lexicon).unwrap();
        assert!(found(changed) < found(lexicon.clone()));
        let broken = proposal("MIN001", Change::Phrase("(open".to_owned()));
        assert!(matches!(broken.lexicon(&lexicon), Err(ProposalError::Lexicon(_))));
        let nowhere = proposal("ZZZ999", Change::Phrase("x".to_owned()));
        assert!(matches!(nowhere.patch(&lexicon), Err(ProposalError::NoEntry(_))));
    }
}
