//! Whether something has been seen before, in few bytes each: a file may have
//! millions of ids.

use std::collections::HashSet;
use std::hash::Hash;

use crate::note::Key;

/// What was seen.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen(HashSet<Key>);

impl Seen {
    /// Adds a thing and says whether it is new.
    pub(super) fn add(&mut self, thing: impl Hash) -> bool {
        self.0.insert(Key::of(thing))
    }
}
