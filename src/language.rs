//! Wording that one agency uses more than the others, so that what the lexicon
//! lacks comes to light. Only notes that show by themselves that they are about
//! abuse are compared: how abuse is recorded, not how much else there is to
//! record.
//!
//! Counted are notes with a term: an ordinary word, or two or three in a row.
//! It reads notes that are masked already and sees no other; nothing that stands
//! in few cases, or that few people write, comes out of it.

mod corpus;
mod frequent;
mod leading;
mod sample;
mod tested;
mod wording;

use std::io;

use serde::{Deserialize, Serialize};

use corpus::Corpus;
pub use sample::{Bounds, Read, Sample};
pub use wording::Wording;

use crate::lexicon::{EntryId, Lexicon};
use crate::measure::{Peers, Proportion, Threshold};
use crate::note::Agency;
use crate::redact::{Excerpt, kept};

/// What the agencies' wording comes to.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Profile {
    /// Agency by agency, what each uses most clearly more than the others first.
    pub terms: Vec<Term>,
    /// How many terms were looked at, over all agencies.
    pub tested: u64,
    /// Agency by agency, the notes about abuse that were read.
    pub read: Vec<(Agency, Read)>,
}

/// Wording that an agency uses more than the others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Term {
    /// Whose.
    pub agency: Agency,
    /// The peer group whose other agencies it is held beside; `None` for all
    /// others.
    pub beside: Option<String>,
    /// The words, in small letters and without apostrophes.
    pub words: String,
    /// The agency's notes that have them, of those that were read.
    pub own: Proportion,
    /// The same of those that it is held beside, together.
    pub others: Proportion,
    /// The conservative log ratio: at least so many doublings.
    pub log_ratio: f64,
    /// The log-likelihood statistic.
    pub g_squared: f64,
    /// The agency's cases that have them.
    pub cases: u64,
    /// How many people wrote them; `None` where the agency names nobody.
    pub authors: Option<u64>,
    /// How unevenly the agency's cases have them: 0 evenly, 1 as unevenly as can
    /// be.
    pub unevenness: f64,
    /// The entries that find them, or words among them, in most of these notes.
    pub entries: Vec<EntryId>,
    /// Better wording, where one of the entries has it.
    pub instead: String,
    /// The first of these notes, quoted.
    #[serde(with = "kept")]
    pub example: Excerpt,
}

/// Compares the wording of agencies, where there are two or more: those of a peer
/// group with one another, the others with all.
///
/// # Errors
/// If the notes cannot be read again.
pub fn profile(sample: Sample, peers: &Peers, lexicon: &Lexicon, threshold: Threshold) -> io::Result<Profile> {
    let notes = sample.finish()?;
    if notes.agencies().len() < 2 {
        return Ok(Profile { read: notes.read(), ..Profile::default() });
    }
    let corpus = Corpus::read(&notes)?;
    let place = |name: &str| peers.groups().iter().position(|group| group.name == name);
    let of = |agency: &Agency| peers.of(agency).and_then(|group| place(&group.name));
    let groups: Vec<Option<usize>> = notes.agencies().iter().map(|(agency, ..)| of(agency)).collect();
    let tested = tested::tested(&corpus, &groups, threshold);
    let mut terms = leading::leading(&notes, &corpus, tested.keyed, lexicon)?;
    for term in &mut terms {
        term.beside = peers.of(&term.agency).map(|group| group.name.clone());
    }
    Ok(Profile { terms, tested: tested.terms, read: notes.read() })
}

#[cfg(test)]
mod tests;
