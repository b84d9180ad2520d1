//! Makes text fit to be shown: an [`Excerpt`] is the only form in which a
//! note's words reach a report, and only a [`Redactor`] makes one.
//!
//! It finds who and where a note is about in four ways: names and numbers
//! that the record's own columns give, British identifiers known by their
//! form, names and places known by the words around them, and what the other
//! notes of the case name. It promises nothing: some names will be missed, and
//! a rare event names people without a name (`docs/privacy.md` has the
//! figures). It refuses to hide roles, feelings, acts and dates of events,
//! which are what an audit reads.

mod birthdays;
mod case_names;
mod checks;
mod excerpt;
mod folded;
mod known;
mod mask;
mod masked;
mod names;
mod page;
mod patterns;
mod places;
mod search;
mod vocabulary;
mod words;

use serde::{Deserialize, Serialize};

use crate::lexicon::Lexicon;
use crate::note::{Note, Span};
pub use case_names::{CaseMentions, CaseNames, Mention, Numbered, Register, case_of};
use excerpt::cut;
#[cfg(feature = "audit")]
pub(crate) use excerpt::kept;
pub use excerpt::{Excerpt, LONGEST};
use folded::Folded;
use known::Known;
use mask::Hit;
pub use masked::Masked;
use page::{Cover, Showing};
pub use page::{Draft, Page, Quote};
use patterns::Patterns;
use search::Search;
use std::fmt;
use std::str::FromStr;
use vocabulary::Vocabulary;

/// How often a text is read at most.
const PASSES: usize = 4;

/// What may be shown of a note's text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Excerpts {
    /// The sentence, with names, places and numbers masked.
    #[default]
    Redacted,
    /// The sentence as written.
    Verbatim,
    /// Nothing.
    None,
}

impl Excerpts {
    /// Every choice, the default first.
    pub const ALL: &[Self] = &[Self::Redacted, Self::Verbatim, Self::None];

    /// The word used in settings and in the manifest.
    pub fn id(self) -> &'static str {
        match self {
            Self::Redacted => "redacted",
            Self::Verbatim => "verbatim",
            Self::None => "none",
        }
    }
}

/// A word that is none of the choices.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not redacted, verbatim or none")]
pub struct UnknownExcerpts(String);

impl FromStr for Excerpts {
    type Err = UnknownExcerpts;

    fn from_str(id: &str) -> Result<Self, UnknownExcerpts> {
        Self::ALL.iter().copied().find(|choice| choice.id() == id).ok_or_else(|| UnknownExcerpts(id.to_owned()))
    }
}

impl fmt::Display for Excerpts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// Reads notes and makes excerpts, in two steps: [`read`](Self::read) hides
/// what a note by itself shows, [`finish`](Self::finish) what the other notes
/// of its case show too. Costly to make, cheap to use, and usable from many
/// threads.
pub struct Redactor {
    excerpts: Excerpts,
    vocabulary: Vocabulary,
    patterns: Patterns,
}

impl Redactor {
    /// A redactor that shows what `excerpts` allows.
    pub fn new(excerpts: Excerpts) -> Self {
        Self { excerpts, vocabulary: Vocabulary::new(), patterns: Patterns::new() }
    }

    /// Takes the words that a lexicon looks for for words and not for names, so
    /// that what makes a finding is not hidden.
    #[must_use]
    pub fn knowing(mut self, lexicon: &Lexicon) -> Self {
        let phrases = lexicon.entries().iter().flat_map(|entry| &entry.phrases);
        let words = phrases.flat_map(|phrase| phrase.source().split(|c: char| !(c.is_alphabetic() || c == '\'')));
        self.vocabulary.add(words.filter(|word| word.len() > 2));
        self
    }

    /// Reads a note to quote from it.
    pub fn read<'n>(&self, note: &'n Note) -> Page<'n> {
        match self.excerpts {
            Excerpts::None => Page::silent(),
            Excerpts::Verbatim => Page::new(&note.text, Vec::new(), Vec::new()),
            Excerpts::Redacted => self.search(note, |_, _| ()).0,
        }
    }

    /// Reads a note to quote from it, and for its wording as
    /// [`mask`](Self::mask) does.
    pub fn read_and_mask<'n>(&self, note: &'n Note, is_listed: impl Fn(&str) -> bool) -> (Page<'n>, Masked) {
        match self.excerpts {
            Excerpts::None | Excerpts::Verbatim => (self.read(note), self.mask(note, is_listed)),
            Excerpts::Redacted => self.search(note, |search, hits| Masked::of(note, search, hits, is_listed)),
        }
    }

    /// Searches a note once: its page, and what else is `made` of what was found.
    fn search<'n, T>(&self, note: &'n Note, made: impl FnOnce(&Search<'_, '_>, &[Hit]) -> T) -> (Page<'n>, T) {
        let folded = Folded::new(note.text.readable());
        let search = Search::new(self, &folded);
        let (known, columns) = Known::of(note, &self.vocabulary);
        let hits = search.all_and_again(known, note.date);
        let made = made(&search, &hits);
        let found = hits.into_iter().map(|hit| (folded.span(&hit.at), hit.mask, search.mention(&hit)));
        (Page::new(&note.text, found.collect(), columns), made)
    }

    /// Whom a note names that is not quoted: enough to know them in other notes
    /// of the case, if it has one.
    pub fn mentions(&self, note: &Note) -> Vec<Mention> {
        if self.excerpts != Excerpts::Redacted || note.case.is_empty() {
            return Vec::new();
        }
        let folded = Folded::new(note.text.readable());
        let search = Search::new(self, &folded);
        let (known, mut mentions) = Known::of(note, &self.vocabulary);
        mentions.extend(search.mentions(&known));
        mentions
    }

    /// The people and places of a case, by what all its notes mention.
    pub fn names_of(&self, register: &Register, mentions: CaseMentions) -> CaseNames {
        CaseNames::of(register, mentions, &self.vocabulary)
    }

    /// The `words` found in a note, in their `sentence`, as if it were the only
    /// note of its case.
    pub fn excerpt(&self, note: &Note, sentence: Span, words: Span) -> Excerpt {
        let page = self.read(note);
        let (names, mentions) = self.alone(&page);
        self.finish(&page.quote(sentence, words), &names, &mentions)
    }

    /// A whole note, as if it were the only one of its case.
    pub fn whole(&self, note: &Note) -> String {
        let page = self.read(note);
        let (names, mentions) = self.alone(&page);
        let all = Span::new(0, note.text.readable().chars().count());
        self.finish_text(&page.text(all), &names, &mentions)
    }

    fn alone(&self, page: &Page<'_>) -> (CaseNames, Vec<Numbered>) {
        let (mut register, mut all) = (Register::default(), CaseMentions::default());
        let mentions = register.number(page.mentions());
        all.add(mentions.iter().cloned());
        (self.names_of(&register, all), mentions)
    }

    /// The stretches of a note that are hidden among the `names` of its case,
    /// as spans of the readable text, in order; some may overlap.
    pub fn hidden(&self, note: &Note, names: &CaseNames) -> Vec<Span> {
        let covers = self.covers(note.text.readable(), names);
        let mut spans: Vec<Span> = self.read(note).hidden().chain(covers.iter().map(|cover| cover.at)).collect();
        spans.sort();
        spans
    }

    /// The excerpt that a quote becomes among the `names` of its case;
    /// `mentions` are those of its note, as they were numbered.
    pub fn finish(&self, quote: &Quote, names: &CaseNames, mentions: &[Numbered]) -> Excerpt {
        let parts = quote.parts().each_ref().map(|draft| draft.with_numbers(names, mentions));
        Excerpt::of(self.hide(cut(parts, LONGEST), LONGEST, names, PASSES))
    }

    /// The same of a whole note, which is not cut.
    pub fn finish_whole(&self, quote: &Quote, names: &CaseNames, mentions: &[Numbered]) -> Excerpt {
        let parts = quote.parts().each_ref().map(|draft| draft.with_numbers(names, mentions));
        Excerpt::of(self.hide(parts, usize::MAX, names, PASSES))
    }

    /// The same for other words of a note.
    pub fn finish_text(&self, draft: &Draft, names: &CaseNames, mentions: &[Numbered]) -> String {
        let parts = [String::new(), draft.with_numbers(names, mentions), String::new()];
        Excerpt::of(self.hide(parts, usize::MAX, names, PASSES)).text()
    }

    /// A mask may give away the word beside it, so the text is read again
    /// until nothing is found.
    fn hide(&self, parts: [String; 3], longest: usize, names: &CaseNames, passes: usize) -> [String; 3] {
        let whole = parts.concat();
        if passes == 0 || whole.is_empty() || names.is_clear(&whole) {
            return parts;
        }
        let covers = self.covers(&whole, names);
        if covers.is_empty() {
            names.set_clear(whole);
            return parts;
        }
        let mut at = 0;
        let spans = parts.each_ref().map(|part| {
            let start = at;
            at += part.chars().count();
            Span::new(start, at)
        });
        let mut showing = Showing::again(&covers, &spans);
        let shown = [0, 1, 2].map(|part| showing.show(&parts[part], part));
        self.hide(cut(shown, longest), longest, names, passes - 1)
    }

    /// What is still to be hidden in a text of a case.
    fn covers(&self, text: &str, names: &CaseNames) -> Vec<Cover> {
        if self.excerpts != Excerpts::Redacted {
            return Vec::new();
        }
        let folded = Folded::new(text);
        let search = Search::new(self, &folded);
        let hits = search.all(names.known(), None);
        let cover = |hit: Hit| {
            let at = folded.span(&hit.at);
            match search.mention(&hit) {
                Some(mention) => Cover::numbered(at, hit.mask, names.number_of(&mention)),
                None => Cover::fixed(at, hit.mask),
            }
        };
        hits.into_iter().map(cover).collect()
    }
}

#[cfg(test)]
mod tests;
