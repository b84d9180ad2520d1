//! Plays a row and says in what it differs from what is expected.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Output;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::case::{Case, End, Expected, Input};
use super::stage::{Stage, WORDS_OF_NOTES, names};

/// Whether a row comes out as expected; if not, everything that differs.
pub(crate) fn of(case: &Case, longest: Duration) -> Result<(), String> {
    let stage = Stage::new();
    let start = Instant::now();
    let mut wrong = Wrong(Vec::new());
    let output = match play(case, &stage, &mut wrong) {
        Ok(output) => output,
        Err(why) => return Err(format!("{} {}: {why}", case.number, case.name)),
    };
    wrong.if_not(start.elapsed() < longest, || format!("it took {} s", start.elapsed().as_secs()));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    ended(&case.expected, &output, &said, &mut wrong);
    let left = stage.left_behind();
    wrong.if_not(left.is_empty(), || format!("left behind: {left:?}"));
    match case.expected.end {
        End::Read(notes) => read(&case.expected, notes, &stage.audit(), &said, &mut wrong),
        // Where something else is odd, the row itself looks whether the audit that was there is whole.
        _ if matches!(case.input, Input::Run(_)) => {}
        _ => wrong.if_not(!stage.audit().exists(), || "an audit was written".to_owned()),
    }
    let Wrong(wrong) = wrong;
    let report = || format!("{} {}:\n  {}\n  It said: {said}", case.number, case.name, wrong.join("\n  "));
    if wrong.is_empty() { Ok(()) } else { Err(report()) }
}

struct Wrong(Vec<String>);

impl Wrong {
    fn if_not(&mut self, right: bool, what: impl FnOnce() -> String) {
        if !right {
            self.0.push(what());
        }
    }

    fn unless_same<T: PartialEq + std::fmt::Debug>(&mut self, what: &str, found: &T, expected: &T) {
        self.if_not(found == expected, || format!("{what}: {found:?} and not {expected:?}"));
    }
}

fn play(case: &Case, stage: &Stage, wrong: &mut Wrong) -> Result<Output, String> {
    let files = match case.input {
        Input::Text(text) => vec![stage.put("notes.csv", text)],
        Input::Made(name, make) => vec![stage.put(name, make())],
        Input::Files(make) => make(&stage.inputs()),
        Input::Run(run) => return run(stage),
    };
    let before = stage.inputs_now();
    let output = stage.audit_of(&files).args(case.more).output().map_err(|error| error.to_string())?;
    wrong.unless_same("the inputs", &stage.inputs_now(), &before);
    Ok(output)
}

fn ended(expected: &Expected, output: &Output, said: &str, wrong: &mut Wrong) {
    let code = match expected.end {
        End::Read(_) if expected.rejects.is_empty() => 0,
        End::Read(_) => 2,
        End::Refused => 65,
        End::Exit(code) => code,
    };
    wrong.unless_same("the exit code", &output.status.code(), &Some(code));
    for word in expected.says {
        wrong.if_not(said.contains(word), || format!("it does not say {word:?}"));
    }
    for word in WORDS_OF_NOTES.iter().chain(&["panicked", "gave up at", "RUST_BACKTRACE"]) {
        wrong.if_not(!said.contains(word), || format!("it says {word:?}"));
    }
}

fn read(expected: &Expected, notes: u64, audit: &Path, said: &str, wrong: &mut Wrong) {
    let Some(manifest) = fs::read(audit.join("manifest.json")).ok() else {
        return wrong.0.push("there is no audit".to_owned());
    };
    let manifest: Value = serde_json::from_slice(&manifest).unwrap();
    complete(&manifest, audit, wrong);
    counts(&manifest, notes, expected.rejects.len() as u64, wrong);
    let rejected = table(&audit.join("rejected.csv"));
    let reasons: Vec<&str> = rejected.iter().map(|row| row["reason"].as_str()).collect();
    wrong.unless_same("the rejects", &reasons.as_slice(), &expected.rejects);
    warned(&manifest, expected.warnings, said, wrong);
    for (fact, is) in expected.facts {
        wrong.unless_same(fact, &plain(&manifest["inputs"][0][fact]), &(*is).to_owned());
    }
    let concerns = first_of_each_note(table(&audit.join("findings.csv")));
    for (column, values) in expected.found {
        let found: Vec<&str> = concerns.iter().map(|row| row[*column].as_str()).collect();
        wrong.unless_same(column, &found.as_slice(), values);
    }
    private(expected.without, audit, wrong);
}

/// The folder holds what the manifest lists, and the manifest.
fn complete(manifest: &Value, audit: &Path, wrong: &mut Wrong) {
    let listed = manifest["outputs"].as_object().into_iter().flatten().map(|(name, _)| name.clone());
    let listed: BTreeSet<String> = listed.chain(["manifest.json".to_owned()]).collect();
    wrong.unless_same("the files of the audit", &names(audit).into_iter().collect(), &listed);
}

fn counts(manifest: &Value, notes: u64, rejects: u64, wrong: &mut Wrong) {
    let of = |counts: &Value| ["rows", "notes", "rejects"].map(|name| counts[name].as_u64().unwrap());
    let total = of(&manifest["counts"]);
    wrong.unless_same("rows, notes and rejects", &total, &[notes + rejects, notes, rejects]);
    let inputs = manifest["inputs"].as_array().into_iter().flatten().map(of);
    let sum = inputs.fold([0; 3], |sum, input| [sum[0] + input[0], sum[1] + input[1], sum[2] + input[2]]);
    wrong.unless_same("rows, notes and rejects of all inputs", &sum, &total);
}

/// Each warning is expected, and is in the manifest and on the screen.
fn warned(manifest: &Value, expected: &[&str], said: &str, wrong: &mut Wrong) {
    let inputs = manifest["inputs"].as_array().into_iter().flatten();
    let listed: Vec<String> = inputs.flat_map(|input| input["warnings"].as_array().unwrap()).map(plain).collect();
    let lines: Vec<&str> = said.lines().filter(|line| line.starts_with("Warning")).collect();
    let as_expected = |found: usize| found == expected.len();
    wrong.if_not(as_expected(listed.len()) && as_expected(lines.len()), || format!("the warnings: {listed:?}"));
    for words in expected {
        let there =
            listed.iter().any(|warning| warning.contains(words)) && lines.iter().any(|line| line.contains(words));
        wrong.if_not(there, || format!("it does not warn of {words:?}"));
    }
}

fn private((file, words): (Option<&str>, &[&str]), audit: &Path, wrong: &mut Wrong) {
    for name in names(audit) {
        let bytes = fs::read(audit.join(&name)).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        let asked = if file.is_none_or(|file| file == name) { words } else { &[] };
        let without_text = ["rejected.csv", "manifest.json"].contains(&name.as_str());
        let own: &[&str] = if without_text { &WORDS_OF_NOTES } else { &[] };
        for word in asked.iter().chain(own) {
            wrong.if_not(!text.contains(word), || format!("{name} holds {word:?}"));
        }
    }
}

type Row = BTreeMap<String, String>;

fn table(path: &Path) -> Vec<Row> {
    let bytes = fs::read(path).unwrap_or_default();
    csv::Reader::from_reader(bytes.as_slice()).deserialize().map(Result::unwrap).collect()
}

/// The first concern of each note.
fn first_of_each_note(mut findings: Vec<Row>) -> Vec<Row> {
    findings.retain(|row| row["kind"] == "concern");
    findings.dedup_by(|second, first| second["note_id"] == first["note_id"] && second["date"] == first["date"]);
    findings
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
