//! Whether something has been seen before, in eight bytes each: a file may
//! have millions of ids.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// What was seen, by its hash of 64 bits. Of ten million things, two that
/// differ count as one in fewer than one of a hundred thousand files.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen(HashSet<u64>);

impl Seen {
    /// Adds a thing and says whether it is new.
    pub(super) fn add(&mut self, thing: impl Hash) -> bool {
        let mut hasher = DefaultHasher::new();
        thing.hash(&mut hasher);
        self.0.insert(hasher.finish())
    }
}
