//! Cases across agencies and time from end to end: three agencies, five
//! families, one export.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::process::Command;

use tempfile::TempDir;

/// What the agencies wrote of each family: who, on which day of January, what.
const WRITTEN: [(&str, u8, &str); 6] = [
    ("Police", 5, "He strangled her and she could not breathe."),
    ("Health", 6, "Mum was arguing with her partner."),
    ("Health", 6, "DASH completed with her alone."),
    ("School", 7, "Reading book returned and lunch money paid."),
    ("Police", 9, "Professional challenge sent to the health visitor."),
    ("School", 20, "Attendance letter sent home."),
];

/// An export of so many families. Every agency writes about another in November
/// and in June, so that the windows of January lie within its notes.
fn export(families: usize) -> String {
    let mut csv = "note_id,case_id,agency,date,text\n".to_owned();
    for family in 1..=families {
        for (number, (agency, day, text)) in WRITTEN.iter().enumerate() {
            writeln!(csv, "{family}-{number},FAM-{family},{agency},2026-01-{day:02},{text}").unwrap();
        }
    }
    for agency in ["Police", "Health", "School"] {
        for day in ["2025-11-01", "2026-06-01"] {
            writeln!(csv, "{agency} {day},OTHER,{agency},{day},Nothing to report.").unwrap();
        }
    }
    csv
}

/// The audit of an export: the files of its folder.
struct Audited(TempDir);

impl Audited {
    fn of(export: &str, more: &[&str]) -> Self {
        let folder = TempDir::new().unwrap();
        let (notes, out) = (folder.path().join("notes.csv"), folder.path().join("audit"));
        fs::write(&notes, export).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_plainrecord"));
        command.current_dir(&folder).args(["audit", "notes.csv", "--out", "audit", "--no-classifier"]).args(more);
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(out.is_dir());
        Self(folder)
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.0.path().join("audit").join(name)).unwrap()
    }

    /// The line of a table whose cells are these.
    fn line(&self, name: &str, cells: &[(&str, &str)]) -> BTreeMap<String, String> {
        let text = self.text(name);
        let rows = csv::Reader::from_reader(text.as_bytes()).deserialize().collect::<Result<Vec<_>, _>>().unwrap();
        let is_it = |row: &BTreeMap<String, String>| cells.iter().all(|(column, cell)| row[*column] == *cell);
        rows.into_iter().find(is_it).unwrap_or_else(|| panic!("{cells:?} in {text}"))
    }
}

fn cells<'a>(line: &'a BTreeMap<String, String>, columns: &[&str]) -> Vec<&'a str> {
    columns.iter().map(|column| line[*column].as_str()).collect()
}

#[test]
fn what_the_police_named_health_softened_and_the_school_left_out() {
    let audited = Audited::of(&export(5), &[]);
    let pair = |other: &str| audited.line("concordance.csv", &[("named_by", "Police"), ("other_agency", other)]);
    let columns = ["occasions", "cases", "softened", "softened_low", "nothing", "something", "named", "shown"];
    assert_eq!(cells(&pair("Health"), &columns), ["5", "5", "5", "0.3934", "0", "0", "0", "yes"]);
    assert_eq!(cells(&pair("School"), &columns), ["5", "5", "0", "0.0000", "5", "0", "0", "yes"]);
}

#[test]
fn the_risk_assessment_of_another_agency_is_there_in_time() {
    let audited = Audited::of(&export(5), &[]);
    let line = audited.line("expectations.csv", &[("rule", "EXP002"), ("agency", "Police")]);
    let columns = ["within_days", "occasions", "met", "met_by_same_agency", "late", "not_found"];
    assert_eq!(cells(&line, &columns), ["1", "5", "5", "0", "0", "0"]);
}

#[test]
fn wording_is_challenged_by_another_agency_three_days_later() {
    let audited = Audited::of(&export(5), &[]);
    let line = audited.line("challenge.csv", &[("agency", "Health")]);
    let columns = ["occasions", "challenged", "by_another_agency", "oversight_only", "median_days"];
    assert_eq!(cells(&line, &columns), ["5", "5", "5", "0", "3"]);
}

#[test]
fn the_report_shows_both_notes_side_by_side_and_names_no_case() {
    let report = Audited::of(&export(5), &[]).text("report.html");
    let section = report.split("id=\"concordance\"").nth(1).unwrap().split("</section>").next().unwrap();
    let beside = section.split("class=\"beside\"").nth(1).unwrap();
    let marks = ["<mark>strangled her and she could not breathe</mark>", "<mark>arguing with her partner</mark>"];
    let [named, softened] = marks.map(|mark| beside.find(mark));
    assert!(named.unwrap() < softened.unwrap(), "{beside}");
    assert!(!report.contains("FAM-1"));
}

#[test]
fn four_families_are_too_few_for_any_figure() {
    let audited = Audited::of(&export(4), &[]);
    for (name, from) in [("concordance.csv", 2), ("expectations.csv", 4), ("challenge.csv", 1)] {
        let text = audited.text(name);
        let mut rows = csv::Reader::from_reader(text.as_bytes());
        for row in rows.records().map(Result::unwrap) {
            let figures: Vec<&str> = row.iter().skip(from).filter(|cell| !cell.is_empty()).collect();
            assert_eq!(figures, ["too few"], "{name}");
        }
    }
    let report = audited.text("report.html");
    assert!(
        !report.contains("class=\"beside\"") && report.contains("fewer than 5\u{a0}cases, which is too few to show")
    );
}

#[test]
fn tables_keep_their_columns_in_their_order() {
    let audited = Audited::of(&export(1), &[]);
    for (name, columns) in [
        (
            "concordance.csv",
            "named_by,other_agency,occasions,cases,softened,softened_cases,softened_share,softened_low,softened_high,nothing,\
             nothing_cases,nothing_share,nothing_low,nothing_high,something,named,not_covered,undated,shown",
        ),
        (
            "expectations.csv",
            "rule,title,agency,within_days,occasions,cases,met,met_share,met_low,met_high,met_by_same_agency,\
             same_agency_share,same_agency_low,same_agency_high,late,not_found,not_covered,undated,shown",
        ),
        (
            "challenge.csv",
            "agency,occasions,cases,challenged,challenged_share,challenged_low,challenged_high,by_another_agency,\
             oversight_only,median_days,not_covered,undated,shown",
        ),
    ] {
        assert_eq!(audited.text(name).lines().next(), Some(columns));
    }
}

#[test]
fn the_window_is_a_setting_and_the_manifest_tells_of_it() {
    let audited = Audited::of(&export(5), &["--window-days", "1"]);
    let manifest: serde_json::Value = serde_json::from_str(&audited.text("manifest.json")).unwrap();
    assert_eq!(manifest["settings"]["window_days"], 1);
    let all = audited.text("concordance.csv");
    assert!(all.contains("Police,Health") && !all.contains("Police,School"), "{all}");
}

#[test]
fn one_agency_alone_and_notes_without_a_case_are_said_to_be_too_little() {
    let alone = "note_id,case_id,agency,date,text\n1,A,Police,2026-01-05,He strangled her.\n";
    assert!(Audited::of(alone, &[]).text("report.html").contains("No case has notes of more than one agency."));
    let no_case = "note_id,agency,date,text\n1,Police,2026-01-05,He strangled her.\n";
    let report = Audited::of(no_case, &[]).text("report.html");
    assert_eq!(report.matches("The exports do not say which case a note belongs to").count(), 3);
}
