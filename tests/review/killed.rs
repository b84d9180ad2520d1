//! Decisions outlive the process that took them, however it ends.

use std::env;
use std::io::{BufRead, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use plainrecord::pipeline::Silent;
use plainrecord::review::{Decision, Desk, ItemId};

use super::{Made, at, reviewer, small};

/// Where a child finds the audit that it is to decide on.
const AUDIT: &str = "PLAINRECORD_TEST_AUDIT";

/// What the child does until it is killed; without an audit nothing.
#[test]
fn decides_until_it_is_killed() {
    let Some(audit) = env::var_os(AUDIT).map(PathBuf::from) else { return };
    let (mut desk, mina) = (Desk::open(&audit).unwrap(), reviewer("Mina"));
    for second in 0.. {
        let item = ItemId::new(1 + second % 5).unwrap();
        let seen = desk.item(item, &mina).unwrap().revision;
        let decided = desk.decide(item, &mina, seen, &Decision::Unsure, at(second.into())).unwrap();
        let mut out = std::io::stdout().lock();
        writeln!(out, "\ndecided {item} {}", decided.revision.get()).unwrap();
        out.flush().unwrap();
    }
}

/// Has a child decide until so many were acknowledged, and kills it; the items and
/// revisions that it was told.
fn killed_after(audit: &Path, lines: usize) -> Vec<(u32, u32)> {
    let mut child = Command::new(env::current_exe().unwrap())
        .args(["--exact", "killed::decides_until_it_is_killed", "--nocapture"])
        .env(AUDIT, audit)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // Open until the child is dead: it is to be killed and not to end for want of a reader.
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let told = (&mut out).lines().map_while(Result::ok).filter_map(|line| {
        let (item, revision) = line.strip_prefix("decided ")?.split_once(' ')?;
        Some((item.parse().ok()?, revision.parse().ok()?))
    });
    let told = told.take(lines).collect();
    child.kill().unwrap();
    child.wait().unwrap();
    told
}

#[test]
fn a_decision_that_was_acknowledged_is_there_after_its_process_was_killed() {
    let made = Made::new();
    drop(Desk::draw(&made.folder(), small(), &made.plan, &Silent).unwrap());
    let mina = reviewer("Mina");
    for lines in [1, 2, 7, 20, 60] {
        let told = killed_after(&made.folder(), lines);
        assert_eq!(told.len(), lines);
        let desk = Desk::open(&made.folder()).unwrap();
        for (item, revision) in told {
            let now = desk.item(ItemId::new(item).unwrap(), &mina).unwrap();
            assert!(now.revision.get() >= revision, "item {item}: {} and {revision} was told", now.revision.get());
            assert_eq!(now.decision, Some(Decision::Unsure));
        }
    }
}
