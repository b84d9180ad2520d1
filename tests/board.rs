//! What an edition for a board gives away, read back from what is published: the
//! tables, the pages with their drawings, the paper, the workbook, the manifest.
//! Who has it all solves for what it leaves out.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "disclosure/reader.rs"]
mod reader;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Read as _};
use std::path::Path;
use std::process::Command;

use calamine::{Data, Reader as _, open_workbook_auto};
use reader::Reader;
use tempfile::TempDir;

type Row = BTreeMap<String, String>;

const MONTHS: [&str; 6] = ["January 2026", "February 2026", "March 2026", "April 2026", "May 2026", "June 2026"];

/// What a note may say: that it is about abuse, with or without the writer's own
/// wording of concern and good recording, or neither.
const TEXTS: [&str; 5] = [
    "Visited. The boiler was mended.",
    "He strangled her. Domestic abuse recorded.",
    "He strangled her. Domestic abuse recorded. Referred to MARAC.",
    "He strangled her. Domestic abuse recorded. She is choosing to stay in the relationship.",
    "She failed to protect the children from his domestic abuse. He threatened to kill her.",
];

/// A number that looks like chance and is always the same.
fn chance(seed: &mut u64) -> usize {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    usize::try_from(*seed >> 33).unwrap()
}

/// So many notes of an agency, over six months and a dozen cases.
fn export(agency: &str, notes: usize, seed: u64) -> String {
    let (mut rows, mut seed) = (String::from("note_id,case_id,date,note\n"), seed);
    for note in 0..notes {
        let (case, month, text) = (chance(&mut seed) % 12, 1 + chance(&mut seed) % 6, chance(&mut seed) % TEXTS.len());
        writeln!(rows, "{agency}{note},C{case},2026-{month:02}-{:02},{}", 1 + note % 28, TEXTS[text]).unwrap();
    }
    rows
}

/// An audit of exports of one agency each, and its edition for a board.
fn editions(agencies: &[(&str, String)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    let plainrecord = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_plainrecord"));
        let output = command.current_dir(folder.path()).args(arguments).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    let mut settings = String::new();
    for (agency, export) in agencies {
        fs::write(folder.path().join(format!("{agency}.csv")), export).unwrap();
        write!(settings, "[[source]]\nfiles = [\"{agency}.csv\"]\nagency = \"{agency}\"\n").unwrap();
    }
    fs::write(folder.path().join("plainrecord.toml"), settings).unwrap();
    plainrecord(&["audit", "--no-classifier", "--out", "audit"]);
    plainrecord(&["report", "audit", "--audience", "board", "--out", "board"]);
    folder
}

/// The same of exports of so many notes each.
fn made(agencies: &[(&str, usize, u64)]) -> TempDir {
    let exports = agencies.iter().map(|&(agency, notes, seed)| (agency, export(agency, notes, seed)));
    editions(&exports.collect::<Vec<_>>())
}

fn table(path: &Path) -> Vec<Row> {
    csv::Reader::from_path(path).unwrap().into_deserialize().map(Result::unwrap).collect()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// A file's words: those of a paper and a workbook unpacked.
fn words(path: &Path) -> String {
    let bytes = fs::read(path).unwrap();
    match path.extension().unwrap().to_str().unwrap() {
        "docx" => {
            let (mut paper, mut text) = (zip::ZipArchive::new(Cursor::new(bytes)).unwrap(), String::new());
            paper.by_name("word/document.xml").unwrap().read_to_string(&mut text).unwrap();
            text
        }
        "xlsx" => {
            let mut workbook = open_workbook_auto(path).unwrap();
            let sheets = workbook.worksheets();
            let cells = sheets.iter().flat_map(|(_, sheet)| sheet.used_cells());
            cells.map(|(.., cell): (usize, usize, &Data)| cell.to_string()).collect::<Vec<_>>().join("\n")
        }
        _ => String::from_utf8_lossy(&bytes).into_owned(),
    }
}

/// Numbers that count what follows them, in words.
fn counted(text: &str) -> Vec<(u64, &str)> {
    let mut found = Vec::new();
    for noun in ["note", "row", "case", "place", "passage", "occasion", "finding"] {
        for (at, _) in text.match_indices(noun) {
            let before = text[..at].trim_end_matches(['\u{a0}', ' ']);
            let start = before
                .rfind(|char: char| !(char.is_ascii_digit() || char == ','))
                .map_or(0, |last| last + before[last..].chars().next().map_or(1, char::len_utf8));
            let (rest, digits) = before.split_at(start);
            let Ok(number) = digits.replace(',', "").parse() else { continue };
            let limit = rest.trim_end_matches(['\u{a0}', ' ']);
            if before.len() < at && !["fewer than", "below", "within"].iter().any(|word| limit.ends_with(word)) {
                found.push((number, &text[rest.len().saturating_sub(40).min(start)..]));
            }
        }
    }
    found
}

#[test]
fn every_count_is_none_or_ten_or_more_and_a_multiple_of_five() {
    let folder = made(&[("East", 83, 1), ("North", 41, 2), ("School", 3, 3), ("West", 127, 4)]);
    let board = folder.path().join("board");
    let may_be_told = |count: u64| count == 0 || (count >= 10 && count.is_multiple_of(5));
    let mut read = 0;
    for name in names(&board) {
        for (count, at) in counted(&words(&board.join(&name))) {
            let context: String = at.chars().take(120).collect();
            assert!(may_be_told(count), "{name}: {count}: {context}");
            read += 1;
        }
    }
    assert!(read > 50, "{read}");
    let whole = ["notes", "cases", "base_notes", "counted_notes", "absent_notes", "not_applicable", "not_assessable"];
    let more = ["counted_cases", "findings", "repeats", "occasions", "met", "late", "not_found", "softened", "nothing"];
    for name in names(&board).iter().filter(|name| Path::new(name).extension().is_some_and(|end| end == "csv")) {
        for row in table(&board.join(name)) {
            for column in whole.iter().chain(&more).filter_map(|&column| row.get(column)) {
                assert!(column.is_empty() || may_be_told(column.parse().unwrap()), "{name}: {row:?}");
            }
        }
    }
    let manifest: serde_json::Value = serde_json::from_slice(&fs::read(board.join("manifest.json")).unwrap()).unwrap();
    for (name, count) in manifest["counts"].as_object().unwrap().iter().filter(|(name, _)| *name != "agencies") {
        assert!(count.as_u64().is_none_or(may_be_told), "{name}: {count}");
    }
    for input in manifest["inputs"].as_array().unwrap() {
        let told = ["notes", "rows", "rejects", "other_lines", "account", "bytes"].map(|name| &input[name]);
        assert!(told.iter().all(|told| told.is_null()) && input["warnings"] == serde_json::json!([]), "{input}");
    }
}

#[test]
fn an_agency_with_too_little_to_show_leaves_no_trace_of_how_little() {
    let edition = |notes: usize| {
        let school: Vec<_> = (1..=notes).map(|note| format!("S{note},S,2026-03-{note:02},{}\n", TEXTS[0])).collect();
        let school = format!("note_id,case_id,date,note\n{}", school.concat());
        let folder =
            editions(&[("East", export("East", 83, 1)), ("North", export("North", 40, 2)), ("School", school)]);
        let board = folder.path().join("board");
        let pages = names(&board).into_iter().filter(|name| name != "manifest.json");
        let is_no_digest = |line: &&str| !line.contains("School.csv") || !line.contains("<code>");
        let said = |name: String| {
            let text = words(&board.join(&name));
            // The digest of the file is in the row that names it.
            let text = text.replace("</tr>", "</tr>\n");
            (name, text.lines().filter(is_no_digest).collect::<Vec<_>>().join("\n"))
        };
        pages.map(said).collect::<BTreeMap<_, _>>()
    };
    // 123 notes and these are all told as 125.
    let one = edition(1);
    for notes in 2..=4 {
        let other = edition(notes);
        for (name, text) in &one {
            assert!(*text == other[name], "{name} tells 1 note from {notes}");
        }
    }
}

#[test]
fn a_few_notes_without_a_date_are_told_as_few() {
    let undated = |agency| format!("{}{agency}x,C1,,{}\n", export(agency, 90, 7), TEXTS[0]);
    let folder = editions(&[("East", undated("East")), ("West", undated("West"))]);
    let page = words(&folder.path().join("board").join("report.html"));
    assert!(page.contains("stand in no window: too few to show; of these"));
    assert!(words(&folder.path().join("audit").join("report.html")).contains("stand in no window: 2; of these"));
}

#[test]
fn the_months_that_the_paper_draws_are_rounded() {
    let folder = made(&[("East", 600, 5), ("West", 700, 6)]);
    let drawn = months_drawn(&folder.path().join("board").join("board-paper.docx"));
    let may_be_told = |count: u64| count == 0 || (count >= 10 && count.is_multiple_of(5));
    assert!(drawn.iter().all(|&(_, met, of)| may_be_told(met) && may_be_told(of)), "{drawn:?}");
    assert_eq!(drawn.len(), 6);
}

/// What a board is told of one sort of counts, cell by cell: of an agency in a
/// month, at any time, or of all together.
#[derive(Default)]
struct Told {
    agencies: BTreeMap<String, u64>,
    all: Option<u64>,
    months: BTreeMap<(String, usize), u64>,
    months_of_all: BTreeMap<usize, u64>,
}

/// The months that the paper draws, of all agencies together: notes with wording
/// of concern, and all notes.
fn months_drawn(paper: &Path) -> Vec<(usize, u64, u64)> {
    let text = words(paper).replace('\u{a0}', " ");
    let Some((_, said)) = text.split_once("by month, all agencies together. ") else { return Vec::new() };
    let said = said.split('"').next().unwrap();
    let count = |word: &str| if word == "none" { 0 } else { word.parse().unwrap() };
    let month = |part: &str| {
        let (name, rate) = part.split_once(": ")?;
        let (met, of) = rate.split_once(" of ")?;
        let month = MONTHS.iter().position(|month| *month == name).unwrap();
        Some((month, count(met), count(of.split(' ').next().unwrap())))
    };
    said.split("; ").filter_map(month).collect()
}

/// The counts that stand in a page's table of months, and those that follow from
/// the bars drawn in it: notes and, of each kind, notes with it and notes that
/// could have it.
fn months(page: &str, agency: &str) -> Vec<(usize, usize, u64)> {
    let caption = format!("by month: {agency}</span>");
    let Some((_, after)) = page.split_once(&caption) else { return Vec::new() };
    let rows = after.split("</table>").next().unwrap().split("<tr>").skip(1);
    let full: f64 = between(after, "A full bar is ", "\u{a0}%").parse().unwrap();
    let mut found = Vec::new();
    for row in rows.filter(|row| row.contains("scope=\"row\"")) {
        let name = between(row, "scope=\"row\">", "<");
        let month = MONTHS.iter().position(|month| month.replace(' ', "\u{a0}") == name || *month == name).unwrap();
        for (column, cell) in row.split("<td").skip(1).enumerate() {
            let first = cell.split_once('>').unwrap().1.trim_start_matches("<span class=\"share-text\">");
            let Ok(count) = first.split([' ', '<', '\u{a0}']).next().unwrap().parse::<u64>() else { continue };
            found.push((month, 2 * column, count));
            if column > 0 && count > 0 {
                let width: f64 = between(cell, "class=\"fill\" width=\"", "%").parse().unwrap();
                let base = count as f64 / (width * full / 10_000.0);
                found.push((month, 2 * column + 1, 5 * format!("{:.0}", base / 5.0).parse::<u64>().unwrap()));
            }
        }
    }
    found
}

fn between<'t>(text: &'t str, start: &str, end: &str) -> &'t str {
    text.split_once(start).unwrap().1.split_once(end).unwrap().0
}

/// The sorts of counts, in the order of the columns of the months: notes; concern
/// and its base; good recording and its base; danger and its base.
fn told(board: &Path) -> Vec<Told> {
    let mut told: Vec<Told> = (0..8).map(|_| Told::default()).collect();
    let page = fs::read_to_string(board.join("report.html")).unwrap();
    for row in table(&board.join("agencies.csv")) {
        let Some(kind) = ["concern", "good", "risk"].iter().position(|kind| row["topic"] == *kind) else { continue };
        for (sort, column) in [(0, "notes"), (2 * kind + 2, "counted_notes"), (2 * kind + 3, "base_notes")] {
            let Ok(count) = row[column].parse() else { continue };
            match row["agency"].as_str() {
                "(all)" => told[sort].all = Some(count),
                agency => _ = told[sort].agencies.insert(agency.to_owned(), count),
            }
        }
        for (month, sort, count) in months(&page, &row["agency"]) {
            told[sort].months.insert((row["agency"].clone(), month), count);
        }
    }
    for (month, met, of) in months_drawn(&board.join("board-paper.docx")) {
        told[2].months_of_all.insert(month, met);
        told[3].months_of_all.insert(month, of);
    }
    told
}

/// The true counts of one sort, by agency and month.
fn truth(audit: &Path, sort: usize) -> BTreeMap<(String, usize), u64> {
    let mut truth = BTreeMap::new();
    for note in table(&audit.join("notes.csv")) {
        let about_abuse = note["about_abuse"] == "yes";
        let bears = |kind: &str| note[kind] != "0";
        let is_of = match sort {
            2 => bears("concerns"),
            4 => about_abuse && bears("good"),
            5 => about_abuse,
            6 => bears("risks"),
            _ => true,
        };
        let month: usize = note["date"][5..7].parse().unwrap();
        *truth.entry((note["agency"].clone(), month - 1)).or_default() += u64::from(is_of);
    }
    truth
}

#[test]
fn no_count_below_eight_can_be_worked_out_of_all_that_is_published() {
    for seed in [1, 20, 300] {
        let folder =
            made(&[("East", 96, seed), ("North", 47, seed + 1), ("School", 6, seed + 2), ("West", 131, seed + 3)]);
        let told = told(&folder.path().join("board"));
        assert!(told[0].months.len() > 6, "the months were read");
        for (sort, Told { agencies, all, months, months_of_all }) in
            told.iter().enumerate().filter(|(sort, _)| *sort != 1)
        {
            let truth = truth(&folder.path().join("audit"), sort);
            let cells: Vec<(&str, usize)> = truth.keys().map(|(agency, month)| (agency.as_str(), *month)).collect();
            let mut reader = Reader::new(cells.clone());
            for (agency, count) in agencies {
                reader.read(|(one, _)| one == agency, Some(*count), 2.0);
            }
            // Agencies with fewer than five are not in what is said of all together.
            let base = self::truth(&folder.path().join("audit"), if matches!(sort, 4 | 5) { 5 } else { 0 });
            let of =
                |agency: &str| base.iter().filter(|((one, _), _)| one == agency).map(|(_, count)| count).sum::<u64>();
            reader.read(|(one, _)| of(one) >= 5, *all, 2.0);
            for ((agency, month), count) in months {
                reader.read(|(one, when)| one == agency && when == *month, Some(*count), 2.0);
            }
            for (month, count) in months_of_all {
                reader.read(|(one, when)| of(one) >= 5 && when == *month, Some(*count), 2.0);
            }
            for (&(agency, month), &count) in
                cells.iter().zip(truth.values()).filter(|(_, count)| (1..8).contains(*count))
            {
                let (low, high) = reader.range(|(one, when)| (one, when) == (agency, month));
                assert!(low - 1e-6 <= count as f64 && count as f64 <= high + 1e-6, "what is published is true");
                assert!(
                    high - low > 1.0,
                    "{agency}, {}, sort {sort}: {count} lies from {low} to {high}",
                    MONTHS[month]
                );
            }
        }
    }
}
