//! Where workbooks are parsed: in a process of their own, which may use so
//! much memory and no more. If it dies, that is an error with a name, and the
//! audit goes on to say so.
//!
//! The program starts itself once more, with a command that is not in its
//! help. What embeds the library has no such program and parses in place.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Command, ExitStatus, Stdio};

use super::size::Size;
use super::workbook::{BookText, Problem, book};

/// The command that makes the program parse a workbook for another.
pub const PARSER_COMMAND: &str = "parse-workbook";

/// Where workbooks are parsed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Isolation {
    /// In this process. A workbook made to do harm can end it.
    #[default]
    None,
    /// By a program that knows [`PARSER_COMMAND`].
    Process {
        /// The program.
        program: PathBuf,
        /// The memory it may use.
        memory: Size,
    },
}

impl Isolation {
    /// What is in a workbook; of its sheets, those that are wanted.
    pub(super) fn book(&self, bytes: &[u8], wanted: Option<&str>) -> Result<BookText, Problem> {
        match self {
            Self::None => book(bytes, wanted),
            Self::Process { program, memory } => {
                let died = |error: io::Error| Problem::Died(error.to_string());
                let mut command = Command::new(program);
                command.arg(PARSER_COMMAND).arg(memory.bytes().to_string()).args(wanted);
                command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
                let mut child = command.spawn().map_err(died)?;
                let (mut stdin, stdout) = (child.stdin.take(), child.stdout.take());
                let answer = std::thread::scope(|scope| {
                    // A parser that dies closes the pipe, which its exit says better.
                    scope.spawn(move || stdin.as_mut().map(|stdin| stdin.write_all(bytes)));
                    stdout.map(|stdout| answer(BufReader::new(stdout)))
                });
                let status = child.wait().map_err(died)?;
                match answer {
                    Some(Ok(answer)) if status.success() => answer,
                    _ => Err(Problem::Killed(how(status), *memory)),
                }
            }
        }
    }
}

/// What a parser wrote: what it found on one line, with the length of every
/// text, and then the texts.
fn answer(mut from: impl BufRead) -> io::Result<Result<BookText, Problem>> {
    let mut line = String::new();
    from.read_line(&mut line)?;
    let found: Result<(Vec<usize>, BookText), Problem> = serde_json::from_str(&line)?;
    let (lengths, mut book) = match found {
        Ok(found) => found,
        Err(problem) => return Ok(Err(problem)),
    };
    for (length, sheet) in lengths.into_iter().zip(&mut book.sheets) {
        let mut text = vec![0; length];
        from.read_exact(&mut text)?;
        sheet.grid.text = String::from_utf8(text).map_err(io::Error::other)?;
    }
    Ok(Ok(book))
}

/// Parses the workbook on `from` for another process and writes what is in it
/// to `out`, with no more memory than allowed.
///
/// # Errors
/// If the pipes fail. What is wrong with the workbook is part of the answer.
pub fn parse_for_another(
    mut from: impl Read,
    mut out: impl Write,
    memory: u64,
    wanted: Option<&str>,
) -> io::Result<()> {
    limit(memory)?;
    let mut bytes = Vec::new();
    from.read_to_end(&mut bytes)?;
    let mut texts = Vec::new();
    let found = book(&bytes, wanted).map(|mut book| {
        texts.extend(book.sheets.iter_mut().map(|sheet| std::mem::take(&mut sheet.grid.text)));
        (texts.iter().map(String::len).collect::<Vec<_>>(), book)
    });
    serde_json::to_writer(&mut out, &found)?;
    out.write_all(b"\n")?;
    texts.iter().try_for_each(|text| out.write_all(text.as_bytes()))?;
    out.flush()
}

#[cfg(target_os = "linux")]
fn limit(memory: u64) -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let no_dump = Rlimit { current: Some(0), maximum: Some(0) };
    setrlimit(Resource::Core, no_dump)?;
    Ok(setrlimit(Resource::As, Rlimit { current: Some(memory), maximum: Some(memory) })?)
}

/// Elsewhere the process is apart, and its memory as the system allows.
#[cfg(not(target_os = "linux"))]
fn limit(_: u64) -> io::Result<()> {
    Ok(())
}

/// How a process ended, for a message.
fn how(status: ExitStatus) -> String {
    #[cfg(unix)]
    if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status) {
        return format!("it was ended by signal {signal}, most likely for want of memory");
    }
    format!("it ended with {status}")
}
