//! Tests of the audit folder as a whole.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::fs;
use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;
use tempfile::TempDir;

use super::sample::Sample;
use super::{AuditFolder, Existing, ReportError, Workers, write};
use crate::digest::sha256;
use crate::kept::Kept;
use crate::redact::Excerpt;

mod colours;
mod hostile;
mod pages;
mod parquet;
mod words;

const FILES: &[&str] = &[
    "agencies.csv",
    "agreements.csv",
    "board-paper.docx",
    "challenge.csv",
    "concordance.csv",
    "expectations.csv",
    "findings.csv",
    "findings.html",
    "findings.parquet",
    "language.csv",
    "manifest.json",
    "notes.csv",
    "rejected.csv",
    "report.html",
    #[cfg(feature = "pdf")]
    "report.pdf",
    "workbook.xlsx",
    "worth-reading.csv",
];

/// Writes the sample; the folder lives as long as what is returned.
fn written(sample: &Sample) -> (TempDir, BTreeMap<String, Vec<u8>>) {
    let folder = tempfile::tempdir().unwrap();
    write(&sample.audit(), folder.path()).unwrap();
    let files = fs::read_dir(folder.path()).unwrap().map(|item| item.unwrap().path());
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    let files = files.map(|path| (name(&path), fs::read(&path).unwrap())).collect();
    (folder, files)
}

fn text(sample: &Sample, name: &str) -> String {
    String::from_utf8(written(sample).1.remove(name).unwrap()).unwrap()
}

fn rows(csv: &str) -> Vec<BTreeMap<String, String>> {
    ::csv::Reader::from_reader(csv.as_bytes()).deserialize().map(|row| row.unwrap()).collect()
}

/// A sample in which the first finding is quoted like this.
fn quoting(before: &str, words: &str, after: &str) -> Sample {
    Sample::with(|findings| findings[0].excerpt = Excerpt::sample(before, words, after))
}

#[test]
fn rows_that_are_kept_read_back() {
    fn check<T: Clone + Serialize + DeserializeOwned + PartialEq + Debug + Sync>(rows: &Kept<T>) {
        assert!(!rows.is_empty());
        for row in rows.rows().map(Result::unwrap) {
            let kept = postcard::to_stdvec(&*row).unwrap();
            assert_eq!(postcard::from_bytes::<T>(&kept).unwrap(), *row);
        }
    }
    let sample = Sample::new();
    check(&sample.findings);
    check(&sample.rejects);
}

#[test]
fn writes_every_file_and_the_manifest_lists_them_with_their_digests() {
    let (_folder, files) = written(&Sample::new());
    assert_eq!(files.keys().collect::<Vec<_>>(), FILES);
    let manifest: serde_json::Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
    for name in FILES.iter().filter(|name| **name != "manifest.json") {
        let listed = &manifest["outputs"][name];
        assert_eq!(listed["bytes"], files[*name].len());
        assert_eq!(listed["sha256"], *sha256(&files[*name]));
    }
    assert_eq!(manifest["counts"]["reconciles"], true);
}

#[test]
fn writes_the_same_bytes_twice() {
    assert_eq!(written(&Sample::new()).1, written(&Sample::new()).1);
}

#[test]
fn sorts_the_keys_of_the_manifest() {
    let manifest = text(&Sample::new(), "manifest.json");
    let keys: Vec<_> = manifest.lines().filter_map(|line| line.strip_prefix("  \"")).collect();
    assert!(keys.is_sorted() && keys.len() == 9, "{keys:?}");
}

#[test]
fn keeps_the_columns_of_findings_in_their_order() {
    let findings = text(&Sample::new(), "findings.csv");
    assert_eq!(
        findings.lines().next().unwrap(),
        "note_id,case_id,agency,team,worker,date,note_type,source,row,start,end,family,indicator,kind,status,cue,entry,\
         words,sentence,repeat_of,tier,probability,second_opinion"
    );
}

#[test]
fn writes_plain_utf_8_with_line_feeds() {
    let findings = text(&Sample::new(), "findings.csv");
    assert!(findings.starts_with("note_id,") && !findings.contains('\r'));
}

#[test]
fn names_a_worker_only_on_request_and_never_in_the_report() {
    let worker = |sample: &Sample| rows(&text(sample, "findings.csv"))[0]["worker"].clone();
    assert_eq!(worker(&Sample::new()), "");
    let mut named = Sample::new();
    named.settings.workers = Workers::Named;
    assert_eq!(worker(&named), "P. Worker");
    assert!(!text(&named, "report.html").contains("P. Worker"));
    for (name, bytes) in written(&Sample::new()).1 {
        assert!(!String::from_utf8_lossy(&bytes).contains("P. Worker"), "{name}");
    }
}

#[test]
fn makes_formulas_harmless_in_csv_only() {
    let sample = quoting("", "=cmd|' /C calc'!A0", " and more");
    let row = &rows(&text(&sample, "findings.csv"))[0];
    assert_eq!(row["words"], "'=cmd|' /C calc'!A0");
    assert_eq!(row["sentence"], "'=cmd|' /C calc'!A0 and more");
    assert_eq!(row["start"], "56");
}

#[test]
fn too_few_notes_leave_no_number_anywhere() {
    let sample = Sample::new();
    let agencies = rows(&text(&sample, "agencies.csv"));
    let few: Vec<_> = agencies.iter().filter(|row| row["agency"] == "Weir School").collect();
    assert!(!few.is_empty());
    for row in few {
        assert_eq!(row["shown"], "too few");
        // Rows that could not be read are no notes, and tell of none.
        let said = ["agency", "topic", "kind", "good_is", "base", "not_assessable", "shown"];
        for (column, cell) in row.iter().filter(|(column, _)| !said.contains(&column.as_str())) {
            assert_eq!(cell, "", "{column}");
        }
    }
    let report = text(&sample, "report.html");
    let section = report.split("id=\"agency-3\"").nth(1).unwrap().split("</article>").next().unwrap();
    assert_eq!(section, "><bdi>Weir School</bdi></h3><p>There are too few notes to show: fewer than 5.</p>");
}

#[test]
fn months_with_too_few_notes_leave_no_number_either() {
    let report = text(&Sample::showing_from(30), "report.html");
    let section = report.split("id=\"agency-1\"").nth(1).unwrap().split("</article>").next().unwrap();
    let row = section.split("January\u{a0}2026</th>").nth(1).unwrap().split("</tr>").next().unwrap();
    assert_eq!(row, "<td class=\"number\">too few</td>".to_owned() + &"<td>too few</td>".repeat(3));
}

#[test]
fn gives_each_agency_its_rates_after_all_together() {
    let agencies = rows(&text(&Sample::new(), "agencies.csv"));
    let line = |agency: &str, topic: &str| {
        agencies.iter().find(|row| row["agency"] == agency && row["topic"] == topic).unwrap().clone()
    };
    assert_eq!(agencies[0]["agency"], "(all)");
    assert_eq!(agencies[0]["topic"], "concern");
    let police = line("Northshire Police", "minimising.euphemism");
    assert_eq!(
        (police["notes"].as_str(), police["shown"].as_str(), police["kind"].as_str()),
        ("120", "yes", "concern")
    );
    assert_eq!(police["rate"].split_once('.').unwrap().1.len(), 4);
    assert_eq!(line("(all)", "blame.provoked")["rate"], "0.0000");
}

#[test]
fn holds_each_agency_beside_the_others_and_says_why() {
    let agencies = rows(&text(&Sample::new(), "agencies.csv"));
    for row in agencies.iter().filter(|row| row["shown"] == "yes") {
        let compared = row["agency"] != "(all)";
        assert_eq!(compared, !row["verdict"].is_empty(), "{row:?}");
        assert_eq!(compared, row["verdict_reason"].ends_with('.'), "{row:?}");
        let numbers = ["others_rate", "difference", "difference_low", "difference_high", "q"];
        let has_numbers = compared && row["verdict"] != "too few to say";
        assert!(numbers.iter().all(|column| row[*column].is_empty() != has_numbers), "{row:?}");
    }
    assert!(agencies.iter().any(|row| row["verdict"] == "as expected"));
}

#[test]
fn lists_every_reject_with_what_to_do() {
    let rejected = text(&Sample::new(), "rejected.csv");
    assert_eq!(rejected.lines().next().unwrap(), "source,row,line,column,reason,message,what_to_do");
    assert_eq!(rows(&rejected).len(), 3);
}

#[test]
fn refuses_numbers_that_do_not_add_up_and_writes_nothing() {
    let mut sample = Sample::new();
    sample.sources[1].rejects += 1;
    let folder = tempfile::tempdir().unwrap();
    let error = write(&sample.audit(), folder.path()).unwrap_err();
    assert!(matches!(error, ReportError::Unreconciled { .. }), "{error}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn says_which_file_cannot_be_written() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("agencies.csv")).unwrap();
    let error = write(&Sample::new().audit(), folder.path()).unwrap_err();
    assert!(error.to_string().starts_with("cannot write agencies.csv: "), "{error}");
}

#[cfg(unix)]
#[test]
fn files_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, files) = written(&Sample::new());
    for name in files.keys() {
        assert_eq!(fs::metadata(folder.path().join(name)).unwrap().permissions().mode() & 0o777, 0o600, "{name}");
    }
}

#[test]
fn a_written_audit_can_be_replaced() {
    let place = tempfile::tempdir().unwrap();
    let target = place.path().join("audit");
    for existing in [Existing::Refuse, Existing::Replace] {
        let folder = AuditFolder::create(&target, existing).unwrap();
        write(&Sample::new().audit(), folder.path()).unwrap();
        folder.commit().unwrap();
    }
    assert_eq!(fs::read_dir(&target).unwrap().count(), FILES.len());
}

#[test]
fn what_the_classifier_points_at_is_listed_apart_and_in_no_headline() {
    let (without, with) = (Sample::new(), Sample::with_classifier());
    assert_eq!(text(&without, "agencies.csv"), text(&with, "agencies.csv"));
    let findings = rows(&text(&with, "findings.csv"));
    let passage = findings.iter().find(|row| row["tier"] == "classifier").unwrap();
    assert_eq!((passage["probability"].as_str(), passage["entry"].as_str()), ("0.8300", ""));
    assert!(findings.iter().filter(|row| row["tier"] == "rule").all(|row| row["probability"].is_empty()));
    assert_eq!(rows(&text(&with, "worth-reading.csv"))[0]["nearest_1"], "they wind each other up");
    let report = text(&with, "report.html");
    let (before, after) = report.split_once("id=\"worth-reading\"").unwrap();
    assert!(!before.contains("take a breath") && after.contains("take a breath"));
    assert!(after.contains("84 of 120\u{a0}passages"), "the measured precision is missing");
}

#[test]
fn without_the_classifier_the_report_does_not_speak_of_it() {
    let report = text(&Sample::new(), "report.html");
    assert!(!report.contains("lassifier") && !report.contains("worth-reading"));
}
