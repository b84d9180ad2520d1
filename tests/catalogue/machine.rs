//! H. Outputs and the machine: disks that are full or closed, runs that are
//! killed or meet, and places where nothing may be written.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::build::notes;
use super::case::Input::Run;
use super::case::{Case, case, exit, read};
use super::files::as_nobody;
use super::stage::{AUDIT, PROGRAM, SOUND, Stage, names};

type Played = Result<Output, String>;

pub(crate) const CASES: &[Case] = &[
    case(135, "an audit that is there stays", Run(|stage| again(stage, &[])), exit(73, &["exists", "--force"])),
    case(135, "an audit that is there gives way to force", Run(|stage| again(stage, &["--force"])), read(1)),
    case(
        137,
        "a limit on the size of files leaves no half audit",
        Run(|stage| in_shell(stage, "trap '' XFSZ; ulimit -f 1")),
        exit(73, &["cannot write"]),
    ),
    case(
        138,
        "a folder that may not be written to is named",
        Run(read_only),
        exit(73, &["cannot write", "Permission denied"]),
    ),
    case(
        139,
        "a place that is not there is named",
        Run(|stage| out_at(stage, "out/gone/audit")),
        exit(73, &["there is no folder"]),
    ),
    case(139, "a place that vanishes meanwhile is named", Run(vanished), exit(73, &["cannot write"])),
    case(140, "what a killed run left is cleared away by the next", Run(killed), read(1)),
    case(
        143,
        "control characters of a note are in no page",
        Run(|stage| {
            let file = stage.put("notes.csv", notes!("1,,DASH. Mum\u{1} arguing with her partner \u{b}_x0041_."));
            run(stage.audit_of(&[file]).args(["--excerpts", "verbatim"]))
        }),
        read(1).without("report.html", &["\u{1}", "\u{b}"]),
    ),
    case(144, "a reader that has gone away is no failure", Run(closed_stdout), exit(0, &[])),
    case(
        144,
        "an audit is whole though nobody reads the summary",
        Run(|stage| with_stderr(stage, closed_pipe())),
        exit(0, &[]),
    ),
    case(145, "a second run into the same folder stops", Run(two_runs), exit(73, &["another run is writing"])),
    case(
        148,
        "no folder for temporary files is needed",
        Run(|stage| run(sound(stage).env("TMPDIR", "/nowhere/at/all"))),
        read(1),
    ),
    case(149, "a link where the audit should go is not followed", Run(linked), exit(73, &["is not a folder"])),
    case(150, "the language of the machine changes no byte", Run(other_languages), read(1)),
    case(
        136,
        "an audit whose summary cannot be printed is whole",
        Run(|stage| with_stderr(stage, fs::File::create("/dev/full").unwrap().into())),
        exit(0, &[]),
    ),
    case(
        136,
        "settings that cannot be printed are an output that cannot be written",
        Run(|stage| {
            let full = fs::File::create("/dev/full").unwrap();
            let mut command = stage.program(PROGRAM);
            let child = command.args(["audit", "--show-config"]).stdout(full).stderr(Stdio::piped()).spawn();
            child.and_then(Child::wait_with_output).map_err(|error| error.to_string())
        }),
        exit(73, &["cannot"]),
    ),
    case(
        137,
        "a quota ends no run without a word",
        Run(|stage| in_shell(stage, "ulimit -c 0; ulimit -f 1")),
        exit(73, &["cannot write"]),
    ),
];

pub(crate) const NOT_YET: &[Case] = &[];

fn run(command: &mut Command) -> Played {
    command.output().map_err(|error| error.to_string())
}

fn sound(stage: &Stage) -> Command {
    let file = stage.put("notes.csv", SOUND);
    stage.audit_of(&[file])
}

/// The output, if what is said of the surroundings is true.
fn provided(holds: bool, otherwise: &str, output: Output) -> Played {
    if holds { Ok(output) } else { Err(otherwise.to_owned()) }
}

/// The report of the audit that is there.
fn report(stage: &Stage) -> Option<String> {
    fs::read_to_string(stage.audit().join("report.html")).ok()
}

fn again(stage: &Stage, more: &[&str]) -> Played {
    run(&mut sound(stage))?;
    let before = report(stage);
    let output = run(sound(stage).args(more))?;
    provided(before.is_some() && before == report(stage), "the audit is another", output)
}

fn with_stderr(stage: &Stage, stderr: Stdio) -> Played {
    let output = run(sound(stage).stderr(stderr))?;
    provided(report(stage).is_some(), "there is no audit", output)
}

/// A pipe that nobody reads.
fn closed_pipe() -> Stdio {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    writer.into()
}

fn closed_stdout(stage: &Stage) -> Played {
    let mut command = stage.program(PROGRAM);
    command.args(["lexicon", "index"]).stdout(closed_pipe()).stderr(Stdio::piped());
    command.spawn().and_then(Child::wait_with_output).map_err(|error| error.to_string())
}

/// An audit with the shell’s limits over one that is there.
fn in_shell(stage: &Stage, limits: &str) -> Played {
    let file = stage.put("notes.csv", SOUND);
    run(&mut sound(stage))?;
    let before = report(stage);
    let mut shell = stage.program("sh");
    shell.args(["-c", &format!("{limits}; exec \"$@\""), "sh", PROGRAM]).args(AUDIT);
    let output = run(shell.args(["--force", "--out"]).args([stage.audit(), file]))?;
    provided(before.is_some() && before == report(stage), "the old audit is not whole", output)
}

fn read_only(stage: &Stage) -> Played {
    let file = stage.put("notes.csv", SOUND);
    let locked = stage.out().join("audit");
    fs::create_dir(&locked).unwrap();
    fs::set_permissions(&locked, Permissions::from_mode(0o555)).unwrap();
    // The audit would go into a folder inside the one that is locked.
    as_nobody_into(stage, &file, &locked)
}

fn as_nobody_into(stage: &Stage, file: &std::path::Path, locked: &std::path::Path) -> Played {
    let output = as_nobody(stage, file, &locked.join("inner"))?;
    provided(names(locked).is_empty(), "something was written", output)
}

fn out_at(stage: &Stage, out: &str) -> Played {
    let file = stage.put("notes.csv", SOUND);
    run(stage.program(PROGRAM).args(AUDIT).args(["--out", out]).arg(file))
}

/// A run that waits for its input: a pipe into which nobody writes.
fn waiting(stage: &Stage) -> Result<Child, String> {
    let pipe = stage.inputs().join("pipe.csv");
    let made = Command::new("mkfifo").arg(&pipe).status().is_ok_and(|status| status.success());
    let mut child = stage
        .audit_of(&[&pipe])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| error.to_string())?;
    let start = Instant::now();
    while names(&stage.out()).is_empty() && start.elapsed() < Duration::from_secs(20) {
        sleep(Duration::from_millis(20));
    }
    if made && !names(&stage.out()).is_empty() {
        return Ok(child);
    }
    let _ = child.kill();
    let _ = child.wait();
    Err("it does not wait for its input".to_owned())
}

fn end(child: &mut Child) -> Result<(), String> {
    child.kill().and_then(|()| child.wait()).map(drop).map_err(|error| error.to_string())
}

/// The folder goes while the program waits for its input.
fn vanished(stage: &Stage) -> Played {
    let child = waiting(stage)?;
    fs::remove_dir_all(stage.out()).unwrap();
    let pipe = stage.inputs().join("pipe.csv");
    // Beside what follows, since nobody may be left to read: a run that sees at once that the folder has gone ends.
    std::thread::spawn(|| fs::write(pipe, SOUND));
    let output = child.wait_with_output().map_err(|error| error.to_string())?;
    provided(!stage.out().exists(), "the folder is back", output)
}

fn killed(stage: &Stage) -> Played {
    end(&mut waiting(stage)?)?;
    let left = names(&stage.out());
    let output = run(&mut sound(stage))?;
    provided(!left.contains(&"audit".to_owned()), "half an audit was to be seen", output)
}

fn two_runs(stage: &Stage) -> Played {
    let mut first = waiting(stage)?;
    let output = run(&mut sound(stage));
    end(&mut first)?;
    // What the first run held is cleared away by the next one.
    run(&mut sound(stage))?;
    output
}

fn linked(stage: &Stage) -> Played {
    let elsewhere = stage.inputs().join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    symlink(&elsewhere, stage.audit()).unwrap();
    let output = run(sound(stage).arg("--force"))?;
    provided(names(&elsewhere).is_empty(), "the link was followed", output)
}

fn other_languages(stage: &Stage) -> Played {
    let everything = || -> Vec<Vec<u8>> {
        names(&stage.audit()).iter().map(|name| fs::read(stage.audit().join(name)).unwrap()).collect()
    };
    let plain = run(sound(stage).env("LC_ALL", "C").env("TZ", "UTC"))?;
    let before = everything();
    for (language, zone) in [("tr_TR.UTF-8", "Asia/Tokyo"), ("de_DE.UTF-8", "America/Lima"), ("ar_EG.UTF-8", "UTC")] {
        run(sound(stage).arg("--force").env("LC_ALL", language).env("TZ", zone).env("COLUMNS", "40"))?;
        if everything() != before {
            return Err(format!("{language} changes the audit"));
        }
    }
    Ok(plain)
}
