//! What stands in the place of an identifier, and how overlapping finds
//! become one. Looks at no words: it does not decide what an identifier is.

use std::ops::Range;

use serde::{Deserialize, Serialize};

macro_rules! masks {
    ($($(#[$doc:meta])* $name:ident = $label:literal;)*) => {
        /// A kind of identifier. The order decides which label an overlap
        /// gets: the first.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub(super) enum Mask { $($(#[$doc])* $name,)* }

        impl Mask {
            /// Every kind.
            pub(super) const ALL: &[Self] = &[$(Self::$name,)*];

            /// The text a reader sees. Fixed, so that neither the length nor
            /// the number of letters gives anything away.
            pub(super) fn label(self) -> &'static str {
                match self { $(Self::$name => $label,)* }
            }
        }
    };
}

masks! {
    /// An e-mail address.
    Email = "[email]";
    /// A web address.
    Link = "[link]";
    /// An NHS, CHI or H&C number.
    NhsNumber = "[nhs number]";
    /// A telephone number.
    Phone = "[phone]";
    /// A date said to be someone's birthday.
    BirthDate = "[date of birth]";
    /// A postcode or its first half.
    Postcode = "[postcode]";
    /// A number plate.
    Vehicle = "[vehicle]";
    /// A number by which some system knows a person, a case or an event.
    Reference = "[reference]";
    /// An address, a town, a school, a surgery, a refuge.
    Place = "[place]";
    /// A person.
    Name = "[person]";
}

impl Mask {
    /// The label with something more before its end: `[person 2]`.
    pub(super) fn with(self, more: &str) -> String {
        format!("{}{more}]", self.label().trim_end_matches(']'))
    }

    /// The length in bytes of the label that `text` begins with.
    pub(super) fn label_at(text: &str) -> Option<usize> {
        text.strip_prefix('[')?;
        let plain = Self::ALL.iter().map(|mask| mask.label()).find(|label| text.starts_with(label));
        plain.map(str::len).or_else(|| [Self::Name, Self::Place].iter().find_map(|mask| mask.numbered_at(text)))
    }

    fn numbered_at(self, text: &str) -> Option<usize> {
        let rest = text.strip_prefix(self.label().trim_end_matches(']'))?.strip_prefix(' ')?;
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        (digits > 0 && rest[digits..].starts_with(']')).then(|| text.len() - rest.len() + digits + 1)
    }
}

/// Where an identifier stands, in bytes of the folded text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) at: Range<usize>,
    pub(super) mask: Mask,
}

impl Hit {
    pub(super) fn new(at: Range<usize>, mask: Mask) -> Self {
        Self { at, mask }
    }
}

/// One hit for each stretch of `text`: those that overlap become one under
/// the label that comes first, and neighbours of one kind become one.
pub(super) fn merge(text: &str, mut hits: Vec<Hit>) -> Vec<Hit> {
    hits.retain(|hit| !hit.at.is_empty());
    hits.sort_by_key(|hit| (hit.at.start, hit.at.end, hit.mask));
    let mut merged: Vec<Hit> = Vec::with_capacity(hits.len());
    for hit in hits {
        match merged.last_mut() {
            Some(last) if belongs(text, last, &hit) => {
                last.at.end = last.at.end.max(hit.at.end);
                last.mask = last.mask.min(hit.mask);
            }
            _ => merged.push(hit),
        }
    }
    merged
}

fn belongs(text: &str, last: &Hit, next: &Hit) -> bool {
    if next.at.start < last.at.end {
        return true;
    }
    let between = text.get(last.at.end..next.at.start).unwrap_or_default();
    let glue = match last.mask {
        Mask::Name => [' ', '-', '-'],
        Mask::Place => [' ', '-', ','],
        _ => return false,
    };
    last.mask == next.mask && between.len() < 3 && between.chars().all(|c| glue.contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merged(text: &str, hits: &[(Range<usize>, Mask)]) -> Vec<(Range<usize>, Mask)> {
        let hits = hits.iter().map(|(at, mask)| Hit::new(at.clone(), *mask)).collect();
        merge(text, hits).into_iter().map(|hit| (hit.at, hit.mask)).collect()
    }

    #[test]
    fn an_overlap_takes_the_first_label() {
        let hits = [(8..20, Mask::Name), (0..10, Mask::Place), (4..6, Mask::Email)];
        assert_eq!(merged("12 Hope Street Hope", &hits), [(0..20, Mask::Email)]);
    }

    #[test]
    fn neighbours_of_one_kind_become_one() {
        assert_eq!(
            merged("Jo-Ann Li", &[(0..2, Mask::Name), (3..6, Mask::Name), (7..9, Mask::Name)]),
            [(0..9, Mask::Name)]
        );
        assert_eq!(merged("Jo, Li", &[(0..2, Mask::Name), (4..6, Mask::Name)]).len(), 2);
        assert_eq!(merged("Jo Leeds", &[(0..2, Mask::Name), (3..8, Mask::Place)]).len(), 2);
    }
}
