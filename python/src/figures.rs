//! Figures by agency and topic, with the columns of the command line's
//! `agencies.csv`: a line on too few notes says so and holds no number.

use std::sync::Arc;

use arrow_array::{ArrayRef, Float64Array, Int64Array, RecordBatch, StringArray};
use arrow_schema::{ArrowError, DataType, Field};
use plainrecord::measure::{GroupMeasures, Measures, Rate, TopicMeasure};

use super::column::table;

/// What stands for the agency of a line about all of them.
const ALL_AGENCIES: &str = "(all)";

/// Whom an agency is held beside.
const BESIDE: &str = "all other agencies";

/// One line of the table.
#[derive(Clone, Copy)]
struct Line<'a> {
    group: &'a GroupMeasures,
    measure: &'a TopicMeasure,
}

impl Line<'_> {
    fn rate(&self) -> Option<&Rate> {
        self.measure.rate.value()
    }

    fn beside(&self) -> Option<&'static str> {
        self.rate()?;
        self.group.agency.is_some().then_some(BESIDE)
    }
}

/// The lines of all agencies together, then agency by agency.
pub(crate) fn table_of(measures: &Measures) -> Result<RecordBatch, ArrowError> {
    let groups = std::iter::once(&measures.all).chain(&measures.agencies);
    let lines: Vec<Line<'_>> =
        groups.flat_map(|group| group.topics.iter().map(move |measure| Line { group, measure })).collect();
    let lines = Lines(&lines);
    let counts = lines.counts();
    table(counts.into_iter().chain(lines.comparison()).chain(lines.mix()).chain(lines.verdict()))
}

/// The lines of a table, to be turned into columns.
#[derive(Clone, Copy)]
struct Lines<'l>(&'l [Line<'l>]);

type Column = (Field, ArrayRef);

impl<'l> Lines<'l> {
    fn text(self, name: &str, cell: impl Fn(&Line<'l>) -> Option<String>) -> Column {
        let cells: StringArray = self.0.iter().map(cell).collect();
        (Field::new(name, DataType::Utf8, true), Arc::new(cells))
    }

    fn whole(self, name: &str, cell: impl Fn(&Line<'l>) -> Option<u64>) -> Column {
        let cells: Int64Array = self.0.iter().map(|line| i64::try_from(cell(line)?).ok()).collect();
        (Field::new(name, DataType::Int64, true), Arc::new(cells))
    }

    fn decimal(self, name: &str, cell: impl Fn(&Line<'l>) -> Option<f64>) -> Column {
        let cells: Float64Array = self.0.iter().map(cell).collect();
        (Field::new(name, DataType::Float64, true), Arc::new(cells))
    }

    fn counts(self) -> Vec<Column> {
        let agency = |line: &Line<'l>| line.group.agency.as_ref().map_or(ALL_AGENCIES, |agency| agency.as_str());
        vec![
            self.text("agency", |line| Some(agency(line).to_owned())),
            self.text("topic", |line| Some(line.measure.topic.id().to_owned())),
            self.text("kind", |line| Some(line.measure.topic.kind().id().to_owned())),
            self.whole("notes", |line| line.rate().and(line.group.notes.value().copied())),
            self.whole("cases", |line| line.rate().and(line.group.cases.value().copied())),
            self.text("good_is", |line| Some(line.measure.topic.good_is().id().to_owned())),
            self.text("base", |line| Some(line.measure.topic.base().noun().1.to_owned())),
            self.whole("base_notes", |line| Some(line.rate()?.denominator)),
            self.whole("counted_notes", |line| Some(line.rate()?.numerator)),
            self.whole("absent_notes", |line| Some(line.rate()?.denominator - line.rate()?.numerator)),
            self.whole("not_applicable", |line| {
                Some(line.group.notes.value()?.saturating_sub(line.rate()?.denominator))
            }),
            self.whole("not_assessable", |line| line.group.unread.not_assessable.value().copied()),
            self.whole("counted_cases", |line| line.measure.cases.value().copied()),
            self.whole("findings", |line| line.measure.findings.value().copied()),
            self.whole("repeats", |line| line.measure.repeats.value().copied()),
            self.decimal("rate", |line| Some(line.rate()?.share())),
            self.decimal("low", |line| Some(line.rate()?.interval?.low)),
            self.decimal("high", |line| Some(line.rate()?.interval?.high)),
            self.decimal("design_effect", |line| line.measure.clustered()?.design_effect),
            self.decimal("effective_notes", |line| Some(line.measure.clustered()?.effective_notes)),
        ]
    }

    fn comparison(self) -> Vec<Column> {
        let difference = |line: &Line<'l>| Some(line.measure.evidence()?.comparison.difference);
        vec![
            self.decimal("others_rate", |line| Some(line.measure.evidence()?.comparison.others.share.share.get())),
            self.decimal("difference", |line| Some(difference(line)?.value)),
            self.decimal("difference_low", |line| Some(difference(line)?.low)),
            self.decimal("difference_high", |line| Some(difference(line)?.high)),
            self.decimal("q", |line| Some(line.measure.evidence()?.q.get())),
        ]
    }

    fn mix(self) -> Vec<Column> {
        let standardised = |line: &Line<'l>| Some(line.measure.adjusted?.standardised);
        vec![
            self.text("allowed_for", |line| Some(line.measure.adjusted?.mix.id().to_owned())),
            self.decimal("expected_notes", |line| Some(standardised(line)?.expected)),
            self.decimal("observed_to_expected", |line| Some(standardised(line)?.ratio)),
            self.decimal("ratio_low", |line| Some(standardised(line)?.interval.low)),
            self.decimal("ratio_high", |line| Some(standardised(line)?.interval.high)),
        ]
    }

    fn verdict(self) -> Vec<Column> {
        let shown = |line: &Line<'l>| if line.rate().is_some() { "yes" } else { "too few" };
        vec![
            self.text("held_beside", |line| line.beside().map(str::to_owned)),
            self.text("verdict", |line| Some(line.measure.shown_verdict()?.word().to_string())),
            self.text("verdict_reason", |line| Some(line.measure.shown_verdict()?.sentence())),
            self.text("shown", |line| Some(shown(line).to_owned())),
        ]
    }
}
