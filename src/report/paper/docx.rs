//! A paper as a Word document (ECMA-376): real headings, tables with a heading
//! row and a description, charts that Word draws from their numbers and that can
//! be restyled there, pages that are numbered, in British English. The bytes
//! depend on nothing but the paper.

mod chart;

use std::io::Write;

use maud::{Markup, PreEscaped, html};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::super::error::Problem;
use super::super::output::Sink;
use super::document::{Block, Chart, Head, Level, Paper, Run, Table, Text, printable};

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const WORDS: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The width between the margins, in twentieths of a point.
const WIDTH: usize = 9866;

/// Where the contents of a package and the parts of a document are listed.
const TYPES: (&str, &str) = ("[Content_Types].xml", include_str!("docx/content_types.xml"));
const PARTS: (&str, &str) = ("word/_rels/document.xml.rels", include_str!("docx/document_relationships.xml"));

/// The parts that are the same for every paper, in the order of the file.
const FIXED: [(&str, &str); 6] = [
    ("_rels/.rels", include_str!("docx/package_relationships.xml")),
    ("docProps/core.xml", include_str!("docx/core.xml")),
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
    let charts: Vec<&Chart> = charts(paper).collect();
    let listed = |(name, fixed): (&str, &str), each: fn(usize) -> Markup| {
        let lines: String = (1..=charts.len()).map(|number| each(number).into_string()).collect();
        // What lists the parts of every paper ends in the tag that closes the list.
        let (list, end) = fixed.rsplit_once("</").unwrap_or((fixed, ""));
        (name.to_owned(), format!("{list}{lines}</{end}"))
    };
    let fixed = FIXED.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
    let document = ("word/document.xml".to_owned(), document(paper).into_string());
    let drawn = charts
        .iter()
        .zip(1..)
        .map(|(of, number)| (format!("word/{}", chart::part(number)), chart::chart(of).into_string()));
    let mut package = ZipWriter::new_stream(out);
    for (name, text) in [listed(TYPES, chart::content_type)]
        .into_iter()
        .chain(fixed)
        .chain([listed(PARTS, chart::relationship), document])
        .chain(drawn)
    {
        package.start_file(name, options)?;
        package.write_all(text.as_bytes())?;
    }
    package.finish()?;
    Ok(())
}

/// The charts of the paper, in the order of its pages.
fn charts(paper: &Paper) -> impl Iterator<Item = &Chart> {
    let blocks = paper.blocks.iter();
    blocks.filter_map(|block| if let Block::Charts { charts } = block { Some(charts) } else { None }).flatten()
}

fn document(paper: &Paper) -> Markup {
    let mut above = Above::default();
    html! {
        (PreEscaped(DECLARATION))
        w:document xmlns:w=(WORDS) xmlns:r=(RELATIONSHIPS) {
            w:body {
                (paragraph("Title", &Text::from(paper.title.as_str())))
                (paragraph("Subtitle", &paper.subtitle))
                @for block in &paper.blocks { (shown(block, &mut above)) }
                w:sectPr {
                    w:footerReference w:type="default" r:id="rId4" {}
                    w:pgSz w:w="11906" w:h="16838" {}
                    w:pgMar w:top="1020" w:right="1020" w:bottom="1020" w:left="1020" w:header="510" w:footer="510" w:gutter="0" {}
                }
            }
        }
    }
}

/// How many tables and charts stand above a block.
#[derive(Debug, Default)]
struct Above {
    tables: usize,
    charts: usize,
}

fn shown(block: &Block, above: &mut Above) -> Markup {
    match block {
        Block::Heading { level: Level::Section, words } => paragraph("Heading1", &Text::from(words.as_str())),
        Block::Heading { level: Level::Part, words } => paragraph("Heading2", &Text::from(words.as_str())),
        Block::Paragraph { text } => paragraph("Normal", text),
        Block::List { items } => html! { @for item in items { (paragraph("ListBullet", item)) } },
        Block::Quotation { text } => paragraph("Quote", text),
        Block::Note { text } => paragraph("AfterTable", text),
        Block::Table { table: of } => {
            above.tables += 1;
            table(of, above.tables)
        }
        Block::Charts { charts } => {
            let first = above.charts + 1;
            above.charts += charts.len();
            html! { w:p { w:pPr { w:pStyle w:val="Charts" {} } @for (of, number) in charts.iter().zip(first..) { (chart::drawing(of, number, charts.len())) } } }
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
