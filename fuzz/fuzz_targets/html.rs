//! Any text as a note with markup in it.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    plainrecord_fuzz::body(text);
    plainrecord_fuzz::body(&format!("<p>Seen.<br>{text}</p>"));
});
