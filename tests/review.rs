//! The review desk behind its pages: what is drawn, what a reviewer sees, what is
//! kept whatever happens, and what the readings say about the audit.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
#![cfg(feature = "review")]

#[path = "review/killed.rs"]
mod killed;
#[path = "review/made.rs"]
#[allow(dead_code, reason = "other tests use the rest")]
mod made;
#[path = "review/quick.rs"]
mod quick;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::sync::Arc;

use jiff::Timestamp;
use made::{Made, has_concern};
use plainrecord::lexicon::{EntryId, Indicator, Lexicon, Status, builtin_files};
use plainrecord::measure::Share;
use plainrecord::note::Span;
use plainrecord::pipeline::{Observer, PipelineError, Progress, Silent};
use plainrecord::redact::Excerpts;
use plainrecord::review::{
    Asked, Band, Change, Decision, Desk, DeskError, Filter, Item, ItemId, Listed, Missed, Proposal, Results, Reviewer,
    Revision, Sampling,
};
use rusqlite::Connection;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

fn reviewer(name: &str) -> Reviewer {
    Reviewer::new(name).unwrap()
}

fn small() -> Sampling {
    Sampling { findings: 30, notes: 30, ..Sampling::default() }
}

fn drawn() -> (Made, Desk) {
    let made = Made::new();
    let desk = Desk::draw(&made.folder(), small(), &made.plan, &Silent).unwrap();
    (made, desk)
}

/// What somebody says who knows, of an item.
fn right(item: &Item) -> Decision {
    let concern = has_concern(&item.text);
    match item.asked {
        Asked::Words { .. } if concern => Decision::Confirm,
        Asked::Words { .. } => Decision::NotThis,
        _ if concern => Decision::Missed(vec![Missed { span: Span::new(0, 6), indicator: None }]),
        _ => Decision::NothingMissed,
    }
}

/// Reads all that is left, and says which items were read.
fn read_all(desk: &mut Desk, reviewer: &Reviewer, says: impl Fn(&Item) -> Decision) -> Vec<Item> {
    let mut read = Vec::new();
    while let Some(item) = desk.next(reviewer).unwrap() {
        let second = i64::try_from(read.len()).unwrap() * 5;
        desk.decide(item.id, reviewer, item.revision, &says(&item), at(second)).unwrap();
        read.push(item);
    }
    read
}

#[test]
fn the_same_seed_draws_the_same_and_another_draws_others() {
    let texts = |seed| {
        let made = Made::new();
        let sampling = Sampling { seed, ..small() };
        let mut desk = Desk::draw(&made.folder(), sampling, &made.plan, &Silent).unwrap();
        let read = read_all(&mut desk, &reviewer("Mina"), |_| Decision::Unsure);
        read.into_iter().map(|item| (item.id, item.origin, item.text)).collect::<Vec<_>>()
    };
    assert_eq!(texts(1), texts(1));
    assert_ne!(texts(1), texts(2));
}

#[test]
fn each_band_and_within_it_each_agency_has_its_share_and_a_fifth_is_read_twice() {
    let (_made, mut desk) = drawn();
    let sample = desk.sample().unwrap();
    let of = |band| sample.bands[&band].1;
    assert_eq!((of(Band::FoundOne), of(Band::Listed)), (15, 15));
    assert_eq!(sample.bands.values().map(|(_, drawn)| drawn).sum::<u64>(), 60);
    assert_eq!(sample.read_twice, 12);
    let read = read_all(&mut desk, &reviewer("Mina"), |_| Decision::Unsure);
    let west = read.iter().filter(|item| item.origin.agency == "West" && !matches!(item.asked, Asked::Rest { .. }));
    assert_eq!(west.count(), 12, "a fifth of the notes are West’s");
}

#[test]
fn what_is_kept_names_nobody_and_no_case() {
    let (made, desk) = drawn();
    drop(desk);
    let kept = fs::read(made.folder().join("review.sqlite")).unwrap();
    let holds = |words: &str| kept.windows(words.len()).any(|window| window == words.as_bytes());
    assert!(holds("She failed to protect"));
    for name in ["Hallworth", "Dean", "Woodruffe", "East-1", "West-1"] {
        assert!(!holds(name), "{name}");
    }
}

#[cfg(unix)]
#[test]
fn what_is_kept_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let (made, mut desk) = drawn();
    read_all(&mut desk, &reviewer("Mina"), |_| Decision::Unsure);
    for item in fs::read_dir(made.folder()).unwrap() {
        let item = item.unwrap();
        let allowed = item.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(allowed, 0o600, "{:?}", item.file_name());
    }
}

#[test]
fn a_mark_stands_on_the_words_that_the_audit_found() {
    let made = Made::new();
    let sampling = Sampling { is_blind: false, ..small() };
    let mut desk = Desk::draw(&made.folder(), sampling, &made.plan, &Silent).unwrap();
    let mina = reviewer("Mina");
    let filter = Filter { at_most: Some(10_000), ..Filter::default() };
    let words: BTreeMap<_, _> =
        desk.browse(&filter, &mina).unwrap().into_iter().map(|listed| (listed.label.finding, listed.words)).collect();
    let mut marks = 0;
    for item in read_all(&mut desk, &mina, |_| Decision::Unsure) {
        for mark in &item.marks {
            assert_eq!(mark.span.of(&item.text), words[&mark.label.finding], "{}", item.text);
            marks += 1;
        }
        if let (Asked::Words { span, indicator }, Some(label)) = (item.asked, &item.label) {
            assert_eq!((span.of(&item.text), indicator), (&*words[&label.finding], label.indicator));
        }
    }
    assert!(marks > 60, "{marks}");
}

/// Notes of one case, each first by itself and then with the next: who is told of
/// a place and who is not depends on what else is in a note.
#[test]
fn a_person_and_a_place_have_the_numbers_that_the_audit_gave_them() {
    let silent = "Boiler serviced at Ferncroft Primary School, Tom Barker let the engineer in.";
    let about_abuse = "Dean Hallworth assaulted Anna Marsh outside St Helens Surgery. DASH refused.";
    let found = "At The Willows Nursery she failed to protect the children from Dean Hallworth and Karl Webb.";
    let pointed = "The pair of them were giving it some at Mill Lane School, Karl Webb said.";
    let orders = [[0, 1, 2, 3], [1, 0, 2, 3], [3, 0, 2, 1], [2, 1, 0, 3], [0, 3, 2, 2], [0, 0, 2, 0]];
    let notes = [silent, about_abuse, found, pointed];
    let mut text = "note_id,case_id,agency,note\n".to_owned();
    for (case, order) in orders.iter().enumerate() {
        for (at, note) in order.iter().enumerate() {
            writeln!(text, "{case}-{at},{case},East,\"{}\"", notes[*note]).unwrap();
        }
    }
    // With the other notes of the case among those drawn, and without.
    for (notes, findings, texts_read) in [(100, 8, 24), (0, 4, 4)] {
        let made = Made::from_export(&text);
        let sampling = Sampling { findings: 100, notes, is_blind: false, ..small() };
        let mut desk = Desk::draw(&made.folder(), sampling, &made.plan, &Silent).unwrap();
        let mina = reviewer("Mina");
        let read = read_all(&mut desk, &mina, |_| Decision::Unsure);
        let texts: BTreeMap<_, _> = read.into_iter().map(|item| (item.origin.note_id, item.text)).collect();
        let listed = desk.browse(&Filter { at_most: Some(1000), ..Filter::default() }, &mina).unwrap();
        let drawn = listed.iter().filter_map(|one| Some((one, texts.get(&one.origin.note_id)?)));
        let mut checked = 0;
        for (Listed { before, words, after, .. }, whole) in drawn {
            assert!(whole.contains(&format!("{before}{words}{after}")), "{before}{words}{after}: {whole}");
            checked += 1;
        }
        assert_eq!((checked, texts.len()), (findings, texts_read), "{texts:?}");
    }
}

#[test]
fn lines_of_a_note_stay_and_a_name_has_its_number_in_the_case() {
    let (_made, mut desk) = drawn();
    let read = read_all(&mut desk, &reviewer("Mina"), |_| Decision::Unsure);
    let note = "She failed to protect children from [person 2].\nDASH not done.";
    assert!(read.iter().any(|item| item.text == note), "{:?}", read[0].text);
}

#[test]
fn a_blind_reviewer_sees_what_the_audit_says_only_after_deciding() {
    let (_made, mut desk) = drawn();
    let mina = reviewer("Mina");
    let items = (1..).map(|id| desk.item(ItemId::new(id).unwrap(), &mina).unwrap());
    let item = items.into_iter().find(|item| matches!(item.asked, Asked::Words { .. })).unwrap();
    let note = item.origin.note_id.clone();
    let listed = |desk: &Desk| {
        let filter = Filter { at_most: Some(10_000), ..Filter::default() };
        desk.browse(&filter, &mina).unwrap().iter().filter(|listed| listed.origin.note_id == note).count()
    };
    assert_eq!((item.label, item.marks.len(), listed(&desk)), (None, 0, 0));
    desk.decide(item.id, &mina, item.revision, &Decision::Unsure, at(0)).unwrap();
    let shown = desk.item(item.id, &mina).unwrap();
    assert_eq!((shown.label.is_some(), shown.marks.is_empty()), (true, false));
    assert!(listed(&desk) > 0);
    let jo = desk.item(item.id, &reviewer("Jo")).unwrap();
    assert_eq!((jo.label, jo.marks.len(), jo.decision), (None, 0, None));
}

#[test]
fn findings_can_be_chosen_by_agency_indicator_and_wording() {
    let (_made, desk) = drawn();
    let mina = reviewer("Mina");
    let all = Filter { at_most: Some(10_000), ..Filter::default() };
    let number = |filter: Filter| desk.browse(&filter, &mina).unwrap().len();
    let choices = desk.choices().unwrap();
    assert_eq!(choices.agencies.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["East", "West"]);
    assert!(choices.indicators.iter().any(|(indicator, _)| *indicator == Indicator::MinimisingEuphemism));
    for filter in [
        Filter { agency: Some("West".to_owned()), ..all.clone() },
        Filter { indicator: Some(Indicator::MinimisingEuphemism), ..all.clone() },
        Filter { words: Some("FAILED TO".to_owned()), ..all.clone() },
        Filter { at_most: Some(3), ..all.clone() },
    ] {
        assert!((1..number(all.clone())).contains(&number(filter.clone())), "{filter:?}");
    }
    assert_eq!(number(Filter { words: Some("%".to_owned()), ..all }), 0);
    let first = desk.browse(&Filter { at_most: Some(2), ..Filter::default() }, &mina).unwrap();
    let after = Filter { after: Some(first[0].label.finding), at_most: Some(1), ..Filter::default() };
    assert_eq!(desk.browse(&after, &mina).unwrap()[0], first[1]);
}

#[test]
fn the_rest_of_a_note_is_asked_about_once_its_words_are_none() {
    let (_made, mut desk) = drawn();
    let mina = reviewer("Mina");
    let is_words = |item: &Item| matches!(item.asked, Asked::Words { .. });
    let mut item = desk.next(&mina).unwrap().unwrap();
    while !is_words(&item) {
        desk.decide(item.id, &mina, item.revision, &Decision::NothingMissed, at(0)).unwrap();
        item = desk.next(&mina).unwrap().unwrap();
    }
    desk.decide(item.id, &mina, item.revision, &Decision::NotThis, at(0)).unwrap();
    let rest = desk.next(&mina).unwrap().unwrap();
    assert_eq!((rest.id.get(), rest.origin), (item.id.get() + 1, item.origin));
    assert!(matches!(rest.asked, Asked::Rest { .. }));
    let now = desk.item(item.id, &mina).unwrap().revision;
    desk.decide(item.id, &mina, now, &Decision::Confirm, at(0)).unwrap();
    assert_ne!(desk.next(&mina).unwrap().unwrap().id, rest.id);
}

#[test]
fn an_item_is_read_by_one_or_by_two_and_by_no_more() {
    let (_made, mut desk) = drawn();
    let once = |item: &Item| {
        if matches!(item.asked, Asked::Words { .. }) { Decision::Confirm } else { Decision::NothingMissed }
    };
    let read: Vec<usize> =
        ["Mina", "Jo", "Sam"].iter().map(|name| read_all(&mut desk, &reviewer(name), once).len()).collect();
    assert_eq!(read, [60, 12, 0]);
}

#[test]
fn a_decision_over_one_that_was_not_seen_is_refused_and_changes_nothing() {
    let (made, mut desk) = drawn();
    let mut tab = Desk::open(&made.folder()).unwrap();
    let mina = reviewer("Mina");
    let item = desk.next(&mina).unwrap().unwrap();
    let decided = desk.decide(item.id, &mina, item.revision, &Decision::Unsure, at(0)).unwrap();
    let stale = tab.decide(item.id, &mina, item.revision, &right(&item), at(1)).unwrap_err();
    assert!(matches!(stale, DeskError::Stale { now, .. } if now == decided.revision), "{stale}");
    assert_eq!(tab.item(item.id, &mina).unwrap().decision, Some(Decision::Unsure));
    tab.decide(item.id, &mina, decided.revision, &right(&item), at(2)).unwrap();
    assert_eq!(desk.item(item.id, &mina).unwrap().decision, Some(right(&item)));
}

#[test]
fn what_is_no_answer_is_refused() {
    let (_made, mut desk) = drawn();
    let mina = reviewer("Mina");
    let missed = |start, end| Decision::Missed(vec![Missed { span: Span::new(start, end), indicator: None }]);
    let items: Vec<Item> = (1..=9).map(|id| desk.item(ItemId::new(id).unwrap(), &mina).unwrap()).collect();
    for item in &items {
        let length = item.text.chars().count();
        let wrong = match item.asked {
            Asked::Words { .. } => vec![Decision::NothingMissed, missed(0, 4)],
            _ => vec![Decision::Confirm, Decision::Missed(Vec::new()), missed(3, 3), missed(0, length + 1)],
        };
        for decision in wrong {
            let error = desk.decide(item.id, &mina, item.revision, &decision, at(0)).unwrap_err();
            assert!(matches!(error, DeskError::NoAnswer(_)), "{decision:?}: {error}");
        }
    }
    let nowhere = ItemId::new(99_999).unwrap();
    assert!(matches!(desk.item(nowhere, &mina), Err(DeskError::NoItem(_))));
    assert_eq!(desk.progress(&mina).unwrap().done, 0);
}

#[test]
fn taking_back_goes_step_by_step_and_what_stood_before_stands_again() {
    let (_made, mut desk) = drawn();
    let mina = reviewer("Mina");
    let first = desk.next(&mina).unwrap().unwrap();
    let once = desk.decide(first.id, &mina, first.revision, &Decision::Unsure, at(0)).unwrap();
    desk.decide(first.id, &mina, once.revision, &right(&first), at(1)).unwrap();
    let second = desk.next(&mina).unwrap().unwrap();
    desk.decide(second.id, &mina, second.revision, &Decision::Unsure, at(2)).unwrap();
    let stands = |desk: &Desk| [first.id, second.id].map(|id| desk.item(id, &mina).unwrap().decision);
    assert_eq!(desk.undo(&mina, at(3)).unwrap(), second.id);
    assert_eq!(stands(&desk), [Some(right(&first)), None]);
    assert_eq!(desk.undo(&mina, at(4)).unwrap(), first.id);
    assert_eq!(stands(&desk), [Some(Decision::Unsure), None]);
    desk.undo(&mina, at(5)).unwrap();
    assert_eq!(stands(&desk), [None, None]);
    assert!(matches!(desk.undo(&mina, at(6)), Err(DeskError::NothingToUndo)));
    assert_eq!(desk.item(first.id, &mina).unwrap().revision, Revision::new(4));
}

#[test]
fn a_note_to_oneself_is_for_nobody_else_and_in_no_file() {
    let (made, mut desk) = drawn();
    let (mina, jo) = (reviewer("Mina"), reviewer("Jo"));
    let item = desk.next(&mina).unwrap().unwrap();
    desk.note(item.id, &mina, " ask Sam about this \n").unwrap();
    let note = |reviewer| desk.item(item.id, reviewer).unwrap().own_note;
    assert_eq!((note(&mina).as_deref(), note(&jo)), (Some("ask Sam about this"), None));
    let file = made.folder().join("../decisions.csv");
    desk.export(&file).unwrap();
    assert!(!fs::read_to_string(file).unwrap().contains("Sam"));
    desk.note(item.id, &mina, "  ").unwrap();
    assert_eq!(desk.item(item.id, &mina).unwrap().own_note, None);
}

#[test]
fn progress_counts_what_is_done_and_left_and_how_long_that_takes() {
    let (_made, mut desk) = drawn();
    let mina = reviewer("Mina");
    let before = desk.progress(&mina).unwrap();
    assert_eq!((before.done, before.left, before.time_left()), (0, 60, None));
    for second in [0, 10, 20] {
        let item = desk.next(&mina).unwrap().unwrap();
        let decision =
            if matches!(item.asked, Asked::Words { .. }) { Decision::Confirm } else { Decision::NothingMissed };
        desk.decide(item.id, &mina, item.revision, &decision, at(second)).unwrap();
    }
    let now = desk.progress(&mina).unwrap();
    assert_eq!((now.done, now.left, now.time_left().unwrap().as_secs()), (3, 57, 570));
}

#[test]
fn decisions_are_never_changed_or_removed() {
    let (made, mut desk) = drawn();
    read_all(&mut desk, &reviewer("Mina"), |_| Decision::Unsure);
    let store = Connection::open(made.folder().join("review.sqlite")).unwrap();
    for change in ["UPDATE decision SET decision = 'confirm'", "DELETE FROM decision"] {
        let error = store.execute(change, []).unwrap_err().to_string();
        assert!(error.contains("a decision is never"), "{error}");
    }
}

#[test]
fn further_notes_come_after_the_others_and_say_no_less_of_the_audit() {
    let (made, mut desk) = drawn();
    let (_other, mut other) = drawn();
    let mina = reviewer("Mina");
    let first = read_all(&mut desk, &mina, right);
    let before = desk.results().unwrap();
    other.decide(first[0].id, &reviewer("Jo"), Revision::new(0), &right(&first[0]), at(0)).unwrap();
    let old = made.folder().join("../old.csv");
    other.export(&old).unwrap();
    let more = Sampling { findings: 20, notes: 10, second: Share::new(0.5).unwrap(), ..small() };
    desk.draw_more(&made.folder(), more, &made.plan, &Silent).unwrap();
    let sample = desk.sample().unwrap();
    let notes: u64 = sample.bands.values().map(|(_, drawn)| drawn).sum();
    assert_eq!((notes, sample.read_twice), (90, 12 + 15));
    let second = read_all(&mut desk, &mina, right);
    let places = |items: &[Item]| items.iter().map(|item| item.origin.row).collect::<BTreeSet<_>>();
    assert_eq!((places(&first).len(), places(&second).len()), (60, 30));
    assert!(places(&first).is_disjoint(&places(&second)) && second[0].id > first.last().unwrap().id);
    let after = desk.results().unwrap();
    assert_eq!((before.reliability.all.read(), after.reliability.all.read()), (60, 90));
    let width = |results: &Results| {
        let interval = results.reliability.all.accuracy.unwrap().precision.unwrap().interval;
        interval.high - interval.low
    };
    assert!(width(&after) < width(&before));
    // What somebody decided who has not drawn them is still read in, and not the other way round.
    assert_eq!(desk.import(&old).unwrap().added, 1);
    let new = made.folder().join("../new.csv");
    desk.export(&new).unwrap();
    assert!(other.import(&new).unwrap_err().to_string().contains("another sample"));
    let all = Sampling { findings: 10_000, notes: 10_000, ..more };
    desk.draw_more(&made.folder(), all, &made.plan, &Silent).unwrap();
    assert!(desk.sample().unwrap().bands.values().all(|(notes, drawn)| notes == drawn));
    assert!(matches!(desk.draw_more(&made.folder(), all, &made.plan, &Silent), Err(DeskError::NothingDrawn)));
}

#[test]
fn only_exports_that_the_audit_read_are_read_again() {
    let made = Made::new();
    let draw = |plan| Desk::draw(&made.folder(), small(), plan, &Silent).unwrap_err();
    let mut more = made.plan.clone();
    let other = made.export().with_file_name("other.csv");
    fs::copy(made.export(), &other).unwrap();
    more.sources[0].files.push(other);
    assert!(matches!(draw(&more), DeskError::Exports(PipelineError::OtherExports { are: 2, were: 1 })));
    let text = fs::read_to_string(made.export()).unwrap();
    fs::write(made.export(), text.replace("Boiler", "Heater")).unwrap();
    let error = draw(&made.plan).to_string();
    assert!(error.contains("notes.csv is not as the audit read it: it has changed since"), "{error}");
    assert!(!made.folder().join("review.sqlite").exists());
}

#[test]
fn reading_exports_again_can_be_stopped_and_leaves_nothing() {
    struct Stopping;
    impl Observer for Stopping {
        fn examined(&self, _: Progress) {}
        fn stops(&self) -> bool {
            true
        }
    }
    let made = Made::new();
    let files = || fs::read_dir(made.folder()).unwrap().count();
    let before = files();
    let stopped = Desk::draw(&made.folder(), small(), &made.plan, &Stopping).unwrap_err();
    assert!(matches!(stopped, DeskError::Exports(PipelineError::Stopped)), "{stopped}");
    assert_eq!(files(), before);
    let desk = Desk::draw(&made.folder(), small(), &made.plan, &Silent).unwrap();
    let proposal = Proposal { entry: EntryId::new("VIC012").unwrap(), change: Change::Phrase("rent paid".to_owned()) };
    let stopped = desk.effect(&made.folder(), &proposal, &made.plan, &Stopping).unwrap_err();
    assert!(matches!(stopped, DeskError::Exports(PipelineError::Stopped)), "{stopped}");
}

#[test]
fn other_rules_or_no_text_draw_nothing() {
    let made = Made::new();
    let mut files = builtin_files();
    files[0].text.push_str("\n# changed\n");
    let mut plan = made.plan.clone();
    plan.lexicon = Arc::new(Lexicon::from_files(files).unwrap());
    assert!(matches!(Desk::draw(&made.folder(), small(), &plan, &Silent), Err(DeskError::OtherRules)));
    let nothing = Sampling { findings: 0, notes: 0, ..small() };
    assert!(matches!(Desk::draw(&made.folder(), nothing, &made.plan, &Silent), Err(DeskError::NothingDrawn)));
    let silent = made.folder().with_file_name("silent");
    fs::create_dir(&silent).unwrap();
    made::write_audit(&plainrecord::pipeline::Plan { excerpts: Excerpts::None, ..made.plan.clone() }, &silent);
    assert!(matches!(Desk::draw(&silent, small(), &made.plan, &Silent), Err(DeskError::NoText)));
}

#[test]
fn a_review_is_drawn_once_and_opened_only_where_it_belongs() {
    let (made, desk) = drawn();
    drop(desk);
    assert!(matches!(Desk::draw(&made.folder(), small(), &made.plan, &Silent), Err(DeskError::Exists(_))));
    let other = Made::of(&[("North", 240)]);
    assert!(matches!(Desk::open(&other.folder()), Err(DeskError::None(_))));
    fs::copy(made.folder().join("review.sqlite"), other.folder().join("review.sqlite")).unwrap();
    assert!(matches!(Desk::open(&other.folder()), Err(DeskError::OtherAudit(_))));
}

#[test]
fn a_database_of_something_else_or_of_another_version_is_told_apart() {
    let (made, desk) = drawn();
    drop(desk);
    let path = made.folder().join("review.sqlite");
    let kept = fs::read(&path).unwrap();
    let said = |change: &dyn Fn()| {
        fs::write(&path, &kept).unwrap();
        change();
        Desk::open(&made.folder()).unwrap_err().to_string()
    };
    let pragma = |name: &'static str, value: i32| {
        let path = path.clone();
        move || Connection::open(&path).unwrap().pragma_update(None, name, value).unwrap()
    };
    for (found, expected) in [
        (said(&pragma("user_version", 99)), "made by a later version of plainrecord (form 99"),
        (said(&pragma("user_version", 0)), "made by an earlier version of plainrecord (form 0"),
        (said(&pragma("application_id", 7)), "is not a review"),
        (said(&|| fs::write(&path, "not a database at all, only text").unwrap()), "is not a review"),
        (said(&|| fs::write(&path, "").unwrap()), "is not a review"),
    ] {
        assert!(found.contains(expected), "{found}");
    }
}

#[test]
fn two_machines_put_their_decisions_together_and_doing_it_again_changes_nothing() {
    let (one, mut mine) = drawn();
    let (_other, mut theirs) = drawn();
    read_all(&mut mine, &reviewer("Mina"), right);
    read_all(&mut theirs, &reviewer("Jo"), |_| Decision::Unsure);
    theirs.undo(&reviewer("Jo"), at(9_000)).unwrap();
    let file = one.folder().join("../jo.csv");
    theirs.export(&file).unwrap();
    let imported = mine.import(&file).unwrap();
    assert!(imported.added > 60 && imported.known == 0, "{imported:?}");
    let again = mine.import(&file).unwrap();
    assert_eq!((again.added, again.known), (0, imported.added));
    let jo = reviewer("Jo");
    assert_eq!(mine.progress(&jo).unwrap().done, theirs.progress(&jo).unwrap().done);
    assert!(matches!(theirs.export(&file), Err(DeskError::CannotWrite { .. })), "a file that is there stays");
}

#[test]
fn a_file_that_does_not_fit_is_refused_by_row_and_column_and_nothing_is_read_in() {
    let (one, mut here) = drawn();
    let (_other, mut theirs) = drawn();
    let (mina, jo) = (reviewer("Mina"), reviewer("Jo"));
    read_all(&mut here, &mina, right);
    read_all(&mut theirs, &jo, right);
    let file = one.folder().join("../jo.csv");
    theirs.export(&file).unwrap();
    let text = fs::read_to_string(&file).unwrap();
    let line = text.lines().nth(1).unwrap();
    let cells: Vec<&str> = line.split(',').collect();
    let with = |column: usize, cell: &str| {
        let mut cells = cells.clone();
        cells[column] = cell;
        text.replacen(line, &cells.join(","), 1)
    };
    for (changed, column) in [
        (with(0, "other"), "sample"),
        (with(1, "90000"), "item"),
        (with(1, "x"), "item"),
        (with(2, "perhaps"), "settles"),
        (with(3, "=1"), "reviewer"),
        (with(4, "7"), "revision"),
        (with(5, "1"), "takes_back"),
        (with(6, "maybe"), "decision"),
        (with(6, "other status"), "status"),
        (with(6, "other indicator"), "indicator"),
        (with(6, "missed"), "words"),
        (with(10, "yesterday"), "at"),
        (text.replacen("sample,", "samples,", 1), "sample"),
    ] {
        fs::write(&file, changed).unwrap();
        let error = here.import(&file).unwrap_err();
        let DeskError::Row { row, column: found, .. } = &error else { panic!("{error}") };
        assert_eq!((*found, *row <= 2), (column, true), "{error}");
        assert_eq!(here.progress(&jo).unwrap().done, 0, "{error}");
    }
    fs::write(&file, text.replace(",Jo,", ",Mina,").replace("00:00:00Z", "00:00:01Z")).unwrap();
    let error = here.import(&file).unwrap_err().to_string();
    assert!(error.contains("row 2, column at"), "{error}");
}

#[test]
fn where_reviewers_differ_it_is_shown_settled_and_counted_by_what_was_settled() {
    let (_made, mut desk) = drawn();
    let (mina, jo) = (reviewer("Mina"), reviewer("Jo"));
    read_all(&mut desk, &mina, right);
    let opposite = |item: &Item| match right(item) {
        Decision::Confirm => Decision::OtherStatus(Status::Reported),
        Decision::NotThis => Decision::Confirm,
        Decision::Missed(_) => Decision::NothingMissed,
        _ => Decision::Missed(vec![Missed { span: Span::new(0, 3), indicator: None }]),
    };
    read_all(&mut desk, &jo, opposite);
    let differing = desk.disagreements().unwrap();
    assert!(differing.len() >= 12, "{}", differing.len());
    let before = desk.results().unwrap();
    assert_eq!(before.disputed, 12);
    assert_eq!(before.reliability.agreement.as_ref().unwrap().agreed.met(), 0);
    for one in differing {
        assert_eq!(one.readings.len(), 2);
        let item = desk.item(one.item, &mina).unwrap();
        desk.adjudicate(one.item, &mina, one.revision, &right(&item), at(0)).unwrap();
        let stale = desk.adjudicate(one.item, &jo, one.revision, &Decision::Unsure, at(1));
        assert!(matches!(stale, Err(DeskError::Stale { .. })));
    }
    let after = desk.results().unwrap();
    assert_eq!((after.disputed, after.reliability.all.read()), (0, 60));
    assert_eq!(after.reliability.agreement, before.reliability.agreement, "agreement is of what each said");
    assert!(desk.disagreements().unwrap().iter().all(|one| one.settled.is_some()));
}

#[test]
fn results_are_the_same_as_they_go_as_when_all_is_read_from_the_start() {
    let (made, mut desk) = drawn();
    let mut elsewhere = Desk::open(&made.folder()).unwrap();
    let (mina, jo) = (reviewer("Mina"), reviewer("Jo"));
    let same = |desk: &Desk| {
        let afresh = Desk::open(&made.folder()).unwrap();
        assert_eq!(desk.results().unwrap(), afresh.results().unwrap());
        assert_eq!(desk.sample().unwrap(), afresh.sample().unwrap());
    };
    same(&desk);
    for step in 0..20 {
        for (name, other) in [(&mina, false), (&jo, true)] {
            // What was decided in another process is in it too.
            let deciding = if step % 2 == 0 { &mut desk } else { &mut elsewhere };
            let item = deciding.next(name).unwrap().unwrap();
            let says = if other && step % 3 == 0 { Decision::Unsure } else { right(&item) };
            deciding.decide(item.id, name, item.revision, &says, at(step)).unwrap();
            same(&desk);
        }
        if step % 4 == 0 {
            desk.undo(&jo, at(step)).unwrap();
            same(&desk);
        }
    }
    for one in desk.disagreements().unwrap() {
        desk.adjudicate(one.item, &mina, one.revision, &one.readings[0].decision, at(100)).unwrap();
        same(&desk);
    }
}

#[test]
fn results_are_right_where_everything_was_read_and_hold_the_truth_where_a_part_was() {
    let truth = 4.0 / 12.0;
    for (findings, notes, exact) in [(10_000, 10_000, true), (60, 120, false)] {
        let made = Made::new();
        let mut desk =
            Desk::draw(&made.folder(), Sampling { findings, notes, ..small() }, &made.plan, &Silent).unwrap();
        read_all(&mut desk, &reviewer("Mina"), right);
        read_all(&mut desk, &reviewer("Jo"), right);
        let results = desk.results().unwrap();
        let accuracy = results.reliability.all.accuracy.unwrap();
        let corrected = accuracy.prevalence.unwrap();
        assert!(corrected.interval.low <= truth + 1e-9 && truth - 1e-9 <= corrected.interval.high, "{corrected:?}");
        if exact {
            assert!((corrected.value.get() - truth).abs() < 1e-9, "{corrected:?}");
            assert!((accuracy.precision.unwrap().value.get() - 0.75).abs() < 1e-9);
            assert!((accuracy.recall.unwrap().value.get() - 0.75).abs() < 1e-9);
        }
        let agencies: Vec<_> = results.reliability.agencies.iter().map(|one| one.agency.as_str()).collect();
        assert_eq!(agencies, ["East", "West"]);
        let families: BTreeSet<_> = results.families.iter().map(|one| one.of).collect();
        assert!(
            !families.is_empty() && results.families.iter().all(|one| one.right <= one.read && one.read <= one.notes)
        );
        assert!(results.reliability.agreement.unwrap().kappa.is_ok_and(|kappa| (kappa.value - 1.0).abs() < 1e-9));
    }
}

#[test]
fn a_proposal_says_what_it_would_remove_and_add_and_how_much_of_it_was_confirmed() {
    let made = Made::new();
    let everything = Sampling { findings: 10_000, notes: 0, ..small() };
    let mut desk = Desk::draw(&made.folder(), everything, &made.plan, &Silent).unwrap();
    read_all(&mut desk, &reviewer("Mina"), right);
    let effect = |change| {
        let proposal = Proposal { entry: EntryId::new("VIC012").unwrap(), change };
        desk.effect(&made.folder(), &proposal, &made.plan, &Silent).unwrap()
    };
    // One note in twelve says it and is none.
    let film = effect(Change::Unless("the children in the film".to_owned()));
    assert_eq!((film.removed, film.removed_confirmed, film.removed_refuted, film.added), (50, 0, 50, 0));
    let all = effect(Change::Unless("failed to protect".to_owned()));
    assert_eq!((all.removed, all.removed_confirmed, all.removed_refuted), (200, 150, 50));
    assert!(!all.failed.is_empty() && film.failed.is_empty(), "examples say that it finds too little then");
    let more = effect(Change::Phrase("boiler serviced".to_owned()));
    assert_eq!((more.removed, more.added), (0, 100));
    fs::write(made.export(), "note_id,note\n1,Rent paid.\n").unwrap();
    let proposal = Proposal { entry: EntryId::new("VIC012").unwrap(), change: Change::Phrase("rent paid".to_owned()) };
    let other = desk.effect(&made.folder(), &proposal, &made.plan, &Silent);
    assert!(matches!(other, Err(DeskError::OtherExports)));
}
