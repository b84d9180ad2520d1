//! Any text, quoted from any place of it: nothing of the places is lost, and a
//! name from another column is never shown.

#![no_main]

use plainrecord::note::{Note, NoteText, Span};
use plainrecord::redact::{Excerpts, Redactor};

thread_local! {
    static REDACTOR: Redactor = Redactor::new(Excerpts::Redacted);
}

libfuzzer_sys::fuzz_target!(|input: (u16, u16, &str)| {
    let (start, length, text) = input;
    let words = Span::new(start.into(), usize::from(start) + usize::from(length));
    let note = Note {
        names: vec!["Zebediah".to_owned()],
        text: NoteText::plain(format!("{text} Zebediah came.")),
        ..Note::default()
    };
    let whole = Span::new(0, note.text.readable().chars().count());
    REDACTOR.with(|redactor| {
        redactor.excerpt(&note, whole, words);
        let shown = redactor.whole(&note);
        assert!(shown.split(|char: char| !char.is_alphanumeric()).all(|word| word != "Zebediah"));
    });
});
