//! D. What stands in a note: markup, marks of every kind, text that is no
//! note, and the same text again.

use super::build::{lines, notes};
use super::case::Input::{Made, Text};
use super::case::{Case, case, read};

const IN_1: &[(&str, &[&str])] = &[("note_id", &["1"])];

pub(crate) const CASES: &[Case] = &[
    case(
        71,
        "HTML is read as its text",
        Text(notes!(
            "1,14/03/2025,<p>Mum <b>arguing</b>&nbsp;with her&#32;partner.</p><p>Calm &amp; well.</p>"
            "2,15/03/2025,<p>&nbsp;</p>"
        )),
        read(1).rejects(&["empty-note"]).finds(IN_1),
    ),
    case(
        72,
        "HTML that is broken and deep is read",
        Made("notes.csv", || {
            let deep = "<div><b>".repeat(10_000);
            format!("note_id,date,note\n1,14/03/2025,{deep}Mum arguing with her partner.</p></i><a href=\n").into()
        }),
        read(1).finds(IN_1),
    ),
    case(
        73,
        "scripts in a note run nowhere",
        Made("notes.csv", || {
            let (script, picture) = ("<script>alert(1)</script>", "<img src=x onerror=alert(1)>");
            format!("{}1,14/03/2025,{script}Mum {picture}arguing with her partner <svg/onload=alert(2)>.\n", notes!())
                .into()
        }),
        read(1).finds(IN_1).without("report.html", &["<script>", "<img src=x", "<svg/onload"]),
    ),
    case(
        74,
        "broken RTF is read as it stands with a warning",
        Text(notes!(
            "1,14/03/2025,{\\rtf1\\bin999999999 Mum arguing with her partner."
            "2,15/03/2025,Seen."
        )),
        read(2).warns(&["1 note is RTF"]).finds(IN_1),
    ),
    case(
        75,
        "line breaks that are written out are line breaks",
        Text(notes!(
            "1,14/03/2025,Mum arguing\\nwith her partner."
            "2,15/03/2025,Mum arguing_x000D_with her partner."
            "3,16/03/2025,Mum arguing&#10;with her partner."
        )),
        read(3).finds(&[("note_id", &["1", "2", "3"])]),
    ),
    case(
        76,
        "marks that nobody sees part no phrase",
        Text(notes!(
            "1,14/03/2025,Mum arguing\u{a0}with her partner."
            "2,15/03/2025,Mum argu\u{ad}ing with her partner."
            "3,16/03/2025,Mum arguing \u{200b}with her part\u{200d}ner."
        )),
        read(3).finds(&[("note_id", &["1", "2", "3"])]),
    ),
    case(
        77,
        "curly quotes, dashes and dots are the plain ones",
        Text(notes!(
            "1,14/03/2025,DASH. He strangled her. Baby didn’t stir…"
            "2,15/03/2025,DASH. He strangled her. Baby didn't stir..."
        )),
        read(2).finds(&[("note_id", &["1", "2"])]),
    ),
    case(
        78,
        "a line break or a hyphen at its end parts no phrase",
        Text(notes!(
            "1,14/03/2025,\"Mum arguing\nwith her partner.\""
            "2,15/03/2025,\"Mum arguing with her ex-\npartner.\""
        )),
        read(2).finds(&[("note_id", &["1", "2"])]),
    ),
    case(
        80,
        "emoji and piled accents are read",
        Text(notes!(
            "1,14/03/2025,😡👩\u{200d}👧 Mum arguing with her partner 😡"
            "2,15/03/2025,Z\u{351}\u{36b}\u{343}\u{36a}\u{302}a\u{34a}l\u{33d} Mum arguing with her partner."
        )),
        read(2).finds(&[("note_id", &["1", "2"])]),
    ),
    case(
        81,
        "notes that all end at 255 characters were cut off",
        Made("notes.csv", || {
            let note = |number| format!("{number},14/03/2025,{:x<255}\n", "Mum arguing with her partner ");
            format!("note_id,date,note\n{}{}3,15/03/2025,Seen.\n", note(1), note(2)).into()
        }),
        read(3).warns(&["2 notes are exactly 255 characters long"]).finds(&[("note_id", &["1", "2"])]),
    ),
    case(
        83,
        "what a forwarded message quotes is not the writer’s",
        Text(lines!(
            "note_id,date,note"
            "1,14/03/2025,\"See below."
            "-----Original Message-----"
            "From: J Bloggs"
            "Sent: 12 March 2025 10:02"
            "Subject: visit"
            ""
            "> Mum was arguing with her partner.\""
        )),
        read(1).finds(&[("note_id", &["1"]), ("status", &["reported"])]),
    ),
    case(
        84,
        "no phrase reaches across what was taken out in words",
        Text(notes!(
            "1,14/03/2025,He strangled her. Mum failed to [REDACTED] protect them."
            "2,15/03/2025,He strangled her. Mum failed to ZZZZZ protect them."
            "3,16/03/2025,He strangled her. Mum failed to protect them."
        )),
        read(3).warns(&["2 places in 2 notes are blacked out"]).finds(&[("note_id", &["3"])]),
    ),
    case(
        85,
        "the same row twice is kept, and counted once",
        Text(lines!(
            "note_id,case_id,note"
            "1,A,DASH. Mum was arguing with her partner again last night and the neighbours rang the police about it."
            "1,A,DASH. Mum was arguing with her partner again last night and the neighbours rang the police about it."
            "2,A,DASH. Mum was arguing with her partner again last night and the neighbours rang the police about it."
        )),
        read(3)
            .warns(&["1 row has a note id that occurred before"])
            .finds(&[("note_id", &["1", "2"]), ("repeat_of", &["", "1"])]),
    ),
    case(
        86,
        "the same text about two families is kept for both",
        Text(lines!(
            "note_id,case_id,note"
            "1,A,DASH. Mum was arguing with her partner at the group."
            "2,B,DASH. Mum was arguing with her partner at the group."
        )),
        read(2).finds(&[("note_id", &["1", "2"]), ("repeat_of", &["", ""]), ("status", &["counted", "counted"])]),
    ),
    case(
        89,
        "notes of nothing but marks are set aside",
        Text(notes!(
            "1,14/03/2025,..."
            "2,15/03/2025,\" \""
            "3,16/03/2025,-"
            "4,17/03/2025,<br/>_x000D_"
            "5,18/03/2025,Seen."
        )),
        read(1).rejects(&["empty-note", "empty-note", "empty-note", "empty-note"]),
    ),
    case(
        90,
        "the headings of a form are standard text",
        Made("notes.csv", || {
            let heading =
                "Has the parent been arguing with her partner, and what do the children say about that at home?";
            let row = |number: u32| format!("{number},C{number},\"{heading}\"\n");
            format!("note_id,case_id,note\n{}", (1..=6).map(row).collect::<String>()).into()
        }),
        read(6).finds(&[("status", &["template"; 6])]),
    ),
    case(
        92,
        "a picture in a note costs nothing",
        Made("notes.csv", || {
            let picture = "iVBORw0KGgo".repeat(5_000);
            format!(
                "{}1,14/03/2025,\"Mum <img src='data:image/png;base64,{picture}'/>arguing with her partner.\"\n",
                notes!()
            )
            .into()
        }),
        read(1).finds(IN_1),
    ),
    case(
        93,
        "what a spreadsheet would take for a formula is none in the tables",
        Text(lines!(
            "note_id,date,note"
            "=1+1,14/03/2025,=Mum arguing with her partner"
            "@2,15/03/2025,-Mum arguing with her partner"
            "+3,16/03/2025,+Mum arguing with her partner"
        )),
        read(3)
            .finds(&[("note_id", &["'=1+1", "'@2", "'+3"])])
            .without("findings.csv", &["\n=", "\n@", "\n+", ",=", ",@", ",+", ",-", ",\"=", ",\"-", ",\"+"]),
    ),
    case(
        94,
        "capitals are read",
        Text(notes!("1,14/03/2025,MUM WAS ARGUING WITH HER PARTNER. DASH.")),
        read(1).finds(IN_1),
    ),
    case(
        74,
        "RTF is read as its text",
        Text(notes!(
            "1,14/03/2025,{\\rtf1\\ansi Mum \\b arguing\\b0  with her part\\'6eer.}"
            "2,15/03/2025,Seen."
        )),
        read(2).finds(IN_1),
    ),
    case(
        79,
        "text that is turned round is a warning",
        Text(notes!("1,14/03/2025,Mum \u{202e}arguing with her partner\u{202c}.")),
        read(1).warns(&["direction"]).finds(IN_1),
    ),
    case(
        82,
        "several dated notes in one cell are told apart",
        Text(notes!(
            "1,14/03/2025,\"01/02/2025 JB: Seen.\n02/02/2025 JB: Mum arguing with her partner.\n13/02/2025 JB: Seen.\""
        )),
        read(1)
            .warns(&["1 cell holds several dated notes, 3 in all"])
            .finds(&[("note_id", &["1"]), ("date", &["2025-02-02"])]),
    ),
    case(
        84,
        "no phrase reaches across what was blacked out",
        Text(notes!("1,14/03/2025,He strangled her. Mum failed to ████ protect them.")),
        read(1).warns(&["1 place in 1 note is blacked out"]).finds(&[("note_id", &[])]),
    ),
    case(
        87,
        "an earlier version of a note is not audited",
        Text(lines!(
            "note_id,version,date,note"
            "1,1,14/03/2025,Mum arguing with her partner."
            "1,2,14/03/2025,Mum strangled by her partner."
        )),
        read(1).rejects(&["superseded"]),
    ),
    case(
        88,
        "a note entered in error is not audited",
        Text(lines!(
            "note_id,status,date,note"
            "1,Entered in error,14/03/2025,Mum arguing with her partner."
            "2,Final,15/03/2025,Seen."
        )),
        read(1).rejects(&["entered-in-error"]),
    ),
    case(
        90,
        "a note of N/A says nothing",
        Text(notes!("1,14/03/2025,N/A" "2,15/03/2025,Mum arguing with her partner.")),
        read(1).rejects(&["empty-note"]),
    ),
    case(
        91,
        "notes that are not in English are a warning",
        Text(notes!(
            "1,14/03/2025,Roedd Mam yn dadlau gyda'i phartner eto neithiwr ac roedd y plant yn crio."
            "2,15/03/2025,Mama znowu kłóciła się z partnerem a dzieci płakały całą noc."
        )),
        read(2).warns(&["English"]),
    ),
    case(
        92,
        "a note of nothing but an encoded file says nothing",
        Made("notes.csv", || {
            format!("{}1,14/03/2025,{}\n2,15/03/2025,Seen.\n", notes!(), "JVBERi0xLjQK".repeat(3_000)).into()
        }),
        read(1).rejects(&["empty-note"]),
    ),
];

pub(crate) const NOT_YET: &[Case] = &[];
