//! A paper as a PDF that can be read aloud as well as looked at: tagged, with
//! its title, its language, headings and the scope of every heading cell, as
//! PDF/UA-1 (ISO 14289-1) asks; a paper that does not meet what the standard
//! leaves to a machine is an error. It is typeset by a text that is built in
//! (`pdf/paper.typ`), which takes the paper as data: no word of it can become
//! markup. Nothing is loaded, and the bytes depend on nothing but the paper.

mod typesetter;

use serde_json::Value;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use self::typesetter::Typesetter;
use super::super::error::Problem;
use super::super::output::Sink;
use super::document::{Paper, printable};

/// Writes the document.
pub(super) fn write(out: &mut dyn Sink, paper: &Paper) -> Result<(), Problem> {
    let mut data = serde_json::to_value(paper)?;
    let mut typesetter = Typesetter::new();
    each_text(&mut data, &|text| typesetter.with_glyphs(&printable(text)));
    typesetter.take(&data)?;
    let pages: PagedDocument = typst::compile(&typesetter).output.map_err(refused)?;
    let standards = PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|problem| problem.message().to_string())?;
    let creator = Smart::Custom(Some("plainrecord".to_owned()));
    let options = PdfOptions { creator, standards, ..PdfOptions::default() };
    out.write_all(&typst_pdf::pdf(&pages, &options).map_err(refused)?)?;
    Ok(())
}

/// Changes every text of the data.
fn each_text(data: &mut Value, change: &impl Fn(&str) -> String) {
    match data {
        Value::String(text) => *text = change(text),
        Value::Array(items) => items.iter_mut().for_each(|item| each_text(item, change)),
        Value::Object(fields) => fields.values_mut().for_each(|field| each_text(field, change)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// What the typesetter says.
fn refused(problems: impl IntoIterator<Item = typst::diag::SourceDiagnostic>) -> Problem {
    let problems: Vec<String> = problems.into_iter().map(|problem| problem.message.to_string()).collect();
    problems.join("; ").into()
}
