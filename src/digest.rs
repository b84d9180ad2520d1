//! Digests as they are printed: SHA-256 in hexadecimal. Knows nothing of what
//! is digested.

use std::io::{self, Read};

use sha2::{Digest, Sha256};

/// The SHA-256 of these bytes, in hexadecimal.
pub(crate) fn sha256(bytes: impl AsRef<[u8]>) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// The SHA-256 of what can be read, in hexadecimal.
///
/// # Errors
/// If it cannot be read.
pub(crate) fn sha256_of(mut from: impl Read) -> io::Result<String> {
    let (mut hasher, mut block) = (Sha256::new(), vec![0; 1 << 20]);
    loop {
        match from.read(&mut block)? {
            0 => return Ok(hexadecimal(&hasher.finalize())),
            read => hasher.update(&block[..read]),
        }
    }
}

/// A finished digest, in hexadecimal.
pub(crate) fn hexadecimal(digest: &[u8]) -> String {
    let digits = digest.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_digests_as_the_standard_does() {
        // FIPS 180-4, the example "abc".
        let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!((sha256("abc"), sha256_of(&b"abc"[..]).unwrap()), (digest.to_owned(), digest.to_owned()));
    }
}
