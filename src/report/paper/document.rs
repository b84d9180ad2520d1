//! What a paper consists of, whatever file it becomes: headings, paragraphs,
//! lists, quotations and tables.

/// A paper, from its title to its last annex.
#[derive(Clone, Debug, Default)]
pub(super) struct Paper {
    pub(super) title: String,
    pub(super) subtitle: Text,
    pub(super) blocks: Vec<Block>,
}

/// One thing that stands below another.
#[derive(Clone, Debug)]
pub(super) enum Block {
    Heading(Level, String),
    Paragraph(Text),
    List(Vec<Text>),
    /// Words of a note.
    Quotation(Text),
    Table(Table),
    /// What is to be known of the table above.
    Note(Text),
}

/// Which heading it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    Section,
    Part,
}

/// A table: its first row is the headings, its first column says what a row is
/// about.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// What stands above it.
    pub(super) caption: String,
    /// What it shows, for those who do not see it.
    pub(super) says: String,
    pub(super) heads: Vec<Head>,
    /// As many cells in each as there are headings.
    pub(super) rows: Vec<Vec<Text>>,
}

/// The heading of a column, and its part of the width.
#[derive(Clone, Debug)]
pub(super) struct Head {
    pub(super) words: String,
    pub(super) width: usize,
}

/// Running text.
#[derive(Clone, Debug, Default)]
pub(super) struct Text(pub(super) Vec<Run>);

/// A stretch of text.
#[derive(Clone, Debug)]
pub(super) enum Run {
    Plain(String),
    Strong(String),
    /// For the author to fill in; the square brackets are put around it.
    ToFill(String),
}

impl Paper {
    pub(super) fn section(&mut self, title: &str) {
        self.blocks.push(Block::Heading(Level::Section, title.to_owned()));
    }

    pub(super) fn part(&mut self, title: &str) {
        self.blocks.push(Block::Heading(Level::Part, title.to_owned()));
    }

    pub(super) fn paragraph(&mut self, text: impl Into<Text>) {
        self.blocks.push(Block::Paragraph(text.into()));
    }

    pub(super) fn list(&mut self, items: Vec<Text>) {
        if !items.is_empty() {
            self.blocks.push(Block::List(items));
        }
    }

    /// A table; nothing where it has no rows.
    pub(super) fn table(&mut self, table: Table) {
        if !table.rows.is_empty() {
            self.blocks.push(Block::Table(table));
        }
    }

    pub(super) fn note(&mut self, text: impl Into<Text>) {
        self.blocks.push(Block::Note(text.into()));
    }
}

impl Text {
    pub(super) fn to_fill(words: &str) -> Self {
        Self::default().and_to_fill(words)
    }

    pub(super) fn strong(words: impl Into<String>) -> Self {
        Self(vec![Run::Strong(words.into())])
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

/// Headings of columns with their parts of the width.
pub(super) fn heads<const N: usize>(columns: [(&str, usize); N]) -> Vec<Head> {
    columns.into_iter().map(|(words, width)| Head { words: words.to_owned(), width }).collect()
}
