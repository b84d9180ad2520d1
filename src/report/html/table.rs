//! Tables that can be heard as well as seen: a caption, a scope on every
//! heading, and a frame that scrolls by itself on a narrow screen.

use maud::{Markup, Render, html};

/// A column heading, and whether its cells are numbers.
#[derive(Clone, Copy, Debug)]
pub(super) enum Head {
    /// A column of words.
    Words(&'static str),
    /// A column of numbers, set to the right.
    Number(&'static str),
}

/// The frame of a table, which scrolls by itself and can be reached by keyboard;
/// `name` says what is in it.
pub(crate) fn framed(name: &str, table: &Markup) -> Markup {
    html! { div.scroll role="region" aria-label=(name) tabindex="0" { (table) } }
}

/// A table with a heading for each row; `rows` gives the cells after it.
pub(super) fn table(caption: &str, heads: &[Head], rows: &[(Markup, Vec<Markup>)]) -> Markup {
    html! {
        (framed(caption, &html! {
            table {
                caption { span { (caption) } }
                thead { tr { @for head in heads { (head) } } }
                tbody { @for (name, cells) in rows { (row(heads, name, cells)) } }
            }
        }))
    }
}

fn row(heads: &[Head], name: &Markup, cells: &[Markup]) -> Markup {
    html! {
        tr {
            th scope="row" { (name) }
            @for (head, cell) in heads.iter().skip(1).zip(cells) {
                @match head {
                    Head::Words(_) => td { (cell) },
                    Head::Number(_) => td.number { (cell) },
                }
            }
        }
    }
}

impl Render for Head {
    fn render(&self) -> Markup {
        match self {
            Self::Words(title) => html! { th scope="col" { (title) } },
            Self::Number(title) => html! { th.number scope="col" { (title) } },
        }
    }
}

/// Text as a cell.
pub(super) fn cell(text: impl Render) -> Markup {
    text.render()
}
