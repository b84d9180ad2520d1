//! Which words are names, which are ordinary, which belong to the field. The
//! lists are text files beside this one. Refuses to judge a word in its
//! place: it knows spellings, not sentences.

use std::borrow::Cow;

use foldhash::HashMap;

/// What is known about a spelling. Several may hold: `Lee` is a forename,
/// `Hope` a word and a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Class(u32);

impl Class {
    /// A word of everyday use.
    pub(super) const COMMON: Self = Self(1);
    /// A word that exists but is seldom written in notes.
    pub(super) const RARE: Self = Self(1 << 1);
    /// A word that notes write with a capital without naming anyone.
    pub(super) const FIELD: Self = Self(1 << 2);
    /// An abbreviation.
    pub(super) const ACRONYM: Self = Self(1 << 3);
    /// A forename.
    pub(super) const FORENAME: Self = Self(1 << 4);
    /// A surname.
    pub(super) const SURNAME: Self = Self(1 << 5);
    /// A name that is also a word.
    pub(super) const WORDLIKE: Self = Self(1 << 6);
    /// A surname that is mostly a word.
    pub(super) const BESIDE: Self = Self(1 << 7);
    /// A town, city or county.
    pub(super) const TOWN: Self = Self(1 << 8);
    /// A town whose name is also a word or a name.
    pub(super) const TOWNLIKE: Self = Self(1 << 9);
    /// An ending of street names.
    pub(super) const ROAD: Self = Self(1 << 10);
    /// An ending of street names that is also a plain word.
    pub(super) const ROADLIKE: Self = Self(1 << 11);
    /// A kind of place that carries a name before it.
    pub(super) const PREMISES: Self = Self(1 << 12);
    /// A kind of place that needs no capital.
    pub(super) const PLAIN_PREMISES: Self = Self(1 << 13);
    /// What comes between a name and a kind of place.
    pub(super) const QUALIFIER: Self = Self(1 << 14);
    /// What stands before a kind of place without naming it.
    pub(super) const GENERIC: Self = Self(1 << 15);
    /// What no street name contains.
    pub(super) const OUTSIDE: Self = Self(1 << 16);
    /// A title.
    pub(super) const TITLE: Self = Self(1 << 17);
    /// A rank that a number may follow.
    pub(super) const RANK: Self = Self(1 << 18);
    /// A rank that only a name follows.
    pub(super) const NAMED_RANK: Self = Self(1 << 19);
    /// A role.
    pub(super) const ROLE: Self = Self(1 << 20);
    /// A relative.
    pub(super) const KIN: Self = Self(1 << 21);
    /// A particle between the parts of a name.
    pub(super) const PARTICLE: Self = Self(1 << 22);
    /// A small word, never a surname.
    pub(super) const SMALL: Self = Self(1 << 23);
    /// A name that is also a verb.
    pub(super) const VERB: Self = Self(1 << 24);
    /// What belongs to the name of a town that it stands before.
    pub(super) const PREFIX: Self = Self(1 << 25);
    /// Any of the four kinds of name.
    pub(super) const NAME: Self = Self::FORENAME.or(Self::SURNAME).or(Self::WORDLIKE).or(Self::BESIDE);
    /// A forename or surname that is no word.
    pub(super) const SURE: Self = Self::FORENAME.or(Self::SURNAME);
    /// A word, whatever else.
    pub(super) const ORDINARY: Self = Self::COMMON.or(Self::RARE);
    /// An ending of street names.
    pub(super) const ROADS: Self = Self::ROAD.or(Self::ROADLIKE);
    /// Kept as written.
    pub(super) const KEPT: Self = Self::FIELD.or(Self::ACRONYM);

    /// What a spelling is, as against what it does beside others.
    const KIND: Self = Self::NAME.or(Self::ORDINARY).or(Self::KEPT).or(Self::TOWN).or(Self::TOWNLIKE);

    /// Both together.
    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the two share anything.
    pub(super) fn is(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether it is in no list.
    pub(super) fn is_unknown(self) -> bool {
        self.0 == 0
    }
}

const SECTIONS: &[(&str, Class)] = &[
    ("[common]", Class::COMMON),
    ("[rare]", Class::RARE),
    ("[field]", Class::FIELD),
    ("[acronym]", Class::ACRONYM),
    ("[forename]", Class::FORENAME),
    ("[surname]", Class::SURNAME),
    ("[wordlike]", Class::WORDLIKE),
    ("[beside]", Class::BESIDE),
    ("[town]", Class::TOWN),
    ("[townlike]", Class::TOWNLIKE),
    ("[road]", Class::ROAD),
    ("[roadlike]", Class::ROADLIKE),
    ("[premises]", Class::PREMISES),
    ("[plain premises]", Class::PREMISES.or(Class::PLAIN_PREMISES)),
    ("[qualifier]", Class::QUALIFIER),
    ("[generic]", Class::GENERIC),
    ("[outside]", Class::OUTSIDE),
    ("[title]", Class::TITLE),
    ("[rank]", Class::RANK),
    ("[named rank]", Class::NAMED_RANK),
    ("[role]", Class::ROLE),
    ("[kin]", Class::KIN),
    ("[particle]", Class::PARTICLE),
    ("[small]", Class::SMALL),
    ("[verb]", Class::VERB),
    ("[prefix]", Class::PREFIX),
];

const FILES: &[&str] = &[
    include_str!("ordinary.txt"),
    include_str!("field.txt"),
    include_str!("names.txt"),
    include_str!("places.txt"),
    include_str!("cues.txt"),
];

/// Every spelling in the lists.
pub(super) struct Vocabulary(HashMap<String, Class>);

impl Vocabulary {
    pub(super) fn new() -> Self {
        let mut words = HashMap::default();
        for file in FILES {
            read(file, &mut words);
        }
        Self(words)
    }

    /// Takes words for ordinary that are in no list.
    pub(super) fn add<'w>(&mut self, words: impl Iterator<Item = &'w str>) {
        for word in words {
            let word = word.to_lowercase();
            if self.class(&word).is_unknown() {
                self.0.insert(word, Class::COMMON);
            }
        }
    }

    /// What is known about a word in lower case, its regular forms included.
    pub(super) fn class(&self, word: &str) -> Class {
        if let Some((head, tail)) = word.rsplit_once('\'') {
            // "don't" and "she'd" are words; "o'brien" is listed as "obrien".
            let contraction = matches!(tail, "t" | "m" | "ve" | "ll" | "d" | "re" | "s" | "n");
            return if contraction { Class::COMMON } else { self.class(&[head, tail].concat()) };
        }
        let listed = self.listed(word);
        if listed.is(Class::KIND) { listed } else { listed.or(self.derived(word)) }
    }

    /// What a word is as a regular form of a listed one.
    fn derived(&self, word: &str) -> Class {
        let stem = stems(word).map(|stem| self.listed(&stem)).fold(Class::default(), Class::or);
        // "Maureens flat": the apostrophe is often left out.
        let name = || word.strip_suffix('s').is_some_and(|name| self.listed(name).is(Class::SURE));
        match word {
            _ if stem.is(Class::COMMON) => Class::COMMON,
            _ if name() => Class::FORENAME,
            _ if stem.is(Class::RARE) => Class::RARE,
            _ => Class::default(),
        }
    }

    fn listed(&self, word: &str) -> Class {
        self.0.get(word).copied().unwrap_or_default()
    }
}

fn read(file: &str, words: &mut HashMap<String, Class>) {
    let mut class = Class::default();
    for line in file.lines().filter(|line| !line.starts_with('#')) {
        if let Some((_, section)) = SECTIONS.iter().find(|(head, _)| *head == line) {
            class = *section;
            continue;
        }
        for word in line.split_whitespace() {
            let known = words.entry(word.to_lowercase()).or_default();
            *known = known.or(class);
        }
    }
}

/// Endings by their last letter, and what stands in their place in the plain form.
fn endings(word: &str) -> &'static [(&'static str, &'static str)] {
    match word.bytes().next_back() {
        Some(b's') => &[("s", ""), ("es", ""), ("ies", "y"), ("ness", ""), ("iness", "y")],
        Some(b'd') => &[("ied", "y"), ("ed", ""), ("ed", "e")],
        Some(b'g') => &[("ing", ""), ("ing", "e")],
        Some(b'y') => &[("ly", ""), ("ily", "y"), ("ally", "")],
        _ => &[],
    }
}

/// The plain forms that a word may be a regular form of.
fn stems(word: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let without = |(ending, put): &(&str, &str)| {
        let stem = word.strip_suffix(ending)?;
        Some(if put.is_empty() { Cow::Borrowed(stem) } else { Cow::Owned([stem, put].concat()) })
    };
    let plain = endings(word).iter().filter_map(without).filter(|stem| stem.len() >= 3);
    let doubled = ["ed", "ing"].into_iter().filter_map(|ending| undoubled(word.strip_suffix(ending)?));
    let rest = ["un", "re", "non", "mis"].into_iter().filter_map(|start| word.strip_prefix(start));
    plain.chain(doubled.chain(rest.filter(|rest| rest.len() >= 4)).map(Cow::Borrowed))
}

/// `slapp` to `slap`.
fn undoubled(stem: &str) -> Option<&str> {
    let mut letters = stem.chars();
    let last = letters.next_back()?;
    (stem.len() >= 4 && letters.clone().next_back() == Some(last)).then_some(letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_has_a_class() {
        for line in FILES.iter().flat_map(|file| file.lines()).filter(|line| line.starts_with('[')) {
            assert!(SECTIONS.iter().any(|(head, _)| *head == line), "{line}");
        }
    }

    #[test]
    fn knows_regular_forms() {
        let words = Vocabulary::new();
        for word in ["slapped", "arguing", "worries", "coerced", "verbally", "unhappiness", "couldn't"] {
            assert!(words.class(word).is(Class::ORDINARY), "{word}");
        }
        for word in ["hallworth", "quarmby", "o'brannigan"] {
            assert!(words.class(word).is_unknown(), "{word}");
        }
    }

    #[test]
    fn keeps_words_and_names_apart() {
        let words = Vocabulary::new();
        for (word, class) in [
            ("kayleigh", Class::FORENAME),
            ("o'brien", Class::SURNAME),
            ("hope", Class::WORDLIKE),
            ("brown", Class::BESIDE),
            ("marac", Class::KEPT),
            ("thurs", Class::FIELD),
            ("leeds", Class::TOWN),
        ] {
            assert!(words.class(word).is(class), "{word}");
        }
    }

    #[test]
    fn a_sure_name_is_never_a_common_word_of_the_field() {
        let words = Vocabulary::new();
        for (word, class) in &words.0.iter().collect::<std::collections::BTreeMap<_, _>>() {
            assert!(!(class.is(Class::SURE) && class.is(Class::FIELD)), "{word} is in names.txt and field.txt");
        }
    }
}
