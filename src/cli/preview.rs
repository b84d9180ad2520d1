//! `plainrecord preview`: what each export is and how it would be read, on
//! standard error for people, and the settings to keep on standard output.

use std::io::{self, Write};

use plainrecord::intake::{DatesFound, Intake, Origin, Preview};

use super::arguments;
use super::config::{Config, Flags};
use super::exit::{Exit, Wrong};
use super::parser;

pub(crate) fn run(command: &arguments::Preview) -> anyhow::Result<Exit> {
    let flags = Flags {
        exports: &command.exports,
        reading: Some(&command.reading),
        limits: Some(&command.limits),
        ..Flags::default()
    };
    let Some(config) = Config::wanted(&command.settings, &flags)? else { return Ok(Exit::Done) };
    let intake = Intake::find(&config.sources.value)?;
    if intake.sources().is_empty() {
        return Err(Wrong::usage(&"name an export to preview").into());
    }
    let isolation = parser::isolation(config.limits.parser_memory.value);
    for source in intake.sources() {
        let preview = Preview::of(&source.open(&isolation)?)?;
        describe(&mut io::stderr().lock(), &preview)?;
        writeln!(io::stdout(), "{}", preview.to_toml())?;
    }
    Ok(Exit::Done)
}

fn describe(out: &mut impl Write, preview: &Preview) -> io::Result<()> {
    let counts = preview.counts;
    writeln!(out, "{}", preview.path)?;
    if let Some(found) = preview.encoding {
        writeln!(out, "  encoding    {} ({})", found.encoding, found.confidence())?;
    }
    if let Some(dialect) = &preview.dialect {
        writeln!(out, "  delimiter   {} ({})", dialect.delimiter, dialect.delimiter_confidence())?;
        writeln!(out, "  quotes      {} ({})", dialect.quoting, dialect.quoting_confidence())?;
    }
    if let Some(sheet) = &preview.sheet {
        writeln!(out, "  sheet       {}", header_name(sheet))?;
    }
    writeln!(out, "  rows        {}: {} notes, {} rejected", counts.rows, counts.notes, counts.rejects)?;
    writeln!(
        out,
        "  other lines {} above the header, {} closing, {} blank",
        counts.preamble, counts.footer, counts.blank
    )?;
    columns(out, preview)?;
    dates(out, preview)?;
    writeln!(out, "  empty       {}", share(preview.empty_notes(), preview.empty_share()))?;
    writeln!(out, "  repeated    {} texts, {} ids", preview.repeated_texts, preview.repeated_ids)?;
    if let Some(length) = preview.average_length() {
        writeln!(out, "  length      {length:.0} characters on average")?;
    }
    preview.warnings.iter().try_for_each(|warning| writeln!(out, "  warning     {warning}"))?;
    writeln!(out)
}

fn columns(out: &mut impl Write, preview: &Preview) -> io::Result<()> {
    for mapped in preview.mapping.columns() {
        let how = match mapped.origin {
            Origin::Given => "as set",
            Origin::Recognised => "recognised",
        };
        writeln!(out, "  {:<11} {} ({how})", mapped.field.name(), mapped.name)?;
    }
    if !preview.unmapped.is_empty() {
        writeln!(
            out,
            "  not used    {}",
            preview.unmapped.iter().map(|name| header_name(name)).collect::<Vec<_>>().join(", ")
        )?;
    }
    Ok(())
}

/// A header name as a terminal may show it: what is long is no name, and may
/// be a note where the header was not found.
fn header_name(name: &str) -> String {
    let clean: String = name.chars().filter(|c| !c.is_control()).collect();
    if clean.chars().count() > 40 { "(a long name)".to_owned() } else { clean }
}

fn dates(out: &mut impl Write, preview: &Preview) -> io::Result<()> {
    let order = match &preview.dates {
        DatesFound::NoColumn => return Ok(()),
        DatesFound::Given(format) => format!("read as {format}"),
        DatesFound::Found(order, _) => order.to_string(),
    };
    match preview.date_range {
        Some((first, last)) => {
            writeln!(out, "  dates       {first} to {last}; {} notes without", preview.undated)
        }
        None => writeln!(out, "  dates       none could be read"),
    }?;
    let confidence = preview.dates.confidence();
    confidence.map_or(Ok(()), |confidence| writeln!(out, "  date order  {order} ({confidence})"))
}

fn share(count: u64, share: Option<f64>) -> String {
    share.map_or_else(|| "no rows".to_owned(), |share| format!("{count} notes ({:.0} %)", share * 100.0))
}
