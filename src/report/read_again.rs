//! What people say of an audit who read some of its notes again, as the reports
//! need it. Each note read stands for as many as the audit has of its sort: the
//! figures are of all notes, and how they were come by is `review`'s.

use crate::lexicon::Kind;
use crate::measure::{AlphaInterval, AuditAccuracy, Coefficient, Designed, Proportion, ReviewSample, Undefined};

/// What a review says of an audit.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadAgain {
    /// What readers were asked about.
    pub kind: Kind,
    /// Notes that were read and decided.
    pub read: u64,
    /// Notes in which the audit found it, of all that the sample stands for.
    pub found: Option<Proportion>,
    /// How right the audit is; `None` if too few notes were read to say.
    pub accuracy: Option<AuditAccuracy>,
    /// Agency by agency.
    pub agencies: Vec<OfAgency>,
    /// The notes read, as the check of verdicts needs them.
    pub review_sample: ReviewSample,
    /// What two readers say of the same notes; `None` if no note was read twice.
    pub twice: Option<ReadTwice>,
}

/// What it says of an agency.
#[derive(Clone, Debug, PartialEq)]
pub struct OfAgency {
    /// Which.
    pub agency: String,
    /// Notes of it that were read and decided.
    pub read: u64,
    /// Notes in which the audit found it, of all.
    pub found: Option<Proportion>,
    /// Of all its notes, the share that has it; `None` if too few were read to say.
    pub corrected: Option<Designed>,
}

/// How far two readers agree.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ReadTwice {
    /// Notes of which they say the same, of all that both decided.
    pub agreed: Proportion,
    /// Cohen's kappa.
    pub kappa: Result<Coefficient, Undefined>,
    /// Gwet's AC1.
    pub ac1: Coefficient,
    /// Krippendorff's alpha.
    pub alpha: Result<f64, Undefined>,
    /// Its interval, where there are cases enough.
    pub alpha_interval: Option<AlphaInterval>,
}
