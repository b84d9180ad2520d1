//! One note while it is being read: what may match, what does, whose act it is
//! and who says it.

use std::cell::OnceCell;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::ops::Range;
use std::rc::Rc;

use super::Detector;
use super::finding::{Evidence, EvidenceRule, Finding, SignOfAbuse};
use super::overlap::Hit;
use super::page::Page;
use super::phrase_match::Words;
use super::phrases::Matches;
use super::ranges::Ranges;
use super::roles::Roles;
use super::roles::mirror;
use super::rules::{PhraseRef, Rules};
use super::sought::{Parts, Users};
use super::status::{CueMatch, Cues, Voices};
use super::text::Text;
use crate::lexicon::{Cue, Entry, Family, Kind, Shows, Sign};

/// The weight that shows that a note is about abuse: one strong sign, or two
/// different weak ones.
const ABOUT_ABUSE: u32 = 2;

/// What makes a text guidance: so many different signs of it, and at least one
/// for so many words. A long report has more of them, and wider apart.
const GUIDANCE: [(usize, usize); 2] = [(3, 60), (12, 200)];

/// From so many words on, what is found either way round tells who the victim
/// is where no sign does.
const ENOUGH: usize = 20;

/// Whether the words of an entry say all that makes them a concern once it is
/// known that a note is about abuse. The terms of an agreement do not: without
/// one, "she will ring the police" binds nobody.
fn says_of_itself(entry: &Entry) -> bool {
    let family = entry.indicator.family();
    family.kind() == Kind::Concern && family != Family::WrittenAgreement
}

/// A sign, with its places in a note.
type Placed<'d> = (&'d Sign, Vec<Range<usize>>);

/// One note while it is being read.
pub(super) struct Scan<'d> {
    detector: &'d Detector,
    /// Whether it is the draft of a note about abuse.
    is_draft: bool,
    pub(super) words: Words,
    /// What is looked for in every note, once it has been asked for.
    found: OnceCell<Matches>,
    /// The signs in it with their places, once they have been asked for.
    signs: OnceCell<Vec<Placed<'d>>>,
    /// What the entries find, once it has been asked for.
    hits: OnceCell<Vec<Hit<'d>>>,
    /// What the signs in it show about who is the victim.
    pub(super) victim: Option<Shows>,
}

impl<'d> Scan<'d> {
    /// Folds a note, and reads it the other way round if a man is the victim.
    /// Every step would come out the other way in a note with the sexes
    /// exchanged, so that both read the same; only a short note that does not
    /// show who the victim is reads as the lexicon is written.
    pub(super) fn new(detector: &'d Detector, readable: &str) -> Self {
        Self::either_way(detector, readable, false)
    }

    /// The same of a draft, whose writer knows that it is about abuse: what an
    /// entry of concern needs beside it need not be written yet.
    pub(super) fn of_draft(detector: &'d Detector, readable: &str) -> Self {
        Self::either_way(detector, readable, true)
    }

    fn either_way(detector: &'d Detector, readable: &str, is_draft: bool) -> Self {
        let vocabulary = &detector.sought.vocabulary;
        let plain = Self::of_words(detector, Words::new(Text::new(readable), vocabulary), is_draft);
        let others = mirror::others(plain.text());
        let Some(men) = mirror::men_are_named_more(plain.text(), &others) else {
            return Self { victim: plain.victim(&plain), ..plain };
        };
        let mirrored = Self::of_words(detector, plain.words.read_as(&others, vocabulary), is_draft);
        let found = mirrored.find_beside(&detector.sought.always, &plain, plain.found());
        let mirrored = Self { found: OnceCell::from(found), ..mirrored };
        let victim = plain.victim(&mirrored);
        let turned = match victim {
            Some(Shows::ManVictim) => true,
            Some(Shows::WomanVictim) => false,
            _ if plain.text().tokens().len() < ENOUGH => false,
            _ => (mirrored.hits().len(), men) > (plain.hits().len(), !men),
        };
        Self { victim, ..if turned { mirrored } else { plain } }
    }

    fn of_words(detector: &'d Detector, words: Words, is_draft: bool) -> Self {
        let (found, signs, hits) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        Self { detector, is_draft, words, found, signs, hits, victim: None }
    }

    /// The note's characters beside its words as they are read.
    pub(super) fn page(&self, readable: &str) -> Page<'_> {
        let sought = &self.detector.sought;
        Page::new(readable, self.text(), sought.labels.find(&sought.program, &self.words))
    }

    /// The text as it is read.
    pub(super) fn text(&self) -> &Text {
        &self.words.text
    }

    fn find(&self, rules: &Rules) -> Matches {
        Matches::new(&self.detector.sought.program, rules, &self.words, self.text().sentences().iter())
    }

    /// The same, given the note read the other way round: sentences that read
    /// the same are not searched again.
    fn find_beside(&self, rules: &Rules, other: &Self, found: &Matches) -> Matches {
        let same = |sentence: &&Range<usize>| {
            self.words.ids().get((*sentence).clone()) == other.words.ids().get((*sentence).clone())
        };
        let (same, different): (Vec<_>, Vec<_>) = self.text().sentences().iter().partition(same);
        let same = Ranges::new(same.into_iter().map(|sentence| (sentence.clone(), ())));
        let found = found.all().iter().filter(|(_, tokens)| same.touching(tokens.clone()).next().is_some());
        Matches::new(&self.detector.sought.program, rules, &self.words, different.into_iter()).and(found.cloned())
    }

    fn found(&self) -> &Matches {
        self.found.get_or_init(|| self.find(&self.detector.sought.always))
    }

    /// Where some phrases stand that are looked for one by one.
    fn look_for<'s>(&self, phrases: &[PhraseRef], sentences: impl Iterator<Item = &'s Range<usize>>) -> Matches {
        Matches::of_few(phrases, &self.detector.sought, &self.words, sentences)
    }

    /// The signs of some sort that stand in the note, each with its places.
    fn signs(&self, sort: impl Fn(Shows) -> bool) -> impl Iterator<Item = &Placed<'d>> {
        self.signs.get_or_init(|| self.all_signs()).iter().filter(move |(sign, _)| sort(sign.shows))
    }

    fn all_signs(&self) -> Vec<Placed<'d>> {
        let (sought, signs) = (&self.detector.sought, self.detector.lexicon.signs());
        let used = used(self.found(), &sought.of_signs).into_iter();
        let placed = used.map(|number| (&signs[number], uncancelled(&sought.signs[number], self.found())));
        placed.filter(|(_, places)| !places.is_empty()).collect()
    }

    /// Who is the victim: what most of the signs show, by weight, in the note
    /// and the other way round; nothing if they are even.
    fn victim(&self, mirrored: &Self) -> Option<Shows> {
        let man = self.weight(Shows::ManVictim).saturating_add(mirrored.weight(Shows::WomanVictim));
        let woman = self.weight(Shows::WomanVictim).saturating_add(mirrored.weight(Shows::ManVictim));
        let same = self.weight(Shows::SameSex).saturating_add(mirrored.weight(Shows::SameSex));
        let mut weights = [(Shows::SameSex, same), (Shows::ManVictim, man), (Shows::WomanVictim, woman)];
        weights.sort_by_key(|(_, weight)| Reverse(*weight));
        (weights[0].1 > weights[1].1).then_some(weights[0].0)
    }

    /// How much the signs of one sort weigh together.
    fn weight(&self, shows: Shows) -> u32 {
        let weight =
            |(sign, places): &Placed<'_>| u32::try_from(places.len()).unwrap_or(u32::MAX).saturating_mul(sign.weight);
        self.signs(|shown| shown == shows).map(weight).fold(0, u32::saturating_add)
    }

    /// Whether the note shows that it is about abuse, and the first of each
    /// sign of it. Repeating a sign adds nothing.
    pub(super) fn about_abuse(&self) -> (bool, Vec<SignOfAbuse>) {
        let (mut weight, mut signs) = (0, Vec::new());
        for (sign, places) in self.signs(|shown| shown == Shows::Abuse) {
            weight += sign.weight;
            let first = places.iter().min_by_key(|tokens| tokens.start).cloned().unwrap_or_default();
            signs.push(SignOfAbuse { sign: sign.id.clone(), span: self.text().span(first) });
        }
        (weight >= ABOUT_ABUSE, signs)
    }

    /// Whether the text is guidance: it has several different signs of it, and
    /// many for its length. The first is the evidence.
    pub(super) fn guidance(&self) -> Option<Evidence> {
        let signs = self.signs(|shown| shown == Shows::Guidance);
        let mut found: Vec<_> =
            signs.flat_map(|(sign, places)| places.iter().map(move |tokens| (tokens, sign))).collect();
        found.sort_by_key(|(tokens, sign)| (tokens.start, &sign.id));
        let words: BTreeSet<&str> = found.iter().map(|(tokens, _)| self.text().words((*tokens).clone())).collect();
        let (tokens, sign) = found.first()?;
        let length = self.text().tokens().len();
        let many = GUIDANCE.iter().any(|&(fewest, apart)| words.len() >= fewest && found.len() * apart >= length);
        let rule = EvidenceRule::Guidance(sign.id.clone());
        many.then(|| Evidence { rule, span: self.text().span((*tokens).clone()) })
    }

    /// Takes out what is known to be somebody else's act than the entry means.
    pub(super) fn of_the_right_people(&self, page: &Page<'_>, mut hits: Vec<Hit<'d>>) -> Vec<Hit<'d>> {
        if hits.iter().any(|hit| hit.entry.who.is_some()) {
            let roles = Roles::read(page, self.detector.lexicon.people(), self.victim);
            hits.retain_mut(|hit| {
                let Some(who) = hit.entry.who else { return true };
                hit.whose = roles.whose(self.text(), &hit.tokens, who);
                hit.whose.is_some()
            });
        }
        hits
    }

    /// Takes out what the auditor chose to leave out, and counts it: for each
    /// wording, the places where it took something out.
    pub(super) fn without_ignored(&self, mut hits: Vec<Hit<'d>>) -> (Vec<Hit<'d>>, Vec<u64>) {
        let mut counts = Vec::new();
        for (phrase, ignore) in self.detector.sought.ignore.iter().zip(&self.detector.ignore) {
            let places = places(self.look_for(&[*phrase], self.text().sentences().iter()).places());
            let (mut kept, mut used) = (Vec::new(), BTreeSet::new());
            for hit in hits {
                let mine = ignore.entry.as_ref().is_none_or(|entry| *entry == hit.entry.id);
                match places.touching(hit.tokens.clone()).next().filter(|_| mine) {
                    Some((place, ())) => drop(used.insert(place.start)),
                    None => kept.push(hit),
                }
            }
            counts.push(used.len() as u64);
            hits = kept;
        }
        (hits, counts)
    }

    /// What the entries find, before overlaps are resolved.
    pub(super) fn hits(&self) -> &[Hit<'d>] {
        let standing = |hits: &[(usize, Hit<'d>)]| self.standing(hits);
        self.hits.get_or_init(|| self.by_entry().chunk_by(|a, b| a.0 == b.0).flat_map(standing).collect())
    }

    /// What the phrases of the entries match, whatever stands around it.
    pub(super) fn bare_hits(&self) -> Vec<Hit<'d>> {
        self.by_entry().into_iter().map(|(_, hit)| hit).collect()
    }

    /// The same, with the number of each entry, entry by entry.
    fn by_entry(&self) -> Vec<(usize, Hit<'d>)> {
        let (sought, entries) = (&self.detector.sought, self.detector.lexicon.entries());
        let mut hits = Vec::new();
        for (phrase, tokens) in self.found().all() {
            let hit = |number: usize, place| Hit {
                entry: &entries[number],
                phrase: place,
                tokens: tokens.clone(),
                whose: None,
            };
            hits.extend(sought.of_entries.get(phrase.0).iter().map(|&(number, place)| (number, hit(number, place))));
        }
        hits.sort_by_key(|(number, hit)| (*number, hit.phrase, hit.tokens.start));
        hits
    }

    /// The hits of one entry that nothing cancels, if all that it needs is there.
    fn standing(&self, hits: &[(usize, Hit<'d>)]) -> Vec<Hit<'d>> {
        let Some((number, _)) = hits.first() else { return Vec::new() };
        let parts = &self.detector.sought.entries[*number];
        let mut kept: Vec<_> = hits.iter().map(|(_, hit)| hit.clone()).collect();
        if !parts.unless.is_empty() {
            let sentences: BTreeSet<_> = kept.iter().map(|hit| self.text().sentence_of(hit.tokens.start)).collect();
            let sentences = sentences.into_iter().filter_map(|sentence| self.text().sentences().get(sentence));
            let unless = places(self.look_for(&parts.unless, sentences).places());
            kept.retain(|hit| unless.touching(hit.tokens.clone()).next().is_none());
        }
        let waived = |hit: &Hit<'_>| self.is_draft && says_of_itself(hit.entry);
        let needs_nothing = parts.third.is_empty() || kept.first().is_none_or(waived);
        if needs_nothing || self.has_any(&parts.third) { kept } else { Vec::new() }
    }

    /// Whether one of some phrases stands in the note.
    fn has_any(&self, phrases: &[PhraseRef]) -> bool {
        let has = |sentence| !self.look_for(phrases, std::iter::once(sentence)).all().is_empty();
        self.text().sentences().iter().any(has)
    }

    pub(super) fn cues(&self) -> Cues<'d> {
        let (sought, cues) = (&self.detector.sought, self.detector.lexicon.cues());
        let voices = self.find(&sought.voices);
        let used = used(&voices, &sought.of_cues).into_iter();
        Cues::new(used.flat_map(|number| cue_matches(&cues[number], &sought.cues[number], &voices)))
    }

    pub(super) fn finding(&self, voices: &Voices<'_, '_>, hit: Hit<'d>) -> Finding {
        let (status, cue) = voices.status(hit.entry.indicator, &hit.tokens);
        let sentence = self.text().sentences()[self.text().sentence_of(hit.tokens.start)].clone();
        Finding {
            span: self.text().span(hit.tokens),
            indicator: hit.entry.indicator,
            status,
            cue,
            entry: hit.entry.id.clone(),
            phrase: hit.phrase,
            whose: hit.whose,
            sentence: self.text().span(sentence),
        }
    }
}

fn cue_matches<'d>(cue: &'d Cue, parts: &Parts, voices: &Matches) -> Vec<CueMatch<'d>> {
    let found = uncancelled(parts, voices);
    let until = Rc::new(if found.is_empty() { Ranges::default() } else { places(voices.of_any(&parts.third)) });
    found.into_iter().map(|tokens| CueMatch { cue, tokens, until: Rc::clone(&until) }).collect()
}

/// Those who use some phrase that stands in the note.
fn used(matches: &Matches, users: &Users) -> BTreeSet<usize> {
    matches.all().iter().flat_map(|(phrase, _)| users.get(phrase.0)).map(|(user, _)| *user).collect()
}

/// Matches of the phrases that share no word with an `unless`.
fn uncancelled(parts: &Parts, matches: &Matches) -> Vec<Range<usize>> {
    let mut found: Vec<_> = matches.of_any(&parts.phrases).cloned().collect();
    if !found.is_empty() {
        let unless = places(matches.of_any(&parts.unless));
        found.retain(|tokens| unless.touching(tokens.clone()).next().is_none());
    }
    found
}

fn places<'m>(places: impl Iterator<Item = &'m Range<usize>>) -> Ranges<()> {
    Ranges::new(places.map(|tokens| (tokens.clone(), ())))
}
