//! From decisions to what they say about the audit: each note read stands for as
//! many as its band has, and nothing is added up as it was drawn. What was settled
//! goes before what each reviewer said; where they differ and nothing is settled,
//! the note says nothing yet.

use std::collections::BTreeMap;

use super::super::agreement::Agreement;
use super::super::audited::Band;
use super::super::reading::{Reviewed, Verdict};
use super::super::reliability::{BandCount, Reliability};
use super::Desk;
use super::error::DeskError;
use super::frame::Sort;
use super::read_notes::{ReadNote, Together, Told};
use super::store::fact;
use crate::lexicon::{Family, Kind, Status};
use crate::measure::{AuditAccuracy, Designed, Proportion, Said, Stratum};
use crate::report::{OfAgency, ReadAgain, ReadTwice};

/// With fewer passages read nothing is said of a family or a status.
pub const FEWEST_PASSAGES: u64 = 10;

/// What a review says about its audit.
#[derive(Clone, Debug, PartialEq)]
pub struct Results {
    /// Notes that were drawn.
    pub drawn: u64,
    /// Of these, notes of which reviewers say different things and nothing is
    /// settled; they are in no figure.
    pub disputed: u64,
    /// Note by note: rates, precision, recall and what was missed, for all agencies
    /// and each, and how far two reviewers agree.
    pub reliability: Reliability,
    /// Family by family, passages that the audit counted.
    pub families: Vec<Passages<Family>>,
    /// Status by status, passages that it lists and does not count.
    pub statuses: Vec<Passages<Status>>,
}

/// Notes with a passage of one sort, one passage of each drawn by chance.
#[derive(Clone, Debug, PartialEq)]
pub struct Passages<T> {
    /// Which sort.
    pub of: T,
    /// Notes of the audit whose passage is of it.
    pub notes: u64,
    /// Those whose passage was decided.
    pub read: u64,
    /// Of these, those whose passage is wording of the kind asked about in the
    /// writer's own words.
    pub right: u64,
    /// The share of all of them that is; `None` where fewer than
    /// [`FEWEST_PASSAGES`] were read, or none of those that stand for many.
    pub share: Option<Designed>,
}

impl Desk {
    /// What the review says so far. Items come in an order of chance, so that a part
    /// of them says the same, less surely.
    ///
    /// # Errors
    /// If the review cannot be read.
    pub fn results(&self) -> Result<Results, DeskError> {
        let (read, sorts) = (self.read_notes()?, self.sorts()?);
        let counts = counts(read.notes.values());
        let of = |is: &dyn Fn(Together) -> bool| -> u64 {
            counts.iter().filter(|(alike, _)| is(alike.bears)).map(|(_, notes)| notes).sum()
        };
        let (drawn, disputed) = (of(&|_| true), of(&|bears| bears == Together::Disputed));
        let undecided = of(&|bears| bears == Together::Unsaid);
        let agreement =
            read.agreement.get_or_init(|| agreement(self.kind, read.notes.values().map(|told| &told.note))).clone();
        let reliability = Reliability::of(self.kind, agencies(&counts, &sorts), undecided, agreement);
        Ok(Results {
            drawn,
            disputed,
            reliability: Reliability {
                repeated: fact(&self.store, "repeated")?.parse().unwrap_or_default(),
                ..reliability
            },
            families: passages(&counts, &sorts, Said::Found, |(family, _)| family),
            statuses: passages(&counts, &sorts, Said::NotFound, |(_, status)| status),
        })
    }
}

/// What makes notes of a review alike: there are far fewer sorts of them than notes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Alike<'a> {
    sort: &'a Sort,
    bears: Together,
    words_bear: Together,
}

/// How many notes are alike.
type Counts<'a> = BTreeMap<Alike<'a>, u64>;

fn counts<'a>(notes: impl Iterator<Item = &'a Told>) -> Counts<'a> {
    let mut counts = Counts::new();
    for Told { note, bears, words_bear } in notes {
        *counts.entry(Alike { sort: &note.sort, bears: *bears, words_bear: *words_bear }).or_default() += 1;
    }
    counts
}

fn agencies(counts: &Counts<'_>, sorts: &BTreeMap<Sort, u64>) -> BTreeMap<String, BTreeMap<Band, BandCount>> {
    let mut agencies: BTreeMap<String, BTreeMap<Band, BandCount>> = BTreeMap::new();
    for (sort, number) in sorts {
        agencies.entry(sort.agency.clone()).or_default().entry(sort.band).or_default().notes += number;
    }
    for (Alike { sort, bears, .. }, notes) in counts {
        let Some(bears) = bears.said() else { continue };
        let count = agencies.entry(sort.agency.clone()).or_default().entry(sort.band).or_default();
        count.read += notes;
        count.bearing += if bears { *notes } else { 0 };
    }
    agencies
}

/// Of the notes that two reviewers decided, each for themselves; of more than two
/// the first two by name.
fn agreement<'a>(kind: Kind, notes: impl Iterator<Item = &'a ReadNote>) -> Option<Agreement> {
    let nobody = || Reviewed { kind, verdicts: BTreeMap::new(), undecided: 0 };
    let (mut first, mut second, mut cases) = (nobody(), nobody(), BTreeMap::new());
    for note in notes {
        let verdicts = note.each().into_iter().flatten().map(|bears| if bears { Verdict::Yes } else { Verdict::No });
        if let [one, other, ..] = verdicts.collect::<Vec<_>>()[..] {
            let place = (note.source.clone(), note.row);
            first.verdicts.insert(place.clone(), one);
            second.verdicts.insert(place.clone(), other);
            cases.insert(place, note.case.to_string());
        }
    }
    Agreement::new(&first, &second, &cases)
}

fn passages<T: Copy + Ord>(
    counts: &Counts<'_>,
    sorts: &BTreeMap<Sort, u64>,
    said: Said,
    of: impl Fn((Family, Status)) -> T,
) -> Vec<Passages<T>> {
    let key = |sort: &Sort| (sort.band.said() == said).then_some(()).and(sort.of).map(&of);
    let mut all: BTreeMap<T, BTreeMap<Band, BandCount>> = BTreeMap::new();
    for (sort, number) in sorts {
        let Some(of) = key(sort) else { continue };
        all.entry(of).or_default().entry(sort.band).or_default().notes += number;
    }
    for (Alike { sort, words_bear, .. }, notes) in counts {
        let (Some(of), Some(right)) = (key(sort), words_bear.said()) else { continue };
        let count = all.entry(of).or_default().entry(sort.band).or_default();
        count.read += notes;
        count.bearing += if right { *notes } else { 0 };
    }
    all.into_iter().map(|(of, bands)| Passages::new(of, &bands)).collect()
}

impl<T> Passages<T> {
    fn new(of: T, bands: &BTreeMap<Band, BandCount>) -> Self {
        let sum = |count: fn(&BandCount) -> u64| bands.values().map(count).sum();
        let read = sum(|count| count.read);
        let stratum =
            |count: &BandCount| Stratum::new(Said::Found, count.notes, Proportion::new(count.bearing, count.read)?);
        let strata: Option<Vec<_>> = bands.values().map(stratum).collect();
        let share = strata.filter(|_| read >= FEWEST_PASSAGES).and_then(|strata| AuditAccuracy::new(&strata).precision);
        Self { of, notes: sum(|count| count.notes), read, right: sum(|count| count.bearing), share }
    }
}

impl Results {
    /// The same as the reports need it.
    pub fn read_again(&self) -> ReadAgain {
        let Reliability { kind, all, agencies, agreement, .. } = &self.reliability;
        let of_agency = |one: &super::super::reliability::OfAgency| OfAgency {
            agency: one.agency.clone(),
            read: one.figures.read(),
            found: one.figures.found(),
            corrected: one.figures.accuracy.ok().and_then(|accuracy| accuracy.prevalence),
        };
        ReadAgain {
            kind: *kind,
            read: all.read(),
            found: all.found(),
            accuracy: all.accuracy.ok(),
            agencies: agencies.iter().map(of_agency).collect(),
            review_sample: self.reliability.review_sample(),
            twice: agreement.as_ref().map(|agreement| ReadTwice {
                agreed: agreement.agreed,
                kappa: agreement.kappa,
                ac1: agreement.ac1,
                alpha: agreement.alpha,
                alpha_interval: agreement.alpha_interval,
            }),
        }
    }
}
