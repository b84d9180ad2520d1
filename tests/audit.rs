//! The main job from end to end, on the sample exports: complete, accounted
//! for, private, and the same bytes every time.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

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
    "ledger.bin",
    "manifest.json",
    "notes.csv",
    "rejected.csv",
    "report.html",
    #[cfg(feature = "pdf")]
    "report.pdf",
    "workbook.xlsx",
    "worth-reading.csv",
];

/// Where the classifier has no part in what is tested: it takes most of the time.
const RULES_ONLY: &str = "--no-classifier";

fn plainrecord(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_plainrecord"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments).output().unwrap()
}

/// An audit of the samples in a folder that goes away with the value.
struct Audited {
    folder: TempDir,
    output: Output,
}

impl Audited {
    fn samples(more: &[&str]) -> Self {
        let folder = TempDir::new().unwrap();
        let out = folder.path().join("audit");
        let mut arguments = vec!["audit", "--config", "data-samples/plainrecord.toml", "--out", out.to_str().unwrap()];
        arguments.extend(more);
        let output = plainrecord(&arguments);
        Self { folder, output }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("audit").join(name)
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    fn rows(&self, name: &str) -> Vec<std::collections::BTreeMap<String, String>> {
        let text = self.text(name);
        csv::Reader::from_reader(text.as_bytes()).deserialize().map(Result::unwrap).collect()
    }

    fn manifest(&self) -> Value {
        serde_json::from_str(&self.text("manifest.json")).unwrap()
    }
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn the_audit_folder_is_complete_and_says_that_rows_were_rejected() {
    let audited = Audited::samples(&[]);
    assert_eq!(audited.output.status.code(), Some(2), "{}", stderr(&audited.output));
    let mut names: Vec<_> = fs::read_dir(audited.path("")).unwrap().map(|f| f.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, FILES);
    assert!(stderr(&audited.output).contains("276 rows from 3 files: 271 notes by 5 agencies"));
}

#[test]
fn every_row_is_a_note_or_a_reject() {
    let audited = Audited::samples(&[]);
    let manifest = audited.manifest();
    assert!(audited.text("manifest.json").contains("\"reconciles\": true"));
    let rejected = audited.rows("rejected.csv");
    let reasons: Vec<_> = rejected.iter().map(|row| (row["row"].as_str(), row["reason"].as_str())).collect();
    let expected = [
        ("14", "too-many-fields"),
        ("68", "empty-note"),
        ("76", "too-few-fields"),
        ("49", "unclosed-quote"),
        ("55", "empty-note"),
    ];
    assert_eq!(reasons, expected, "{manifest:#}");
}

#[test]
fn every_byte_is_in_a_note_in_a_reject_or_in_what_is_no_record() {
    let manifest = Audited::samples(&[]).manifest();
    for input in manifest["inputs"].as_array().unwrap() {
        let part = |name: &str| input["account"][name].as_u64().unwrap();
        assert_eq!((part("there"), &input["account"]["unit"]), (input["bytes"].as_u64().unwrap(), &"bytes".into()));
        assert_eq!(part("there"), part("audited") + part("rejected") + part("other"), "{input:#}");
        assert!(part("audited") > part("rejected") && part("other") > 0, "{input:#}");
    }
}

#[test]
fn the_same_inputs_give_the_same_bytes_with_any_number_of_threads() {
    let audits = ["1", "2", "4"].map(|threads| Audited::samples(&["--threads", threads]));
    for name in FILES {
        let first = fs::read(audits[0].path(name)).unwrap();
        for other in &audits[1..] {
            assert!(first == fs::read(other.path(name)).unwrap(), "{name} differs");
        }
    }
}

#[test]
fn the_classifier_changes_nothing_that_the_rules_say() {
    let (with, without) = (Audited::samples(&[]), Audited::samples(&["--no-classifier"]));
    for name in ["agencies.csv", "agreements.csv", "rejected.csv"] {
        assert_eq!(with.text(name), without.text(name), "{name}");
    }
    let rules = |audited: &Audited| {
        let mut rows = audited.rows("findings.csv");
        rows.retain(|row| row["tier"] == "rule");
        for row in &mut rows {
            row.remove("second_opinion");
        }
        rows
    };
    assert_eq!(rules(&with), rules(&without));
    let passages = with.rows("worth-reading.csv");
    let of_the_classifier = with.rows("findings.csv").iter().filter(|row| row["tier"] == "classifier").count();
    assert!(passages.len() > 5 && passages.len() == of_the_classifier, "{} passages", passages.len());
    assert!(without.rows("worth-reading.csv").is_empty() && without.manifest()["classifier"].is_null());
    assert!(!without.text("report.html").contains("worth-reading"));
}

#[test]
fn suggests_phrases_from_what_the_classifier_points_at() {
    let audited = Audited::samples(&["--excerpts", "verbatim"]);
    let folder = audited.path("");
    let output = plainrecord(&["lexicon", "suggest", folder.to_str().unwrap(), "--least", "2"]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(String::from_utf8_lossy(&output.stdout).contains("None is an entry yet"));
    let nowhere = plainrecord(&["lexicon", "suggest", "no-such-folder"]);
    assert_eq!(nowhere.status.code(), Some(65), "{}", stderr(&nowhere));
}

#[test]
fn findings_quote_the_text_as_received() {
    let audited = Audited::samples(&["--excerpts", "verbatim", RULES_ONLY]);
    let police = fs::read("data-samples/police-incident-log.csv").unwrap();
    let police: String = police.iter().map(|&byte| char::from(byte)).collect();
    let mut checked = 0;
    for row in audited.rows("findings.csv").iter().filter(|row| row["source"] == "police-incident-log.csv") {
        let words = row["words"].trim_start_matches('\'');
        if words.is_ascii() {
            assert!(police.contains(words), "{words}");
            checked += 1;
        }
        let (start, end): (usize, usize) = (row["start"].parse().unwrap(), row["end"].parse().unwrap());
        assert!(start < end);
    }
    assert!(checked > 10, "only {checked} findings were checked");
}

#[test]
fn no_worker_and_no_name_from_the_record_is_in_any_file() {
    let audited = Audited::samples(&[]);
    let samples =
        ["Thackray", "Jankowski", "Okoro", "Peake", "Rosalind", "Gittins", "Baverstock", "Farrow", "Ibbotson"];
    for name in FILES {
        let text = unpacked(&audited.path(name));
        for person in samples {
            assert!(!text.contains(person), "{person} is in {name}");
        }
    }
}

/// What a file says; of a workbook or a document, what each of its parts says.
fn unpacked(file: &Path) -> String {
    let bytes = fs::read(file).unwrap();
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(&bytes)) else {
        return String::from_utf8_lossy(&bytes).into_owned();
    };
    let mut text = String::new();
    for at in 0..archive.len() {
        archive.by_index(at).unwrap().read_to_string(&mut text).unwrap();
    }
    assert!(text.contains("<w:document") || text.contains("<worksheet"));
    text
}

#[test]
fn workers_are_named_only_when_asked_for() {
    let hidden = Audited::samples(&[RULES_ONLY]);
    assert!(hidden.rows("findings.csv").iter().all(|row| row["worker"].is_empty()));
    let named = Audited::samples(&["--by-worker", RULES_ONLY]);
    assert!(named.rows("findings.csv").iter().any(|row| !row["worker"].is_empty()));
}

#[test]
fn the_report_asks_for_nothing_and_runs_nothing() {
    let report = Audited::samples(&[]).text("report.html");
    for forbidden in ["<script", "http://", "https://", "<link", "@import", "url(", "onload=", "<iframe"] {
        assert!(!report.contains(forbidden), "report.html holds {forbidden}");
    }
}

#[test]
fn an_audit_is_not_overwritten_without_force() {
    let audited = Audited::samples(&[RULES_ONLY]);
    let out = audited.path("");
    let again = ["audit", "--config", "data-samples/plainrecord.toml", "--out", out.to_str().unwrap()];
    let refused = plainrecord(&again);
    assert_eq!(refused.status.code(), Some(73), "{}", stderr(&refused));
    let replaced = plainrecord(&[&again[..], &["--force", RULES_ONLY]].concat());
    assert_eq!(replaced.status.code(), Some(2), "{}", stderr(&replaced));
}

#[test]
fn figures_on_few_notes_are_not_shown() {
    let audited = Audited::samples(&["--small-numbers", "100000", RULES_ONLY]);
    for row in audited.rows("agencies.csv") {
        assert!(row["rate"].is_empty() && row["counted_notes"].is_empty(), "{row:?}");
    }
}

#[cfg(unix)]
#[test]
fn files_can_be_read_by_their_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let audited = Audited::samples(&[RULES_ONLY]);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&audited.path("")), 0o700);
    for name in FILES {
        assert_eq!(mode(&audited.path(name)), 0o600, "{name}");
    }
}

#[test]
fn nothing_is_left_behind_when_an_audit_fails() {
    let folder = TempDir::new().unwrap();
    let out = folder.path().join("audit");
    let failed = plainrecord(&["audit", "no-such-file.csv", "--out", out.to_str().unwrap()]);
    assert_eq!(failed.status.code(), Some(65), "{}", stderr(&failed));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

/// An audit of one export, given as CSV.
fn audit_of(csv: &str, settings: &str) -> Audited {
    let folder = TempDir::new().unwrap();
    let (export, config, out) =
        (folder.path().join("notes.csv"), folder.path().join("plainrecord.toml"), folder.path().join("audit"));
    fs::write(&export, csv).unwrap();
    fs::write(&config, settings).unwrap();
    let paths = [&config, &out, &export].map(|path| path.to_str().unwrap());
    let output =
        plainrecord(&["audit", RULES_ONLY, "--agency", "Health", "--config", paths[0], "--out", paths[1], paths[2]]);
    Audited { folder, output }
}

#[test]
fn innocent_words_count_in_a_case_that_another_note_shows_to_be_about_abuse() {
    let notes = "note_id,case_id,date,text\n\
        1,A,2026-02-01,Mum failed to protect them.\n\
        2,A,2026-02-02,DASH completed after he strangled her.\n\
        3,B,2026-02-03,Mum failed to protect them.\n";
    let audited = audit_of(notes, "");
    let found: Vec<_> =
        audited.rows("findings.csv").into_iter().filter(|row| row["family"] == "victim-blaming").collect();
    let notes: Vec<_> = found.iter().map(|row| row["note_id"].as_str()).collect();
    assert_eq!(notes, ["1"], "{}", stderr(&audited.output));
}

#[test]
fn the_same_sentence_in_many_cases_is_standard_text_and_in_one_case_counts_once() {
    let standard =
        "This family has a history of arguing with partner and family problems which all services should know about.";
    let own = "Mum was arguing with her partner again last night and the neighbours rang the police about it.";
    let standard: Vec<_> = (1..=6).map(|case| format!("{case},C{case},2026-02-0{case},{standard}\n")).collect();
    let own: Vec<_> = (7..=8).map(|note| format!("{note},C7,2026-02-0{note},{own}\n")).collect();
    let notes = format!("note_id,case_id,date,text\n{}{}", standard.concat(), own.concat());
    let audited = audit_of(&notes, "");
    let statuses = |note: &str| -> Vec<_> {
        let rows =
            audited.rows("findings.csv").into_iter().filter(|row| row["note_id"] == note && row["kind"] == "concern");
        rows.map(|row| (row["status"].clone(), row["repeat_of"].clone())).collect()
    };
    assert!(!statuses("1").is_empty() && statuses("1").iter().all(|(status, _)| status == "template"));
    assert!(!statuses("7").is_empty() && statuses("7").iter().all(|found| *found == ("counted".into(), String::new())));
    assert!(!statuses("8").is_empty() && statuses("8").iter().all(|found| *found == ("counted".into(), "7".into())));
    let lines = audited.rows("agencies.csv");
    let minimising = lines.iter().find(|row| row["agency"] == "Health" && row["topic"] == "minimising").unwrap();
    assert_eq!((minimising["findings"].as_str(), minimising["repeats"].as_str()), ("1", "1"));
}

#[test]
fn what_is_left_out_by_choice_is_counted_in_the_manifest() {
    let notes = "note_id,case_id,date,text\n1,A,2026-02-01,Mum arguing with her partner. DASH done.\n";
    let ignore = "[[ignore]]\nwords = \"arguing with her partner\"\nreason = \"Agreed wording of the panel\"\n";
    let audited = audit_of(notes, ignore);
    let ignored = &audited.manifest()["settings"]["ignored"][0];
    assert_eq!(
        (&ignored["places"], &ignored["reason"]),
        (&1.into(), &"Agreed wording of the panel".into()),
        "{}",
        stderr(&audited.output)
    );
    assert!(audited.rows("findings.csv").iter().all(|row| row["family"] != "minimising"));
    let without = audit_of(notes, &ignore.replace("Agreed wording of the panel", ""));
    assert_eq!(without.output.status.code(), Some(65));
    assert!(stderr(&without.output).contains("give the reason"));
}
