//! Two hundred planted names, numbers and places, in columns and in texts,
//! audited by the program: none is in any file of a redacted audit, however it
//! is written there. Ids of notes and cases, agencies and teams are meant to
//! be there and are not planted.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{Cursor, Read, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use parquet::file::reader::{FileReader as _, SerializedFileReader};
use parquet::record::Field;
use polars_parquet_format::FileMetaData;
use polars_parquet_format::thrift::protocol::TCompactInputProtocol;
use tempfile::TempDir;

/// Beginnings of names that are no words, and ends.
const STARTS: [&str; 26] = [
    "Zebe", "Quor", "Vyrl", "Thax", "Brun", "Jorv", "Kesk", "Lomb", "Mirq", "Nuxt", "Oppl", "Praz", "Rhud", "Skev",
    "Trov", "Umbr", "Wexl", "Xant", "Yelv", "Zorn", "Akvi", "Blem", "Crud", "Drae", "Evox", "Fjal",
];
const ENDS: [&str; 3] = ["dias", "ingham", "ovska"];

/// What is planted: the columns and texts of an export, and every string that
/// must not be found again.
struct Planted {
    csv: String,
    canaries: BTreeSet<String>,
}

/// Sentences in which something is found, each with places to plant.
const SENTENCES: [&str; 6] = [
    "{1} {2} was arguing with her partner {3} at {place}, DASH not done.",
    "MUM {2} STATES THAT {3} STRANGLED HER, CALL {phone}.",
    "She chose to stay with {3}&nbsp;{2}; son {1} goes to {school}. MARAC ref {ref}.",
    "<p>{3} said that it was a verbal argument, {1} lives in {town} now.</p>",
    "Both as bad as each other, says neighbour {1} {2}, {mail}, NHS {nhs}.",
    "{2}'s lifestyle choice. He drives {plate}, dob {dob}, NI {ni}, {postcode}.",
];

impl Planted {
    fn new() -> Self {
        let mut planted = Self { csv: header(), canaries: BTreeSet::new() };
        for (row, start) in STARTS.iter().enumerate() {
            planted.row(row, start);
        }
        planted
    }

    fn row(&mut self, row: usize, start: &str) {
        let names = ENDS.map(|end| format!("{start}{end}"));
        let mut text = SENTENCES[row % SENTENCES.len()].to_owned();
        text.push_str(SENTENCES[(row + 1) % SENTENCES.len()]);
        for (slot, value) in values(row, &names) {
            if text.contains(&slot) {
                text = text.replace(&slot, &value);
                self.canaries.insert(value);
            }
        }
        let [client, partner, worker] = &names;
        let (street, mail) = (format!("{} {start}ley Road", row + 2), format!("{start}@mail.example.org"));
        let columns = [client, partner, worker, &street, &mail];
        let cells = columns.map(|cell| format!("\"{cell}\"")).join(",");
        writeln!(self.csv, "N{row},C{row},2025-03-{:02},{cells},\"{}\"", row + 1, text.replace('"', "'")).unwrap();
        self.canaries.extend(columns.map(Clone::clone));
    }
}

fn header() -> String {
    "note_id,case_id,date,client_name,partner_name,worker,address,email,note\n".to_owned()
}

fn values(row: usize, names: &[String; 3]) -> Vec<(String, String)> {
    let [client, partner, worker] = names;
    let two = format!("{:02}", row + 10);
    let value = |slot: &str, value: String| (format!("{{{slot}}}"), value);
    vec![
        value("1", client.clone()),
        value("2", partner.clone()),
        value("3", worker.clone()),
        value("place", format!("{two} {}stead Close", &client[..4])),
        value("school", format!("{}wick Primary School", &partner[..4])),
        value("town", format!("{}mouth", &worker[..4])),
        value("phone", format!("07700 9001{two}")),
        value("ref", format!("CR/4455{two}/25")),
        value("mail", format!("{}{two}@example.com", client.to_lowercase())),
        value("nhs", format!("943 476 59{two}")),
        value("plate", format!("AB{two} XKQ")),
        value("dob", format!("{:02}/03/{}", row % 20 + 10, 1970 + row)),
        value("ni", format!("AB 12 34 {two} C")),
        value("postcode", format!("LS6 {}QX", row % 10)),
    ]
}

/// The audit of an export, with these arguments.
fn audited(csv: &str, more: &[&str]) -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let (file, out) = (folder.path().join("notes.csv"), folder.path().join("audit"));
    fs::write(&file, csv).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_plainrecord"));
    command.args(["audit", "--agency", "Housing", "--out"]).arg(&out).args(more).arg(&file);
    let run = command.output().unwrap();
    assert_eq!(run.status.code(), Some(0), "{run:?}");
    fs::write(out.join("printed"), [run.stdout, run.stderr].concat()).unwrap();
    (folder, out)
}

/// Every text that a file holds, in whatever way it is packed.
fn texts(name: &str, bytes: &[u8]) -> Vec<String> {
    let raw = String::from_utf8_lossy(bytes).into_owned();
    let mut texts = vec![htmlize::unescape(&raw).into_owned(), raw];
    if bytes.starts_with(b"PK\x03\x04") {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        for index in 0..archive.len() {
            let mut part = archive.by_index(index).unwrap();
            let mut content = Vec::new();
            part.read_to_end(&mut content).unwrap();
            let part = part.name().unwrap().into_owned();
            texts.extend(self::texts(&part, &content));
        }
    }
    if bytes.starts_with(b"PAR1") {
        texts.push(parquet(bytes));
    }
    texts.push(name.to_owned());
    texts
}

/// All values of a Parquet file, and the smallest and largest that it states
/// of each column.
fn parquet(bytes: &[u8]) -> String {
    let mut text = String::new();
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    for row in SerializedFileReader::new(file).unwrap().get_row_iter(None).unwrap() {
        for (_, value) in row.unwrap().get_column_iter() {
            let value = if let Field::Str(value) = value { value.to_owned() } else { value.to_string() };
            writeln!(text, "{value}").unwrap();
        }
    }
    for limit in limits(bytes) {
        writeln!(text, "{}", String::from_utf8_lossy(&limit)).unwrap();
    }
    text
}

/// The smallest and the largest value of each column, as the footer has them.
fn limits(bytes: &[u8]) -> Vec<Vec<u8>> {
    let end = bytes.len() - 8;
    let length = u32::from_le_bytes(*bytes[end..].first_chunk().unwrap());
    let start = end - usize::try_from(length).unwrap();
    let mut read = TCompactInputProtocol::new(&bytes[start..end], usize::MAX);
    let footer = FileMetaData::read_from_in_protocol(&mut read).unwrap();
    let columns = footer.row_groups.into_iter().flat_map(|group| group.columns);
    let statistics = columns.filter_map(|column| column.meta_data?.statistics);
    statistics.flat_map(|all| [all.min, all.max, all.min_value, all.max_value]).flatten().collect()
}

/// Letters and digits in small letters: neither case nor spaces hide a canary.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let items = fs::read_dir(folder).unwrap().map(|item| item.unwrap().path());
    items.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

fn found(canaries: &BTreeSet<String>, folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for path in files(folder) {
        let mut bytes = Vec::new();
        File::open(&path).unwrap().read_to_end(&mut bytes).unwrap();
        for text in texts(&path.file_name().unwrap().to_string_lossy(), &bytes) {
            let text = bare(&text);
            let here = canaries.iter().filter(|canary| text.contains(&bare(canary)));
            found.extend(here.map(|canary| format!("{canary} in {}", path.display())));
        }
    }
    found
}

#[test]
fn no_canary_is_in_a_redacted_audit() {
    let planted = Planted::new();
    assert!(planted.canaries.len() >= 200, "{}", planted.canaries.len());
    for more in [&["--no-classifier"][..], &["--excerpts", "none", "--no-classifier"], &[]] {
        let (_folder, out) = audited(&planted.csv, more);
        let findings = fs::read_to_string(out.join("findings.csv")).unwrap();
        assert!(findings.lines().count() > STARTS.len(), "something is found: {findings}");
        let found = found(&planted.canaries, &out);
        assert!(found.is_empty(), "{more:?}: {} found:\n{}", found.len(), found.join("\n"));
    }
}

#[test]
fn no_canary_is_in_what_is_handed_on() {
    let planted = Planted::new();
    let (folder, audit) = audited(&planted.csv, &["--no-classifier"]);
    let out = folder.path().join("handed-on");
    fs::create_dir(&out).unwrap();
    for (command, audience, name) in
        [("report", "board", "board"), ("pack", "board", "board.zip"), ("pack", "internal", "internal.zip")]
    {
        let mut made = Command::new(env!("CARGO_BIN_EXE_plainrecord"));
        let made = made.arg(command).arg(&audit).args(["--audience", audience, "--out"]).arg(out.join(name)).output();
        assert_eq!(made.unwrap().status.code(), Some(0), "{command} for {audience}");
    }
    assert!(files(&out).len() > 5);
    let found = found(&planted.canaries, &out);
    assert!(found.is_empty(), "{} found:\n{}", found.len(), found.join("\n"));
}

#[test]
fn the_search_finds_canaries_where_they_are() {
    let planted = Planted::new();
    let (_folder, out) = audited(&planted.csv, &["--excerpts", "verbatim", "--no-classifier"]);
    let found = found(&planted.canaries, &out);
    for name in ["findings.csv", "findings.parquet", "report.html"] {
        assert!(found.iter().any(|line| line.ends_with(name)), "{name}");
    }
}

#[test]
fn a_canary_is_found_in_an_archive() {
    let folder = TempDir::new().unwrap();
    let mut archive = zip::ZipWriter::new(File::create(folder.path().join("book.xlsx")).unwrap());
    archive.start_file("xl/sharedStrings.xml", zip::write::SimpleFileOptions::default()).unwrap();
    std::io::Write::write_all(&mut archive, b"<t>Zebe&#100;ias</t>").unwrap();
    archive.finish().unwrap();
    assert_eq!(found(&BTreeSet::from(["Zebedias".to_owned()]), folder.path()).len(), 1);
}
