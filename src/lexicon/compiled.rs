//! The lexicon that comes with the program as it is once its files have been
//! read and checked, so that this is not done on every start. A test writes it
//! (`SNAPSHOTS=overwrite`), and fails where it is not what the files give.

use std::collections::BTreeMap;
use std::hash::{BuildHasher as _, Hasher as _};
use std::sync::OnceLock;

use foldhash::quality::FixedState;
use serde::{Deserialize, Serialize};

use super::{Cue, Entry, Expectation, Lexicon, People, Sign, builtin_files};

/// A page in a browser has no room for it; it is for another word size besides.
#[cfg(not(target_family = "wasm"))]
const BYTES: &[u8] = include_bytes!("../../lexicons/compiled/lexicon.bin");
#[cfg(target_family = "wasm")]
const BYTES: &[u8] = &[];

/// What files hold but for their text and the terms.
#[derive(Serialize, Deserialize)]
struct Compiled {
    /// The hash of the files that it was made of.
    files: u64,
    entries: Vec<Entry>,
    cues: Vec<Cue>,
    signs: Vec<Sign>,
    people: People,
    expectations: Vec<Expectation>,
    sources: BTreeMap<String, String>,
}

/// The lexicon that comes with the program; `None` if it was not compiled since
/// a file of it was changed.
pub(super) fn lexicon() -> Option<Lexicon> {
    let files = builtin_files();
    let compiled: Compiled = postcard::from_bytes(BYTES).ok()?;
    let Compiled { entries, cues, signs, people, expectations, sources, .. } = compiled;
    let terms = OnceLock::new();
    let lexicon = Lexicon { entries, cues, signs, people, expectations, terms, sources, files, builtin: true };
    (compiled.files == lexicon.hash()).then_some(lexicon)
}

impl Lexicon {
    /// A hash of the files, which tells whether something that was made of the
    /// lexicon was made of this one. The same on all machines of one word size.
    pub fn hash(&self) -> u64 {
        let mut hasher = FixedState::with_seed(0).build_hasher();
        for file in &self.files {
            hasher.write(file.name.as_bytes());
            hasher.write(file.text.as_bytes());
        }
        hasher.finish()
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::{env, fs};

    use super::*;

    #[test]
    fn the_compiled_lexicon_is_what_its_files_give() {
        let lexicon = Lexicon::from_files(builtin_files()).unwrap();
        let files = lexicon.hash();
        let Lexicon { entries, cues, signs, people, expectations, sources, .. } = lexicon;
        let compiled = Compiled { files, entries, cues, signs, people, expectations, sources };
        let bytes = postcard::to_stdvec(&compiled).unwrap();
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicons/compiled/lexicon.bin");
        if env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite") {
            fs::write(&path, &bytes).unwrap();
        }
        assert!(bytes == fs::read(&path).unwrap(), "run the tests with SNAPSHOTS=overwrite");
    }
}
