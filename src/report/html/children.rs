//! What the record says of children, in one place: the families, indicators
//! and practice rules that are about them are elsewhere too, among others.

use maud::{Markup, html};

use super::super::model::Audit;
use super::super::sentences::child::{NO_AGES, VICTIM, children};
use super::heading;
use super::text::running;

/// Whether there is anything to say.
pub(super) fn is_shown(audit: &Audit<'_>) -> bool {
    !children(audit).is_empty()
}

/// The section; nothing where there is too little to show.
pub(super) fn section(audit: &Audit<'_>) -> Markup {
    let said = children(audit);
    html! {
        @if !said.is_empty() {
            section aria-labelledby="children" {
                (heading("children", "Children"))
                p { (VICTIM) " All agencies together:" }
                ul.sentences { @for said in &said { li { (running(said)) } } }
                p.note { (NO_AGES) " Ask separately about unborn babies, children under seven and children who do not speak: a record seldom has their words." }
            }
        }
    }
}
