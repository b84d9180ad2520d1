//! Any text as a file of the lexicon, beside the built-in ones.

#![no_main]

use plainrecord::lexicon::{Lexicon, LexiconFile, builtin_files};

libfuzzer_sys::fuzz_target!(|text: &str| {
    for name in ["minimising.toml", "cues/reported.toml", "terms.toml"] {
        let mut files = builtin_files();
        files.retain(|file| file.name == "sources.toml" || file.name == "terms.toml" && name != "terms.toml");
        files.push(LexiconFile { name: name.to_owned(), text: text.to_owned() });
        if let Err(error) = Lexicon::from_files(files) {
            assert!(!error.to_string().is_empty());
        }
    }
});
