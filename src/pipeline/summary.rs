//! Says in the reports' words what the stages found: sources, rejects, topics
//! and what makes the run reproducible.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::classify::Classifier;
use crate::digest::sha256;
use crate::intake::{Account, Export, Reject, Warning};
use crate::lexicon::{Expectation, Ignore, Indicator, Lexicon};
use crate::measure::UnreadRows;
use crate::report::{Accounted, Counts, IgnoredWords, Period, RejectRow, RunFacts, SourceSummary, lexicon_digest};

/// What each file is called in the reports: its name, or its path where
/// several have that name. A path may hold the name of a person's account.
pub(super) fn names<'a>(paths: impl Iterator<Item = &'a str> + Clone) -> Vec<Arc<str>> {
    let name = |path: &'a str| Path::new(path).file_name().and_then(|name| name.to_str()).unwrap_or(path);
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    paths.clone().for_each(|path| *uses.entry(name(path)).or_default() += 1);
    paths.map(|path| Arc::from(if uses[name(path)] > 1 { path } else { name(path) })).collect()
}

/// Where the rows of an export are from: its file and, where several are read
/// as one table, its sheet.
pub(super) struct Places<'e> {
    export: &'e Export,
    file: Arc<str>,
    sheets: BTreeMap<&'e str, Arc<str>>,
}

impl<'e> Places<'e> {
    /// `name` is what the file is called in the reports.
    pub(super) fn new(export: &'e Export, name: &Arc<str>) -> Self {
        Self { export, file: Arc::clone(name), sheets: BTreeMap::new() }
    }

    /// Where a row is from, by its number in the export.
    pub(super) fn of(&mut self, row: Option<u64>) -> Arc<str> {
        let Some(sheet) = row.and_then(|row| self.export.sheet_of(row)) else { return Arc::clone(&self.file) };
        Arc::clone(self.sheets.entry(sheet).or_insert_with(|| place(&self.file, Some(sheet))))
    }
}

/// A file and, where several are read as one table, the sheet.
pub(super) fn place(file: &str, sheet: Option<&str>) -> Arc<str> {
    sheet.map_or_else(|| Arc::from(file), |sheet| Arc::from(format!("{file}, sheet {sheet}")))
}

fn accounted(account: Account) -> Accounted {
    let Account { unit, there, audited, rejected, other } = account;
    Accounted { unit: unit.id().into(), there, audited, rejected, other }
}

/// One export, after its rows were examined.
pub(super) fn source(export: &Export, name: &Arc<str>, period: Period, warning: Option<&Warning>) -> SourceSummary {
    let counts = export.counts();
    SourceSummary {
        name: name.to_string(),
        sha256: export.digest().to_owned(),
        bytes: export.size(),
        encoding: export.encoding().map_or_else(String::new, |found| found.encoding.to_string()),
        delimiter: export.dialect().map_or_else(String::new, |dialect| dialect.delimiter.to_string()),
        rows: counts.rows,
        notes: counts.notes,
        rejects: counts.rejects,
        other_lines: counts.preamble + counts.blank + counts.footer + counts.repeated_headers,
        account: accounted(export.account()),
        first_date: period.first,
        last_date: period.last,
        warnings: export.warnings().iter().chain(warning).map(ToString::to_string).collect(),
    }
}

/// One row that was not audited.
pub(super) fn reject(reject: &Reject, name: &Arc<str>) -> RejectRow {
    RejectRow {
        source: Arc::clone(name),
        row: reject.row,
        line: reject.line,
        column: reject.column.clone().unwrap_or_default(),
        reason: reject.reason.code().to_owned(),
        message: reject.reason.message(),
        remedy: reject.reason.remedy().to_owned(),
    }
}

/// What such a row counts as.
pub(super) fn unread(reject: &Reject) -> UnreadRows {
    let withdrawn = u64::from(reject.reason.is_withdrawn());
    UnreadRows { not_assessable: 1 - withdrawn, withdrawn }
}

/// The practice rules that a lexicon can tell of: it has an entry for what calls
/// for something, and one for what should follow.
pub(super) fn expectations(lexicon: &Lexicon) -> impl Iterator<Item = &Expectation> {
    let finds = |indicators: &[Indicator]| lexicon.entries().iter().any(|entry| indicators.contains(&entry.indicator));
    lexicon.expectations().iter().filter(move |one| finds(&one.when) && finds(&one.then))
}

/// What was left out by choice, and how often.
pub(super) fn ignored(ignore: &[Ignore], counts: &[u64]) -> Vec<IgnoredWords> {
    let summary = |(number, ignore): (usize, &Ignore)| IgnoredWords {
        words: ignore.words.source().to_owned(),
        entry: ignore.entry.as_ref().map_or_else(String::new, ToString::to_string),
        reason: ignore.reason.clone(),
        places: counts.get(number).copied().unwrap_or_default(),
    };
    ignore.iter().enumerate().map(summary).collect()
}

/// What makes the run reproducible.
pub(super) fn run(lexicon: &Lexicon, classifier: Option<&Classifier>, sources: &[SourceSummary]) -> RunFacts {
    let sum = |count: fn(&SourceSummary) -> u64| sources.iter().map(count).sum();
    RunFacts {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        lexicon_digest: lexicon_digest(lexicon),
        classifier_digest: classifier.map(|_| sha256(Classifier::weights())),
        counts: Counts { rows: sum(|s| s.rows), notes: sum(|s| s.notes), rejects: sum(|s| s.rejects) },
    }
}
