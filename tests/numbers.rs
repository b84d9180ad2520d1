//! The same numbers everywhere: what the report, the workbook and the paper
//! say of an agency and a topic is what `agencies.csv` says. Each file is read
//! back as its reader would, from the sample exports.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "numbers/paper.rs"]
mod paper;

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;
use std::sync::LazyLock;

use calamine::{Data, DataType, Reader, Xlsx};
use plainrecord::lexicon::{Family, Indicator};
use quick_xml::Reader as Xml;
use quick_xml::events::Event;
use tempfile::TempDir;

/// An audit of the samples, which all tests read.
static AUDIT: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = TempDir::new().unwrap();
    let arguments = ["audit", "--no-classifier", "--config", "data-samples/plainrecord.toml", "--out"];
    let mut command = Command::new(env!("CARGO_BIN_EXE_plainrecord"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments).arg(folder.path().join("audit"));
    assert_eq!(command.output().unwrap().status.code(), Some(2));
    folder
});

fn bytes(name: &str) -> Vec<u8> {
    fs::read(AUDIT.path().join("audit").join(name)).unwrap()
}

/// The cells of a CSV file, its header first.
fn csv(name: &str) -> Vec<Vec<String>> {
    let text = bytes(name);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_slice());
    reader.deserialize().map(Result::unwrap).collect()
}

/// The cells of a sheet, its headings first.
fn sheet(name: &str) -> Vec<Vec<Data>> {
    let mut workbook = Xlsx::new(std::io::Cursor::new(bytes("workbook.xlsx"))).unwrap();
    workbook.worksheet_range(name).unwrap().rows().skip(3).map(<[Data]>::to_vec).collect()
}

/// The tables of a text in HTML or in Word's markup.
fn tables<'m>(markup: &'m str, open: &'m str, close: &'m str) -> impl Iterator<Item = Table> + 'm {
    markup.split(open).skip(1).map(move |rest| Table::read(rest.split(close).next().unwrap()))
}

/// A table as its reader sees it.
#[derive(Debug, Default)]
struct Table {
    caption: String,
    rows: Vec<Vec<String>>,
}

impl Table {
    fn read(markup: &str) -> Self {
        let (mut reader, mut table) = (Xml::from_str(markup), Self::default());
        loop {
            match reader.read_event().unwrap() {
                Event::Start(tag) => match tag.name().as_ref() {
                    "tr" | "w:tr" => table.rows.push(Vec::new()),
                    "th" | "td" | "w:tc" => table.rows.last_mut().unwrap().push(String::new()),
                    "w:tblCaption" => table.say(&tag.try_get_attribute("w:val").unwrap().unwrap().value),
                    _ => {}
                },
                Event::Text(text) => table.say(&text),
                Event::GeneralRef(entity) => table.say(match &*entity {
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    _ => "\"",
                }),
                Event::Eof => return table,
                _ => {}
            }
        }
    }

    /// Adds words to the cell that is being read, or else to the caption.
    fn say(&mut self, words: &str) {
        let cell = self.rows.last_mut().and_then(|row| row.last_mut());
        cell.unwrap_or(&mut self.caption).push_str(&words.replace('\u{a0}', " "));
    }
}

/// What the workbook has of an agency and a topic, by the names of the columns
/// in `agencies.csv`.
#[derive(Clone, Debug)]
struct Line(BTreeMap<String, Data>);

impl Line {
    /// A number; `None` where a cell says that there is none.
    fn number(&self, column: &str) -> Option<f64> {
        match &self.0[column] {
            Data::String(text) => {
                assert!(["[c]", "[z]"].contains(&text.as_str()), "{column}: {text}");
                None
            }
            number => Some(number.get_float().unwrap()),
        }
    }

    fn text(&self, column: &str) -> String {
        self.0[column].to_string()
    }

    fn count(&self, column: &str) -> Option<String> {
        self.number(column).map(|number| number.to_string())
    }

    /// `16 %`: halves upwards; not quite nothing, and not quite everything, say
    /// so.
    fn percent(&self) -> Option<String> {
        let (part, whole) = (self.number("counted_notes")?, self.number("base_notes")?);
        Some(match (100.0 * part / whole + 0.5).floor() {
            0.0 if part > 0.0 => "less than 1 %".to_owned(),
            100.0 if part < whole => "more than 99 %".to_owned(),
            rounded => format!("{rounded} %"),
        })
    }

    /// `12 to 21 %`.
    fn interval(&self) -> Option<String> {
        let (low, high) = (self.number("low")?, self.number("high")?);
        let whole = |share: f64| (share * 100.0).round().to_string();
        assert!(whole(low) != whole(high), "so narrow an interval has decimals: {low} to {high}");
        let low = if (0.995..1.0).contains(&low) { "more than 99".to_owned() } else { whole(low) };
        let high = if high > 0.0 && high < 0.005 { "less than 1".to_owned() } else { whole(high) };
        Some(format!("{low} to {high} %"))
    }

    /// `41 of 250 (16 %; 12 to 21 %)`.
    fn of_how_many(&self) -> String {
        let Some(percent) = self.percent() else { return "too few".to_owned() };
        let interval = self.interval().unwrap_or_else(|| "no interval".to_owned());
        format!(
            "{} of {} ({percent}; {interval})",
            self.count("counted_notes").unwrap(),
            self.count("base_notes").unwrap()
        )
    }
}

/// The lines of the workbook by agency and topic.
fn lines() -> BTreeMap<(String, String), Line> {
    let header = csv("agencies.csv").swap_remove(0);
    let line = |row: Vec<Data>| Line(header.iter().cloned().zip(row).collect());
    let lines = sheet("Agencies").into_iter().skip(1).map(line);
    lines.map(|line| ((line.text("agency"), line.text("topic")), line)).collect()
}

#[test]
fn every_sheet_says_what_its_csv_file_says() {
    for (name, file) in [
        ("Agencies", "agencies.csv"),
        ("Expectations", "expectations.csv"),
        ("Concordance", "concordance.csv"),
        ("Challenge", "challenge.csv"),
        ("Agreements", "agreements.csv"),
        ("Findings", "findings.csv"),
        ("Rejected", "rejected.csv"),
    ] {
        let (sheet, csv) = (sheet(name), csv(file));
        assert!(sheet.len() == csv.len() && csv.len() > 1, "{name}");
        for (row, line) in sheet.iter().zip(&csv).skip(1) {
            for (cell, text) in row.iter().zip(line) {
                let text = text.strip_prefix('\'').unwrap_or(text);
                assert_eq!(printed(cell, text), text, "{name}: {line:?}");
            }
        }
    }
}

/// A cell of a sheet as a CSV file prints what stands there as `text`.
fn printed(cell: &Data, text: &str) -> String {
    match cell {
        Data::String(text) if ["[c]", "[z]"].contains(&text.as_str()) => String::new(),
        Data::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            format!("{year}-{month:02}-{day:02}")
        }
        Data::Float(number) if text.contains('.') => format!("{number:.4}"),
        other => other.to_string(),
    }
}

/// What the report says was looked for and not found, with the agency.
fn not_found(report: &str) -> Vec<(String, String)> {
    let plain = |markup: &str| Table::read(&format!("<p>{markup}</p>")).caption;
    let sections =
        report.split("<article class=\"agency\"").skip(1).map(|section| section.split("</article>").next().unwrap());
    let of_agency = |section: &str| {
        let agency = plain(section.split("<bdi>").nth(1).unwrap().split("</bdi>").next().unwrap());
        let said = section.split("<p class=\"absent\">Looked for, and in ").skip(1);
        said.map(|said| (agency.clone(), plain(said.split(".</p>").next().unwrap()))).collect::<Vec<_>>()
    };
    sections.flat_map(of_agency).collect()
}

#[test]
fn the_report_says_of_every_agency_and_indicator_what_the_workbook_says() {
    let (report, lines) = (String::from_utf8(bytes("report.html")).unwrap(), lines());
    let mut compared = 0;
    for table in tables(&report, "<table>", "</table>").filter(|table| table.rows[0][0] == "Indicator") {
        let Some(((agency, _), _)) =
            lines.iter().find(|((agency, _), _)| table.caption.ends_with(&format!(", {agency}")))
        else {
            continue;
        };
        for row in &table.rows[1..] {
            let indicator = Indicator::ALL.iter().find(|indicator| indicator.title() == row[0]).unwrap();
            let line = &lines[&(agency.clone(), indicator.id().to_owned())];
            let expected = [
                line.count("counted_notes"),
                line.count("base_notes"),
                line.percent(),
                Some(line.interval().unwrap_or_else(|| "too few cases".to_owned())),
                Some(line.count("counted_cases").unwrap_or_else(|| "too few".to_owned())),
            ];
            let said: Vec<_> = row[1..].iter().cloned().map(Some).collect();
            assert_eq!(said, expected, "{agency}, {}", row[0]);
            compared += 1;
        }
    }
    for (agency, said) in not_found(&report) {
        let (rate, titles) = said.split_once("): ").unwrap();
        for title in titles.split("; ") {
            let indicator = Indicator::ALL.iter().find(|indicator| indicator.title() == title).unwrap();
            let line = &lines[&(agency.clone(), indicator.id().to_owned())];
            let (base, of) = (line.count("base_notes").unwrap(), line.text("base"));
            let interval = line
                .interval()
                .map_or("too few cases for an interval".to_owned(), |found| format!("95 % interval {found}"));
            assert_eq!(line.count("counted_notes").as_deref(), Some("0"));
            assert_eq!(
                rate,
                format!("none of {base} {of} ({}, {interval}", line.percent().unwrap()),
                "{agency}, {title}"
            );
            compared += 1;
        }
    }
    let shown = lines.iter().filter(|((agency, topic), line)| {
        agency != "(all)" && topic.parse::<Indicator>().is_ok() && line.percent().is_some()
    });
    assert_eq!(compared, shown.count());
    assert!(compared > 100);
}

/// The tables of the report that stand below a caption.
fn in_report(open: &str, caption: impl Fn(&str) -> bool) -> Vec<Table> {
    let report = String::from_utf8(bytes("report.html")).unwrap();
    tables(&report, open, "</table>").filter(|table| caption(&table.caption)).collect()
}

#[test]
fn the_report_says_of_every_agency_and_family_what_the_workbook_says() {
    let lines = lines();
    let table = &in_report("<table class=\"matrix\">", |caption| caption.starts_with("Families"))[0];
    let mut compared = 0;
    for row in &table.rows[1..] {
        let family = Family::ALL.iter().find(|family| family.title() == row[0]).unwrap();
        for (agency, said) in table.rows[0].iter().zip(row).skip(1) {
            let line = &lines[&(agency.clone(), family.id().to_owned())];
            let mut expected = line.text("verdict");
            if let (Some(part), Some(whole)) = (line.count("counted_notes"), line.count("base_notes")) {
                expected.extend([part.clone(), " of ".to_owned(), whole.clone()]);
                expected.extend(line.interval().map(|interval| format!(", {interval}")));
            }
            assert_eq!(*said, expected, "{agency}, {}", row[0]);
            compared += 1;
        }
    }
    assert_eq!(compared, Family::ALL.len() * (table.rows[0].len() - 1));
}

/// The lines of a CSV file that may be shown, each by the names of its columns.
fn shown(name: &str) -> Vec<Line> {
    let mut rows = csv(name).into_iter();
    let header = rows.next().unwrap();
    let cell = |text: String| text.parse().map_or(Data::String(text), Data::Float);
    let lines = rows.map(|row| Line(header.iter().cloned().zip(row.into_iter().map(cell)).collect()));
    lines.filter(|line| line.text("shown") == "yes").collect()
}

impl Line {
    /// `16 (16 %)8 to 31 %`: a count of occasions, their share, and below it the
    /// interval.
    fn of_occasions(&self, part: &str, share: &str) -> String {
        let of = |end: &str| self.0[&format!("{share}_{end}")].clone();
        let columns =
            [("counted_notes", part), ("base_notes", "occasions")].map(|(to, from)| (to, self.0[from].clone()));
        let rate = [columns[0].clone(), columns[1].clone(), ("low", of("low")), ("high", of("high"))];
        let rate = Self(rate.into_iter().map(|(column, cell)| (column.to_owned(), cell)).collect());
        format!("{} ({}){}", self.text(part), rate.percent().unwrap(), rate.interval().unwrap())
    }
}

#[test]
fn the_report_says_of_cases_what_the_csv_files_say() {
    let rules = shown("expectations.csv");
    let (mut all, mut by_agency) = (0, 0);
    for table in
        in_report("<table>", |caption| caption == "All agencies together" || caption.contains(": by the agency"))
    {
        let rule = table.caption.strip_suffix(": by the agency that recorded what calls for it");
        for row in &table.rows[1..] {
            let (title, agency) = rule.map_or((row[0].as_str(), "(all)"), |rule| (rule, row[0].as_str()));
            let is_it = |line: &&Line| title.starts_with(&line.text("title")) && line.text("agency") == agency;
            let line = rules.iter().find(is_it).unwrap();
            let (met, same) = (line.of_occasions("met", "met"), line.of_occasions("met_by_same_agency", "same_agency"));
            let counts = ["occasions", "cases", "late", "not_found"].map(|column| line.text(column));
            let [occasions, cases, late, not_found] = counts;
            assert_eq!(row[1..], [occasions, cases, met, same, late, not_found], "{title}, {agency}");
            *(if rule.is_some() { &mut by_agency } else { &mut all }) += 1;
        }
    }
    assert!(all > 5 && by_agency > 5 && all + by_agency == rules.len(), "{all}, {by_agency}, {}", rules.len());

    let pairs: Vec<_> = shown("concordance.csv").into_iter().filter(|line| line.text("named_by") != "(all)").collect();
    let table = &in_report("<table>", |caption| caption.starts_with("Occasions on which one agency"))[0];
    assert!(table.rows.len() == 1 + pairs.len() && pairs.len() > 3);
    for (row, line) in table.rows[1..].iter().zip(&pairs) {
        let [named, other, occasions, cases] =
            ["named_by", "other_agency", "occasions", "cases"].map(|column| line.text(column));
        let (softened, nothing) = (line.of_occasions("softened", "softened"), line.of_occasions("nothing", "nothing"));
        assert_eq!(*row, [named, other, occasions, cases, softened, nothing]);
    }

    let lines: Vec<_> = shown("challenge.csv").into_iter().filter(|line| line.text("agency") != "(all)").collect();
    let table = &in_report("<table>", |caption| caption.contains("whether a later note of the case questions it"))[0];
    assert!(table.rows.len() == 1 + lines.len() && lines.len() > 1);
    for (row, line) in table.rows[1..].iter().zip(&lines) {
        let said =
            ["agency", "occasions", "cases", "by_another_agency", "oversight_only"].map(|column| line.text(column));
        let [agency, occasions, cases, by_another, oversight] = said;
        let challenged = line.of_occasions("challenged", "challenged");
        assert_eq!(row[..6], [agency, occasions, cases, challenged, by_another, oversight]);
    }
}
