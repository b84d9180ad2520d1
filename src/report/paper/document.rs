//! What a paper consists of, whatever file it becomes: headings, paragraphs,
//! lists, quotations, tables and charts.

use serde::Serialize;

pub(super) use super::super::text::{Run, Text};

/// A paper, from its title to its last annex.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Paper {
    pub(super) title: String,
    pub(super) subtitle: Text,
    pub(super) blocks: Vec<Block>,
}

/// One thing that stands below another.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum Block {
    Heading {
        level: Level,
        words: String,
    },
    Paragraph {
        text: Text,
    },
    List {
        items: Vec<Text>,
    },
    /// Words of a note.
    Quotation {
        text: Text,
    },
    Table {
        table: Table,
    },
    /// What is to be known of the table or the charts above.
    Note {
        text: Text,
    },
    /// Charts that stand side by side.
    Charts {
        charts: Vec<Chart>,
    },
}

/// Which heading it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Level {
    Section,
    Part,
}

/// A table: its first row is the headings, its first column says what a row is
/// about.
#[derive(Clone, Debug, Serialize)]
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
#[derive(Clone, Debug, Serialize)]
pub(super) struct Head {
    pub(super) words: String,
    pub(super) width: usize,
}

/// A chart: shares, each with a name.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Chart {
    /// What stands above it: the measure.
    pub(super) title: String,
    /// Every share in words, for those who do not see it.
    pub(super) says: String,
    pub(super) form: Form,
    /// The end of its scale, as a share.
    pub(super) end: f64,
    pub(super) points: Vec<Point>,
}

/// How it is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Form {
    /// A bar for each share with its interval, one below another.
    Bars,
    /// A line from share to share, with gaps.
    Line,
}

/// A share in a chart, to about a pixel; none where there is too little to show.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Point {
    pub(super) name: String,
    pub(super) share: Option<f64>,
    /// The ends of its interval.
    pub(super) interval: Option<[f64; 2]>,
}

impl Paper {
    pub(super) fn section(&mut self, title: &str) {
        self.blocks.push(Block::Heading { level: Level::Section, words: title.to_owned() });
    }

    pub(super) fn part(&mut self, title: &str) {
        self.blocks.push(Block::Heading { level: Level::Part, words: title.to_owned() });
    }

    pub(super) fn paragraph(&mut self, text: impl Into<Text>) {
        self.blocks.push(Block::Paragraph { text: text.into() });
    }

    pub(super) fn list(&mut self, items: Vec<Text>) {
        if !items.is_empty() {
            self.blocks.push(Block::List { items });
        }
    }

    /// A table; nothing where it has no rows.
    pub(super) fn table(&mut self, table: Table) {
        if !table.rows.is_empty() {
            self.blocks.push(Block::Table { table });
        }
    }

    /// Charts; nothing where there are none.
    pub(super) fn charts(&mut self, charts: Vec<Chart>) {
        if !charts.is_empty() {
            self.blocks.push(Block::Charts { charts });
        }
    }

    pub(super) fn note(&mut self, text: impl Into<Text>) {
        self.blocks.push(Block::Note { text: text.into() });
    }
}

/// Headings of columns with their parts of the width.
pub(super) fn heads<const N: usize>(columns: [(&str, usize); N]) -> Vec<Head> {
    columns.into_iter().map(|(words, width)| Head { words: words.to_owned(), width }).collect()
}

/// The text with a mark in place of what no document can hold or what would turn
/// the direction of the words that follow. A line break or a tab is a space.
pub(super) fn printable(text: &str) -> String {
    let printed = |letter: char| match letter {
        '\t' | '\n' | '\r' => ' ',
        '\u{fffe}' | '\u{ffff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => char::REPLACEMENT_CHARACTER,
        letter if letter.is_control() => char::REPLACEMENT_CHARACTER,
        letter => letter,
    };
    text.chars().map(printed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_what_a_document_cannot_hold() {
        for (text, printed) in [
            ("a\u{0}\u{b}\u{7f}\u{85}b", "a����b"),
            ("\u{202e}gnp.exe\u{2069}", "�gnp.exe�"),
            ("a\nb\tc", "a b c"),
            ("\u{ffff}<&>\"’é😀", "�<&>\"’é😀"),
        ] {
            assert_eq!(printable(text), printed);
        }
    }
}
