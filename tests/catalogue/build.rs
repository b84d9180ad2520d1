//! Files for the rows, made byte by byte where no program would write them.

use std::io::{Cursor, Write};

use rust_xlsxwriter::{Workbook, Worksheet};
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

/// Lines below the usual header.
macro_rules! notes {
    ($($row:literal)*) => { concat!("note_id,date,note\n", $($row, "\n",)*) };
}
pub(crate) use notes;

/// Lines.
macro_rules! lines {
    ($($line:literal)*) => { concat!($($line, "\n",)*) };
}
pub(crate) use lines;

/// A note that is of concern.
pub(crate) const NOTE: &str = "DASH. Mum arguing with her partner.";

/// Text as UTF-16 without a byte order mark.
pub(crate) fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

/// Text in Windows-1252, as far as it is Latin-1.
pub(crate) fn latin(text: &str) -> Vec<u8> {
    text.chars().map(|char| u8::try_from(char).unwrap()).collect()
}

/// A workbook as Excel writes it.
pub(crate) fn book(fill: impl FnOnce(&mut Workbook)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(&mut book);
    book.save_to_buffer().unwrap()
}

/// A workbook of one sheet with the usual header and one note.
pub(crate) fn sheet(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    book(|book| fill(headed(book.add_worksheet())))
}

/// The usual header, and a note in the row below.
pub(crate) fn headed(sheet: &mut Worksheet) -> &mut Worksheet {
    for (column, name) in (0..).zip(["note_id", "date", "note"]) {
        sheet.write(0, column, name).unwrap();
    }
    sheet.write(1, 0, "1").unwrap().write(1, 2, NOTE).unwrap()
}

/// An archive with these parts.
pub(crate) fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        // An open document says what it is in a part that is not compressed.
        let method = if *name == "mimetype" { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        zip.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook with this sheet, put together by hand.
pub(crate) fn by_hand(sheet: &str) -> Vec<u8> {
    by_hand_with(WORKBOOK, sheet, &[])
}

pub(crate) const WORKBOOK: &str = concat!(
    "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" ",
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">",
    "<sheets><sheet name=\"Notes\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
);

/// The same with another workbook part and more parts beside it.
pub(crate) fn by_hand_with(workbook: &str, sheet: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let links = |links: &str| format!("<Relationships xmlns=\"{package}/relationships\">{links}</Relationships>");
    let root =
        links(&format!("<Relationship Id=\"rId1\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/>"));
    let of_book = links(&format!(
        "<Relationship Id=\"rId1\" Type=\"{office}/worksheet\" Target=\"/xl/worksheets/sheet1.xml\"/>\
         <Relationship Id=\"rId2\" Type=\"{office}/styles\" Target=\"styles.xml\"/>"
    ));
    let types = format!("<Types xmlns=\"{package}/content-types\"/>");
    let parts: [(&str, &[u8]); 5] = [
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", of_book.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ];
    archive(&[&parts[..], more].concat())
}

/// A sheet part with the usual header and these rows below it.
pub(crate) fn rows(below: &str) -> String {
    let name = |(column, name): (char, &str)| inline(&format!("{column}1"), name);
    let header: String = "ABC".chars().zip(["note_id", "date", "note"]).map(name).collect();
    format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>\
         <row r=\"1\">{header}</row>{below}</sheetData></worksheet>"
    )
}

/// A cell with its text in it.
pub(crate) fn inline(at: &str, text: &str) -> String {
    format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

/// What Excel writes for a workbook with a password: a compound file, whose
/// table of contents has one sealed part.
pub(crate) fn with_password() -> Vec<u8> {
    let (end, free, table) = (0xFFFF_FFFE_u32, 0xFFFF_FFFF_u32, 0xFFFF_FFFD_u32);
    let mut file = vec![0; 512 * 3];
    file[..8].copy_from_slice(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    for (at, value) in [(24, 0x3E_u16), (26, 3), (28, 0xFFFE), (30, 9), (32, 6)] {
        file[at..at + 2].copy_from_slice(&value.to_le_bytes());
    }
    // One sector of the table of sectors, then one of the contents; no small sectors.
    for (at, value) in [(44, 1), (48, 1), (56, 4096), (60, end), (64, 0), (68, end), (72, 0), (76, 0)] {
        file[at..at + 4].copy_from_slice(&value.to_le_bytes());
    }
    file[80..512].fill(0xFF);
    for at in (512..1024).step_by(4) {
        file[at..at + 4].copy_from_slice(&free.to_le_bytes());
    }
    file[512..516].copy_from_slice(&table.to_le_bytes());
    file[516..520].copy_from_slice(&end.to_le_bytes());
    for (entry, name, kind) in [(0, "Root Entry", 5), (1, "EncryptedPackage", 2)] {
        let at = 1024 + 128 * entry;
        let name = utf16(name, u16::to_le_bytes);
        file[at..at + name.len()].copy_from_slice(&name);
        let length = u16::try_from(name.len() + 2).unwrap();
        file[at + 64..at + 66].copy_from_slice(&length.to_le_bytes());
        file[at + 66] = kind;
        for link in [68, 72, 76, 116] {
            file[at + link..at + link + 4].copy_from_slice(&free.to_le_bytes());
        }
    }
    file
}
