//! One JSON object to cells. Numbers keep the digits they are written with;
//! an object inside gives a cell for each of its own keys, a list is shown as
//! it stands.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::super::reject::RejectReason;

/// How deep objects inside objects are taken apart.
const MAX_DEPTH: usize = 8;

/// An object as its keys and values, in order, repeats kept.
struct Members<'j>(Vec<(String, &'j RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        from.deserialize_map(InOrder)
    }
}

/// The cells of a record by the path of their keys, in order.
///
/// # Errors
/// If the text is no JSON, is not an object, or names a key twice.
pub(super) fn record(text: &str) -> Result<Vec<(String, String)>, RejectReason> {
    let mut cells = Vec::new();
    add(text.trim().trim_start_matches('\u{feff}'), "", 0, &mut cells)?;
    let mut seen = BTreeSet::new();
    if cells.iter().all(|(key, _)| seen.insert(key)) { Ok(cells) } else { Err(RejectReason::RepeatedKey) }
}

fn add(text: &str, path: &str, depth: usize, cells: &mut Vec<(String, String)>) -> Result<(), RejectReason> {
    for (key, value) in members(text)? {
        let key = if path.is_empty() { key } else { format!("{path}.{key}") };
        let value = value.get();
        if value.starts_with('{') && depth < MAX_DEPTH {
            add(value, &key, depth + 1, cells)?;
        } else {
            cells.push((key, cell(value)?));
        }
    }
    Ok(())
}

fn members(text: &str) -> Result<Vec<(String, &RawValue)>, RejectReason> {
    let members: Result<Members, _> = serde_json::from_str(text);
    members.map(|members| members.0).map_err(|error| match error.classify() {
        serde_json::error::Category::Eof => RejectReason::CutOff,
        _ if !text.starts_with('{') && serde_json::from_str::<&RawValue>(text).is_ok() => RejectReason::NotAnObject,
        _ => RejectReason::NotJson,
    })
}

fn cell(value: &str) -> Result<String, RejectReason> {
    match value.as_bytes().first() {
        Some(b'"') => serde_json::from_str(value).map_err(|_| RejectReason::NotJson),
        Some(b'n') => Ok(String::new()),
        _ => Ok(value.to_owned()),
    }
}
