//! A. Files: what is named on the command line and what is found there.

use std::fs;
use std::io::Write;
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Output, Stdio};

use super::build::{archive, lines, notes, sheet};
use super::case::Input::{Files, Made, Run, Text};
use super::case::{Case, case, exit, read, refused};
use super::stage::{AUDIT, PROGRAM, SOUND, Stage, put};

pub(crate) const CASES: &[Case] = &[
    case(
        1,
        "a path that leads nowhere is refused with the nearest name",
        Files(|folder| {
            put(folder, "police.csv", SOUND);
            vec![folder.join("polcie.csv")]
        }),
        refused(&["There is no file", "Did you mean police.csv?"]),
    ),
    case(
        2,
        "a folder is refused with the files in it",
        Files(|folder| {
            let inside = folder.join("exports");
            fs::create_dir(&inside).unwrap();
            for name in ["west.csv", "east.xlsx", "read me.md"] {
                put(&inside, name, SOUND);
            }
            vec![inside]
        }),
        refused(&["is a folder", "it has east.xlsx, west.csv"]),
    ),
    case(3, "a file of no bytes is empty", Text(""), refused(&["is empty (0 bytes", "Export it again"])),
    case(4, "a header without rows is an audit of nothing", Text(notes!()), read(0)),
    case(5, "one row is an audit", Text(SOUND), read(1).finds(&[("note_id", &["1"])]).facts(&[("rows", "1")])),
    case(6, "white space alone is empty", Text("\n \t\r\n\n"), refused(&["is empty (6 bytes"])),
    case(
        7,
        "a file that may not be read is refused",
        Run(unreadable),
        refused(&["cannot be read", "Permission denied"]),
    ),
    case(
        8,
        "the lock file beside an open workbook is passed over",
        Files(|folder| {
            put(folder, "notes.xlsx", sheet(|_| ()));
            put(folder, "~$notes.xlsx", "\u{4}Jo B");
            vec![folder.join("*.xlsx")]
        }),
        read(1),
    ),
    case(
        9,
        "a workbook called .csv is read as one",
        Made("notes.csv", || {
            sheet(|sheet| {
                sheet.set_name("A").unwrap();
            })
        }),
        read(1),
    ),
    case(9, "tabs in a file called .xls are read", Made("notes.xls", || SOUND.replace(',', "\t").into()), read(1)),
    case(10, "a PDF is refused by name", Text("%PDF-1.7\n%note"), refused(&["a PDF", "from the case system"])),
    case(
        10,
        "a Word document is refused by name",
        Made("notes.docx", || archive(&[("word/document.xml", b"<w/>")])),
        refused(&["a Word document"]),
    ),
    case(10, "an RTF document is refused by name", Text("{\\rtf1 Mum arguing}"), refused(&["an RTF document"])),
    case(11, "a packed export is read", Made("notes.csv.gz", || packed(SOUND.as_bytes())), read(1)),
    case(
        11,
        "an archive of one export is read",
        Made("notes.zip", || archive(&[("__MACOSX/._notes.csv", b"x"), ("notes.csv", SOUND.as_bytes())])),
        read(1),
    ),
    case(
        11,
        "an archive of several exports is a question",
        Made("notes.zip", || archive(&[("east.csv", SOUND.as_bytes()), ("west.csv", SOUND.as_bytes())])),
        refused(&["there are several files in it: east.csv, west.csv"]),
    ),
    case(
        11,
        "a packed export that is cut off is refused",
        Made("notes.csv.gz", || {
            let whole = packed(SOUND.as_bytes());
            whole[..whole.len() - 10].to_vec()
        }),
        refused(&["cannot be unpacked", "damaged or not complete"]),
    ),
    case(
        11,
        "a small file that unpacks to a very large one is refused",
        Made("notes.csv.gz", || packed(&vec![b'\n'; 70 << 20])),
        refused(&["more than 64 MiB come out of it", "200 times", "--max-ratio 400"]),
    ),
    case(
        11,
        "a small file may unpack to a very large one if that is allowed",
        Made("notes.csv.gz", || packed(format!("{SOUND}2,14/03/2025,{}\n", "a".repeat(65 << 20)).as_bytes())),
        read(1).rejects(&["field-too-long"]),
    )
    .with(&["--max-ratio", "10000"]),
    case(
        11,
        "a limit on what comes out of a packed file is kept",
        Made("notes.csv.gz", || packed(SOUND.as_bytes())),
        refused(&["more than 10 bytes come out of it", "--max-unpacked 20bytes"]),
    )
    .with(&["--max-unpacked", "10"]),
    case(13, "a file named twice is read once", Run(twice), read(1).facts(&[("rows", "1")])),
    case(
        13,
        "a file and a link to it are read once",
        Files(|folder| {
            let file = put(folder, "notes.csv", SOUND);
            symlink(&file, folder.join("link.csv")).unwrap();
            vec![folder.join("*.csv")]
        }),
        read(1),
    ),
    case(14, "an export is not taken for the audit folder", Run(out_is_the_export), exit(73, &["is not a folder"])),
    case(
        14,
        "the folder of the exports is not replaced by the audit",
        Run(out_is_the_folder),
        exit(73, &["notes.csv is in it, which no audit wrote"]),
    ),
    case(
        15,
        "a name with emoji, brackets and spaces is read",
        Files(|folder| vec![put(folder, "notes 😀 [1] *?.csv", SOUND)]),
        read(1).facts(&[("name", "notes 😀 [1] *?.csv")]),
    ),
    case(
        15,
        "a name that is not UTF-8 is read",
        Files(|folder| {
            let name = std::ffi::OsString::from_vec(b"notes\xFF.csv".to_vec());
            fs::write(folder.join(&name), SOUND).unwrap();
            vec![folder.join(name)]
        }),
        read(1),
    ),
    case(
        15,
        "a path of six hundred characters is read",
        Files(|folder| {
            let deep = folder.join("a".repeat(200)).join("b".repeat(200));
            fs::create_dir_all(&deep).unwrap();
            vec![put(&deep, &format!("{}.csv", "c".repeat(200)), SOUND)]
        }),
        read(1),
    ),
    case(
        16,
        "standard input without anything in it is empty",
        Run(|stage| piped(stage, "/dev/stdin", "")),
        refused(&["is empty (0"]),
    ),
    case(16, "standard input by its path is read", Run(|stage| piped(stage, "/dev/stdin", SOUND)), read(1)),
    case(
        17,
        "a file that fails while it is read is refused",
        // Linux gives an error for the first byte of a process's memory.
        Files(|_| vec!["/proc/self/mem".into()]),
        refused(&["/proc/self/mem cannot be read", "nput/output error"]),
    ),
    case(
        18,
        "a pointer of Git LFS is no data",
        Text(lines!(
            "version https://git-lfs.github.com/spec/v1"
            "oid sha256:4d7a"
            "size 12345"
        )),
        refused(&["a pointer to a file that Git LFS has not fetched"]),
    ),
    case(
        8,
        "the lock file of a workbook is refused by what it is",
        Files(|folder| vec![put(folder, "~$notes.xlsx", [b"\x04Jo B", &[b' '; 160][..]].concat())]),
        refused(&["close it in Excel"]),
    ),
    case(
        13,
        "two names of one file on disk are read once",
        Files(|folder| {
            let file = put(folder, "notes.csv", SOUND);
            fs::hard_link(&file, folder.join("same.csv")).unwrap();
            vec![folder.join("*.csv")]
        }),
        read(1),
    ),
    case(
        15,
        "a line break in a name does not forge a line of the summary",
        Files(|folder| vec![put(folder, "a\nRead 9.csv", notes!("1,,Mum arguing with her partner." "1,,No."))]),
        read(2).warns(&["1 row has a note id that occurred before"]),
    ),
    case(16, "a dash is standard input", Run(|stage| piped(stage, "-", SOUND)), read(1)),
    case(
        9,
        "a web page called .xls is read",
        Made("notes.xls", || {
            let rows = SOUND.lines().map(|line| format!("<tr><td>{}</td></tr>", line.replace(',', "</td><td>")));
            format!("<html><body><table>{}</table></body></html>", rows.collect::<String>()).into()
        }),
        read(1),
    ),
    case(
        9,
        "a web page without a table is refused",
        Made("notes.xls", || b"<!DOCTYPE html><html><body><p>Your session has ended.</p></body></html>".to_vec()),
        refused(&["a web page without a table", "may be a message of the system"]),
    ),
    case(
        9,
        "a web page with two tables is refused",
        Made("notes.xls", || {
            let table = "<table><tr><td>note_id</td><td>note</td></tr><tr><td>1</td><td>Mum arguing.</td></tr></table>";
            table.repeat(2).into()
        }),
        refused(&["a web page with several tables", "Save As"]),
    ),
];

pub(crate) const NOT_YET: &[Case] = &[];

/// Bytes as gzip packs them.
fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

/// Reads a file of mode 000, as somebody whom that keeps out.
fn unreadable(stage: &Stage) -> Result<Output, String> {
    let file = stage.put("notes.csv", SOUND);
    fs::set_permissions(&file, fs::Permissions::from_mode(0o000)).unwrap();
    as_nobody(stage, &file, &stage.audit())
}

/// Runs an audit as a user without rights: nothing keeps the administrator
/// out of a file.
pub(crate) fn as_nobody(stage: &Stage, file: &Path, out: &Path) -> Result<Output, String> {
    let mut command = stage.program(PROGRAM);
    command.args(AUDIT).arg("--out").args([out, file]);
    let owner = fs::metadata(file).unwrap().uid();
    if owner == 0 {
        stage.open_to_all();
        command.uid(65_534).gid(65_534);
    }
    command.output().map_err(|error| error.to_string())
}

fn twice(stage: &Stage) -> Result<Output, String> {
    let file = stage.put("notes.csv", SOUND);
    let again = stage.inputs().join(".").join("../in/notes.csv");
    stage.audit_of(&[file, again]).output().map_err(|error| error.to_string())
}

fn out_is_the_export(stage: &Stage) -> Result<Output, String> {
    out_is(stage, "in/notes.csv")
}

fn out_is_the_folder(stage: &Stage) -> Result<Output, String> {
    out_is(stage, "in")
}

fn out_is(stage: &Stage, out: &str) -> Result<Output, String> {
    let file = stage.put("notes.csv", SOUND);
    let mut command = stage.program(PROGRAM);
    let output = command.args(AUDIT).args(["--force", "--out", out]).arg(&file).output();
    let whole = fs::read(&file).is_ok_and(|bytes| bytes == SOUND.as_bytes());
    if whole { output.map_err(|error| error.to_string()) } else { Err("the export is gone".to_owned()) }
}

fn piped(stage: &Stage, name: &str, bytes: &str) -> Result<Output, String> {
    let mut command = stage.audit_of(&[name]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| error.to_string())?;
    let mut stdin = child.stdin.take().unwrap();
    // A program that does not read it ends without doing so.
    let _ = stdin.write_all(bytes.as_bytes());
    drop(stdin);
    child.wait_with_output().map_err(|error| error.to_string())
}
