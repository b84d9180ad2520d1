//! `report.pdf`, read back with the programs of Poppler (`pdfinfo`,
//! `pdftotext`): it says what the paper says, is tagged for those who hear it,
//! and no name or note can be more than text in it.

#![cfg(feature = "pdf")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// Text that would like to be markup of the typesetter.
const MARKUP: [&str; 12] = [
    "#panic(1)",
    "#read(\"/etc/passwd\")",
    "#import \"@preview/x:1.0.0\"",
    "= A heading",
    "*strong* _emph_ `raw`",
    "$ x $",
    "<label> @label",
    "\\u{41} \\ \\#",
    "#let x = [",
    "] #set text(red)",
    "/* // */",
    "#sys.inputs",
];

/// An audit in a folder of its own.
struct Audit {
    place: TempDir,
}

impl Audit {
    /// Of one export, or of the samples.
    fn new(csv: Option<&str>) -> Self {
        let audit = Self { place: TempDir::new().unwrap() };
        let export = audit.place.path().join("export.csv");
        let source = match csv {
            Some(csv) => {
                fs::write(&export, csv).unwrap();
                vec![export.as_os_str()]
            }
            None => vec!["--config".as_ref(), "data-samples/plainrecord.toml".as_ref()],
        };
        let mut command = Command::new(env!("CARGO_BIN_EXE_plainrecord"));
        command.current_dir(env!("CARGO_MANIFEST_DIR")).args(["audit", "--no-classifier", "--quiet"]).args(source);
        let done = command.arg("--out").arg(audit.folder()).output().unwrap();
        assert!(audit.pdf().exists(), "{}", String::from_utf8_lossy(&done.stderr));
        audit
    }

    fn folder(&self) -> PathBuf {
        self.place.path().join("audit")
    }

    fn pdf(&self) -> PathBuf {
        self.folder().join("report.pdf")
    }

    /// The same edition, written up again.
    fn again(&self) -> PathBuf {
        let folder = self.place.path().join("again");
        let mut command = Command::new(env!("CARGO_BIN_EXE_plainrecord"));
        let done = command.arg("report").arg(self.folder()).arg("--out").arg(&folder).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        folder.join("report.pdf")
    }
}

/// What one of Poppler's programs prints.
fn poppler(program: &str, options: &[&str], pdf: &Path) -> String {
    let mut command = Command::new(program);
    command.args(options).arg(pdf);
    let output = command.args((program == "pdftotext").then_some("-")).output();
    let output = output.unwrap_or_else(|error| panic!("{program}, of the package poppler-utils: {error}"));
    // Attributes are printed as they stand in the file, some in UTF-16.
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The text without its spaces, which a line may end at.
fn close(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

/// The rows of all tables of a PDF, from its structure.
fn rows(pdf: &Path) -> Vec<Vec<String>> {
    let (mut rows, mut cell_at) = (Vec::<Vec<String>>::new(), None);
    for line in poppler("pdfinfo", &["-struct-text"], pdf).lines() {
        let (indent, words) = (line.len() - line.trim_start().len(), line.trim_start());
        let element = words.split([' ', ':']).next().unwrap();
        match (element, words.strip_prefix('"')) {
            ("TR", _) => rows.push(Vec::new()),
            ("TH" | "TD", _) => {
                rows.last_mut().unwrap().push(String::new());
                cell_at = Some(indent);
            }
            (_, Some(said)) if cell_at.is_some() => {
                let cell = rows.last_mut().unwrap().last_mut().unwrap();
                *cell += &close(said.strip_suffix('"').unwrap_or(said));
            }
            _ if cell_at.is_some_and(|at| indent <= at) => cell_at = None,
            _ => {}
        }
    }
    rows
}

/// The rows of all tables of the paper.
fn rows_of_paper(folder: &Path) -> Vec<Vec<String>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(fs::read(folder.join("board-paper.docx")).unwrap())).unwrap();
    let mut document = String::new();
    archive.by_name("word/document.xml").unwrap().read_to_string(&mut document).unwrap();
    let said = |cell: &str| {
        let stretches = cell.split("<w:t xml:space=\"preserve\">").skip(1);
        let words: String = stretches.map(|stretch| stretch.split("</w:t>").next().unwrap()).collect();
        close(&words.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&"))
    };
    let cells = |row: &str| row.split("<w:tc>").skip(1).map(said).collect();
    document.split("<w:tr>").skip(1).map(|row| cells(row.split("</w:tr>").next().unwrap())).collect()
}

#[test]
fn every_cell_of_every_table_is_that_of_the_paper() {
    let audit = Audit::new(None);
    let (found, expected) = (rows(&audit.pdf()), rows_of_paper(&audit.folder()));
    assert!(expected.len() > 50, "{}", expected.len());
    for (found, expected) in found.iter().zip(&expected) {
        assert_eq!(found, expected);
    }
    assert_eq!(found.len(), expected.len());
}

#[test]
fn is_tagged_in_british_english_and_every_heading_cell_has_a_scope() {
    let audit = Audit::new(None);
    let meta = poppler("pdfinfo", &["-meta"], &audit.pdf());
    for said in ["<pdfuaid:part>1</pdfuaid:part>", "en-GB", "How domestic abuse is recorded"] {
        assert!(meta.contains(said), "{said}: {meta}");
    }
    let facts = poppler("pdfinfo", &[], &audit.pdf());
    assert!(facts.contains("Tagged:          yes") && !facts.contains("Date"), "{facts}");
    let structure = poppler("pdfinfo", &["-struct"], &audit.pdf());
    let lines: Vec<&str> = structure.lines().map(str::trim_start).collect();
    let heads = lines.iter().enumerate().filter(|(_, line)| line.starts_with("TH <"));
    let scopes: Vec<&str> =
        heads.map(|(at, _)| *lines[at + 1..].iter().find(|line| !line.starts_with("/Id")).unwrap()).collect();
    assert!(scopes.iter().all(|scope| scope.starts_with("/Scope")), "{scopes:?}");
    assert!(["/Scope /Row", "/Scope /Column", "/Scope /Both"].iter().all(|scope| scopes.contains(scope)), "{scopes:?}");
}

#[test]
fn the_same_audit_gives_the_same_bytes() {
    let audit = Audit::new(None);
    assert!(fs::read(audit.pdf()).unwrap() == fs::read(audit.again()).unwrap());
}

#[test]
fn names_that_would_be_markup_stay_text() {
    let hostile: Vec<String> = serde_json::from_str(include_str!("browser/hostile.json")).unwrap();
    let names: Vec<String> = MARKUP.iter().map(ToString::to_string).chain(hostile.into_iter().step_by(20)).collect();
    let export = |names: &mut dyn Iterator<Item = &String>| {
        names.fold("agency,note\n".to_owned(), |mut csv, name| {
            writeln!(csv, "\"A {}\",\"They were arguing.\"", name.replace('"', "\"\"")).unwrap();
            csv
        })
    };
    let headings = |audit: &Audit| {
        let structure = poppler("pdfinfo", &["-struct"], &audit.pdf());
        structure
            .lines()
            .map(str::trim_start)
            .filter(|line| line.starts_with('H'))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    // With more agencies the paper names some of them alone.
    for names in names.chunks(10) {
        let audit = Audit::new(Some(&export(&mut names.iter())));
        let plain: Vec<String> = (0..names.len()).map(|at| format!("plain {at}")).collect();
        assert_eq!(headings(&audit), headings(&Audit::new(Some(&export(&mut plain.iter())))));
        let text = close(&poppler("pdftotext", &["-raw"], &audit.pdf()));
        for name in names.iter().filter(|name| MARKUP.contains(&name.as_str())) {
            assert!(text.contains(&close(name)), "{name}");
        }
    }
}

#[test]
fn holds_no_name_that_was_redacted() {
    let names = ["Zebedias", "Quoringham", "Vyrlovska"];
    let mut csv = "note_id,case_id,date,client_name,partner_name,worker,note\n".to_owned();
    for row in 1..=20 {
        let [client, partner, worker] = names;
        let text = format!("{client} was arguing with her partner {partner}, {worker} says. A domestic.");
        writeln!(csv, "N{row},C{row},2025-03-{row:02},{client},{partner},{worker},\"{text}\"").unwrap();
    }
    let text = poppler("pdftotext", &["-raw"], &Audit::new(Some(&csv)).pdf());
    assert!(text.contains("arguing with her partner [person"), "{text}");
    for name in names {
        assert!(!text.to_lowercase().contains(&name.to_lowercase()), "{name}");
    }
}
