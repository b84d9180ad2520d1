//! The published schemas describe what is written and what is read, no more and
//! no less.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use jsonschema::Validator;
use plainrecord::lexicon::{Clause, Family, Indicator, Lexicon, Status, builtin_files};
use serde_json::{Value, json};
use tempfile::TempDir;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn schema(name: &str) -> Value {
    let path = root().join("schemas").join(format!("{name}.schema.json"));
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn validator(name: &str) -> Validator {
    jsonschema::validator_for(&schema(name)).unwrap()
}

fn toml(text: &str) -> Value {
    toml::from_str(text).unwrap()
}

fn problems(schema: &Validator, value: &Value) -> Vec<String> {
    schema.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

fn assert_valid(schema: &Validator, value: &Value, what: &str) {
    assert!(problems(schema, value).is_empty(), "{what}: {:#?}", problems(schema, value));
}

/// What a program that takes the value for granted would trip over: each key
/// gone, of another type, and one that nobody promised.
fn assert_guarded(schema: &Validator, value: &Value, required: &[&str]) {
    for key in required {
        let mut changed = value.clone();
        assert!(changed.as_object_mut().unwrap().remove(*key).is_some(), "there is no {key}");
        assert!(!schema.is_valid(&changed), "{key} may be left out");
        changed[*key] = json!([[0.5]]);
        assert!(!schema.is_valid(&changed), "{key} may be anything");
    }
    let mut more = value.clone();
    more["worker"] = "somebody".into();
    assert!(!schema.is_valid(&more), "a key that is not known");
}

fn plainrecord(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_plainrecord")).args(arguments).current_dir(root()).output().unwrap()
}

fn read(folder: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(folder.join("manifest.json")).unwrap()).unwrap()
}

fn written(path: &Path, text: &str) -> PathBuf {
    fs::write(path, text).unwrap();
    path.to_owned()
}

#[test]
fn the_manifest_of_an_audit_and_of_an_edition_keep_their_schema() {
    let schema = validator("manifest");
    let place = TempDir::new().unwrap();
    let [audit, board] = ["audit", "board"].map(|name| place.path().join(name));
    let settings = written(
        &place.path().join("plainrecord.toml"),
        "[[ignore]]\nwords = \"domestic bursar\"\nreason = \"A post\"\n[[peers]]\nname = \"Both\"\nagencies = [\"A\", \"B\"]\n\
         [[rebase]]\nfrom = \"2026-04\"\nreason = \"A new form\"\n",
    );
    let [audited, told, settings] = [&audit, &board, &settings].map(|path| path.to_str().unwrap());
    plainrecord(&["audit", "--quiet", "--config", settings, "--out", audited, "data-samples/health-records.csv"]);
    plainrecord(&["report", audited, "--audience", "board", "--out", told]);
    let manifest = read(&audit);
    assert_valid(&schema, &manifest, "audit");
    assert_valid(&schema, &read(&board), "board");
    assert!(["ignored", "peers", "rebases"].iter().all(|some| manifest["settings"][some][0].is_object()));
    let required: Vec<&str> = manifest.as_object().unwrap().keys().map(String::as_str).collect();
    assert_guarded(&schema, &manifest, &required);
    let mut unsettled = manifest.clone();
    unsettled["counts"]["reconciles"] = false.into();
    assert!(!schema.is_valid(&unsettled));
}

#[test]
fn settings_that_are_read_keep_their_schema() {
    let schema = validator("settings");
    let samples = fs::read_to_string(root().join("data-samples/plainrecord.toml")).unwrap();
    let preview = plainrecord(&["preview", "data-samples/health-records.csv"]).stdout;
    let all = "lexicon = \"rules\"\nexcerpts = \"none\"\nsmall_numbers = 8\nwindow_days = 28\nby_worker = false\n\
        classifier = true\n[limits]\nmax_unpacked = \"64 MiB\"\nparser_memory = \"2GB\"\nmax_ratio = 100\nmax_entries = 9\n";
    for (what, text) in
        [("samples", samples.as_str()), ("preview", str::from_utf8(&preview).unwrap()), ("all", all), ("none", "")]
    {
        assert_valid(&schema, &toml(text), what);
    }
    assert!(preview.starts_with(b"[[source]]") || str::from_utf8(&preview).unwrap().contains("\n[[source]]"));
    assert_guarded(&schema, &toml(all), &[]);
}

#[test]
fn settings_that_are_refused_do_not_keep_it() {
    let schema = validator("settings");
    let place = TempDir::new().unwrap();
    for wrong in [
        "excerpts = \"some\"",
        "small_numbers = -1",
        "window_days = 70000",
        "classifier = \"no\"",
        "[[ignore]]\nwords = \"domestic bursar\"",
        "[[peers]]\nname = \"One\"\nagencies = [\"A\"]",
        "[[rebase]]\nfrom = \"April\"\nreason = \"A new form\"",
        "[limits]\nmax_unpacked = \"much\"",
        "[[source]]\nfiles = 1",
        "[[source]]\ndelimiter = \"ab\"",
        "[[source]]\n[source.columns]\nnames = \"Name\"",
    ] {
        let path = written(&place.path().join("plainrecord.toml"), wrong);
        let output = plainrecord(&["check", "--config", path.to_str().unwrap(), "tests/cli/inputs/clean.txt"]);
        assert_eq!(output.status.code(), Some(65), "{wrong}");
        assert!(!schema.is_valid(&toml(wrong)), "{wrong}");
    }
}

/// The keys that the program names when it meets one that it does not know.
fn known(output: &Output) -> BTreeSet<String> {
    let said = String::from_utf8(output.stderr.clone()).unwrap();
    let (_, expected) = said.split_once(", expected ").unwrap_or_else(|| panic!("{said}"));
    expected.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

fn keys(schema: &Value) -> BTreeSet<String> {
    schema["properties"].as_object().unwrap().keys().cloned().collect()
}

#[test]
fn the_schema_of_settings_has_the_keys_that_are_read() {
    let schema = schema("settings");
    let place = TempDir::new().unwrap();
    let tables = [
        ("x = 1", ""),
        ("[[ignore]]\nx = 1", "ignore"),
        ("[[peers]]\nx = 1", "peers"),
        ("[[rebase]]\nx = 1", "rebase"),
        ("[limits]\nx = 1", "limits"),
        ("[[source]]\nx = 1", "source"),
        ("[[source]]\n[source.columns]\nx = 1", "columns"),
    ];
    for (text, table) in tables {
        let path = written(&place.path().join("plainrecord.toml"), text);
        let output = plainrecord(&["check", "--config", path.to_str().unwrap(), "tests/cli/inputs/clean.txt"]);
        let described = if table.is_empty() { &schema } else { &schema["$defs"][table] };
        assert_eq!(known(&output), keys(described), "{table}");
    }
}

#[test]
fn the_schema_of_a_lexicon_has_the_keys_that_are_read() {
    let schema = schema("lexicon");
    let tables = [
        ("a.toml", "x = 1", "entries"),
        ("a.toml", "family = \"minimising\"\n[[entry]]\nx = 1", "entry"),
        ("cues/a.toml", "x = 1", "cues"),
        ("cues/a.toml", "status = \"reported\"\n[[cue]]\nx = 1", "cue"),
        ("roles.toml", "x = 1", "people"),
        ("roles.toml", "[[person]]\nx = 1", "person"),
        ("context.toml", "[[sign]]\nx = 1", "sign"),
        ("expectations.toml", "x = 1", "expectations"),
        ("expectations.toml", "[[expectation]]\nx = 1", "expectation"),
        ("terms.toml", "x = 1", "terms"),
    ];
    for (name, text, table) in tables {
        let place = TempDir::new().unwrap();
        fs::create_dir(place.path().join("cues")).unwrap();
        written(&place.path().join(name), text);
        let folder = place.path().to_str().unwrap();
        let output = plainrecord(&["check", "--lexicon", folder, "tests/cli/inputs/clean.txt"]);
        assert_eq!(known(&output), keys(&schema["$defs"][table]), "{table}");
    }
}

#[test]
fn every_file_of_the_lexicon_keeps_its_schema() {
    let schema = validator("lexicon");
    for file in builtin_files() {
        assert_valid(&schema, &toml(&file.text), &file.name);
    }
    assert_eq!(Lexicon::builtin().unwrap().files().len(), builtin_files().len());
}

#[test]
fn an_entry_that_would_not_be_read_does_not_keep_its_schema() {
    let schema = validator("lexicon");
    let file = builtin_files().into_iter().find(|file| file.name == "minimising.toml").unwrap();
    let right = toml(&file.text);
    let changes: [(&str, Value); 6] = [
        ("id", "MIN1".into()),
        ("indicator", "minimising.unknown".into()),
        ("priority", "highest".into()),
        ("phrases", "one".into()),
        ("flags", json!({ "assured": ["x"] })),
        ("wieght", 2.into()),
    ];
    for (key, value) in changes {
        let mut wrong = right.clone();
        wrong["entry"][0][key] = value;
        assert!(!schema.is_valid(&wrong), "{key}");
    }
}

/// The values that a schema allows somewhere.
fn allowed(schema: &Value, pointer: &str) -> Vec<String> {
    let values = schema.pointer(pointer).unwrap_or_else(|| panic!("{pointer}"));
    values.as_array().unwrap().iter().map(|value| value.as_str().unwrap().to_owned()).collect()
}

#[test]
fn schemas_list_the_ids_of_the_registry() {
    let (finding, lexicon) = (schema("finding"), schema("lexicon"));
    let families: Vec<_> = Family::ALL.iter().map(|family| family.id().to_owned()).collect();
    let statuses: Vec<_> = Status::ALL.iter().map(|status| status.id().to_owned()).collect();
    let indicators: Vec<_> = Indicator::ALL.iter().map(|indicator| indicator.id().to_owned()).collect();
    let clauses: Vec<_> = Clause::ALL.iter().map(|clause| clause.id().to_owned()).collect();
    assert_eq!(allowed(&finding, "/properties/family/enum"), families);
    assert_eq!(allowed(&finding, "/properties/status/enum"), statuses);
    assert_eq!(allowed(&lexicon, "/$defs/entries/properties/family/enum"), families);
    assert_eq!(allowed(&lexicon, "/$defs/cues/properties/status/enum"), statuses);
    assert_eq!(allowed(&lexicon, "/$defs/indicator/enum"), indicators);
    assert_eq!(allowed(&lexicon, "/$defs/entry/properties/clause/enum"), clauses);
}

#[test]
fn every_schema_is_named_where_they_are_listed() {
    let list = fs::read_to_string(root().join("schemas/README.md")).unwrap();
    let names = fs::read_dir(root().join("schemas")).unwrap().map(|item| item.unwrap().file_name());
    let schemas: Vec<_> = names.filter(|name| *name != "README.md").collect();
    assert!(schemas.len() >= 5, "{schemas:?}");
    for name in schemas {
        let name = name.to_str().unwrap();
        assert!(list.contains(&format!("| `{name}` |")), "{name}");
        validator(name.strip_suffix(".schema.json").unwrap());
    }
}
