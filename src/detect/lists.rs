//! Lists of one kind of thing, one behind the other: what is read together
//! lies together in memory.

use serde::{Deserialize, Serialize};

/// Numbered lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Lists<T> {
    /// Where each begins, and behind the last.
    bounds: Vec<u32>,
    items: Vec<T>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self { bounds: vec![0], items: Vec::new() }
    }
}

impl<T> Lists<T> {
    /// Adds a list, and says its number.
    pub(super) fn push(&mut self, list: impl IntoIterator<Item = T>) -> u32 {
        let number = self.len();
        self.items.extend(list);
        self.bounds.push(u32::try_from(self.items.len()).unwrap_or(u32::MAX));
        number
    }

    /// How many lists there are.
    pub(super) fn len(&self) -> u32 {
        u32::try_from(self.bounds.len() - 1).unwrap_or(u32::MAX)
    }

    /// What a list holds; nothing, if there is no such list.
    pub(super) fn get(&self, number: u32) -> &[T] {
        match self.bounds.get(number as usize..number as usize + 2) {
            Some(&[start, end]) => &self.items[start as usize..end as usize],
            _ => &[],
        }
    }
}

impl<T, L: IntoIterator<Item = T>> FromIterator<L> for Lists<T> {
    fn from_iter<I: IntoIterator<Item = L>>(lists: I) -> Self {
        let mut all = Self::default();
        for list in lists {
            all.push(list);
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_list_is_what_was_put_in() {
        let lists: Lists<u8> = [vec![1, 2], vec![], vec![3]].into_iter().collect();
        assert_eq!([lists.get(0), lists.get(1), lists.get(2), lists.get(3)], [&[1, 2][..], &[], &[3], &[]]);
    }
}
