//! B. Encodings: what systems and people make of text on its way out.

use super::build::{latin, lines, notes, utf16};
use super::case::Input::{Made, Text};
use super::case::{Case, case, read, refused};

const PLAIN: &str = notes!("1,14/03/2025,DASH. Mum’s arguing with her partner. £20." "2,15/03/2025,Seen alone.");

pub(crate) const CASES: &[Case] = &[
    case(
        19,
        "a byte order mark is no part of the first name",
        Made("notes.csv", || format!("\u{feff}{PLAIN}").into()),
        read(2).finds(&[("note_id", &["1"])]).facts(&[("encoding", "utf-8")]),
    ),
    case(
        20,
        "Excel’s Unicode Text is read",
        Made("notes.txt", || [&b"\xFF\xFE"[..], &utf16(&PLAIN.replace(',', "\t"), u16::to_le_bytes)].concat()),
        read(2).finds(&[("note_id", &["1"])]).facts(&[("encoding", "utf-16le"), ("delimiter", "tab")]),
    ),
    case(
        21,
        "UTF-16 with the high byte first is read",
        Made("notes.csv", || [&b"\xFE\xFF"[..], &utf16(PLAIN, u16::to_be_bytes)].concat()),
        read(2).finds(&[("note_id", &["1"])]).facts(&[("encoding", "utf-16be")]),
    ),
    case(
        22,
        "UTF-16 without a mark is read where most of it is Latin",
        Made("notes.csv", || utf16(PLAIN, u16::to_le_bytes)),
        read(2).finds(&[("note_id", &["1"])]).facts(&[("encoding", "utf-16le")]),
    ),
    case(
        22,
        "UTF-16 without a mark is refused with the way out where little of it is Latin",
        Made("notes.csv", || {
            let text = "Мама пришла поздно вечером и осталась до утра потому что боялась идти домой";
            utf16(&format!("{}1,,{text}\n", notes!()), u16::to_le_bytes)
        }),
        refused(&["two encodings", "pairs of bytes", "--encoding utf-16le or --encoding"]),
    ),
    case(
        23,
        "pounds, curly quotes and dashes in Windows-1252 are read",
        Made("notes.csv", || b"note_id,date,note\n1,,DASH. \xA320 \x96 Mum\x92s arguing with her partner.\n".to_vec()),
        read(1).finds(&[("note_id", &["1"])]).facts(&[("encoding", "windows-1252")]),
    ),
    case(
        24,
        "one bad byte costs its row",
        Made("notes.csv", || {
            [PLAIN.as_bytes(), b"3,16/03/2025,Mum\x92s arguing with her partner.\n4,17/03/2025,Seen.\n"].concat()
        }),
        read(3).rejects(&["bad-bytes"]).facts(&[("encoding", "utf-8")]),
    ),
    case(
        25,
        "an export in Windows-1252 below one in UTF-8 costs the rows that cannot be read",
        Made("notes.csv", || {
            let above = notes!("1,14/03/2025,Mum’s “fine” – £5 arguing with her partner." "2,15/03/2025,Seen.");
            let below = "3,16/03/2025,£5 owed.\n4,17/03/2025,£6 owed.\n5,18/03/2025,Mum arguing with her partner.\n";
            [above.as_bytes(), &latin(below)].concat()
        }),
        read(3).rejects(&["bad-bytes", "bad-bytes"]).finds(&[("note_id", &["1", "5"])]),
    ),
    case(
        25,
        "an export in UTF-8 below one in Windows-1252 is read with a warning",
        Made("notes.csv", || {
            let above = notes!("1,14/03/2025,£5 and £6 owed" "2,15/03/2025,£8 £9 arguing with her partner");
            [&latin(above)[..], "3,16/03/2025,£20.\n".as_bytes()].concat()
        }),
        read(3)
            .warns(&["1 place looks like UTF-8"])
            .finds(&[("note_id", &["2"])])
            .facts(&[("encoding", "windows-1252")]),
    ),
    case(
        26,
        "files that were joined have their marks and headers left out",
        Made("notes.csv", || {
            format!("{PLAIN}\u{feff}note_id,date,note\n3,16/03/2025,Mum arguing with her partner.\n").into()
        }),
        read(3).warns(&["1 line repeats the header"]).finds(&[("note_id", &["1", "3"])]).facts(&[("other_lines", "1")]),
    ),
    case(
        27,
        "text that was garbled before is counted",
        Text(notes!("1,14/03/2025,Mumâ€™s arguing with her partner." "2,15/03/2025,Itâ€™s fine.")),
        read(2).warns(&["2 places were garbled before the file was exported"]).finds(&[("note_id", &["1"])]),
    ),
    case(
        29,
        "NUL characters are counted and end nothing",
        Text(notes!("1,14/03/2025,DASH.\0 Mum arguing with her partner.\0" "2,15/03/2025,Seen.")),
        read(2).warns(&["2 NUL characters"]).finds(&[("note_id", &["1"])]),
    ),
    case(
        30,
        "bytes without a meaning in Windows-1252 are counted",
        Made("notes.csv", || {
            [notes!().as_bytes(), b"1,,\xA35 \x81\x8D\x8F\x90\x9D arguing with her partner.\n"].concat()
        }),
        read(1).warns(&["5 bytes have no meaning in Windows-1252"]).finds(&[("note_id", &["1"])]),
    ),
    case(
        31,
        "EBCDIC is refused with what it would be read in",
        Made("notes.csv", || {
            // Small letters, digits, comma and line break as mainframes write them.
            let letter = |byte: u8| match byte {
                b'a'..=b'i' => byte - b'a' + 0x81,
                b'j'..=b'r' => byte - b'j' + 0x91,
                b's'..=b'z' => byte - b's' + 0xA2,
                b'0'..=b'9' => byte - b'0' + 0xF0,
                b',' => 0x6B,
                b'\n' => 0x25,
                _ => 0x40,
            };
            notes!("1,20250314,mum arguing with her partner").bytes().map(letter).collect()
        }),
        refused(&["two encodings", "its letters and digits", "--encoding windows-1252"]),
    ),
    case(
        31,
        "pounds of the DOS code page are not read as other letters",
        Made("notes.csv", || {
            let text = notes!("1,,Owes ~20 and ~30. Mum arguing with her partner." "2,,Paid ~5.");
            text.bytes().map(|byte| if byte == b'~' { 0x9C } else { byte }).collect()
        }),
        refused(&["two encodings", "before a number: 3", "--encoding windows-1252"]),
    ),
    case(
        32,
        "half a character in JSON costs its record",
        Text(lines!(
            "{\"note_id\":1,\"note\":\"Mum arguing with her partner \\ud800.\"}"
            "{\"note_id\":2,\"note\":\"Seen.\"}"
        )),
        read(1).rejects(&["not-json"]),
    ),
    case(
        33,
        "characters that were lost before are counted",
        Text(notes!(
            "1,14/03/2025,Mum\u{fffd}s arguing with her partner."
            "2,15/03/2025,Zo\u{fffd} seen."
        )),
        read(2).warns(&["2 characters were lost before the file was exported"]).finds(&[("note_id", &["1"])]),
    ),
    case(
        34,
        "a name is redacted whichever way its accent is written",
        Text(lines!(
            "note_id,victim,note"
            "1,Zo\u{eb},Zoe\u{308} arguing with her partner."
            "2,Zoe\u{308},Zo\u{eb} arguing with her partner."
        )),
        read(2).finds(&[("note_id", &["1", "2"])]).nowhere(&["Zo\u{eb}", "Zoe\u{308}"]),
    ),
    case(
        27,
        "words that were garbled before are found all the same",
        Text(notes!(
            "1,14/03/2025,DASH. Mum strangled. Baby didnâ€™t stir."
            "2,15/03/2025,DASH. Mum strangled. Baby didn’t stir."
        )),
        read(2).warns(&["1 place was garbled"]).finds(&[("note_id", &["1", "2"])]),
    ),
    case(
        28,
        "text that was garbled twice is counted",
        Text(notes!("1,14/03/2025,MumÃ¢â‚¬â„¢s arguing with her partner.")),
        read(1).warns(&["1 place was garbled before the file was exported"]),
    ),
];

pub(crate) const NOT_YET: &[Case] = &[];
