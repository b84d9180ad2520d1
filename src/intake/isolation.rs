//! Where workbooks and Parquet are parsed: in a process of their own, which
//! may use so much memory and time and no more. If it dies, that is an error
//! with a name, and the audit goes on to say so.
//!
//! The program starts itself once more, with a command that is not in its
//! help. What embeds the library has no such program and parses in place.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Command, ExitStatus, Stdio};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::parquet::{Parquet, is_parquet};
use super::size::Size;
use super::workbook::BookText;

/// The command that makes the program parse a file for another.
pub const PARSER_COMMAND: &str = "parse";

/// The time that a parser may use of a processor, in seconds.
const PARSER_TIME: u64 = 300;

/// What a parser finds in a file.
pub(super) trait Parsed: Serialize + DeserializeOwned {
    /// Why it finds nothing.
    type Problem: Serialize + DeserializeOwned + From<Died>;

    /// Parses the bytes of a file; of its sheets, if it has such, those that
    /// are wanted.
    ///
    /// # Errors
    /// If they cannot be parsed.
    fn parse(bytes: &[u8], wanted: Option<&str>) -> Result<Self, Self::Problem>;

    /// The texts in it, which go from process to process as they are.
    fn texts(&mut self) -> Vec<&mut String>;
}

/// The end of a process that did not finish parsing a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Died {
    /// What is known of it.
    pub how: String,
    /// The memory that it was allowed, if it came to be started.
    pub memory: Option<Size>,
}

/// Where files are parsed that can bring a parser down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Isolation {
    /// In this process. A file made to do harm can end it.
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
    /// What is in a file; of its sheets, those that are wanted.
    pub(super) fn parse<T: Parsed>(&self, bytes: &[u8], wanted: Option<&str>) -> Result<T, T::Problem> {
        match self {
            Self::None => T::parse(bytes, wanted),
            Self::Process { program, memory } => {
                let died = |error: io::Error| T::Problem::from(Died { how: error.to_string(), memory: None });
                let mut command = Command::new(program);
                command.arg(PARSER_COMMAND).arg(memory.bytes().to_string()).args(wanted);
                // What an allocator would set aside for later counts against the limit on memory.
                command.env("MIMALLOC_ARENA_RESERVE", "0");
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
                    _ => Err(Died { how: how(status), memory: Some(*memory) }.into()),
                }
            }
        }
    }
}

/// What a parser wrote: what it found on one line, with the length of every
/// text, and then the texts.
fn answer<T: Parsed>(mut from: impl BufRead) -> io::Result<Result<T, T::Problem>> {
    let mut line = String::new();
    from.read_line(&mut line)?;
    let found: Result<(Vec<usize>, T), T::Problem> = serde_json::from_str(&line)?;
    let (lengths, mut found) = match found {
        Ok(found) => found,
        Err(problem) => return Ok(Err(problem)),
    };
    for (length, place) in lengths.into_iter().zip(found.texts()) {
        let mut text = vec![0; length];
        from.read_exact(&mut text)?;
        *place = String::from_utf8(text).map_err(io::Error::other)?;
    }
    Ok(Ok(found))
}

/// Parses the file on `from` for another process and writes what is in it to
/// `out`, with no more memory than allowed.
///
/// # Errors
/// If the pipes fail. What is wrong with the file is part of the answer.
pub fn parse_for_another(mut from: impl Read, out: impl Write, memory: u64, wanted: Option<&str>) -> io::Result<()> {
    limit(memory)?;
    let mut bytes = Vec::new();
    from.read_to_end(&mut bytes)?;
    if is_parquet(&bytes) {
        give(Parquet::parse(&bytes, wanted), out)
    } else {
        give(BookText::parse(&bytes, wanted), out)
    }
}

fn give<T: Parsed>(found: Result<T, T::Problem>, mut out: impl Write) -> io::Result<()> {
    let mut texts = Vec::new();
    let found = found.map(|mut found| {
        texts.extend(found.texts().into_iter().map(std::mem::take));
        (texts.iter().map(String::len).collect::<Vec<_>>(), found)
    });
    serde_json::to_writer(&mut out, &found)?;
    out.write_all(b"\n")?;
    texts.iter().try_for_each(|text| out.write_all(text.as_bytes()))?;
    out.flush()
}

#[cfg(target_os = "linux")]
fn limit(memory: u64) -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let most = |most| Rlimit { current: Some(most), maximum: Some(most) };
    setrlimit(Resource::Core, most(0))?;
    setrlimit(Resource::Cpu, most(PARSER_TIME))?;
    Ok(setrlimit(Resource::As, most(memory))?)
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
        return format!("it was ended by signal {signal}, most likely for want of memory or time");
    }
    format!("it ended with {status}")
}
