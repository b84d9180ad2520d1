//! House rules that a reader would otherwise have to remember: which module
//! may use which, a paragraph at the top of every file, files that can be
//! read in one sitting, no drawers.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

/// What each module of the library may use. `pipeline` joins the stages.
const MAY_USE: &[(&str, &[&str])] = &[
    ("note", &[]),
    ("lexicon", &["note"]),
    ("detect", &["note", "lexicon"]),
    ("draft", &["note", "lexicon", "detect"]),
    ("intake", &["note", "content", "digest"]),
    ("classify", &["note", "lexicon", "detect", "measure"]),
    ("measure", &["note", "lexicon", "detect"]),
    ("kept", &["content"]),
    ("redact", &["note", "lexicon"]),
    ("language", &["note", "lexicon", "detect", "measure", "redact", "kept", "suggest"]),
    ("report", &["note", "lexicon", "detect", "classify", "measure", "redact", "language", "digest", "kept"]),
    ("evaluate", &["note", "lexicon", "detect", "classify", "measure"]),
    ("suggest", &["lexicon"]),
    ("compare", &["lexicon", "measure", "report"]),
    ("review", &["note", "lexicon", "detect", "measure", "redact", "report", "digest", "kept", "pipeline"]),
    ("desk", &["note", "lexicon", "detect", "draft", "measure", "report", "review", "pipeline"]),
    (
        "pipeline",
        &[
            "note", "lexicon", "detect", "classify", "intake", "measure", "redact", "language", "report", "digest",
            "kept",
        ],
    ),
];

/// A file longer than this asks for a seam; tests inside it do not count.
const LONGEST_FILE: usize = 400;

const DRAWERS: &[&str] = &["util", "utils", "common", "helpers", "helper", "misc"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// Every source file with its path from `src` and its text.
fn sources() -> Vec<(String, String)> {
    let src = root().join("src");
    let name = |path: &Path| path.strip_prefix(&src).unwrap().to_string_lossy().replace('\\', "/");
    rust_files(&src).iter().map(|path| (name(path), fs::read_to_string(path).unwrap())).collect()
}

/// The part of a file that is not its tests.
fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests").next().unwrap()
}

/// The top-level modules of the crate that a file names.
fn used_modules(text: &str) -> Vec<&str> {
    let after = text.split("crate::").skip(1);
    after.filter_map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next()).collect()
}

#[test]
fn modules_use_only_what_the_architecture_allows() {
    for (name, text) in sources() {
        let module = name.split(['/', '.']).next().unwrap();
        let Some((_, allowed)) = MAY_USE.iter().find(|(of, _)| *of == module) else { continue };
        for used in used_modules(without_tests(&text)) {
            assert!(
                used == module || allowed.contains(&used),
                "{name} uses crate::{used}; {module} may use {allowed:?}"
            );
        }
    }
}

#[test]
fn every_module_of_the_library_has_a_rule() {
    let lib = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let modules = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    for module in modules {
        assert!(MAY_USE.iter().any(|(name, _)| *name == module), "{module} is not in the table of this test");
    }
}

#[test]
fn the_core_needs_no_other_stage() {
    for (name, text) in sources() {
        if name.starts_with("lexicon/") || name.starts_with("detect/") || name == "note.rs" {
            for heavy in ["polars", "rayon", "clap", "std::env", "csv::"] {
                assert!(!without_tests(&text).contains(heavy), "{name} names {heavy}");
            }
        }
    }
}

#[test]
fn only_the_command_line_knows_the_terminal() {
    for (name, text) in sources() {
        if name.starts_with("cli/") || name == "main.rs" {
            continue;
        }
        for word in ["println!", "eprintln!", "std::env", "process::exit", "clap::", "indicatif::", "anyhow::"] {
            assert!(!without_tests(&text).contains(word), "{name} names {word}");
        }
    }
}

#[test]
fn every_file_opens_with_what_it_is_for() {
    for (name, text) in sources() {
        assert!(text.starts_with("//! "), "{name} has no module documentation");
    }
}

#[test]
fn files_can_be_read_in_one_sitting() {
    for (name, text) in sources() {
        let lines = without_tests(&text).lines().count();
        assert!(lines <= LONGEST_FILE, "{name} has {lines} lines without its tests");
    }
}

#[test]
fn there_are_no_drawers() {
    for (name, _) in sources() {
        let stems = name.split(['/', '.']);
        assert!(!stems.clone().any(|stem| DRAWERS.contains(&stem)), "{name}: whose room is it?");
    }
}

#[test]
fn nothing_is_left_to_do_or_to_print() {
    let marks = [concat!("to", "do!("), concat!("unimple", "mented!("), concat!("db", "g!("), concat!("FIX", "ME")];
    for (name, text) in sources() {
        for mark in marks {
            assert!(!text.contains(mark), "{name} holds {mark}");
        }
    }
}

/// Redaction is never more than it is: some names will be missed.
#[test]
fn no_text_calls_a_redacted_note_what_it_cannot_be() {
    let word = concat!("anon", "ym");
    for (name, text) in sources() {
        assert!(!text.to_lowercase().contains(word), "src/{name}");
    }
    let folders = ["", "docs", "lexicons", "data-samples"].map(|folder| root().join(folder));
    let items = folders.iter().flat_map(|folder| fs::read_dir(folder).unwrap()).map(|item| item.unwrap().path());
    for path in items.filter(|path| path.extension().is_some_and(|extension| extension == "md")) {
        // That it is not may be said.
        let text = fs::read_to_string(&path).unwrap().to_lowercase().replace(&format!("not {word}ous"), "");
        assert!(!text.contains(word), "{}", path.display());
    }
}

/// Somebody who holds this month beside the last must know that before they do.
#[test]
fn every_version_says_whether_counts_may_change() {
    let changelog = fs::read_to_string(root().join("CHANGELOG.md")).unwrap();
    let versions: Vec<_> = changelog.split("\n## ").skip(1).collect();
    assert!(!versions.is_empty());
    for version in versions {
        let (name, _) = version.split_once('\n').unwrap();
        let (_, note) = version.split_once("### When you upgrade\n").unwrap_or_else(|| panic!("{name}"));
        let note = note.split("\n### ").next().unwrap();
        assert!(note.contains("Counts may change") || note.contains("Counts do not change"), "{name}: {note}");
    }
}
