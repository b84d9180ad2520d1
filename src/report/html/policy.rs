//! What a page of the audit may do: nothing but wear its own style and run its
//! own script, each known by its digest. It loads nothing and sends nothing.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The content security policy of a page with this style and, perhaps, this
/// script (W3C, Content Security Policy Level 3).
pub(super) fn policy(style: &str, script: Option<&str>) -> String {
    let script = script.map(|script| format!("; script-src {}", digest_source(script))).unwrap_or_default();
    format!("default-src 'none'; style-src {}{script}; base-uri 'none'; form-action 'none'", digest_source(style))
}

/// What stands between two tags, as a policy names it.
pub(crate) fn digest_source(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_what_it_allows_by_its_digest() {
        // The example of the specification, 6.7.3.3.
        let policy = policy("", Some("alert('Hello, world.');"));
        assert!(policy.contains("script-src 'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"), "{policy}");
        assert!(!policy.contains("unsafe"));
    }
}
