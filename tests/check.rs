//! `check` for other programs keeps what its schemas promise.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;
use std::process::Command;

use jsonschema::Validator;
use serde_json::Value;
use tempfile::TempDir;

/// A draft with findings of every kind and of several statuses.
const DRAFT: &str = "HV 14:10. Mum was arguing with her partner again, DASH not done. Dad says she winds him up.\n\
    He strangled her on Friday. It is a lifestyle choice to stay with him. “Only a slap”. Refer to MARAC.\n\
    DASH completed? Y\nAs bad as each other. Mum lacks insight. Signed a written agreement that he will not come in.";

fn schema(name: &str) -> Validator {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas").join(name);
    jsonschema::validator_for(&serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()).unwrap()
}

fn check(format: &str, draft: &str) -> String {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("draft.txt");
    fs::write(&path, draft).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_plainrecord"));
    let output = command.args(["check", "--format", format, path.to_str().unwrap()]).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

fn assert_valid(schema: &Validator, value: &Value) {
    let problems: Vec<_> =
        schema.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(problems.is_empty(), "{problems:#?}\n{value:#}");
}

#[test]
fn json_lines_keep_their_schema() {
    let schema = schema("finding.schema.json");
    let lines: Vec<Value> = check("json", DRAFT).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for line in &lines {
        assert_valid(&schema, line);
    }
    let statuses: Vec<_> = lines.iter().map(|line| line["status"].as_str().unwrap()).collect();
    assert!(statuses.contains(&"counted") && statuses.contains(&"reported"), "{statuses:?}");
    assert!(lines.iter().any(|line| line["role"]["is"] == "known"));
}

#[test]
fn sarif_keeps_its_schema_with_and_without_findings() {
    let schema = schema("sarif.schema.json");
    let sarif: Value = serde_json::from_str(&check("sarif", DRAFT)).unwrap();
    assert_valid(&schema, &sarif);
    assert!(sarif["runs"][0]["results"].as_array().unwrap().len() > 2);
    assert_valid(&schema, &serde_json::from_str(&check("sarif", "Visit at home, all well.")).unwrap());
}

#[test]
fn a_schema_refuses_what_it_does_not_promise() {
    let mut line: Value = serde_json::from_str(check("json", DRAFT).lines().next().unwrap()).unwrap();
    line["worker"] = "somebody".into();
    assert!(!schema("finding.schema.json").is_valid(&line));
}
