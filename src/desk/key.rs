//! A text that nobody can guess: what a link and a session are known by.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use super::ServeError;

/// 32 bytes of the system's chance, in letters that a link may hold.
pub(super) struct Key(String);

impl Key {
    /// A new one.
    pub(super) fn new() -> Result<Self, ServeError> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|_| ServeError::NoChance)?;
        Ok(Self(URL_SAFE_NO_PAD.encode(bytes)))
    }

    /// Whether this is it. Digests are compared, so that the time it takes says
    /// nothing of how much was right.
    pub(super) fn is(&self, given: &str) -> bool {
        Sha256::digest(&self.0) == Sha256::digest(given)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_another_and_fits_itself_alone() {
        let (one, other) = (Key::new().unwrap(), Key::new().unwrap());
        assert_eq!(one.to_string().len(), 43);
        assert!(one.is(&one.to_string()));
        for wrong in [&*other.to_string(), "", &one.to_string()[1..], &format!("{one}x")] {
            assert!(!one.is(wrong), "{wrong}");
        }
    }
}
