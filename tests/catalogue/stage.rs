//! Where a row is played: a folder for the inputs, one for the audit, and a
//! home and a place for temporary files in which nothing may be left.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// Every note of the catalogue that is of concern has one of these words, and
/// none of them is shown in a message.
pub(crate) const WORDS_OF_NOTES: [&str; 2] = ["arguing", "strangled"];

/// A sound export of one note.
pub(crate) const SOUND: &str = "note_id,date,note\n1,14/03/2025,DASH. Mum arguing with her partner.\n";

pub(crate) struct Stage {
    root: TempDir,
}

impl Stage {
    pub(crate) fn new() -> Self {
        let stage = Self { root: TempDir::new().unwrap() };
        for name in ["in", "out", "tmp", "home"] {
            fs::create_dir(stage.root.path().join(name)).unwrap();
        }
        stage
    }

    pub(crate) fn inputs(&self) -> PathBuf {
        self.root.path().join("in")
    }

    pub(crate) fn out(&self) -> PathBuf {
        self.root.path().join("out")
    }

    /// Where the audit is to go.
    pub(crate) fn audit(&self) -> PathBuf {
        self.out().join("audit")
    }

    /// Writes an input.
    pub(crate) fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        put(&self.inputs(), name, bytes)
    }

    /// The program with these arguments, its surroundings settled.
    pub(crate) fn program(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(self.root.path()).env_clear().stdin(std::process::Stdio::null());
        for (name, folder) in [("TMPDIR", "tmp"), ("HOME", "home")] {
            command.env(name, self.root.path().join(folder));
        }
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command
    }

    /// An audit of these files by rules alone.
    pub(crate) fn audit_of<F: AsRef<OsStr>>(&self, files: &[F]) -> Command {
        let mut command = self.program(PROGRAM);
        command.args(AUDIT).arg("--out").arg(self.audit()).args(files);
        command
    }

    /// Lets every user in, and everyone write an audit.
    pub(crate) fn open_to_all(&self) {
        use std::os::unix::fs::PermissionsExt;
        for folder in [self.root.path().to_owned(), self.out()] {
            fs::set_permissions(folder, fs::Permissions::from_mode(0o777)).unwrap();
        }
    }

    /// What lies where nothing but the audit may be.
    pub(crate) fn left_behind(&self) -> Vec<String> {
        let in_out = names(&self.out()).into_iter().filter(|name| name != "audit");
        let elsewhere = ["tmp", "home"].into_iter().flat_map(|folder| names(&self.root.path().join(folder)));
        let beside =
            names(self.root.path()).into_iter().filter(|name| !["in", "out", "tmp", "home"].contains(&&**name));
        in_out.chain(elsewhere).chain(beside).collect()
    }

    /// The inputs with their sizes.
    pub(crate) fn inputs_now(&self) -> BTreeMap<String, u64> {
        let size = |name: &String| fs::symlink_metadata(self.inputs().join(name)).map_or(0, |found| found.len());
        names(&self.inputs()).into_iter().map(|name| (name.clone(), size(&name))).collect()
    }
}

pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_plainrecord");

pub(crate) const AUDIT: [&str; 4] = ["audit", "--no-classifier", "--agency", "Housing"];

/// Writes a file into a folder.
pub(crate) fn put(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, bytes).unwrap();
    path
}

/// The names in a folder, sorted.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let items = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = items.map(|item| item.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}
