//! Running text, for every format that has any: stretches that each format
//! sets in its own way.

use serde::Serialize;

/// Running text.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Text(pub(super) Vec<Run>);

/// A stretch of text.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", content = "words", rename_all = "snake_case")]
pub(super) enum Run {
    Plain(String),
    Strong(String),
    /// A name that others gave, which is kept apart from the words around it.
    Name(String),
    /// For the author to fill in; the square brackets are put around it.
    ToFill(String),
}

impl Text {
    pub(super) fn to_fill(words: &str) -> Self {
        Self::default().and_to_fill(words)
    }

    pub(super) fn strong(words: impl Into<String>) -> Self {
        Self::default().and_strong(words)
    }

    pub(super) fn name(words: &str) -> Self {
        Self(vec![Run::Name(words.to_owned())])
    }

    pub(super) fn and(mut self, words: impl Into<String>) -> Self {
        self.0.push(Run::Plain(words.into()));
        self
    }

    pub(super) fn and_strong(mut self, words: impl Into<String>) -> Self {
        self.0.push(Run::Strong(words.into()));
        self
    }

    pub(super) fn and_to_fill(mut self, words: &str) -> Self {
        self.0.push(Run::ToFill(words.to_owned()));
        self
    }

    pub(super) fn and_text(mut self, text: Self) -> Self {
        self.0.extend(text.0);
        self
    }

    /// Texts in a sentence: `a, b and c`.
    pub(super) fn list(texts: Vec<Self>) -> Self {
        let last = texts.len().saturating_sub(1);
        texts.into_iter().enumerate().fold(Self::default(), |list, (at, text)| match at {
            0 => text,
            at if at == last => list.and(" and ").and_text(text),
            _ => list.and(", ").and_text(text),
        })
    }
}

impl From<String> for Text {
    fn from(words: String) -> Self {
        Self(vec![Run::Plain(words)])
    }
}

impl From<&str> for Text {
    fn from(words: &str) -> Self {
        words.to_owned().into()
    }
}
