//! Which files are read, and what is said about them beforehand. Paths and
//! patterns become a sorted list in which no file occurs twice; a path that
//! leads nowhere is an error that helps. No file is opened here.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Deserializer};

use super::body::turns;
use super::encoding::Encoding;
use super::error::IntakeError;
use super::export::Export;
use super::field::ColumnSpec;
use super::limits::Limits;
use super::nearest::nearest;
use super::quoting::Quoting;
use super::rejected::Rejected;
use super::room::Room;
use crate::content::{Content, Ungathered};
use crate::note::Agency;

/// Given as a path, it stands for standard input.
const STANDARD_INPUT: &str = "-";

/// Some files and what the user says about them: a `[[source]]` of
/// `plainrecord.toml`, or the flags of one run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SourceSpec {
    /// Paths, or patterns with `*`, `?` and `[]`; `-` is standard input.
    #[serde(deserialize_with = "one_or_many")]
    pub files: Vec<PathBuf>,
    /// The agency that wrote all of it.
    #[serde(deserialize_with = "agency")]
    pub agency: Option<Agency>,
    /// Which column holds what; the rest is found by name.
    pub columns: ColumnSpec,
    /// The sheet of a workbook, or `all` for sheets that are one table; found
    /// if left out.
    pub sheet: Option<String>,
    /// The encoding; found if left out.
    pub encoding: Option<Encoding>,
    /// The character between fields; found if left out.
    pub delimiter: Option<char>,
    /// How cells are put in quotation marks; found if left out.
    pub quoting: Option<Quoting>,
    /// Whether rows may leave out cells at their end; found if left out.
    pub short_rows: Option<bool>,
    /// `dd/mm/yyyy`, `mm/dd/yyyy` or a pattern such as `%d/%m/%Y`; found if
    /// left out.
    pub date_format: Option<String>,
    /// How much is taken of a file; a run has one set for all of them.
    #[serde(skip)]
    pub limits: Limits,
}

fn one_or_many<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<PathBuf>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Files {
        One(PathBuf),
        Many(Vec<PathBuf>),
    }
    Ok(match Files::deserialize(from)? {
        Files::One(file) => vec![file],
        Files::Many(files) => files,
    })
}

fn agency<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Agency>, D::Error> {
    let name = Option::<String>::deserialize(from)?;
    Ok(name.map(|name| Agency::new(&name)).filter(|agency| !agency.is_empty()))
}

impl SourceSpec {
    /// The files meant, sorted by path, each once.
    ///
    /// # Errors
    /// If a path leads nowhere or to a folder, or if no file fits a pattern.
    pub fn expand(&self) -> Result<Vec<PathBuf>, IntakeError> {
        let mut files = Vec::new();
        for path in &self.files {
            files.extend(expand(path)?);
        }
        files.sort();
        let mut seen = BTreeSet::new();
        files.retain(|path| seen.insert(identity(path)));
        Ok(files)
    }

    /// Whether every file that `path`, or a pattern, stands for is one of
    /// these. A path that leads nowhere is none of them.
    pub fn covers(&self, path: &Path) -> bool {
        let all = |path: &Path| expand(path).unwrap_or_default();
        let ours: BTreeSet<Identity> =
            self.files.iter().flat_map(|path| all(path)).map(|path| identity(&path)).collect();
        let asked = all(path);
        !asked.is_empty() && asked.iter().all(|path| ours.contains(&identity(path)))
    }
}

/// One file to read, and what is said about it.
#[derive(Clone, Debug)]
pub struct Source {
    path: PathBuf,
    spec: Arc<SourceSpec>,
}

impl Source {
    /// The path, as given or as a pattern found it.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads the file and settles everything that concerns all of it.
    ///
    /// # Errors
    /// If the file cannot be used; single rows never are an error.
    pub fn open<'r>(&self, room: impl Into<Room<'r>>) -> Result<Export, IntakeError> {
        let room = room.into();
        Export::read(&self.shown(), self.content(room)?, &self.spec, room)
    }

    /// The rows of the file that make no note, as they stand in it.
    ///
    /// # Errors
    /// As [`Source::open`].
    pub fn rejected<'r>(&self, room: impl Into<Room<'r>>) -> Result<Rejected, IntakeError> {
        let room = room.into();
        Rejected::of(&self.shown(), &self.content(room)?, &self.spec, room)
    }

    /// What the file is called in notes, rejects and errors.
    pub fn shown(&self) -> String {
        if is_standard_input(&self.path) { "standard input".to_owned() } else { shown(&self.path) }
    }

    fn content(&self, room: Room<'_>) -> Result<Content, IntakeError> {
        let content = if is_standard_input(&self.path) {
            Content::gather(io::stdin().lock(), room.folder)
        } else {
            File::open(&self.path).map_err(Ungathered::Unread).and_then(|file| content_of(file, room.folder))
        };
        content.map_err(|error| match error {
            Ungathered::Unread(error) => IntakeError::Unreadable { path: self.shown(), error },
            Ungathered::Unkept(error) => IntakeError::Unkept { path: self.shown(), error },
        })
    }
}

/// Every file of a run.
#[derive(Clone, Debug, Default)]
pub struct Intake {
    sources: Vec<Source>,
    repeated: Vec<PathBuf>,
}

impl Intake {
    /// Lists the files of all `specs`, in that order and by path within each.
    /// A file that two specs name is read for the first.
    ///
    /// # Errors
    /// As [`SourceSpec::expand`].
    pub fn find(specs: &[SourceSpec]) -> Result<Self, IntakeError> {
        let (mut intake, mut seen) = (Self::default(), BTreeSet::new());
        for spec in specs {
            let shared = Arc::new(spec.clone());
            for path in spec.expand()? {
                if seen.insert(identity(&path)) {
                    intake.sources.push(Source { path, spec: Arc::clone(&shared) });
                } else {
                    intake.repeated.push(path);
                }
            }
        }
        Ok(intake)
    }

    /// The files to read.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// Files named by more than one spec, which are read once.
    pub fn repeated(&self) -> &[PathBuf] {
        &self.repeated
    }
}

/// What makes two paths the same file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Identity {
    /// Where the file lies on its disk: one for all its names and links.
    #[cfg(unix)]
    Place {
        disk: u64,
        number: u64,
    },
    Path(PathBuf),
}

fn identity(path: &Path) -> Identity {
    #[cfg(unix)]
    if let Ok(file) = fs::metadata(path) {
        use std::os::unix::fs::MetadataExt;
        return Identity::Place { disk: file.dev(), number: file.ino() };
    }
    Identity::Path(fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()))
}

fn is_standard_input(path: &Path) -> bool {
    path == Path::new(STANDARD_INPUT)
}

/// The content of a file. What is no file on a disk can be read only once, and
/// does not say how long it is.
fn content_of(file: File, folder: Option<&Path>) -> Result<Content, Ungathered> {
    let about = file.metadata().map_err(Ungathered::Unread)?;
    let lies_there = about.is_file() && about.len() > 0;
    if lies_there { Content::of_file(file).map_err(Ungathered::Unread) } else { Content::gather(file, folder) }
}

/// A path as it is printed: a line break in it begins no line, and nothing in
/// it turns the writing round.
fn shown(path: &Path) -> String {
    let hidden = |char: char| char.is_control() || turns(char);
    let escape = |char: char| if hidden(char) { char.escape_default().to_string() } else { char.to_string() };
    path.display().to_string().chars().map(escape).collect()
}

fn expand(path: &Path) -> Result<Vec<PathBuf>, IntakeError> {
    if is_standard_input(path) {
        return Ok(vec![path.to_owned()]);
    }
    if path.is_dir() {
        return Err(IntakeError::Folder { path: shown(path), readable: readable(path) });
    }
    if is_lock(path) && path.exists() {
        return Err(IntakeError::LockFile { path: shown(path) });
    }
    // A file may have brackets in its name, so what exists is never a pattern.
    if path.exists() {
        return Ok(vec![path.to_owned()]);
    }
    let pattern = path.display().to_string();
    if pattern.contains(['*', '?', '[']) { matching(&pattern) } else { Err(missing(path)) }
}

fn matching(pattern: &str) -> Result<Vec<PathBuf>, IntakeError> {
    let paths = glob::glob(pattern)
        .map_err(|error| IntakeError::BadPattern { pattern: pattern.to_owned(), reason: error.msg })?;
    let mut files = Vec::new();
    for path in paths {
        let path = path.map_err(|error| IntakeError::Unreadable { path: shown(error.path()), error: error.into() })?;
        if path.is_file() && !is_lock(&path) {
            files.push(path);
        }
    }
    if files.is_empty() { Err(IntakeError::NoMatch { pattern: pattern.to_owned() }) } else { Ok(files) }
}

/// Excel leaves `~$name` beside every workbook that is open.
fn is_lock(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("~$"))
}

fn missing(path: &Path) -> IntakeError {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let names = file_names(folder);
    let asked = path.file_name().unwrap_or_default().to_string_lossy();
    let nearest = nearest(&asked, names.iter().map(String::as_str)).map(str::to_owned);
    IntakeError::Missing { path: shown(path), nearest }
}

/// The names of a folder's files, sorted.
fn file_names(folder: &Path) -> Vec<String> {
    let items = fs::read_dir(folder).into_iter().flatten().flatten().map(|item| item.path());
    let files = items.filter(|path| path.is_file() && !is_lock(path));
    let mut names: Vec<String> =
        files.map(|path| path.file_name().unwrap_or_default().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// The first files of a folder that look like exports, by their endings.
fn readable(folder: &Path) -> Vec<String> {
    let is_export = |name: &String| {
        let ending = Path::new(name).extension().unwrap_or_default().to_ascii_lowercase();
        ["csv", "tsv", "tab", "txt", "json", "jsonl", "ndjson", "xlsx", "xlsm", "xlsb", "xls", "ods", "parquet"]
            .iter()
            .any(|known| ending == *known)
    };
    file_names(folder).into_iter().filter(is_export).take(10).collect()
}

#[cfg(test)]
mod tests {
    use super::super::isolation::Isolation;
    use super::*;

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in ["police.csv", "housing.csv", "~$police.csv", "readme.md", "odd[1].csv"] {
            fs::write(folder.path().join(name), "note_id,note\n1,a\n").unwrap();
        }
        folder
    }

    fn spec(folder: &tempfile::TempDir, files: &[&str]) -> SourceSpec {
        SourceSpec { files: files.iter().map(|file| folder.path().join(file)).collect(), ..SourceSpec::default() }
    }

    fn expanded(files: &[&str]) -> Result<Vec<String>, String> {
        let folder = folder();
        let paths = spec(&folder, files).expand().map_err(|error| error.to_string())?;
        Ok(paths.iter().map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect())
    }

    #[test]
    fn patterns_give_a_sorted_list_without_repeats_and_lock_files() {
        let all = ["housing.csv", "odd[1].csv", "police.csv"].map(str::to_owned).to_vec();
        assert_eq!(expanded(&["*.csv"]), Ok(all.clone()));
        assert_eq!(expanded(&["police.csv", "*.csv", "./police.csv"]), Ok(all));
        assert_eq!(expanded(&["odd[1].csv"]), Ok(vec!["odd[1].csv".to_owned()]));
    }

    #[test]
    fn a_path_that_leads_nowhere_is_an_error_that_helps() {
        let cases = [
            (["polcie.csv"], "Did you mean police.csv?"),
            (["schools-2025-q1.csv"], "Check the name and the folder."),
            ([""], "housing.csv, odd[1].csv, police.csv"),
            (["*.tsv"], "No file fits"),
            (["[.csv"], "cannot be understood"),
        ];
        for (files, expected) in cases {
            let message = expanded(&files).unwrap_err();
            assert!(message.contains(expected), "{message}");
        }
    }

    #[test]
    fn a_file_named_by_two_specs_is_read_for_the_first() {
        let folder = folder();
        let intake = Intake::find(&[spec(&folder, &["police.csv"]), spec(&folder, &["*.csv"])]).unwrap();
        assert_eq!(intake.sources().len(), 3);
        assert_eq!(intake.repeated().len(), 1);
        assert!(intake.sources()[0].open(&Isolation::None).is_ok());
    }

    #[test]
    fn a_spec_covers_the_files_it_stands_for() {
        let folder = folder();
        let spec = spec(&folder, &["p*.csv"]);
        let covers = |file: &str| spec.covers(&folder.path().join(file));
        assert!(covers("police.csv") && covers("./police.csv") && covers("pol*.csv"));
        assert!(!covers("housing.csv") && !covers("*.csv") && !covers("nowhere.csv"));
    }

    #[test]
    fn the_configuration_refuses_keys_it_does_not_know() {
        let good = "files = \"a.csv\"\nagency = \"Police\"\nencoding = \"cp1252\"\n[columns]\ntext = \"note\"\n";
        let spec: SourceSpec = toml::from_str(good).unwrap();
        assert_eq!(spec.files, [PathBuf::from("a.csv")]);
        assert_eq!(spec.agency, Some(Agency::new("Police")));
        assert!(toml::from_str::<SourceSpec>("file = \"a.csv\"").is_err());
        assert!(toml::from_str::<SourceSpec>("[columns]\nbody = \"note\"").is_err());
    }
}
