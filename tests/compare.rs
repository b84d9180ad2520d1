//! An audit beside an earlier one: what changed is said with how sure that is,
//! and audits that did not look for the same things are not compared unasked.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

fn plainrecord(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_plainrecord"));
    let Output { status, stdout, stderr } = command.current_dir(folder).args(arguments).output().unwrap();
    (status.code(), String::from_utf8_lossy(&[stdout, stderr].concat()).into_owned())
}

/// An agency, how many of its notes minimise, and how many it has.
type Agency = (&'static str, u64, u64);

/// The notes of these agencies.
fn export(agencies: &[Agency]) -> String {
    let mut text = "note_id,case_id,agency,note\n".to_owned();
    for (agency, minimising, notes) in agencies {
        for note in 0..*notes {
            let words =
                if note < *minimising { "Arguing with her partner, DASH not done." } else { "DASH done, seen alone." };
            writeln!(text, "{agency}{note},{agency}{note},{agency},\"{words}\"").unwrap();
        }
    }
    text
}

/// A folder with an audit of each of these.
fn audits(editions: &[(&str, &[Agency])]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, agencies) in editions {
        fs::write(folder.path().join(format!("{name}.csv")), export(agencies)).unwrap();
        let source = format!("{name}.csv");
        let arguments = ["audit", &source, "--no-classifier", "--quiet", "--out", name];
        assert_eq!(plainrecord(folder.path(), &arguments), (Some(0), String::new()));
    }
    folder
}

type Row = BTreeMap<String, String>;

/// The rows of the comparison as a table, of one topic.
fn rows(folder: &Path, topic: &str) -> Vec<Row> {
    let (code, table) = plainrecord(folder, &["compare", "new", "old", "--format", "csv"]);
    assert_eq!(code, Some(0), "{table}");
    let rows = csv::Reader::from_reader(table.as_bytes()).into_deserialize().map(Result::unwrap);
    rows.filter(|row: &Row| row["topic"] == topic).collect()
}

#[test]
fn a_change_is_told_with_its_interval_and_too_few_notes_are_not_compared() {
    let new: &[_] = &[("East", 30, 40), ("West", 10, 40), ("North", 4, 4)];
    let folder = audits(&[("new", new), ("old", &[("East", 10, 40), ("West", 11, 40), ("North", 1, 9)])]);
    let found: Vec<[String; 3]> = rows(folder.path(), "minimising")
        .iter()
        .map(|row| ["agency", "counted_notes", "shown"].map(|column| row[column].clone()))
        .collect();
    // North is shown in the old audit alone, so that all together are not the same.
    let expected = [["East", "30", "yes"], ["North", "", "too few"], ["West", "10", "yes"]];
    assert_eq!(found, expected);
    let east = &rows(folder.path(), "minimising")[0];
    // 30 of 40 less 10 of 40, by Newcombe's method 10 from the Wilson intervals
    // of as many cases, which are worth 39 notes: one for the share itself.
    let ends = ["difference", "low", "high"].map(|column| east[column].parse::<f64>().unwrap());
    for (found, expected) in ends.into_iter().zip([0.5, 0.282, 0.654]) {
        assert!((found - expected).abs() < 1e-3, "{ends:?}");
    }
    let (_, said) = plainrecord(folder.path(), &["compare", "new", "old"]);
    for words in ["more than before", "no clear change", "too few notes", "75 % of 40, before 25 % of 40", "MIN001"] {
        assert!(said.contains(words), "{words}: {said}");
    }
    for words in ["worse", "better", "worst", "best", "improve", "declin"] {
        assert!(!said.contains(words), "{words}: {said}");
    }
}

#[test]
fn audits_that_looked_for_other_wording_are_compared_only_with_a_reason() {
    let agencies: &[_] = &[("East", 10, 40)];
    let folder = audits(&[("new", agencies), ("same", &[("East", 9, 39)])]);
    let ignoring = "[[ignore]]\nwords = \"arguing with her partner\"\nreason = \"a test\"\n";
    fs::write(folder.path().join("plainrecord.toml"), ignoring).unwrap();
    let audit = ["audit", "new.csv", "--no-classifier", "--quiet", "--out", "old", "--config", "plainrecord.toml"];
    assert_eq!(plainrecord(folder.path(), &audit), (Some(0), String::new()));
    let (code, said) = plainrecord(folder.path(), &["compare", "new", "old"]);
    assert!(code == Some(65) && said.contains("--despite REASON"), "{said}");
    let (code, said) = plainrecord(folder.path(), &["compare", "new", "same", "old", "--despite", "it is a test"]);
    assert!(code == Some(0) && said.contains("Compared all the same: it is a test"), "{said}");
    assert!(said.contains("in both audits: new.csv"), "{said}");
}

#[test]
fn other_practice_rules_are_not_other_wording() {
    let agencies: &[_] = &[("East", 10, 40)];
    let folder = audits(&[("new", agencies)]);
    let (builtin, own) = (Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicons"), folder.path().join("own"));
    fs::create_dir_all(own.join("cues")).unwrap();
    for part in ["", "cues"] {
        for file in fs::read_dir(builtin.join(part)).unwrap().map(Result::unwrap) {
            let keep = file.path().extension().is_some_and(|ending| ending == "toml");
            if keep && file.file_name() != "expectations.toml" {
                fs::copy(file.path(), own.join(part).join(file.file_name())).unwrap();
            }
        }
    }
    let audit = ["audit", "new.csv", "--no-classifier", "--quiet", "--lexicon", "own", "--out", "old"];
    assert_eq!(plainrecord(folder.path(), &audit), (Some(0), String::new()));
    let (code, said) = plainrecord(folder.path(), &["compare", "new", "old"]);
    assert!(code == Some(0), "{said}");
}

#[test]
fn what_is_no_audit_or_has_no_agency_in_common_is_refused() {
    let folder = audits(&[("new", &[("East", 1, 9)]), ("old", &[("West", 1, 9)])]);
    fs::create_dir(folder.path().join("empty")).unwrap();
    let (code, said) = plainrecord(folder.path(), &["compare", "new", "empty"]);
    assert!(code == Some(65) && said.contains("Expected an audit folder"), "{said}");
    let (code, said) = plainrecord(folder.path(), &["compare", "new", "old"]);
    assert!(code == Some(65) && said.contains("no agency is in both"), "{said}");
}

#[test]
fn all_agencies_together_are_compared_only_where_they_are_the_same() {
    let folder = audits(&[("new", &[("East", 9, 9), ("South", 9, 9)]), ("old", &[("East", 1, 9), ("West", 1, 9)])]);
    let agencies: Vec<String> = rows(folder.path(), "concern").iter().map(|row| row["agency"].clone()).collect();
    assert_eq!(agencies, ["East"]);
    let (_, said) = plainrecord(folder.path(), &["compare", "new", "old"]);
    for words in ["Only in the audit: South", "Only in the earlier audit: West", "Not compared: all agencies together"]
    {
        assert!(said.contains(words), "{words}: {said}");
    }
}
