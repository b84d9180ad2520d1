//! The tables of an audit, named once: what each is, its columns and its rows.
//! Every format that writes tables writes these, so that none has a table or a
//! number that another lacks.

use std::borrow::Borrow;
use std::io;

use super::column::Column;
use super::model::Audit;
use super::{agencies, agreements, challenge, concordance, expectations, findings, language, passages, rejected};
use crate::measure::Audience;

/// What a table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct About {
    /// Its name, which no other table has: letters and hyphens.
    pub(super) id: &'static str,
    /// Its title.
    pub(super) title: &'static str,
    /// What its lines are, in a sentence or two.
    pub(super) says: &'static str,
}

const AGENCIES: About = About {
    id: "agencies",
    title: "What each agency recorded",
    says: "One line for each agency and topic, all agencies together first: how many notes have it, of how many, with the 95 % interval, and how that compares with the other agencies.",
};

const EXPECTATIONS: About = About {
    id: "expectations",
    title: "What should follow",
    says: "One line for each practice rule and agency that recorded what calls for something, all agencies together first: how often it was recorded in time, later, or not found in these exports.",
};

const CONCORDANCE: About = About {
    id: "concordance",
    title: "What one agency named and another did not",
    says: "One line for each pair of agencies, all pairs together first: where the one named violence or control, what could be seen of it in what the other wrote at the time.",
};

const CHALLENGE: About = About {
    id: "challenge",
    title: "Was it challenged?",
    says: "One line for each agency, all together first: how often a later note of the case questioned wording of concern, and how soon.",
};

const AGREEMENTS: About = About {
    id: "agreements",
    title: "Written agreements",
    says: "Every note that describes a written agreement: who is bound to what, what follows a breach, and how far it was agreed.",
};

const FINDINGS: About = About {
    id: "findings",
    title: "Findings",
    says: "Every place found in the notes, whatever its status, and every passage that the classifier points at.",
};

const LANGUAGE: About = About {
    id: "language",
    title: "Words that one agency uses more",
    says: "One line for each agency and term that stands in more of its notes about abuse than of those it is held beside, most clearly first. What few cases or few people have is left out.",
};

const PASSAGES: About = About {
    id: "worth-reading",
    title: "Also worth reading",
    says: "Passages that the classifier points at and no rule counts. They are not findings and are in no figure.",
};

const REJECTED: About = About {
    id: "rejected",
    title: "Rows that were not audited",
    says: "Every row of the exports that was not audited, why, and what to do about it.",
};

/// Something that takes the tables one after the other.
pub(super) trait Tables {
    /// Why it could not take one.
    type Error;

    /// Takes a table of `length` rows.
    fn table<R, B: Borrow<R>>(
        &mut self,
        about: About,
        columns: &[Column<R>],
        length: u64,
        rows: impl Iterator<Item = io::Result<B>>,
    ) -> Result<(), Self::Error>;
}

/// Hands over every table that the audience may see: figures first, then what
/// they are made of, which leads to single notes and is for those who audit.
pub(super) fn each<T: Tables>(audit: &Audit<'_>, to: &mut T) -> Result<(), T::Error> {
    figures(audit, to)?;
    match audit.measures.threshold.audience() {
        Audience::Internal => notes(audit, to),
        Audience::Board => Ok(()),
    }
}

fn figures<T: Tables>(audit: &Audit<'_>, to: &mut T) -> Result<(), T::Error> {
    let lines = agencies::lines(audit);
    to.table(AGENCIES, &agencies::columns(), lines.len() as u64, lines.into_iter().map(Ok))?;
    let lines: Vec<_> = expectations::lines(audit).collect();
    to.table(EXPECTATIONS, &expectations::columns(), lines.len() as u64, lines.into_iter().map(Ok))?;
    let pairs = &audit.cases.concordance;
    to.table(CONCORDANCE, &concordance::columns(), pairs.len() as u64, pairs.iter().map(Ok))?;
    let challenges = &audit.cases.challenges;
    to.table(CHALLENGE, &challenge::columns(), challenges.len() as u64, challenges.iter().map(Ok))
}

fn notes<T: Tables>(audit: &Audit<'_>, to: &mut T) -> Result<(), T::Error> {
    to.table(AGREEMENTS, &agreements::columns(), audit.agreements.len(), audit.agreements.rows())?;
    let terms = &audit.language.terms;
    to.table(LANGUAGE, &language::columns(audit.settings.excerpts), terms.len() as u64, terms.iter().map(Ok))?;
    let columns = findings::columns(audit.settings.workers);
    to.table(FINDINGS, &columns, audit.findings.len() + audit.passages.len(), findings::lines(audit))?;
    to.table(PASSAGES, &passages::columns(), audit.passages.len(), audit.passages.rows())?;
    to.table(REJECTED, &rejected::columns(), audit.rejects.len(), audit.rejects.rows())
}
