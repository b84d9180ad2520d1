//! Who in a note is victim, perpetrator, child or worker, and whose act a
//! finding is. It never guesses: where a note does not show it, the answer is
//! that it is unclear.
//!
//! Everything here reads the note as if a woman were the victim; a note with
//! signs of the contrary has been mirrored before (see [`mirror`]).

pub(super) mod mirror;
mod names;

use std::ops::Range;

use names::Names;

use super::finding::Whose;
use super::page::Page;
use super::text::{Break, Text};
use crate::lexicon::{People, Person, Role, Sex, Shows, Standing};

/// A word or two that stand for somebody.
#[derive(Clone, Debug)]
struct Mention {
    tokens: Range<usize>,
    standing: Standing,
    sex: Option<Sex>,
}

/// A mention with what it stands for, once the note has been read that far.
#[derive(Clone, Debug)]
struct Somebody {
    tokens: Range<usize>,
    role: Option<Role>,
    sex: Option<Sex>,
    noun: bool,
    /// Named behind a word such as "with" or "told": not the one who acts.
    aside: bool,
}

/// How many mentions back whoever a pronoun stands for may be.
const FAR: usize = 100;

/// Who is who in one note.
#[derive(Clone, Debug)]
pub(super) struct Roles<'l> {
    words: &'l People,
    people: Vec<Somebody>,
}

impl<'l> Roles<'l> {
    /// Reads a note. `shows` is what the signs in it come to.
    pub(super) fn read(page: &Page<'_>, people: &'l People, shows: Option<Shows>) -> Self {
        let text = page.text;
        let mentions = mentions(page, &people.persons);
        let names = Names::learn(page, &people.no_names, &mentions);
        let mut roles = Self { words: people, people: Vec::new() };
        for mention in names.among(text, mentions) {
            let somebody = roles.resolve(text, &mention, shows);
            roles.people.push(somebody);
        }
        roles
    }

    /// What a mention stands for, given those before it.
    fn resolve(&self, text: &Text, mention: &Mention, shows: Option<Shows>) -> Somebody {
        let (role, sex) = match mention.standing {
            Standing::Role(role) => (Some(role), mention.sex),
            Standing::Adult => (of_couple(mention.sex, shows), mention.sex),
            Standing::Partner => self.partner(text, mention, shows),
            Standing::Anybody => (None, mention.sex),
            Standing::Pronoun => (self.pronoun(mention, shows), mention.sex),
            Standing::Plural => (self.plural(mention), None),
        };
        let noun = !matches!(mention.standing, Standing::Pronoun | Standing::Plural);
        Somebody { tokens: mention.tokens.clone(), role, sex, noun, aside: self.is_aside(text, &mention.tokens) }
    }

    /// "her partner" is the perpetrator, "his partner" the victim; otherwise
    /// the other half of the adult named just before, if there is one.
    fn partner(&self, text: &Text, mention: &Mention, shows: Option<Shows>) -> (Option<Role>, Option<Sex>) {
        if shows == Some(Shows::SameSex) {
            return (None, None);
        }
        let mut before = (0..mention.tokens.start).rev().take(2).map(|at| text.word(at));
        let victim = before.any(|word| word == "his")
            || self.people.last().is_some_and(|last| {
                last.role == Some(Role::Perpetrator) && last.noun && last.tokens.end + 2 >= mention.tokens.start
            });
        if victim { (Some(Role::Victim), Some(Sex::Female)) } else { (Some(Role::Perpetrator), Some(Sex::Male)) }
    }

    /// Whoever of that sex was named last; if nobody was, whoever of the
    /// couple is of that sex.
    fn pronoun(&self, mention: &Mention, shows: Option<Shows>) -> Option<Role> {
        let fits = |somebody: &&Somebody| {
            let named = somebody.noun && !matches!(somebody.role, Some(Role::Couple | Role::Worker));
            let sexless = somebody.sex.is_none() && matches!(somebody.role, Some(Role::Victim | Role::Perpetrator));
            named && (somebody.sex == mention.sex || sexless && of_couple(mention.sex, shows) == somebody.role)
        };
        match self.people.iter().rev().take(FAR).find(fits) {
            Some(named) => named.role,
            None => shows.and_then(|_| of_couple(mention.sex, shows)),
        }
    }

    /// Whichever pair or group was named last.
    fn plural(&self, mention: &Mention) -> Option<Role> {
        let mut near = self.people.iter().rev().take_while(|last| last.tokens.end + 12 >= mention.tokens.start);
        let groups = [Role::Couple, Role::Child];
        near.find_map(|last| last.role.filter(|role| last.noun && !last.aside && groups.contains(role)))
    }

    /// Whose act or state the words at `finding` are, as far as a role is
    /// wanted; `None` if they are known to be somebody else's.
    pub(super) fn whose(&self, text: &Text, finding: &Range<usize>, wanted: Role) -> Option<Whose> {
        let Some(subject) = self.subject(text, finding) else { return Some(Whose::Unclear) };
        match subject.role {
            Some(role) if role == wanted => Some(Whose::Known { role, span: text.span(subject.tokens.clone()) }),
            Some(Role::Perpetrator | Role::Victim) if wanted == Role::Couple => Some(Whose::Unclear),
            // A grown son or daughter may be the one who abuses.
            Some(Role::Child) if wanted == Role::Perpetrator => Some(Whose::Unclear),
            Some(Role::Couple) => Some(Whose::Known { role: Role::Couple, span: text.span(subject.tokens.clone()) }),
            None | Some(Role::Worker) => Some(Whose::Unclear),
            Some(_) => None,
        }
    }

    /// Who stands at the head of the words themselves; or else the nearest in
    /// front, in the same clause, who can be the one that acts.
    fn subject(&self, text: &Text, finding: &Range<usize>) -> Option<&Somebody> {
        let upto = self.people.partition_point(|somebody| somebody.tokens.start <= finding.start);
        let start = text.sentences()[text.sentence_of(finding.start)].start;
        let before = self.people[..upto].iter().enumerate().rev();
        let mut before = before.take_while(|(_, somebody)| somebody.tokens.start >= start);
        let (at, subject) = before.find(|(_, somebody)| !somebody.aside)?;
        let joined = at > 0 && are_joined(text, &self.people[at - 1], subject);
        (!joined && self.acts(text, subject, finding)).then_some(subject)
    }

    /// Whether these words for somebody stand behind a word such as "with".
    fn is_aside(&self, text: &Text, somebody: &Range<usize>) -> bool {
        let start = text.sentences()[text.sentence_of(somebody.start)].start;
        let mut before = (start..somebody.start).rev().map(|word| text.word(word));
        let towards = before.find(|word| !OWNERS.contains(word)).is_some_and(|word| self.words.towards.contains(word));
        towards && text.word(somebody.end) != "who"
    }

    /// Whether the words of the finding can be what somebody in front does:
    /// near enough, and nothing in between that begins another thought.
    fn acts(&self, text: &Text, somebody: &Somebody, finding: &Range<usize>) -> bool {
        let near = match somebody.role {
            Some(Role::Professional) => 1,
            _ if somebody.noun => 3,
            _ => 9,
        };
        let between = somebody.tokens.end.min(finding.start)..finding.start;
        let turns = |word: usize| {
            let (gap, word) = (text.tokens()[word].gap, text.word(word));
            gap >= Break::Clause || word == "that" || word == "and" && somebody.noun || self.words.saying.contains(word)
        };
        between.len() <= near && !between.clone().any(turns) && text.tokens()[finding.start].gap < Break::Clause
            || between.is_empty() && somebody.tokens.end > finding.start
    }
}

/// Words that may stand between "with" and somebody.
const OWNERS: &[&str] = &["the", "her", "his", "a", "an", "new", "mums", "their", "both", "alleged", "my", "ms", "mr"];

/// Whether two people are named as one subject: "mum and partner".
fn are_joined(text: &Text, first: &Somebody, second: &Somebody) -> bool {
    let mut between = first.tokens.end..second.tokens.start;
    between.len() <= 2 && between.any(|word| matches!(text.word(word), "and" | "n"))
}

/// Which of the couple an adult of that sex is.
fn of_couple(sex: Option<Sex>, shows: Option<Shows>) -> Option<Role> {
    match (shows, sex?) {
        (Some(Shows::SameSex), _) => None,
        (_, Sex::Female) => Some(Role::Victim),
        (_, Sex::Male) => Some(Role::Perpetrator),
    }
}

/// Every word for a person, in order; of several that begin at one word, the
/// longest.
fn mentions(page: &Page<'_>, persons: &[Person]) -> Vec<Mention> {
    let (mut found, mut at) = (Vec::new(), 0);
    while at < page.text.tokens().len() {
        let ends = page.labels.people(at).filter_map(|(number, end)| Some((persons.get(number)?, end)));
        match ends.max_by_key(|(_, end)| *end) {
            Some((person, end)) => {
                found.push(Mention { tokens: at..end, standing: person.standing, sex: person.sex });
                at = end;
            }
            None => at += 1,
        }
    }
    found
}
