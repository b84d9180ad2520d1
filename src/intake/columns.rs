//! Header names to fields. A name is recognised whatever its case, spaces and
//! underscores; what the user says wins over what is recognised. The text of
//! the notes is never guessed among equals: that is a question to the user.

use super::aliases::{FAMILIES, Family, is_known, is_text};
use super::error::{FoundColumn, IntakeError};
use super::field::{ColumnSpec, Field, key};
use super::header::{shown, stem};
use super::nearest::nearest;

/// A field and the column it is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MappedColumn {
    /// The field.
    pub field: Field,
    /// The column, counted from 0.
    pub column: usize,
    /// Its name in the header.
    pub name: String,
    /// Who said so.
    pub origin: Origin,
}

/// Where a mapping comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The user, by flag or configuration.
    Given,
    /// The header name was recognised.
    Recognised,
}

/// Which column holds which field of one file, in the order of [`Field::ALL`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping(Vec<MappedColumn>);

impl Mapping {
    /// Every mapped column.
    pub fn columns(&self) -> &[MappedColumn] {
        &self.0
    }

    /// The columns of a field: at most one but for [`Field::Names`] and
    /// [`Field::Status`].
    pub fn of(&self, field: Field) -> impl Iterator<Item = &MappedColumn> {
        self.0.iter().filter(move |mapped| mapped.field == field)
    }

    /// The position of a field's first column.
    pub(super) fn position(&self, field: Field) -> Option<usize> {
        self.of(field).map(|mapped| mapped.column).next()
    }

    fn holds(&self, column: usize) -> bool {
        self.0.iter().any(|mapped| mapped.column == column)
    }

    /// Names in `header` that hold no field.
    pub(super) fn unmapped<'h>(&self, header: &'h [String]) -> Vec<&'h str> {
        let free = header.iter().enumerate().filter(|(column, _)| !self.holds(*column));
        free.map(|(_, name)| name.as_str()).collect()
    }
}

/// The other columns that could have been the text, for a warning.
pub(super) fn other_texts<'h>(header: &'h [String], mapping: &Mapping) -> Vec<&'h str> {
    mapping.unmapped(header).into_iter().filter(|name| is_text(name)).collect()
}

/// Finds every field in the header. `describe` lists the columns of the file
/// and is asked only if there is no text among them.
///
/// # Errors
/// If a column that was asked for is not there, if no column holds the text,
/// or if two are equally good.
pub(super) fn map(
    path: &str,
    header: &[String],
    spec: &ColumnSpec,
    describe: impl FnOnce() -> Vec<FoundColumn>,
) -> Result<Mapping, IntakeError> {
    let mut mapping = Mapping::default();
    let search = Search { path, header, spec };
    for field in Field::ALL {
        for asked in spec.asked(field).unwrap_or_default() {
            let column = search.asked(field, asked)?;
            mapping.0.push(search.mapped(field, column, Origin::Given));
        }
    }
    for family in FAMILIES.iter().filter(|family| spec.asked(family.field).is_none()) {
        for column in search.recognised(family, &mapping)? {
            mapping.0.push(search.mapped(family.field, column, Origin::Recognised));
        }
    }
    mapping.0.sort_by_key(|mapped| (mapped.field, mapped.column));
    if mapping.position(Field::Text).is_none() {
        return Err(IntakeError::NoTextColumn { path: path.to_owned(), columns: describe() });
    }
    Ok(mapping)
}

/// The header that fields are looked for in.
struct Search<'h> {
    path: &'h str,
    header: &'h [String],
    spec: &'h ColumnSpec,
}

impl Search<'_> {
    fn mapped(&self, field: Field, column: usize, origin: Origin) -> MappedColumn {
        MappedColumn { field, column, name: self.header[column].clone(), origin }
    }

    /// The column with this very name, or with the same letters.
    fn asked(&self, field: Field, asked: &str) -> Result<usize, IntakeError> {
        let exact = self.header.iter().position(|name| name == asked);
        let same = || self.header.iter().position(|name| key(name) == key(asked) && !key(name).is_empty());
        exact.or_else(same).ok_or_else(|| IntakeError::MissingColumn {
            path: self.path.to_owned(),
            field,
            asked: asked.to_owned(),
            header: self.shown(),
            nearest: nearest(asked, self.header.iter().map(String::as_str)).map(str::to_owned),
        })
    }

    fn shown(&self) -> Vec<String> {
        shown(self.header, &|name| is_known(name, self.spec))
    }

    /// The columns whose names mean this field: the best one, or all where
    /// several may hold it.
    fn recognised(&self, family: &Family, taken: &Mapping) -> Result<Vec<usize>, IntakeError> {
        for aliases in [family.sure, family.likely] {
            let rank = |column: &usize| aliases.iter().position(|alias| *alias == stem(&self.header[*column]));
            let free = (0..self.header.len()).filter(|column| !taken.holds(*column));
            let mut hits: Vec<(usize, usize)> = free.filter_map(|column| Some((rank(&column)?, column))).collect();
            hits.sort_unstable();
            match (family.field, hits.as_slice()) {
                (_, []) => {}
                (field, all) if field.takes_several() => return Ok(all.iter().map(|(_, column)| *column).collect()),
                // Two texts are a question; two dates are not, unless they have the same name.
                (Field::Text, [first, second, ..]) => return Err(self.ambiguous(family.field, first.1, second.1)),
                (_, [first, second, ..]) if first.0 == second.0 => {
                    return Err(self.ambiguous(family.field, first.1, second.1));
                }
                (_, [first, ..]) => return Ok(vec![first.1]),
            }
        }
        Ok(Vec::new())
    }

    fn ambiguous(&self, field: Field, first: usize, second: usize) -> IntakeError {
        IntakeError::AmbiguousColumn {
            path: self.path.to_owned(),
            field,
            first: self.header[first].clone(),
            second: self.header[second].clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::header::header_names;
    use super::*;

    fn names(header: &[&str]) -> Vec<String> {
        header_names(header.iter().map(|&name| name.to_owned()).collect())
    }

    fn mapped(header: &[&str], spec: &ColumnSpec) -> Result<String, IntakeError> {
        let mapping = map("f.csv", &names(header), spec, Vec::new)?;
        let show = |mapped: &MappedColumn| format!("{}={}", mapped.field.name(), mapped.name);
        Ok(mapping.columns().iter().map(show).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn recognises_the_headers_of_uk_systems() {
        let cases: &[(&[&str], &str)] = &[
            (
                &["note_id", "case_id", "agency", "team", "worker", "date", "note_type", "note"],
                "note_id=note_id case_id=case_id agency=agency team=team worker=worker date=date note_type=note_type text=note",
            ),
            (
                &["ClientID", "NoteNum", "DateAndTime", "EnterDatetime", "EnteredBy", "NoteText", "NoteType"],
                "note_id=NoteNum case_id=ClientID worker=EnteredBy date=DateAndTime note_type=NoteType text=NoteText",
            ),
            (
                &["RowIdentifier", "IDPatient", "FreeText", "EventDate", "TeamName"],
                "note_id=RowIdentifier case_id=IDPatient team=TeamName date=EventDate text=FreeText",
            ),
            (
                &["Ref", "Date of Contact", "Case Note", "Details", "Child Name", "Mother's Name"],
                "note_id=Ref date=Date of Contact text=Case Note names=Child Name names=Mother's Name",
            ),
            (&["Created", "DESCRIPTION"], "date=Created text=DESCRIPTION"),
        ];
        for (header, expected) in cases {
            assert_eq!(mapped(header, &ColumnSpec::default()).unwrap(), *expected);
        }
    }

    #[test]
    fn what_the_user_says_wins() {
        let mut spec = ColumnSpec::default();
        spec.set("text", "obs txt").unwrap();
        spec.set("note_id", "").unwrap();
        spec.set("names", "kin").unwrap();
        assert_eq!(mapped(&["id", "note", "OBS_TXT", "kin", "forename"], &spec).unwrap(), "text=OBS_TXT names=kin");
        assert!(spec.set("notes", "x").is_err());
    }

    #[test]
    fn two_equally_good_columns_are_a_question() {
        let cases: &[(&[&str], &str)] =
            &[(&["note", "narrative"], "text"), (&["note", "note"], "text"), (&["date", "note", "Date"], "date")];
        for (header, field) in cases {
            let error = mapped(header, &ColumnSpec::default()).unwrap_err();
            assert!(matches!(&error, IntakeError::AmbiguousColumn { field: found, .. } if found.name() == *field));
        }
    }

    #[test]
    fn the_second_of_two_columns_can_be_asked_for() {
        let spec = ColumnSpec { text: Some("note.2".into()), ..ColumnSpec::default() };
        assert_eq!(mapped(&["note", "note"], &spec).unwrap(), "text=note.2");
    }

    #[test]
    fn a_column_that_is_not_there_is_an_error_with_the_nearest_name() {
        let spec = ColumnSpec { text: Some("narative".into()), ..ColumnSpec::default() };
        let error = mapped(&["id", "narrative"], &spec).unwrap_err();
        assert!(matches!(error, IntakeError::MissingColumn { nearest: Some(near), .. } if near == "narrative"));
    }
}
