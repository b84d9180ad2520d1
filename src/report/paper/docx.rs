//! A paper as a Word document (ECMA-376): real headings, tables with a heading
//! row and a description, pages that are numbered, in British English. The
//! bytes depend on nothing but the paper.

use std::io::Write;

use maud::{Markup, PreEscaped, html};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::super::error::Problem;
use super::super::output::Sink;
use super::document::{Block, Head, Level, Paper, Run, Table, Text, printable};

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const WORDS: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The width between the margins, in twentieths of a point.
const WIDTH: usize = 9638;

/// The parts that are the same for every paper, in the order of the file.
const FIXED: [(&str, &str); 8] = [
    ("[Content_Types].xml", include_str!("docx/content_types.xml")),
    ("_rels/.rels", include_str!("docx/package_relationships.xml")),
    ("docProps/core.xml", include_str!("docx/core.xml")),
    ("word/_rels/document.xml.rels", include_str!("docx/document_relationships.xml")),
    ("word/styles.xml", include_str!("docx/styles.xml")),
    ("word/numbering.xml", include_str!("docx/numbering.xml")),
    ("word/settings.xml", include_str!("docx/settings.xml")),
    ("word/footer1.xml", include_str!("docx/footer.xml")),
];

/// Writes the document.
pub(super) fn write(out: &mut dyn Sink, paper: &Paper) -> Result<(), Problem> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let document = document(paper).into_string();
    let mut package = ZipWriter::new_stream(out);
    for (name, text) in FIXED.into_iter().chain([("word/document.xml", document.as_str())]) {
        package.start_file(name, options)?;
        package.write_all(text.as_bytes())?;
    }
    package.finish()?;
    Ok(())
}

fn document(paper: &Paper) -> Markup {
    let mut tables = 0;
    html! {
        (PreEscaped(DECLARATION))
        w:document xmlns:w=(WORDS) xmlns:r=(RELATIONSHIPS) {
            w:body {
                (paragraph("Title", &Text::from(paper.title.as_str())))
                (paragraph("Subtitle", &paper.subtitle))
                @for block in &paper.blocks { (shown(block, &mut tables)) }
                w:sectPr {
                    w:footerReference w:type="default" r:id="rId4" {}
                    w:pgSz w:w="11906" w:h="16838" {}
                    w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0" {}
                }
            }
        }
    }
}

/// A block; `tables` is how many tables stand above it.
fn shown(block: &Block, tables: &mut usize) -> Markup {
    match block {
        Block::Heading { level: Level::Section, words } => paragraph("Heading1", &Text::from(words.as_str())),
        Block::Heading { level: Level::Part, words } => paragraph("Heading2", &Text::from(words.as_str())),
        Block::Paragraph { text } => paragraph("Normal", text),
        Block::List { items } => html! { @for item in items { (paragraph("ListBullet", item)) } },
        Block::Quotation { text } => paragraph("Quote", text),
        Block::Note { text } => paragraph("AfterTable", text),
        Block::Table { table: of } => {
            *tables += 1;
            table(of, *tables)
        }
    }
}

fn paragraph(style: &str, text: &Text) -> Markup {
    html! {
        w:p {
            w:pPr { w:pStyle w:val=(style) {} }
            @for run in &text.0 { (stretch(run)) }
        }
    }
}

fn stretch(run: &Run) -> Markup {
    let (style, words) = match run {
        Run::Plain(words) | Run::Name(words) => (None, printable(words)),
        Run::Strong(words) => (Some("Strong"), printable(words)),
        Run::ToFill(words) => (Some("ToFillIn"), format!("[{}]", printable(words))),
    };
    html! {
        w:r {
            @if let Some(style) = style { w:rPr { w:rStyle w:val=(style) {} } }
            w:t xml:space="preserve" { (words) }
        }
    }
}

fn table(table: &Table, number: usize) -> Markup {
    html! {
        (paragraph("Caption", &Text::from(format!("Table {number}. {}", table.caption))))
        w:tbl {
            w:tblPr {
                w:tblStyle w:val="PaperTable" {}
                w:tblW w:w=(WIDTH) w:type="dxa" {}
                w:tblLayout w:type="fixed" {}
                w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1" w:noVBand="1" {}
                w:tblCaption w:val=(printable(&table.caption)) {}
                w:tblDescription w:val=(printable(&table.says)) {}
            }
            w:tblGrid { @for head in &table.heads { w:gridCol w:w=(width(head, &table.heads)) {} } }
            w:tr {
                w:trPr { w:cantSplit {} w:tblHeader {} }
                @for head in &table.heads { (cell(head, &table.heads, &Text::from(head.words.as_str()))) }
            }
            @for row in &table.rows {
                w:tr {
                    w:trPr { w:cantSplit {} }
                    @for (head, text) in table.heads.iter().zip(row) { (cell(head, &table.heads, text)) }
                }
            }
        }
    }
}

fn cell(head: &Head, heads: &[Head], text: &Text) -> Markup {
    html! {
        w:tc {
            w:tcPr { w:tcW w:w=(width(head, heads)) w:type="dxa" {} }
            (paragraph("TableText", text))
        }
    }
}

fn width(head: &Head, heads: &[Head]) -> usize {
    WIDTH * head.width / heads.iter().map(|head| head.width).sum::<usize>().max(1)
}
