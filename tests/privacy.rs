//! What the program does not do, seen from outside: it opens no network
//! socket, works without one, keeps its files to their owner whatever the
//! umask says, and prints no text of notes where something is wrong.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_plainrecord");

/// An export with a row that cannot be read, in a folder of its own.
fn export() -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("notes.csv");
    let rows = "note_id,date,note\n1,14/03/2025,DASH done. Mum was arguing with her partner Zebedee.\n2,13/03/2025,\"Zebedee\n";
    fs::write(&file, rows).unwrap();
    (folder, file)
}

fn has(program: &str) -> bool {
    Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
}

/// Runs every command that reads notes, behind `wrapper`.
fn every_command(wrapper: &[&str]) -> Vec<(String, Output)> {
    let (folder, file) = export();
    let out = folder.path().join("audit");
    let (file, out) = (file.to_str().unwrap(), out.to_str().unwrap());
    let back = folder.path().join("back");
    let sample = folder.path().join("sample.csv");
    let sample = sample.to_str().unwrap();
    let commands: [&[&str]; 8] = [
        &["audit", "--agency", "Housing", "--out", out, file],
        &["preview", file],
        &["rejected", "--out", back.to_str().unwrap(), file],
        &["check", file],
        &["lexicon", "suggest", out],
        &["sample", out, "--out", sample],
        &["reliability", out, "--reviewed", sample],
        &["evaluate", "--no-classifier", "tests/gold/d1.jsonl"],
    ];
    let run = |arguments: &&[&str]| {
        let all: Vec<&str> = wrapper.iter().copied().chain([PROGRAM]).chain(arguments.iter().copied()).collect();
        let output = Command::new(all[0]).args(&all[1..]).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
        (arguments[0].to_owned(), output)
    };
    commands.iter().map(run).collect()
}

#[test]
fn no_command_opens_a_network_socket() {
    if !has("strace") {
        println!("not tested: there is no strace here");
        return;
    }
    let log = tempfile::NamedTempFile::new().unwrap();
    let path = log.path().to_str().unwrap();
    for (command, output) in every_command(&["strace", "-f", "-A", "-e", "trace=network,execve", "-o", path]) {
        assert!(matches!(output.status.code(), Some(0..=2)), "{command}: {output:?}");
    }
    let seen = fs::read_to_string(path).unwrap();
    assert!(seen.matches("execve(").count() >= 5, "strace saw the programs start: {seen}");
    assert!(!seen.contains("AF_INET") && !seen.contains("AF_NETLINK"), "{seen}");
}

#[test]
fn every_command_works_without_a_network() {
    let works = Command::new("unshare").args(["-rn", "true"]).status().is_ok_and(|status| status.success());
    if !works {
        println!("not tested: this system does not let a test leave the network");
        return;
    }
    for (command, output) in every_command(&["unshare", "-rn"]) {
        assert!(matches!(output.status.code(), Some(0..=2)), "{command}: {output:?}");
    }
}

#[test]
fn files_are_their_owners_whatever_the_umask() {
    for umask in ["000", "022", "077", "0777"] {
        let (folder, file) = export();
        let out = folder.path().join("audit");
        let script = format!("umask {umask}; exec \"$0\" audit --no-classifier --agency Housing --out \"$1\" \"$2\"");
        let run = Command::new("sh").args(["-c", &script, PROGRAM]).args([&out, &file]).output().unwrap();
        assert_eq!(run.status.code(), Some(2), "{umask}: {run:?}");
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&out), 0o700, "{umask}");
        for item in fs::read_dir(&out).unwrap() {
            let path = item.unwrap().path();
            assert_eq!(mode(&path), 0o600, "{umask}: {}", path.display());
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing is written outside the audit folder");
    }
}

#[test]
fn no_text_of_a_note_is_printed_or_set_aside() {
    let (folder, file) = export();
    let out = folder.path().join("audit");
    for arguments in [&["audit", "--agency", "Housing", "--no-classifier", "--out"][..], &["preview"]] {
        let mut command = Command::new(PROGRAM);
        command.args(arguments);
        if arguments[0] == "audit" {
            command.arg(&out);
        }
        let output = command.arg(&file).output().unwrap();
        let printed = [output.stdout, output.stderr].concat();
        assert!(!String::from_utf8_lossy(&printed).contains("Zebedee"), "{arguments:?}");
    }
    for item in fs::read_dir(&out).unwrap() {
        let path = item.unwrap().path();
        assert!(!String::from_utf8_lossy(&fs::read(&path).unwrap()).contains("Zebedee"), "{}", path.display());
    }
}
