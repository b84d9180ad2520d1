//! The core of plainrecord for a page in a browser: a text in, what is to be
//! said of it out, as JSON.
//!
//! Three functions of plain numbers are all that a page needs, so there is no
//! binding generator, whose version would have to match and whose script would
//! have to be trusted. The page asks for [`room`], puts a text there, calls
//! [`check`], and reads the answer at [`place`].

mod answer;

use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

use plainrecord::detect::Detector;
use plainrecord::lexicon::{Lexicon, LexiconError};

/// What the page and the core hand each other.
static DESK: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// Made of the lexicon's own files: what is compiled beforehand would make the
/// page three times as large, and is for machines of another word size.
static DETECTOR: LazyLock<Result<Detector, LexiconError>> =
    LazyLock::new(|| Ok(Detector::new(Arc::new(Lexicon::builtin()?))));

fn desk() -> MutexGuard<'static, Vec<u8>> {
    DESK.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Makes room for a text of so many bytes, and gives where it lies.
#[expect(unsafe_code, reason = "the name under which the page finds it; no other function has it")]
#[unsafe(no_mangle)]
pub extern "C" fn room(bytes: usize) -> *mut u8 {
    let mut desk = desk();
    desk.clear();
    desk.resize(bytes, 0);
    desk.as_mut_ptr()
}

/// Checks the text that lies in the room and puts the answer there, in UTF-8;
/// gives its length in bytes. What is not UTF-8 is read as U+FFFD.
#[expect(unsafe_code, reason = "the name under which the page finds it; no other function has it")]
#[unsafe(no_mangle)]
pub extern "C" fn check() -> usize {
    let mut desk = desk();
    let text = String::from_utf8_lossy(&desk).into_owned();
    *desk = answer::to(text, &DETECTOR).into_bytes();
    desk.len()
}

/// Where the answer lies.
#[expect(unsafe_code, reason = "the name under which the page finds it; no other function has it")]
#[unsafe(no_mangle)]
pub extern "C" fn place() -> *const u8 {
    desk().as_ptr()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_room_is_checked_like_any_other() {
        room(0);
        assert_eq!(check(), desk().len());
        assert!(String::from_utf8(desk().clone()).unwrap().contains("Nothing of concern was found."));
    }
}
