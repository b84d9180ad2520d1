//! Findings of the whole audit, to be looked through. In a blind review those in a
//! note that the reviewer has still to read are left out.

use rusqlite::{Row, named_params};

use super::Desk;
use super::error::DeskError;
use super::item::{FindingId, ItemId, Label, Origin};
use super::reviewer::Reviewer;
use super::showing::{label, origin, parsed};
use crate::lexicon::Indicator;

/// Which findings are looked for: those that are all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of this agency.
    pub agency: Option<String>,
    /// Evidence of this.
    pub indicator: Option<Indicator>,
    /// With this in the words found, in capitals or not.
    pub words: Option<String>,
    /// Those that come after this one.
    pub after: Option<FindingId>,
    /// So many at most; 50 if that is not said.
    pub at_most: Option<u32>,
}

/// A finding of the audit, with the words that may be quoted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// What the audit says.
    pub label: Label,
    /// Where the note is from.
    pub origin: Origin,
    /// The sentence up to the words found, redacted.
    pub before: String,
    /// The words found.
    pub words: String,
    /// The rest of the sentence.
    pub after: String,
    /// The item that asks about these words, if they were drawn.
    pub item: Option<ItemId>,
}

/// What there is to choose from, and how many findings each has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// Agencies, by name.
    pub agencies: Vec<(String, u64)>,
    /// Indicators, in the order of the reports.
    pub indicators: Vec<(Indicator, u64)>,
}

impl Desk {
    /// Findings in the order of the audit.
    ///
    /// # Errors
    /// If the review cannot be read.
    pub fn browse(&self, filter: &Filter, reviewer: &Reviewer) -> Result<Vec<Listed>, DeskError> {
        let mut query = self.store.prepare_cached(include_str!("browse.sql"))?;
        let listed = query.query_map(
            named_params! {
                ":agency": filter.agency,
                ":indicator": filter.indicator.map(Indicator::id),
                ":words": filter.words.as_deref().map(anywhere),
                ":after": filter.after.map_or(0, FindingId::get),
                ":at_most": filter.at_most.unwrap_or(50),
                ":reviewer": reviewer.as_str(),
                ":blind": self.is_blind,
            },
            |row| {
                Ok(Listed {
                    label: label(row)?,
                    origin: origin(row)?,
                    before: row.get("before")?,
                    words: row.get("words")?,
                    after: row.get("after")?,
                    item: row.get::<_, Option<u32>>("item")?.map(ItemId),
                })
            },
        )?;
        Ok(listed.collect::<Result<_, _>>()?)
    }

    /// What findings can be chosen by.
    ///
    /// # Errors
    /// If the review cannot be read.
    pub fn choices(&self) -> Result<Choices, DeskError> {
        let mut query = self.store.prepare_cached("SELECT agency, count(*) FROM finding GROUP BY agency")?;
        let agencies = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
        let mut query = self.store.prepare_cached("SELECT indicator, count(*) FROM finding GROUP BY indicator")?;
        let read = |row: &Row<'_>| Ok((parsed(row, "indicator")?, row.get(1)?));
        let mut indicators = query.query_map([], read)?.collect::<Result<Vec<(Indicator, u64)>, _>>()?;
        indicators.sort_unstable();
        Ok(Choices { agencies, indicators })
    }
}

/// A pattern for text that stands somewhere, its own wildcards taken as they are.
fn anywhere(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{escaped}%")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wildcards_in_what_is_looked_for_are_letters() {
        assert_eq!(anywhere("100%_\\"), "%100\\%\\_\\\\%");
    }
}
