//! The header names that are recognised, in one table; those that say whether
//! a row stands are in `standing`. A name means one field, whatever its case,
//! spaces and underscores.

use super::field::{ColumnSpec, Field, key};
use super::standing::{STATUS_COLUMNS, VERSION_COLUMNS};

/// The header names that mean a field, as [`key`] writes them.
pub(super) struct Family {
    pub(super) field: Field,
    /// Names that hardly mean anything else, best first.
    pub(super) sure: &'static [&'static str],
    /// Names that are taken if there is no sure one, best first.
    pub(super) likely: &'static [&'static str],
}

/// Gathered from vendors' published table layouts and from the words that
/// services use. They are guesses about any one export, and shown as such.
#[rustfmt::skip]
pub(super) const FAMILIES: &[Family] = &[
    Family {
        field: Field::NoteId,
        sure: &["noteid", "casenoteid", "recordid", "entryid", "contactid", "eventid", "rowidentifier", "observationguid",
                "notenum", "notenumber", "noteref", "notereference", "logid", "incidentid", "incidentnumber", "recordnumber"],
        likely: &["id", "uid", "uuid", "guid", "ref", "reference", "number"],
    },
    Family {
        field: Field::CaseId,
        sure: &["caseid", "caseref", "casereference", "casenumber", "familyid", "clientid", "clientref", "personid",
                "personidentifier", "subjectid", "lcsid", "lasid", "childid", "pupilid", "patientid", "idpatient",
                "patientguid", "nhsnumber", "upn", "urn", "tenantid", "tenancyref", "householdid", "offenderid"],
        likely: &["case", "householdref", "familyref", "familyreference"],
    },
    Family {
        field: Field::Agency,
        sure: &["agency", "agencyname", "organisation", "organization", "organisationname", "provider", "providername", "force"],
        likely: &["service", "idorganisation", "organisationguid", "trust", "school", "source"],
    },
    Family {
        field: Field::Team,
        sure: &["team", "teamname", "teamid", "responsibleteam"],
        likely: &["unit", "district", "department", "directorate", "locality", "ward", "office"],
    },
    Family {
        field: Field::Worker,
        sure: &["worker", "workername", "socialworker", "caseworker", "keyworker", "author", "authorname", "enteredby",
                "recordedby", "createdby", "writtenby", "completedby", "practitioner", "practitionername", "staffname",
                "staffmember", "officer", "officername", "reportingofficer", "allocatedworker"],
        likely: &["staff", "user", "username", "userid", "authorusername", "addedby", "professional", "clinician"],
    },
    Family {
        field: Field::Date,
        sure: &["contactdate", "dateofcontact", "eventdate", "dateofevent", "notedate", "dateofnote", "visitdate",
                "dateofvisit", "incidentdate", "dateofincident", "occurredat", "occurredon", "effectivedate", "date",
                "dateandtime", "datetime"],
        likely: &["recordeddate", "daterecorded", "recordedon", "recordedat", "entereddate", "dateentered", "enterdatetime",
                  "createddate", "datecreated", "createdon", "createdat", "created", "recorded", "day", "timestamp"],
    },
    Family {
        field: Field::NoteType,
        sure: &["notetype", "casenotetype", "recordtype", "contacttype", "eventtype", "entrytype", "typeofcontact",
                "typeofnote", "observationtype"],
        likely: &["type", "category", "subtype", "subnotetype", "notecategory", "incidenttype"],
    },
    Family {
        field: Field::Text,
        sure: &["notetext", "casenotetext", "note", "notes", "casenote", "casenotes", "narrative", "text", "body",
                "notebody", "freetext", "associatedtext", "progressnote", "oeltext", "logentry", "entrytext", "notecontent"],
        likely: &["description", "details", "detail", "comments", "comment", "incident", "summary", "content", "contents",
                  "entry", "message", "observations", "casesummary"],
    },
    Family {
        field: Field::Names,
        sure: &["names", "name", "clientname", "personname", "subjectname", "patientname", "childname", "childrensnames",
                "childrennames", "pupilname", "studentname", "tenantname", "fullname", "forename", "forenames", "firstname",
                "givenname", "middlename", "surname", "lastname", "familyname", "knownas", "alias", "partnername",
                "expartnername", "mothername", "mothersname", "fathername", "fathersname", "parentname", "carername",
                "victimname", "victim", "survivorname", "perpetratorname", "perpetrator", "suspectname", "suspect",
                "allegedperpetrator", "offendername", "siblingname", "siblingnames", "linkedpeople", "linkedstudents",
                "relatedpeople", "complainant", "complainantname", "nextofkin"],
        likely: &[],
    },
    Family { field: Field::Version, sure: VERSION_COLUMNS, likely: &[] },
    Family { field: Field::Status, sure: STATUS_COLUMNS, likely: &[] },
];

/// Whether a header name means something: to intake or to this user.
pub(super) fn is_known(name: &str, spec: &ColumnSpec) -> bool {
    FAMILIES.iter().any(|family| family.means(&key(name))) || spec.asks_for(name)
}

/// Whether a header name may mean the text of the notes.
pub(super) fn is_text(name: &str) -> bool {
    FAMILIES.iter().any(|family| family.field == Field::Text && family.means(&key(name)))
}

impl Family {
    fn means(&self, key: &str) -> bool {
        self.sure.iter().chain(self.likely).any(|alias| *alias == key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_alias_means_two_fields() {
        let mut all: Vec<&str> =
            FAMILIES.iter().flat_map(|family| family.sure.iter().chain(family.likely)).copied().collect();
        assert!(all.iter().all(|alias| *alias == key(alias)));
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
