//! Names that a note gives a role to: "partner Kev", "IP: Jane Doe", "Dean
//! (perp)", "Ms Shah". They are known for that note alone and kept nowhere.

use std::collections::{BTreeMap, BTreeSet};

use super::Mention;
use crate::detect::page::Page;
use crate::detect::text::{Break, Text};
use crate::lexicon::{Role, Sex, Standing};

/// At most so many words of a name are learned: first name and surname.
const LONGEST: usize = 2;

/// How far behind a name its pronoun may stand, in words.
const NEAR: usize = 10;

/// The names of one note, folded, with what they stand for; `None` where the
/// note gives one name to two people.
#[derive(Debug, Default)]
pub(super) struct Names(BTreeMap<String, Option<(Standing, Option<Sex>)>>);

impl Names {
    pub(super) fn learn(page: &Page<'_>, no_names: &BTreeSet<Box<str>>, mentions: &[Mention]) -> Self {
        let beside = Beside { page, no_names };
        let mut names = Self::default();
        for mention in mentions.iter().filter(|mention| names_somebody(mention)) {
            for at in beside.behind(mention).chain(beside.in_front(mention.tokens.start)) {
                names.add(page.text.word(at), mention);
            }
        }
        let sexes = names.sexes(page.text);
        for (name, somebody) in &mut names.0 {
            *somebody = somebody.and_then(|known| settle(known, sexes.get(name).copied()));
        }
        names
    }

    fn add(&mut self, name: &str, mention: &Mention) {
        let somebody = (mention.standing, mention.sex);
        let known = self.0.entry(name.to_owned()).or_insert(Some(somebody));
        if known.is_some_and(|(standing, _)| standing != mention.standing) {
            *known = None;
        }
    }

    /// For each name, the sex of most pronouns that are the first behind it.
    fn sexes(&self, text: &Text) -> BTreeMap<String, Sex> {
        let mut balances = BTreeMap::<&str, i32>::new();
        for at in 0..text.tokens().len() {
            let Some((name, _)) = self.0.get_key_value(text.word(at)) else { continue };
            let first = (at + 1..at + 1 + NEAR).find_map(|word| match text.word(word) {
                "he" | "hes" => Some(1),
                "she" | "shes" => Some(-1),
                _ => None,
            });
            *balances.entry(name).or_default() += first.unwrap_or(0);
        }
        let sex = |balance| if balance > 0 { Sex::Male } else { Sex::Female };
        let shown = balances.into_iter().filter(|&(_, balance)| balance != 0);
        shown.map(|(name, balance)| (name.to_owned(), sex(balance))).collect()
    }

    /// The mentions with the names among them, in the order of the text.
    pub(super) fn among(&self, text: &Text, mut mentions: Vec<Mention>) -> Vec<Mention> {
        if self.0.is_empty() {
            return mentions;
        }
        let tokens = text.tokens().iter().enumerate().filter(|(_, token)| token.capital);
        let named = tokens.filter_map(|(at, _)| {
            let (standing, sex) = (*self.0.get(text.word(at))?)?;
            Some(Mention { tokens: at..at + 1, standing, sex })
        });
        mentions.extend(named);
        mentions.sort_by_key(|mention| (mention.tokens.start, mention.tokens.end));
        mentions.into_iter().fold(Vec::new(), |mut kept, mention| {
            match kept.last_mut() {
                Some(last) if last.standing == mention.standing && last.tokens.end == mention.tokens.start => {
                    last.tokens.end = mention.tokens.end;
                }
                _ => kept.push(mention),
            }
            kept
        })
    }
}

/// Whether a name beside the word is the name of that one.
fn names_somebody(mention: &Mention) -> bool {
    !matches!(mention.standing, Standing::Pronoun | Standing::Plural | Standing::Anybody)
}

/// Whether "partner Kev" is a man or a woman is shown by the pronoun behind
/// the name; if nothing shows it, the name stands for nobody.
fn settle(known: (Standing, Option<Sex>), shown: Option<Sex>) -> Option<(Standing, Option<Sex>)> {
    match known {
        (Standing::Partner, _) => shown.map(|sex| (Standing::Adult, Some(sex))),
        (standing, None) => Some((standing, shown)),
        known => Some(known),
    }
}

/// Looks for names beside the words for somebody: capitals and brackets tell
/// a name from a word.
struct Beside<'a> {
    page: &'a Page<'a>,
    no_names: &'a BTreeSet<Box<str>>,
}

impl Beside<'_> {
    /// "partner Kev Shaw", "IP: Jane"; what stands behind "police –" is no name
    /// of theirs.
    fn behind(&self, mention: &Mention) -> impl Iterator<Item = usize> {
        let start = mention.tokens.end;
        let job = matches!(mention.standing, Standing::Role(Role::Professional | Role::Worker | Role::Child));
        let joined = move |at: &usize| self.is_joined(*at) || *at == start && !job && self.is_labelled(start);
        (start..start + LONGEST).take_while(move |at| joined(at) && self.is_name(*at))
    }

    /// "Kev Shaw (perp)".
    fn in_front(&self, end: usize) -> impl Iterator<Item = usize> {
        let length = if self.page.in_front(end).contains(&'(') { LONGEST } else { 0 };
        let joined = move |at: &usize| at + 1 == end || self.is_joined(at + 1);
        (end.saturating_sub(length)..end).rev().take_while(move |at| joined(at) && self.is_name(*at))
    }

    /// Whether only a space parts this word from the one before.
    fn is_joined(&self, at: usize) -> bool {
        self.page.text.tokens().get(at).is_some_and(|token| token.gap == Break::Space)
    }

    /// Whether the word before is a label for this one: "perp: Dean".
    fn is_labelled(&self, at: usize) -> bool {
        let separator = self.page.in_front(at);
        let light = self.page.text.tokens().get(at).is_some_and(|token| token.gap == Break::Light);
        light && separator.iter().any(|letter| ":-–(".contains(*letter)) && !separator.contains(&')')
    }

    /// Written as names are: a capital, then small letters, and no word that
    /// often stands so.
    fn is_name(&self, at: usize) -> bool {
        let Some(token) = self.page.text.tokens().get(at) else { return false };
        let written = self.page.characters.get(token.span.start()..token.span.end()).unwrap_or_default();
        let small = written.iter().skip(1).all(|letter| letter.is_lowercase() || !letter.is_alphabetic());
        token.capital && written.len() > 1 && small && !self.no_names.contains(self.page.text.word(at))
    }
}
