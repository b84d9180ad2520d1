//! A mistake in a lexicon file, shown where it stands.

use std::fmt;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

/// One file of the lexicon, as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LexiconFile {
    /// Its name within the folder, such as `cues/reported.toml`.
    pub name: String,
    /// What it says.
    pub text: String,
}

impl LexiconFile {
    /// The mistake that these bytes of this file are, to whole characters.
    pub(super) fn mistake(&self, span: Range<usize>, message: impl Into<String>) -> Mistake {
        let start = self.text.floor_char_boundary(span.start);
        let before = &self.text[..start];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        let message = message.into();
        let shown = show(self, start..self.text.ceil_char_boundary(span.end), &message);
        Mistake { file: self.name.clone(), line, column, message, shown }
    }
}

/// What is wrong, in which line and column, and the line with a caret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The file, within the lexicon folder.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What is wrong and what was expected.
    pub message: String,
    shown: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}

fn show(file: &LexiconFile, span: Range<usize>, message: &str) -> String {
    let title = Level::ERROR.primary_title(message.lines().next().unwrap_or_default());
    let label = AnnotationKind::Primary.span(span.start..span.end.max(span.start));
    let snippet = Snippet::source(&file.text).path(&file.name).annotation(label);
    Renderer::plain().render(&[title.element(snippet)])
}

/// A lexicon that cannot be used, with every mistake found in it.
#[derive(Debug, thiserror::Error)]
pub enum LexiconError {
    /// The folder or one of its files could not be read.
    #[error("cannot read the lexicon at {path}: {error}")]
    Unreadable {
        /// The file or folder.
        path: String,
        /// What the system said.
        error: std::io::Error,
    },
    /// The files have mistakes in them.
    #[error("{}", list(.0))]
    Mistakes(Vec<Mistake>),
}

fn list(mistakes: &[Mistake]) -> String {
    mistakes.iter().map(Mistake::to_string).collect::<Vec<_>>().join("\n\n")
}
