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

/// What the notes of an export have in common.
#[derive(Clone, Copy)]
struct Sort {
    /// How many there are of a case.
    of_case: u64,
    kind: &'static str,
    day: &'static str,
}

const SORT: Sort = Sort { of_case: 1, kind: "visit", day: "2026-03-01" };

/// The notes of these agencies.
fn export(agencies: &[Agency], Sort { of_case, kind, day }: Sort) -> String {
    let mut text = "note_id,case_id,agency,note_type,date,note\n".to_owned();
    for (agency, minimising, notes) in agencies {
        for note in 0..*notes {
            let words =
                if note < *minimising { "Arguing with her partner, DASH not done." } else { "DASH done, seen alone." };
            let case = note / of_case;
            writeln!(text, "{agency}{note},{agency}{case},{agency},{kind},{day},\"{words}\"").unwrap();
        }
    }
    text
}

/// A folder with an audit of each of these.
fn audits(editions: &[(&str, &[Agency])]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, agencies) in editions {
        audit(folder.path(), name, &export(agencies, SORT));
    }
    folder
}

fn audit(folder: &Path, name: &str, export: &str) {
    let source = format!("{name}.csv");
    fs::write(folder.join(&source), export).unwrap();
    let arguments = ["audit", &source, "--no-classifier", "--quiet", "--out", name];
    assert_eq!(plainrecord(folder, &arguments), (Some(0), String::new()));
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
    for words in
        ["more than before", "no clear change", "too few notes or cases", "75 % of 40, before 25 % of 40", "MIN001"]
    {
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

#[test]
fn a_case_written_about_often_moves_no_wording() {
    let (new, old): (&[_], &[_]) = (&[("East", 26, 40)], &[("East", 12, 40)]);
    let folder = audits(&[]);
    for (of_case, moved) in [(1, true), (4, false)] {
        for (name, agencies) in [("new", new), ("old", old)] {
            let _ = fs::remove_dir_all(folder.path().join(name));
            audit(folder.path(), name, &export(agencies, Sort { of_case, ..SORT }));
        }
        let (_, said) = plainrecord(folder.path(), &["compare", "new", "old"]);
        assert_eq!(said.contains("MIN001     26 of 40, before 12 of 40"), moved, "{said}");
        assert_eq!(said.contains("Of 3 wordings looked at together, none"), !moved, "{said}");
    }
}

#[test]
fn an_agency_of_few_cases_is_among_all_together_and_has_no_change_of_its_own() {
    let folder = audits(&[("new", &[("East", 9, 40), ("North", 4, 4)])]);
    // North has nine notes of three cases: shown, without an interval.
    audit(folder.path(), "old", &export(&[("East", 9, 40), ("North", 4, 9)], Sort { of_case: 3, ..SORT }));
    let found: Vec<[String; 2]> = rows(folder.path(), "minimising")
        .iter()
        .map(|row| ["agency", "shown"].map(|column| row[column].clone()))
        .collect();
    assert_eq!(found, [["East", "yes"], ["North", "too few"]]);
}

#[test]
fn notes_of_other_kinds_are_another_source_and_compared_only_with_a_reason() {
    let agencies: &[_] = &[("East", 10, 40), ("West", 10, 40)];
    let folder = audits(&[("new", agencies)]);
    let log = export(&agencies[..1], Sort { kind: "police log", ..SORT });
    let visits = export(&agencies[1..], Sort { kind: " VISIT", ..SORT });
    audit(folder.path(), "old", &format!("{log}{}", visits.split_once('\n').unwrap().1));
    let (code, said) = plainrecord(folder.path(), &["compare", "new", "old"]);
    assert!(code == Some(65) && said.contains("Most notes of East are of kinds (note_type)"), "{said}");
    let (code, said) = plainrecord(folder.path(), &["compare", "new", "old", "--despite", "logs were typed in"]);
    assert!(code == Some(0) && said.contains("Compared all the same: logs were typed in"), "{said}");
}

#[test]
fn an_audit_of_earlier_days_is_not_taken_for_the_later_one() {
    let agencies: &[_] = &[("East", 10, 40)];
    let folder = audits(&[("new", agencies)]);
    audit(folder.path(), "old", &export(agencies, Sort { day: "2025-03-01", ..SORT }));
    for (order, warned) in [(["new", "old"], false), (["old", "new"], true)] {
        let (code, said) = plainrecord(folder.path(), &["compare", order[0], order[1]]);
        assert_eq!(said.contains("name the later one first"), warned, "{said}");
        assert!(code == Some(0) && said.contains("old: 40 notes, 2025-03-01 to 2025-03-01"), "{said}");
    }
}

#[test]
fn an_edition_for_a_board_and_a_table_without_its_columns_are_refused_in_words() {
    let agencies: &[_] = &[("East", 10, 40)];
    let folder = audits(&[("new", agencies), ("old", agencies)]);
    let report = ["report", "old", "--audience", "board", "--out", "board"];
    assert_eq!(plainrecord(folder.path(), &report).0, Some(0));
    let (code, said) = plainrecord(folder.path(), &["compare", "new", "board"]);
    assert!(code == Some(65) && said.contains("board is an edition for a board: its counts are rounded"), "{said}");
    let table = folder.path().join("old/agencies.csv");
    let other = fs::read_to_string(&table).unwrap().replacen("base_notes", "of", 1);
    fs::write(&table, other).unwrap();
    let (code, said) = plainrecord(folder.path(), &["compare", "new", "old"]);
    assert!(code == Some(65) && said.contains("not as an audit of this version writes it"), "{said}");
}
