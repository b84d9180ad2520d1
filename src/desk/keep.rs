//! A decision that was sent: written down, or why it was not, for the page that
//! it was sent from.

use axum::http::StatusCode;

use super::pages::{Missing, Room};
use super::typed::Typed;
use super::words::Words;
use crate::review::{Decided, Decision, Desk, DeskError, ItemId, Reviewer, Revision};

/// Why a decision was not written down, if that can be put right on the page.
pub(super) struct NotKept {
    pub(super) status: StatusCode,
    pub(super) why: String,
}

/// Has what was typed of an item written down; `stale` says what was done in
/// the meantime where that is why it was not.
pub(super) fn keep(
    room: &Room,
    (item, reviewer, typed): (ItemId, &Reviewer, &Typed),
    write: impl FnOnce(&mut Desk, Revision, &Decision) -> Result<Decided, DeskError>,
    stale: &str,
) -> Result<Option<NotKept>, Missing> {
    if let Some(why) = somebody_else(typed, reviewer) {
        return Ok(Some(NotKept { status: StatusCode::CONFLICT, why }));
    }
    let text = room.desk()?.item(item, reviewer)?.text;
    let decision = match typed.decision(&Words::of(&text)) {
        Ok(decision) => decision,
        Err(unclear) => {
            return Ok(Some(NotKept { status: StatusCode::UNPROCESSABLE_ENTITY, why: unclear.to_string() }));
        }
    };
    let seen = Revision::new(typed.number("revision").unwrap_or_default());
    let written = write(&mut *room.desk()?, seen, &decision);
    written.map_or_else(|error| not_kept(error, stale).map(Some), |_| Ok(None))
}

/// Why nobody decides for another: the page was made for whoever read before.
fn somebody_else(typed: &Typed, reviewer: &Reviewer) -> Option<String> {
    let is_own = typed.get("reviewer") == Some(reviewer.as_str());
    (!is_own).then(|| format!("The desk is now open for {reviewer}, in another tab."))
}

fn not_kept(error: DeskError, stale: &str) -> Result<NotKept, Missing> {
    let (status, why) = match error {
        DeskError::Stale { .. } => {
            (StatusCode::CONFLICT, format!("{stale} It is shown below as it stands; nothing was changed."))
        }
        DeskError::NoAnswer(_) => (StatusCode::UNPROCESSABLE_ENTITY, "That does not answer what is asked.".to_owned()),
        error => return Err(error.into()),
    };
    Ok(NotKept { status, why })
}
