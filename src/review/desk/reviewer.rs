//! Who reads: a name or initials, as the reviewers tell one another apart.

use std::fmt;

/// A longer name would not stand beside a decision.
const LONGEST: usize = 40;

/// A reviewer, by name or initials.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reviewer(String);

/// Text that is no name of a reviewer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a reviewer is named with 1 to {LONGEST} letters, digits, spaces, full stops, hyphens or apostrophes")]
pub struct NoReviewer;

impl Reviewer {
    /// The reviewer of this name; white space around it is dropped and inside it
    /// made one space.
    ///
    /// # Errors
    /// If it has other characters, none that can be read out, or too many.
    pub fn new(name: &str) -> Result<Self, NoReviewer> {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let fits = |c: char| c.is_alphanumeric() || [' ', '.', '-', '\'', '’'].contains(&c);
        let is_name = name.starts_with(char::is_alphanumeric) && name.chars().all(fits);
        if is_name && name.chars().count() <= LONGEST { Ok(Self(name)) } else { Err(NoReviewer) }
    }

    /// A name that was written down before.
    pub(super) fn known(name: String) -> Self {
        Self(name)
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Reviewer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_something_that_can_be_read_out() {
        for (text, name) in [
            (" Mina  O’Neil ", Some("Mina O’Neil")),
            ("m.k.", Some("m.k.")),
            ("Jörg-Peter", Some("Jörg-Peter")),
            ("", None),
            ("   ", None),
            ("=1+1", None),
            ("- mk", None),
            ("<b>", None),
            ("a,b", None),
        ] {
            assert_eq!(Reviewer::new(text).ok().as_ref().map(Reviewer::as_str), name, "{text}");
        }
        assert!(Reviewer::new(&"a".repeat(LONGEST)).is_ok() && Reviewer::new(&"a".repeat(LONGEST + 1)).is_err());
    }
}
