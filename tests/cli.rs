//! The command line, as a user sees it: each case is a file under `tests/cli`
//! with what is typed and what comes back. `TRYCMD=overwrite` rewrites them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[test]
fn the_command_line_answers_as_written() {
    trycmd::TestCases::new().case("tests/cli/*.trycmd");
}

#[test]
fn every_command_has_a_manual_page_and_every_shell_completions() {
    let folder = tempfile::TempDir::new().unwrap();
    let plainrecord = |arguments: &[&str]| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_plainrecord")).args(arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    plainrecord(&["man", "--out", folder.path().to_str().unwrap()]);
    let page = |name: &str| std::fs::read_to_string(folder.path().join(format!("{name}.1"))).unwrap();
    let help = plainrecord(&["--help"]);
    let (_, commands) = help.split_once("Commands:\n").unwrap();
    let names = commands.lines().map_while(|line| line.strip_prefix("  ")?.split(' ').next());
    let names: Vec<_> = names.filter(|name| !["", "help"].contains(name)).collect();
    assert!(names.len() >= 13, "{names:?}");
    for name in names {
        assert!(page(&format!("plainrecord-{name}")).contains(".SH SYNOPSIS"), "{name}");
        assert!(page("plainrecord").contains(&format!("plainrecord\\-{name}(1)")), "{name}");
    }
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        assert!(plainrecord(&["completions", shell]).contains("plainrecord"), "{shell}");
    }
}
