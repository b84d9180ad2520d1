//! Findings in, measures out: arithmetic only.
//!
//! This module sees ids, indicators and dates, never a note's text and never a
//! file. What it hands on has passed the small-number rule, so that a report
//! cannot print what must not be shown.
//!
//! Each formula says where it is from, and is checked against values that
//! other programs worked out (`tests/statistics`). What cannot be said, of
//! nothing or of too little, is `None` or a variant with its reason, never a
//! number that only looks like one.

mod accuracy;
mod audience;
mod by_case;
mod case;
mod case_mix;
pub mod chart;
mod clusters;
mod count;
mod cover;
mod difference;
mod estimate;
mod exact;
mod funnel;
mod group;
mod in_note;
mod interval;
mod keyness;
mod month;
mod multiple;
mod parts;
mod peers;
mod population;
mod rate;
mod resample;
mod review_sample;
mod reviewers;
mod search;
mod share;
mod significance;
mod sorts;
mod suppress;
mod tails;
mod tally;
mod topic;
mod unread;
mod verdict;

pub use accuracy::{AuditAccuracy, Designed, Method, Said, Stratum};
pub use audience::{Audience, NoAudience};
pub use case::{
    CaseMeasures, CaseNote, CaseRules, CaseTally, ChallengeFigures, ChallengeMeasure, ExpectationFigures,
    ExpectationMeasure, Indicators, NotAssessed, PairExample, PairFigures, PairMeasure, Reach, Window,
};
pub use case_mix::{NotStandardised, Standardised, Strata};
pub use clusters::{ClusteredShare, Clusters, FEWEST_CASES, NoInterval};
pub use count::{CountInterval, byar, count_interval, exact_poisson};
pub use difference::{Difference, Measured, Sign, newcombe};
pub use estimate::{Accuracy, Estimate, Estimated};
pub use exact::{at_most, clopper_pearson, jeffreys};
pub use funnel::{FEWEST_FOR_FUNNEL, FEWEST_FOR_OVERDISPERSION, Funnel, NoFunnel, Overdispersion, Spread};
pub use in_note::InNote;
pub use interval::{Confidence, Interval, wilson, wilson_at};
pub use keyness::{Dispersion, Keyness, Style};
pub use month::{Month, NoMonth};
pub use multiple::{Adjusted, benjamini_hochberg};
pub use peers::{NoPeers, PeerGroup, Peers};
pub use population::{Bearing, Drawn, dip_sample};
pub use rate::{AgencyRebase, Choices, GroupMeasures, Measures, MonthMeasures, Rate, TopicMeasure};
pub use resample::{AlphaInterval, alpha_interval};
pub use review_sample::{Corrected, FEWEST_READ, ReadOf, ReviewSample};
pub use reviewers::{Coefficient, Ratings, TwoReviewers, Undefined};
pub use share::{PValue, Percent, Proportion, QValue, Share};
pub use significance::{binomial_test, clustered_test, fisher_test, pooled_test};
pub use sorts::{Mix, MixAdjusted};
pub use suppress::{Figure, Shown, Threshold};
pub use tally::Tally;
pub use topic::{Base, GoodIs, Topic};
pub use unread::UnreadRows;
pub use verdict::{
    Among, Check, Checks, Compared, Comparison, Evidence, LeastDifference, Obstacle, Side, TooFew, Verdict, Word,
    verdicts,
};
