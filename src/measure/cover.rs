//! What is left out: agencies and months that have too little to show, and
//! months that are left out with them so that the little cannot be worked out,
//! since the figures of an agency's months add up to its own, and those of the
//! agencies in a month to those of all. (What is said of all together at any
//! time leaves agencies out that have too little, see [`Tally::settle`].)

use std::borrow::Borrow;
use std::collections::BTreeSet;

use super::group::Group;
use super::month::Month;
use super::parts::Parts;
use super::suppress::Threshold;
use super::tally::Tally;
use super::topic::Base;

/// Of which notes of a group nothing is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cover {
    notes: bool,
    about_abuse: bool,
}

impl Cover {
    /// Whether nothing is shown of what a topic has a share of. Where a group's
    /// notes are not, no figure of it is.
    pub(super) fn hides(self, base: Base) -> bool {
        self.notes || (base == Base::AboutAbuse && self.about_abuse)
    }

    /// What either leaves out.
    pub(super) fn and(self, other: Self) -> Self {
        Self { notes: self.notes || other.notes, about_abuse: self.about_abuse || other.about_abuse }
    }
}

impl Cover {
    /// What is left out of a group by itself.
    pub(super) fn of(group: &Group, threshold: Threshold) -> Self {
        let few = |base| group.based_on(base) < threshold.get();
        Self { notes: few(Base::Notes), about_abuse: few(Base::AboutAbuse) }
    }

    /// Whether it leaves out anything of a group that has it.
    fn leaves_out_any_of(self, group: &Group) -> bool {
        (self.notes && group.notes > 0) || (self.about_abuse && group.about_abuse > 0)
    }
}

/// What is left out of each of some months that add up to a total.
pub(super) fn of_months<G: Borrow<Group>>(months: &[(Month, G)], threshold: Threshold) -> Vec<Cover> {
    let parts = |base| {
        let bases = months.iter().map(|(_, group)| group.borrow().based_on(base));
        Parts::of_one_total(bases.collect(), threshold)
    };
    let (notes, about_abuse) = (parts(Base::Notes), parts(Base::AboutAbuse));
    let cover = |month| Cover { notes: notes.is_left_out(month), about_abuse: about_abuse.is_left_out(month) };
    (0..months.len()).map(cover).collect()
}

/// Months in which something of an agency is left out, which would follow from
/// the month of all together.
pub(super) fn closed_months(tally: &Tally, threshold: Threshold) -> BTreeSet<Month> {
    let left_out = tally.groups().flat_map(|(agency, _)| {
        let months = tally.months(agency);
        let covers = of_months(&months, threshold);
        months.into_iter().zip(covers).filter(|((_, group), cover)| cover.leaves_out_any_of(group))
    });
    left_out.map(|((month, _), _)| month).collect()
}
