//! The command line, as a user sees it: each case is a file under `tests/cli`
//! with what is typed and what comes back. `TRYCMD=overwrite` rewrites them.

#[test]
fn the_command_line_answers_as_written() {
    trycmd::TestCases::new().case("tests/cli/*.trycmd");
}
