//! What a note says about a written agreement: who is bound to what, what
//! follows a breach, and whether it was signed, refused or breached.

use serde::{Deserialize, Serialize};

use super::finding::{Evidence, EvidenceRule, Finding, Whose};
use crate::lexicon::{Clause, Family, Indicator, Lexicon, Role, Status};
use crate::note::Span;

/// Whom a clause binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Bound {
    /// Who is abused.
    Victim,
    /// Who abuses.
    Perpetrator,
    /// Both alike.
    Both,
}

/// Which sides the clauses of one agreement bind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Sides {
    /// The victim alone.
    VictimOnly,
    /// The perpetrator alone.
    PerpetratorOnly,
    /// Both, alike or each to something.
    Both,
    /// The note gives no clause.
    NotSaid,
}

impl Sides {
    /// All, in the order they are shown.
    pub const ALL: [Self; 4] = [Self::VictimOnly, Self::PerpetratorOnly, Self::Both, Self::NotSaid];

    /// The id used in tables.
    pub fn id(self) -> &'static str {
        match self {
            Self::VictimOnly => "victim only",
            Self::PerpetratorOnly => "perpetrator only",
            Self::Both => "both",
            Self::NotSaid => "not said",
        }
    }
}

/// One clause, consequence or state, where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// What it is.
    pub clause: Clause,
    /// The words.
    pub span: Span,
}

/// How far behind its mention the terms of an agreement stand, in characters.
const TERMS_WITHIN: usize = 400;

/// Gives the terms of an agreement the status of its mention, where somebody
/// else reports it ("SW: there is a safety agreement. She will ring if he
/// comes."), it is still to be made ("Agreement to be drafted: she will …") or
/// the writer takes it apart ("The agreement is withdrawn. It asked her not to
/// …"). A mention in quotation marks is a word that is talked about, and its
/// terms are not. `over` says whether what is said under a status at one place is
/// over at another.
pub(super) fn follow_the_mention(findings: &mut [Finding], over: impl Fn(Status, usize, usize) -> bool) {
    let mut last: Option<(usize, Status, Evidence)> = None;
    for finding in findings.iter_mut().filter(|found| found.indicator.family() == Family::WrittenAgreement) {
        if finding.indicator == Indicator::AgreementMention {
            let follows = matches!(finding.status, Status::Reported | Status::Hypothetical | Status::Challenged);
            let cue = finding.cue.clone().filter(|cue| follows && cue.rule != EvidenceRule::Quotation);
            last = cue.map(|cue| (finding.span.end(), finding.status, cue));
        } else if let Some((end, status, cue)) = &last
            && finding.is_counted()
            && finding.span.start() < end + TERMS_WITHIN
            && !over(*status, *end, finding.span.start())
        {
            (finding.status, finding.cue) = (*status, Some(cue.clone()));
        }
    }
}

/// A written agreement as one note describes it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// Who is bound to what.
    pub duties: Vec<(Bound, Term)>,
    /// What follows a breach.
    pub consequences: Vec<Term>,
    /// Signed, refused, breached.
    pub states: Vec<Term>,
}

impl Agreement {
    /// The agreement that the findings of a note describe, by whoever speaks of
    /// it; `None` if they mention none. What is denied, only planned or
    /// standard text is not part of it; nor is a mention that the writer
    /// criticises, though the terms that are criticised are.
    pub fn of<'f>(findings: impl IntoIterator<Item = &'f Finding>, lexicon: &Lexicon) -> Option<Self> {
        let stated = |finding: &&Finding| {
            let told = match finding.status {
                Status::Counted | Status::Reported => true,
                Status::Challenged => finding.indicator != Indicator::AgreementMention,
                _ => false,
            };
            told && finding.indicator.family() == Family::WrittenAgreement
        };
        let mut found = findings.into_iter().filter(stated).peekable();
        found.peek()?;
        let mut agreement = Self::default();
        for finding in found {
            let Some(clause) = lexicon.entry(&finding.entry).and_then(|entry| entry.clause) else { continue };
            agreement.add(finding, Term { clause, span: finding.span });
        }
        Some(agreement)
    }

    fn add(&mut self, finding: &Finding, term: Term) {
        match finding.indicator {
            Indicator::AgreementVictimDuty => self.duties.push((bound(finding, Bound::Victim), term)),
            Indicator::AgreementPerpetratorDuty => self.duties.push((bound(finding, Bound::Perpetrator), term)),
            Indicator::AgreementConsequence => self.consequences.push(term),
            Indicator::AgreementState => self.states.push(term),
            _ => {}
        }
    }

    /// Which sides it binds.
    pub fn sides(&self) -> Sides {
        let binds = |bound: Bound| self.duties.iter().any(|(who, _)| *who == bound || *who == Bound::Both);
        match (binds(Bound::Victim), binds(Bound::Perpetrator)) {
            (true, true) => Sides::Both,
            (true, false) => Sides::VictimOnly,
            (false, true) => Sides::PerpetratorOnly,
            (false, false) => Sides::NotSaid,
        }
    }

    /// What one side, or both alike, is bound to.
    pub fn duties_of(&self, bound: Bound) -> impl Iterator<Item = Term> {
        self.duties.iter().filter(move |(who, _)| *who == bound).map(|(_, term)| *term)
    }
}

/// The one that the indicator says, unless the subject is the couple.
fn bound(finding: &Finding, usual: Bound) -> Bound {
    match finding.whose {
        Some(Whose::Known { role: Role::Couple, .. }) => Bound::Both,
        _ => usual,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::EntryId;

    fn finding(indicator: Indicator, start: usize, status: Status, rule: EvidenceRule) -> Finding {
        let span = Span::new(start, start + 5);
        let cue = (status != Status::Counted).then(|| Evidence { rule, span: Span::new(0, 2) });
        let entry = EntryId::new("AGR001").unwrap();
        Finding { span, indicator, status, cue, entry, phrase: 0, whose: None, sentence: span }
    }

    #[test]
    fn terms_follow_their_agreement_where_it_is_reported_still_to_be_made_or_taken_apart() {
        let (mention, duty) = (Indicator::AgreementMention, Indicator::AgreementVictimDuty);
        for (status, rule, start, over, expected) in [
            (Status::Reported, EvidenceRule::SpeakerLabel, 50, false, Status::Reported),
            (Status::Reported, EvidenceRule::SpeakerLabel, 15 + TERMS_WITHIN, false, Status::Counted),
            (Status::Reported, EvidenceRule::SpeakerLabel, 50, true, Status::Counted),
            (Status::Reported, EvidenceRule::Quotation, 50, false, Status::Counted),
            (Status::Hypothetical, EvidenceRule::SpeakerLabel, 50, false, Status::Hypothetical),
            (Status::Challenged, EvidenceRule::SpeakerLabel, 50, false, Status::Challenged),
            (Status::Challenged, EvidenceRule::SpeakerLabel, 50, true, Status::Counted),
            (Status::Challenged, EvidenceRule::Quotation, 50, false, Status::Counted),
        ] {
            let mut found =
                [finding(mention, 10, status, rule), finding(duty, start, Status::Counted, EvidenceRule::Question)];
            follow_the_mention(&mut found, |_, _, _| over);
            assert_eq!(found[1].status, expected, "{status} {start}");
        }
    }

    #[test]
    fn terms_follow_the_last_mention_only() {
        let (mention, duty) = (Indicator::AgreementMention, Indicator::AgreementVictimDuty);
        let mut found = [
            finding(mention, 10, Status::Reported, EvidenceRule::SpeakerLabel),
            finding(mention, 40, Status::Counted, EvidenceRule::SpeakerLabel),
            finding(duty, 60, Status::Counted, EvidenceRule::SpeakerLabel),
        ];
        follow_the_mention(&mut found, |_, _, _| false);
        assert_eq!(found[2].status, Status::Counted);
    }
}
