//! What is looked for with the lexicon that comes with the program, compiled
//! beforehand. A test writes it (`SNAPSHOTS=overwrite`), and fails where it is
//! not what the lexicon gives.

use super::sought::Sought;
use crate::lexicon::Lexicon;

/// A page in a browser has no room for it; it is for another word size besides.
#[cfg(not(target_family = "wasm"))]
const BYTES: &[u8] = include_bytes!("../../lexicons/compiled/detector.bin");
#[cfg(target_family = "wasm")]
const BYTES: &[u8] = &[];

/// What is looked for with a lexicon; `None` if that was not compiled since one
/// of its files was changed.
pub(super) fn sought(lexicon: &Lexicon) -> Option<Sought> {
    let (hash, rest) = postcard::take_from_bytes::<u64>(BYTES).ok().filter(|_| lexicon.is_builtin())?;
    let sought = (hash == lexicon.hash()).then(|| postcard::from_bytes(rest))?;
    sought.ok()
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::{env, fs};

    use super::*;
    use crate::lexicon::builtin_files;

    #[test]
    fn the_compiled_detector_is_what_the_lexicon_gives() {
        let lexicon = Lexicon::from_files(builtin_files()).unwrap();
        let bytes = postcard::to_stdvec(&(lexicon.hash(), Sought::new(&lexicon, &[]))).unwrap();
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicons/compiled/detector.bin");
        if env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite") {
            fs::write(&path, &bytes).unwrap();
        }
        assert!(bytes == fs::read(&path).unwrap(), "run the tests with SNAPSHOTS=overwrite");
    }
}
