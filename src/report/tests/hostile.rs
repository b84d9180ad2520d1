//! Text that would like to be more than text: as a quotation, the name of an
//! agency, a kind of record, a file and a column, it stays text.

use std::sync::Arc;

use super::super::sample::Sample;
use super::super::{Outline, html};
use crate::note::Agency;
use crate::redact::Excerpt;
use crate::report::NoteHead;

/// More than five hundred; the same are audited and opened in a browser
/// (`tests/browser`).
fn hostile() -> Vec<String> {
    serde_json::from_str(include_str!("../../../tests/browser/hostile.json")).unwrap()
}

/// The pages of a sample in which a text is wherever others write.
fn pages(text: &str) -> [String; 2] {
    let agency = Agency::new(&format!("A {text}"));
    let mut sample = Sample::with(|findings| {
        let head = NoteHead { agency: agency.clone(), note_type: text.to_owned(), ..(*findings[0].note).clone() };
        findings[0].note = Arc::new(head);
        findings[0].excerpt = Excerpt::sample(text, text, text);
    });
    sample.measures.agencies[0].agency = Some(agency);
    sample.sources[0].name = text.to_owned();
    sample.sources[0].warnings = vec![text.to_owned()];
    let audit = sample.audit();
    let mut findings = Vec::new();
    html::write_findings(&audit, &mut findings).unwrap();
    [html::report(&audit, &Outline::read(&audit).unwrap()), String::from_utf8(findings).unwrap()]
}

/// The tags of a page with their attributes, and not what these say.
fn structure(page: &str) -> String {
    let tags = page.split('<').skip(1).map(|rest| rest.split_once('>').map_or(rest, |(tag, _)| tag));
    let names = tags.map(|tag| tag.split('"').step_by(2).collect::<String>());
    names.collect::<Vec<_>>().join("\n")
}

#[test]
fn there_are_more_than_five_hundred_and_each_is_another() {
    let mut all = hostile();
    let length = all.len();
    all.sort();
    all.dedup();
    assert!(all.len() > 500 && all.len() == length);
}

#[test]
fn hostile_text_adds_no_tag_no_attribute_and_nothing_that_works_unseen() {
    let expected = pages("plain").map(|page| structure(&page));
    let works = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    for text in hostile() {
        let pages = pages(&text);
        assert_eq!(pages.each_ref().map(|page| structure(page)), expected, "{text:?}");
        let unseen = |page: &String| page.chars().find(|&c| works(c) || (c.is_control() && !matches!(c, '\n' | '\t')));
        assert_eq!(pages.each_ref().map(unseen), [None; 2], "{text:?}");
    }
}

#[test]
fn names_and_quotations_keep_their_direction_to_themselves() {
    let [report, findings] = pages("אבג 12");
    for page in [&report, &findings] {
        let page = page.split_once("<main").unwrap().1;
        for (at, _) in page.match_indices("אבג") {
            let before = &page[..at];
            let attribute = before.rfind('"').is_some_and(|quote| before[..quote].ends_with("aria-label="));
            let open = before.rfind("<bdi>") > before.rfind("</bdi>");
            let own = ["<span>", "<option "].iter().any(|start| before.rfind(start) > before.rfind("</"));
            assert!(attribute || open || own, "{}", &before[before.floor_char_boundary(at.saturating_sub(80))..]);
        }
    }
}
