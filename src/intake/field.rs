//! The fields of a note, and where the user says they are. It looks at no
//! file.

use serde::Deserialize;

/// What intake looks for in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The record's own identifier.
    NoteId,
    /// The family or person.
    CaseId,
    /// Who wrote it: the organisation.
    Agency,
    /// The team within the agency.
    Team,
    /// Who wrote it: the person.
    Worker,
    /// The day the note is about.
    Date,
    /// The kind of record.
    NoteType,
    /// The note itself.
    Text,
    /// Names of people, for redaction. Any number of columns.
    Names,
    /// Which version of a note a row is.
    Version,
    /// Whether the row stands: a draft, deleted, entered in error. Any number
    /// of columns.
    Status,
}

impl Field {
    /// Every field, in the order in which messages and tables list them.
    pub const ALL: [Self; 11] = [
        Self::NoteId,
        Self::CaseId,
        Self::Agency,
        Self::Team,
        Self::Worker,
        Self::Date,
        Self::NoteType,
        Self::Text,
        Self::Names,
        Self::Version,
        Self::Status,
    ];

    /// The name used by `--column` and the configuration.
    pub fn name(self) -> &'static str {
        match self {
            Self::NoteId => "note_id",
            Self::CaseId => "case_id",
            Self::Agency => "agency",
            Self::Team => "team",
            Self::Worker => "worker",
            Self::Date => "date",
            Self::NoteType => "note_type",
            Self::Text => "text",
            Self::Names => "names",
            Self::Version => "version",
            Self::Status => "status",
        }
    }

    /// Whether any number of columns may hold it.
    pub(super) fn takes_several(self) -> bool {
        matches!(self, Self::Names | Self::Status)
    }
}

/// Which column holds which field, as the user says it. A field left out is
/// looked for by name; an empty name says that there is no such column.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ColumnSpec {
    /// The record's own identifier.
    pub note_id: Option<String>,
    /// The family or person.
    pub case_id: Option<String>,
    /// The organisation that wrote it.
    pub agency: Option<String>,
    /// The team within it.
    pub team: Option<String>,
    /// Who wrote it.
    pub worker: Option<String>,
    /// The day the note is about.
    pub date: Option<String>,
    /// The kind of record.
    pub note_type: Option<String>,
    /// The note itself.
    pub text: Option<String>,
    /// Columns with names of people, for redaction.
    pub names: Option<Vec<String>>,
    /// Which version of a note a row is.
    pub version: Option<String>,
    /// Columns that say whether a row stands.
    pub status: Option<Vec<String>>,
}

impl ColumnSpec {
    /// The columns asked for: `None` if the field is left to be found.
    pub fn asked(&self, field: Field) -> Option<Vec<&str>> {
        let one = match field {
            Field::NoteId => &self.note_id,
            Field::CaseId => &self.case_id,
            Field::Agency => &self.agency,
            Field::Team => &self.team,
            Field::Worker => &self.worker,
            Field::Date => &self.date,
            Field::NoteType => &self.note_type,
            Field::Text => &self.text,
            Field::Version => &self.version,
            Field::Names => return self.names.as_deref().map(named),
            Field::Status => return self.status.as_deref().map(named),
        };
        one.as_ref().map(|name| named(std::slice::from_ref(name)))
    }

    /// Sets a field to a column, as `--column FIELD=NAME` does; a second
    /// column for `names` or `status` is added to the first.
    ///
    /// # Errors
    /// If there is no such field; the error lists those there are.
    pub fn set(&mut self, field: &str, column: &str) -> Result<(), UnknownField> {
        let found = Field::ALL.into_iter().find(|known| known.name() == field);
        self.put(found.ok_or_else(|| UnknownField(field.to_owned()))?, column);
        Ok(())
    }

    /// Sets a field to a column, or adds one where it may have several.
    pub(super) fn put(&mut self, field: Field, column: &str) {
        let one = match field {
            Field::NoteId => &mut self.note_id,
            Field::CaseId => &mut self.case_id,
            Field::Agency => &mut self.agency,
            Field::Team => &mut self.team,
            Field::Worker => &mut self.worker,
            Field::Date => &mut self.date,
            Field::NoteType => &mut self.note_type,
            Field::Text => &mut self.text,
            Field::Version => &mut self.version,
            Field::Names => {
                return self.names.get_or_insert_default().push(column.to_owned());
            }
            Field::Status => {
                return self.status.get_or_insert_default().push(column.to_owned());
            }
        };
        *one = Some(column.to_owned());
    }

    /// Whether a header name was asked for, as any field.
    pub(super) fn asks_for(&self, header: &str) -> bool {
        let mut asked = Field::ALL.into_iter().filter_map(|field| self.asked(field)).flatten();
        asked.any(|name| !key(name).is_empty() && key(name) == key(header))
    }
}

/// The names that were given; an empty one says that there is no such column.
fn named(given: &[String]) -> Vec<&str> {
    given.iter().map(String::as_str).filter(|name| !name.is_empty()).collect()
}

/// A field that [`ColumnSpec`] does not have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("There is no field called {0:?}. The fields are {all}.", all = field_names())]
pub struct UnknownField(pub String);

fn field_names() -> String {
    Field::ALL.map(Field::name).join(", ")
}

/// A name without case, spaces and marks.
pub(super) fn key(name: &str) -> String {
    name.chars().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
