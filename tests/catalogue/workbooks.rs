//! F. Workbooks: sealed, broken, made to do harm, or with more in them than
//! one table.

use std::io::{Cursor, Write};

use rust_xlsxwriter::{Chart, ChartType, ExcelDateTime, Format, Formula, Note};

use super::build::{NOTE, WORKBOOK, archive, book, by_hand, by_hand_with, headed, inline, rows, sheet, with_password};
use super::case::Input::Made;
use super::case::{Case, case, read, refused};

const NAME: &str = "notes.xlsx";
const BROKEN: &str = "cannot be read as a workbook";
const IN_1: &[(&str, &[&str])] = &[("note_id", &["1"])];

pub(crate) const CASES: &[Case] = &[
    case(10, "an open document is read", Made("notes.ods", || open_document("")), read(1).finds(IN_1)),
    case(
        98,
        "days are read as the workbook counts them, from 1900",
        Made(NAME, || {
            let day = Format::new().set_num_format("dd/mm/yyyy");
            sheet(|sheet| {
                sheet.write_with_format(1, 1, ExcelDateTime::from_ymd(2025, 3, 14).unwrap(), &day).unwrap();
            })
        }),
        read(1).finds(&[("date", &["2025-03-14"])]),
    ),
    case(
        98,
        "days are read as the workbook counts them, from 1904",
        Made(NAME, || {
            let workbook = WORKBOOK.replace("<sheets>", "<workbookPr date1904=\"1\"/><sheets>");
            let styles = concat!(
                "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">",
                "<cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>",
            );
            let row = format!(
                "<row r=\"2\">{}<c r=\"B2\" s=\"1\"><v>44268</v></c>{}</row>",
                inline("A2", "1"),
                inline("C2", NOTE)
            );
            by_hand_with(&workbook, &rows(&row), &[("xl/styles.xml", styles.as_bytes())])
        }),
        read(1).finds(&[("date", &["2025-03-14"])]),
    ),
    case(
        105,
        "a workbook with a password is refused with what to do",
        Made(NAME, with_password),
        refused(&["it has a password", "Remove the password in Excel"]),
    ),
    case(
        106,
        "half a workbook is refused",
        Made(NAME, || {
            let whole = sheet(|_| ());
            whole[..whole.len() / 2].to_vec()
        }),
        refused(&["damaged or not complete"]),
    ),
    case(
        106,
        "a cell whose text is not in the workbook is refused",
        Made(NAME, || {
            by_hand(&rows(&format!("<row r=\"2\">{}<c r=\"C2\" t=\"s\"><v>9</v></c></row>", inline("A2", "1"))))
        }),
        refused(&[BROKEN, "damaged or not complete"]),
    ),
    case(
        106,
        "rows that are not in order are refused",
        Made(NAME, || {
            let row = |row: u8| format!("<row r=\"{row}\">{}</row>", inline(&format!("C{row}"), NOTE));
            by_hand(&rows(&(row(3) + &row(2))))
        }),
        refused(&[BROKEN, "its rows are not in order"]),
    ),
    case(
        107,
        "a sheet that says it is small and is not is refused",
        Made(NAME, || {
            let long =
                rows(&format!("<row r=\"2\">{}{}</row>", inline("A2", "1"), inline("C2", &"arguing ".repeat(100_000))));
            let mut bytes = by_hand(&long);
            let size = u32::try_from(long.len()).unwrap().to_le_bytes();
            let places: Vec<usize> = (0..bytes.len() - 4).filter(|at| bytes[*at..*at + 4] == size).collect();
            assert_eq!(places.len(), 2, "once with the part, once in the table of contents");
            for at in places {
                bytes[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
            }
            bytes
        }),
        refused(&[BROKEN]),
    ),
    case(
        107,
        "an archive in an archive is no workbook",
        Made(NAME, || archive(&[("notes.zip", &archive(&[("notes.csv", b"note")]))])),
        refused(&["packed twice"]),
    ),
    case(
        108,
        "the last cell that a sheet can have costs its row and no memory",
        Made(NAME, || {
            sheet(|sheet| {
                sheet.write(1_048_575, 16_383, "far").unwrap();
            })
        }),
        read(1).rejects(&["too-many-fields"]),
    ),
    case(
        109,
        "hidden sheets are named and not read",
        Made(NAME, || {
            book(|book| {
                headed(book.add_worksheet().set_name("Seen").unwrap());
                headed(book.add_worksheet().set_name("Hidden").unwrap().set_hidden(true));
                headed(book.add_worksheet().set_name("Deep").unwrap().set_very_hidden(true));
            })
        }),
        read(1).warns(&["Hidden sheets are not audited: Hidden, Deep"]),
    ),
    case(
        109,
        "a workbook with hidden sheets alone is a question",
        Made(NAME, || {
            book(|book| {
                book.add_worksheet().set_name("Front").unwrap();
                headed(book.add_worksheet().set_name("Notes").unwrap().set_hidden(true));
            })
        }),
        refused(&["are hidden: Notes", "--sheet NAME"]),
    ),
    case(
        110,
        "two sheets of notes are a question",
        Made(NAME, || {
            book(|book| {
                headed(book.add_worksheet().set_name("East").unwrap());
                headed(book.add_worksheet().set_name("West").unwrap());
            })
        }),
        refused(&["Several sheets", "East, West", "--sheet NAME"]),
    ),
    case(
        111,
        "a title in merged cells is no header",
        Made(NAME, || {
            book(|book| {
                let sheet = book.add_worksheet();
                sheet.merge_range(0, 0, 0, 2, "Case notes of the East team", &Format::new()).unwrap();
                for (column, name) in (0..).zip(["note_id", "date", "note"]) {
                    sheet.write(1, column, name).unwrap();
                }
                sheet.write(2, 0, "1").unwrap().write(2, 2, NOTE).unwrap();
            })
        }),
        read(1).finds(IN_1),
    ),
    case(
        112,
        "of a formula the value that Excel saw is read",
        Made(NAME, || {
            sheet(|sheet| {
                sheet.write(1, 2, Formula::new("=A2&B2").set_result(NOTE)).unwrap();
            })
        }),
        read(1).finds(IN_1),
    ),
    case(
        112,
        "a formula that was never worked out is no note",
        Made(NAME, || {
            by_hand(&rows(&format!(
                "<row r=\"2\">{}{}</row><row r=\"3\">{}<c r=\"C3\"><f>A2</f></c></row>",
                inline("A2", "1"),
                inline("C2", NOTE),
                inline("A3", "2")
            )))
        }),
        read(1).rejects(&["empty-note"]).finds(IN_1),
    ),
    case(
        113,
        "text in runs is joined",
        Made(NAME, || {
            let bold = Format::new().set_bold();
            let runs = [(&Format::default(), "Mum argu"), (&bold, "ing with"), (&Format::default(), " her partner.")];
            sheet(|sheet| {
                sheet.write_rich_string(1, 2, &runs).unwrap();
            })
        }),
        read(1).finds(IN_1),
    ),
    case(
        113,
        "text in the cell, in CDATA and with a reading aid is read",
        Made(NAME, || {
            let text = concat!(
                "<r><t xml:space=\"preserve\">DASH. Mum </t></r><r><t><![CDATA[arguing with]]></t></r>",
                "<r><t xml:space=\"preserve\"> her partner.</t></r><rPh sb=\"0\" eb=\"1\"><t>aside</t></rPh>",
            );
            let note = format!("<c r=\"C2\" t=\"inlineStr\"><is>{text}</is></c>");
            by_hand(&rows(&format!("<row r=\"2\">{}{note}</row>", inline("A2", "1"))))
        }),
        read(1).finds(&[("sentence", &["Mum arguing with her partner"])]),
    ),
    case(
        114,
        "rows that are hidden are read",
        Made(NAME, || {
            sheet(|sheet| {
                sheet.write(2, 0, "2").unwrap().write(2, 2, NOTE).unwrap();
                sheet.set_row_hidden(2).unwrap();
            })
        }),
        read(2).finds(&[("note_id", &["1", "2"])]),
    ),
    case(
        116,
        "a workbook with a program in it is read and the program is not run",
        Made("notes.xlsm", || {
            let row = format!(
                "<row r=\"2\">{}<c r=\"B2\"><f>cmd|'/c calc'!A0</f><v>0</v></c>{}</row>",
                inline("A2", "1"),
                inline("C2", NOTE)
            );
            by_hand_with(WORKBOOK, &rows(&row), &[("xl/vbaProject.bin", b"\xD0\xCF\x11\xE0Shell")])
        }),
        read(1).warns(&["1 date was not read"]).finds(IN_1),
    ),
    case(
        118,
        "entities that grow are not followed",
        Made(NAME, || {
            let ten = |name: &str, of: &str| format!("<!ENTITY {name} \"{}\">", format!("&{of};").repeat(10));
            let all: String = ["bc", "cd", "de", "ef", "fg", "gh", "hi", "ij"]
                .iter()
                .map(|pair| ten(&pair[1..], &pair[..1]))
                .collect();
            let bomb = rows(&format!("<row r=\"2\">{}{}</row>", inline("A2", "1"), inline("C2", "arguing &j;")));
            by_hand(&format!("<!DOCTYPE worksheet [<!ENTITY b \"laugh\">{all}]>{bomb}"))
        }),
        refused(&[BROKEN]),
    ),
    case(
        118,
        "entities that name a file are not followed",
        Made(NAME, || {
            let spy = rows(&format!("<row r=\"2\">{}{}</row>", inline("A2", "1"), inline("C2", "arguing &x;")));
            by_hand(&format!("<!DOCTYPE worksheet [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>{spy}"))
        }),
        refused(&[BROKEN]),
    ),
    case(
        119,
        "a sheet that is a chart is no table",
        Made(NAME, || {
            book(|book| {
                headed(book.add_worksheet());
                let mut chart = Chart::new(ChartType::Bar);
                chart.add_series().set_values("Sheet1!$A$1:$A$2");
                book.add_chartsheet().insert_chart(0, 0, &chart).unwrap();
            })
        }),
        read(1).finds(IN_1),
    ),
    case(
        120,
        "a workbook with prefixes and without shared strings is read",
        Made(NAME, || {
            let note = rows(&format!("<row r=\"2\">{}{}</row>", inline("A2", "1"), inline("C2", NOTE)));
            let prefixed =
                note.replace("</", "\u{1}").replace('<', "<x:").replace('\u{1}', "</x:").replace("xmlns=", "xmlns:x=");
            by_hand(&prefixed)
        }),
        read(1).finds(IN_1),
    ),
    case(
        120,
        "rows and cells without addresses are read in their order",
        Made(NAME, || {
            let sheet = rows(&format!("<row r=\"2\">{}<c r=\"B2\"/>{}</row>", inline("A2", "1"), inline("C2", NOTE)));
            let mut bare = sheet.replace(" r=\"1\"", "").replace(" r=\"2\"", "");
            for address in ["A1", "B1", "C1", "A2", "B2", "C2"] {
                bare = bare.replace(&format!(" r=\"{address}\""), "");
            }
            by_hand(&bare)
        }),
        read(1).finds(IN_1),
    ),
    case(
        66,
        "a sheet with more than ten thousand columns is refused",
        Made(NAME, || {
            sheet(|sheet| {
                sheet.write(0, 10_000, "more").unwrap();
            })
        }),
        refused(&["its header has more than 10000 columns"]),
    ),
    case(
        81,
        "cells that are as long as cells can be were cut off",
        Made(NAME, || {
            sheet(|sheet| {
                for row in [1, 2] {
                    sheet
                        .write(row, 0, row)
                        .unwrap()
                        .write(row, 2, format!("Mum arguing with her partner {:x<32738}", ""))
                        .unwrap();
                }
            })
        }),
        read(2).warns(&["2 notes are exactly 32767 characters long"]),
    ),
    case(
        108,
        "several cells far out in one row cost that row",
        Made("notes.ods", || open_document(" table:number-columns-repeated=\"12000\"")),
        read(0).rejects(&["too-many-fields"]),
    ),
    case(
        117,
        "a file of exactly as many rows as Excel had is a warning",
        Made("notes.csv", || {
            let rows: Vec<String> = (1..65_536).map(|row| format!("{row},x\n")).collect();
            format!("note_id,note\n{}", rows.concat()).into()
        }),
        read(65_535).warns(&["65536 rows"]),
    ),
    case(
        106,
        "a workbook whose sheet is not what its sum says is refused",
        Made(NAME, || {
            // Stored as it is, so that one letter can be changed and everything still unpacks.
            let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
            let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
            for (name, text) in parts_by_hand() {
                zip.start_file(name, stored).unwrap();
                zip.write_all(text.as_bytes()).unwrap();
            }
            let mut bytes = zip.finish().unwrap().into_inner();
            let at = bytes.windows(7).position(|window| window == b"arguing").unwrap();
            bytes[at] = b'o';
            bytes
        }),
        refused(&[BROKEN]),
    ),
    case(
        108,
        "an address beyond the grid is refused",
        Made(NAME, || by_hand(&rows(&format!("<row r=\"2\">{}{}</row>", inline("A2", "1"), inline("XFE2", NOTE))))),
        refused(&[BROKEN]),
    ),
    case(
        111,
        "cells merged over two notes are a warning",
        Made(NAME, || {
            sheet(|sheet| {
                sheet.merge_range(1, 0, 2, 0, "1", &Format::new()).unwrap();
                sheet.write(2, 2, NOTE).unwrap();
            })
        }),
        read(2).warns(&["merged"]),
    ),
    case(
        111,
        "a header in merged cells over two rows is joined",
        Made(NAME, || {
            book(|book| {
                let sheet = book.add_worksheet();
                sheet.merge_range(0, 0, 0, 1, "Case", &Format::new()).unwrap();
                sheet.merge_range(0, 2, 1, 2, "Note", &Format::new()).unwrap();
                sheet.write(1, 0, "number").unwrap().write(1, 1, "date").unwrap();
                sheet.write(2, 0, "1").unwrap().write(2, 2, NOTE).unwrap();
            })
        }),
        read(1).warns(&["header"]).finds(&[("case_id", &["1"])]),
    ),
    case(
        112,
        "a formula that failed is no note",
        Made(NAME, || {
            sheet(|sheet| {
                sheet.write(2, 0, "2").unwrap().write(2, 2, Formula::new("=A9").set_result("#REF!")).unwrap();
            })
        }),
        read(1).rejects(&["empty-note"]).warns(&["1 cell holds the error of a formula"]).finds(IN_1),
    ),
    case(
        115,
        "comments on cells are a warning",
        Made(NAME, || {
            sheet(|sheet| {
                sheet.insert_note(1, 2, &Note::new("She later said he strangled her.")).unwrap();
            })
        }),
        read(1).warns(&["comments"]),
    ),
];

pub(crate) const NOT_YET: &[Case] = &[];

/// The parts of a small workbook, as texts.
fn parts_by_hand() -> Vec<(String, String)> {
    let note = rows(&format!("<row r=\"2\">{}{}</row>", inline("A2", "1"), inline("C2", NOTE)));
    let mut zip = zip::ZipArchive::new(Cursor::new(by_hand(&note))).unwrap();
    let part = |at| {
        let part = zip.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        (name, std::io::read_to_string(part).unwrap())
    };
    (0..5).map(part).collect()
}

/// An open document of one note, whose cell says this of itself.
fn open_document(of_note: &str) -> Vec<u8> {
    let cell = |of: &str, text: &str| {
        format!("<table:table-cell office:value-type=\"string\"{of}><text:p>{text}</text:p></table:table-cell>")
    };
    let row = |cells: String| format!("<table:table-row>{cells}</table:table-row>");
    let header = row(cell("", "note_id") + &cell("", "note"));
    let note = row(cell("", "1") + &cell(of_note, NOTE));
    let oasis = "urn:oasis:names:tc:opendocument:xmlns";
    let spaces = ["office", "table", "text"].map(|name| format!("xmlns:{name}=\"{oasis}:{name}:1.0\""));
    let content = format!(
        "<office:document-content {}><office:body><office:spreadsheet><table:table table:name=\"A\">{header}{note}\
         </table:table></office:spreadsheet></office:body></office:document-content>",
        spaces.join(" "),
    );
    let manifest = format!("<manifest:manifest xmlns:manifest=\"{oasis}:manifest:1.0\"/>");
    archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
        ("META-INF/manifest.xml", manifest.as_bytes()),
    ])
}
