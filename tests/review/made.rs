//! An audit to review: notes by rule, so that what a reader would say is known.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use plainrecord::intake::{Isolation, SourceSpec};
use plainrecord::lexicon::Lexicon;
use plainrecord::measure::{Audience, Peers, Threshold, Window};
use plainrecord::pipeline::{Plan, Silent, run};
use plainrecord::redact::Excerpts;
use plainrecord::report::{Edition, Workers, write};
use tempfile::TempDir;

/// What a note says, and whether a reader would say that it has a concern.
pub(crate) const WORDS: [(&str, bool); 6] = [
    ("She failed to protect children from Dean Hallworth.\nDASH not done.", true),
    ("DASH done, seen alone.", false),
    ("Boiler serviced at the flat.", false),
    // What no rule knows.
    ("Police called: the pair of them giving it some, DASH done.", true),
    // Found, and not what it was taken for.
    ("She failed to protect the children in the film. DASH done.", false),
    ("Mum said \"he and I were arguing again\". DASH done.", false),
];

/// Which of them the notes of an agency are, over and over.
const ORDER: [usize; 12] = [0, 0, 0, 4, 5, 1, 1, 1, 1, 2, 3, 2];

/// An audit beside its export.
pub(crate) struct Made {
    folder: TempDir,
    pub(crate) plan: Plan,
}

impl Made {
    /// Of two agencies, one four times the other.
    pub(crate) fn new() -> Self {
        Self::of(&[("East", 480), ("West", 120)])
    }

    pub(crate) fn of(agencies: &[(&str, usize)]) -> Self {
        let mut text = "note_id,case_id,agency,worker,note\n".to_owned();
        for (agency, notes) in agencies {
            for note in 0..*notes {
                let words = WORDS[ORDER[note % ORDER.len()]].0.replace('"', "\"\"");
                writeln!(text, "{agency}{note},{agency}-{},{agency},Pat Woodruffe,\"{words}\"", note / 2).unwrap();
            }
        }
        Self::from_export(&text)
    }

    /// Of an export as it stands in its file.
    pub(crate) fn from_export(text: &str) -> Self {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("notes.csv"), text).unwrap();
        let made = Self { plan: plan(folder.path().join("notes.csv")), folder };
        made.audit();
        made
    }

    /// The audit folder.
    pub(crate) fn folder(&self) -> PathBuf {
        self.folder.path().join("audit")
    }

    /// What was exported.
    pub(crate) fn export(&self) -> PathBuf {
        self.folder.path().join("notes.csv")
    }

    /// Audits it anew by another plan.
    pub(crate) fn audit_again(&mut self, change: impl FnOnce(&mut Plan)) {
        change(&mut self.plan);
        fs::remove_dir_all(self.folder()).unwrap();
        self.audit();
    }

    fn audit(&self) {
        fs::create_dir(self.folder()).unwrap();
        write_audit(&self.plan, &self.folder());
    }
}

pub(crate) fn write_audit(plan: &Plan, folder: &Path) {
    let ledger = run(plan, folder, &Silent).unwrap();
    let edition = Edition::new(&ledger, &plan.lexicon, None, Audience::Internal, folder).unwrap();
    write(&edition.audit(), folder).unwrap();
}

pub(crate) fn plan(export: PathBuf) -> Plan {
    Plan {
        sources: vec![SourceSpec { files: vec![export], ..SourceSpec::default() }],
        isolation: Isolation::None,
        lexicon: Arc::new(Lexicon::builtin().unwrap()),
        classifier: None,
        ignore: Vec::new(),
        excerpts: Excerpts::Redacted,
        workers: Workers::Hidden,
        threshold: Threshold::default(),
        window: Window::default(),
        peers: Peers::default(),
        rebases: Vec::new(),
    }
}

/// What a reader says of a note by its redacted text.
pub(crate) fn has_concern(text: &str) -> bool {
    let masked = |words: &str| words.replace("Dean Hallworth", "[person 2]");
    let is = |(words, _): &&(&str, bool)| masked(words) == text;
    WORDS.iter().find(is).unwrap_or_else(|| panic!("{text}")).1
}
