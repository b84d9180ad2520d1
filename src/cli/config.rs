//! Settings: flags win over `plainrecord.toml`, the file over the defaults.
//! Everything is settled here, once, into a plan for the pipeline.

mod comparing;
mod limits;

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use anyhow::Context;
use plainrecord::intake::{Encoding, Quoting, SourceSpec};
use plainrecord::lexicon::{Ignore, Lexicon};
use plainrecord::measure::{AgencyRebase, Peers, Threshold, Window};
use plainrecord::note::Agency;
use plainrecord::redact::Excerpts;
use plainrecord::report::Workers;
use serde::Deserialize;

use self::limits::Limits;
use super::arguments::{self, ExcerptChoice, Reading};
use super::exit::Wrong;

/// The name that is looked for, from the working folder upwards.
const FILE_NAME: &str = "plainrecord.toml";

/// `plainrecord.toml` as written.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ConfigFile {
    lexicon: Option<PathBuf>,
    excerpts: Option<String>,
    small_numbers: Option<u64>,
    window_days: Option<u16>,
    by_worker: Option<bool>,
    classifier: Option<bool>,
    ignore: Vec<WrittenIgnore>,
    peers: Vec<comparing::WrittenPeers>,
    rebase: Vec<comparing::WrittenRebase>,
    limits: limits::Written,
    source: Vec<SourceSpec>,
}

/// A wording to leave out, as written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenIgnore {
    words: String,
    entry: Option<String>,
    reason: String,
}

/// A setting, and where it comes from.
#[derive(Clone, Debug)]
pub(crate) struct Setting<T> {
    pub(crate) value: T,
    pub(crate) origin: Origin,
}

/// Where a setting comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    Flag,
    File,
    Default,
}

impl Origin {
    fn id(self) -> &'static str {
        match self {
            Self::Flag => "flag",
            Self::File => FILE_NAME,
            Self::Default => "default",
        }
    }
}

impl<T> Setting<T> {
    /// The flag if given, else the file's value, else the default.
    fn settle(flag: Option<T>, file: Option<T>, default: T) -> Self {
        match (flag, file) {
            (Some(value), _) => Self { value, origin: Origin::Flag },
            (None, Some(value)) => Self { value, origin: Origin::File },
            (None, None) => Self { value: default, origin: Origin::Default },
        }
    }
}

/// What was given on the command line, as far as it is a setting.
#[derive(Debug, Default)]
pub(crate) struct Flags<'a> {
    pub(crate) exports: &'a [PathBuf],
    pub(crate) reading: Option<&'a Reading>,
    pub(crate) limits: Option<&'a arguments::Limits>,
    pub(crate) lexicon: Option<&'a Path>,
    pub(crate) excerpts: Option<ExcerptChoice>,
    pub(crate) small_numbers: Option<u64>,
    pub(crate) window_days: Option<u16>,
    pub(crate) by_worker: bool,
    pub(crate) no_classifier: bool,
}

/// Everything settled.
#[derive(Clone, Debug)]
pub(crate) struct Config {
    pub(crate) file: Option<PathBuf>,
    pub(crate) lexicon: Setting<Option<PathBuf>>,
    pub(crate) excerpts: Setting<Excerpts>,
    pub(crate) threshold: Setting<Threshold>,
    pub(crate) peers: Peers,
    pub(crate) rebases: Vec<AgencyRebase>,
    pub(crate) window: Setting<Window>,
    pub(crate) workers: Setting<Workers>,
    /// Whether the classifier is used.
    pub(crate) classifier: Setting<bool>,
    pub(crate) sources: Setting<Vec<SourceSpec>>,
    pub(crate) limits: Limits,
    ignore: Vec<WrittenIgnore>,
}

impl Config {
    /// The settings of a run; `None` if they were only to be shown, which is
    /// done.
    ///
    /// # Errors
    /// As [`Config::settle`], or if they cannot be shown.
    pub(crate) fn wanted(settings: &arguments::Settings, flags: &Flags<'_>) -> anyhow::Result<Option<Self>> {
        let config = Self::settle(settings.config.as_deref(), flags)?;
        if settings.show_config {
            io::stdout().write_all(config.shown().as_bytes())?;
            return Ok(None);
        }
        Ok(Some(config))
    }

    /// Settles flags, file and defaults. `named` is the file given by
    /// `--config`; without it the file is looked for.
    pub(crate) fn settle(named: Option<&Path>, flags: &Flags<'_>) -> anyhow::Result<Self> {
        let path = named.map(Path::to_owned).or_else(find);
        let file = path.as_deref().map(read).transpose()?.unwrap_or_default();
        let excerpts = file.excerpts.as_deref().map(str::parse).transpose().map_err(|error| Wrong::input(&error))?;
        let limits = Limits::settle(flags.limits, file.limits);
        let workers = |named: bool| if named { Workers::Named } else { Workers::Hidden };
        Ok(Self {
            sources: sources(flags, &file.source, &limits)?,
            limits,
            lexicon: Setting::settle(flags.lexicon.map(|path| Some(path.to_owned())), file.lexicon.map(Some), None),
            excerpts: Setting::settle(flags.excerpts.map(excerpts_of), excerpts, Excerpts::default()),
            threshold: Setting::settle(
                flags.small_numbers.map(Threshold::new),
                file.small_numbers.map(Threshold::new),
                Threshold::default(),
            ),
            window: Setting::settle(
                flags.window_days.map(Window::new),
                file.window_days.map(Window::new),
                Window::default(),
            ),
            workers: Setting::settle(
                flags.by_worker.then_some(Workers::Named),
                file.by_worker.map(workers),
                Workers::Hidden,
            ),
            classifier: Setting::settle(flags.no_classifier.then_some(false), file.classifier, true),
            peers: comparing::peers(&file.peers)?,
            rebases: comparing::rebases(&file.rebase)?,
            ignore: file.ignore,
            file: path,
        })
    }

    /// The wordings to leave out, in the terms of a lexicon.
    pub(crate) fn ignore(&self, lexicon: &Lexicon) -> anyhow::Result<Vec<Ignore>> {
        let read = |ignore: &WrittenIgnore| {
            Ignore::new(&ignore.words, ignore.entry.as_deref(), &ignore.reason, lexicon.terms())
        };
        self.ignore.iter().map(|ignore| read(ignore).map_err(|error| Wrong::input(&error).into())).collect()
    }

    /// The settings as text, each with where it comes from.
    fn shown(&self) -> String {
        let file = self.file.as_ref().map_or("none found".to_owned(), |path| path.display().to_string());
        let lexicon = self.lexicon.value.as_ref().map_or("built in".to_owned(), |path| path.display().to_string());
        let lines = [
            ("config", file, Origin::Default),
            ("lexicon", lexicon, self.lexicon.origin),
            ("excerpts", self.excerpts.value.id().to_owned(), self.excerpts.origin),
            ("small_numbers", self.threshold.value.get().to_string(), self.threshold.origin),
            ("window_days", self.window.value.days().to_string(), self.window.origin),
            ("classifier", if self.classifier.value { "on" } else { "off" }.to_owned(), self.classifier.origin),
            ("workers", self.workers.value.id().to_owned(), self.workers.origin),
        ];
        let lines = lines
            .into_iter()
            .chain(self.limits.shown())
            .map(|(name, value, origin)| format!("{name:<15} {value:<30} ({})\n", origin.id()));
        let files = self.sources.value.iter().flat_map(|source| &source.files);
        let files =
            files.map(|path| format!("{:<15} {:<30} ({})\n", "source", path.display(), self.sources.origin.id()));
        let ignored = self.ignore.iter().map(|ignore| format!("{:<15} {:<30} ({FILE_NAME})\n", "ignore", ignore.words));
        let peers =
            self.peers.groups().iter().map(|group| format!("{:<15} {:<30} ({FILE_NAME})\n", "peers", group.name));
        let rebases = self.rebases.iter().map(|one| {
            let from = one.rebase.from().to_string();
            format!("{:<15} {from:<30} ({FILE_NAME})\n", "rebase")
        });
        lines.chain(ignored).chain(peers).chain(rebases).chain(files).collect()
    }
}

fn excerpts_of(choice: ExcerptChoice) -> Excerpts {
    match choice {
        ExcerptChoice::Redacted => Excerpts::Redacted,
        ExcerptChoice::Verbatim => Excerpts::Verbatim,
        ExcerptChoice::None => Excerpts::None,
    }
}

/// `plainrecord.toml` in the working folder or one above it.
fn find() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    here.ancestors().map(|folder| folder.join(FILE_NAME)).find(|path| path.is_file())
}

/// Reads a settings file; its paths are relative to where it lies.
fn read(path: &Path) -> anyhow::Result<ConfigFile> {
    let text = fs::read_to_string(path).with_context(|| Wrong::input(&format!("cannot read {}", path.display())))?;
    let parsed: Result<ConfigFile, _> = toml::from_str(&text);
    let mut config = parsed.with_context(|| Wrong::input(&path.display()))?;
    let folder = path.parent().unwrap_or(Path::new(""));
    for file in config.source.iter_mut().flat_map(|source| &mut source.files) {
        *file = folder.join(&*file);
    }
    config.lexicon = config.lexicon.map(|lexicon| folder.join(lexicon));
    Ok(config)
}

/// The exports named on the command line, each read as the settings file says
/// if it is one of the file's; without any, those of the settings file. Flags
/// about reading win in both, and the limits are those of the run.
fn sources(flags: &Flags<'_>, in_file: &[SourceSpec], limits: &Limits) -> anyhow::Result<Setting<Vec<SourceSpec>>> {
    let mut specs = Vec::new();
    for path in flags.exports {
        let known = in_file.iter().find(|spec| spec.covers(path)).cloned().unwrap_or_default();
        specs.push(SourceSpec { files: vec![path.clone()], ..known });
    }
    let origin = if specs.is_empty() { Origin::File } else { Origin::Flag };
    if specs.is_empty() {
        specs = in_file.to_vec();
    }
    for spec in &mut specs {
        spec.limits = limits.values();
        flags.reading.map_or(Ok(()), |reading| apply(reading, spec))?;
    }
    Ok(Setting { value: specs, origin })
}

/// Puts the flags about reading on top of what a source says.
fn apply(reading: &Reading, spec: &mut SourceSpec) -> anyhow::Result<()> {
    if let Some(agency) = &reading.agency {
        spec.agency = Some(Agency::new(agency));
    }
    for column in &reading.column {
        let (field, name) = column.split_once('=').with_context(|| {
            Wrong::usage(&format!("--column {column}: expected FIELD=NAME, such as text=Narrative"))
        })?;
        spec.columns.set(field, name).map_err(|error| Wrong::usage(&error))?;
    }
    if let Some(sheet) = &reading.sheet {
        spec.sheet = Some(sheet.clone());
    }
    if let Some(encoding) = &reading.encoding {
        spec.encoding = Some(encoding.parse::<Encoding>().map_err(|error| Wrong::usage(&error))?);
    }
    if let Some(delimiter) = &reading.delimiter {
        spec.delimiter = Some(one_character(delimiter)?);
    }
    if let Some(quoting) = &reading.quoting {
        spec.quoting = Some(quoting.parse::<Quoting>().map_err(|error| Wrong::usage(&error))?);
    }
    if let Some(format) = &reading.date_format {
        spec.date_format = Some(format.clone());
    }
    Ok(())
}

fn one_character(written: &str) -> anyhow::Result<char> {
    let mut characters = written.chars();
    match (written, characters.next(), characters.next()) {
        ("tab" | "\\t", ..) => Ok('\t'),
        (_, Some(one), None) => Ok(one),
        _ => Err(Wrong::usage(&format!("--delimiter {written}: expected one character, or `tab`")).into()),
    }
}
