//! A review of a hundred thousand findings opens at once, and each step is short.

use std::time::{Duration, Instant};

use plainrecord::lexicon::Indicator;
use plainrecord::pipeline::Silent;
use plainrecord::review::{Decision, Desk, Filter};
use rusqlite::Connection;

use super::{Made, at, reviewer, small};

/// Findings, and as many notes that ask about one each.
const MANY: u32 = 100_000;

/// The shortest of five times, so that what else the machine does matters less.
fn shortest(mut step: impl FnMut()) -> Duration {
    let mut once = || {
        let begun = Instant::now();
        step();
        begun.elapsed()
    };
    (0..5).map(|_| once()).min().unwrap()
}

/// A review with many findings, made of a small one by repeating a note of it.
fn large() -> Made {
    let made = Made::new();
    drop(Desk::draw(&made.folder(), small(), &made.plan, &Silent).unwrap());
    let store = Connection::open(made.folder().join("review.sqlite")).unwrap();
    let numbers = format!("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {MANY})");
    let one =
        "(SELECT note.number FROM note JOIN item ON item.note = note.number WHERE item.finding IS NOT NULL LIMIT 1)";
    let finding = "(SELECT finding FROM item WHERE finding IS NOT NULL LIMIT 1)";
    // A fifth is to be read twice.
    let readers = "iif(i % 5 = 0, 2, 1)";
    for statement in [
        format!(
            "{numbers} INSERT INTO note SELECT 1000000 + i, note_id, agency, date, note_type, source, i, 1000000 + i, \
             band, family, status, text FROM n, note WHERE number = {one}"
        ),
        format!(
            "{numbers} INSERT INTO finding SELECT 1000000 + i, 1000000 + i, note_id, agency, date, note_type, source, \
             i, start, end, indicator, family, status, entry, phrase, cue, before, words, after, is_repeat \
             FROM n, finding WHERE id = {finding}"
        ),
        format!("{numbers} INSERT INTO mark SELECT 1000000 + i, start, end FROM n, mark WHERE finding = {finding}"),
        format!(
            "{numbers} INSERT INTO item SELECT 1000000 + 2 * i, 1000000 + i, 1000000 + i, NULL, {readers}, 1, i < 95000 FROM n"
        ),
        format!(
            "{numbers} INSERT INTO item SELECT 1000001 + 2 * i, 1000000 + i, 1000000 + i, 1000000 + 2 * i, {readers}, 0, 0 FROM n"
        ),
        "UPDATE item SET reads = readers WHERE id < 1000000".to_owned(),
        // Nearly all of it is decided, so that the next item is far from the first.
        "INSERT INTO decision (item, voice, revision, reviewer, decision, at, lexicon) \
         SELECT id, 'Mina', 1, 'Mina', 'confirm', id, '' FROM item WHERE after IS NULL AND id < 1190000"
            .to_owned(),
        // What two are to read, a second has read too, and they do not always agree.
        "INSERT INTO decision (item, voice, revision, reviewer, decision, at, lexicon) \
         SELECT id, 'Jo', 1, 'Jo', 'confirm', id, '' FROM item WHERE after IS NULL AND readers = 2 AND id < 1190000"
            .to_owned(),
        "INSERT INTO standing SELECT item, voice, number, number % 3 > 0 FROM decision".to_owned(),
    ] {
        store.execute_batch(&statement).unwrap();
    }
    made
}

#[test]
fn a_review_of_a_hundred_thousand_findings_opens_at_once_and_each_step_is_short() {
    let made = large();
    let (mina, folder) = (reviewer("Mina"), made.folder());
    let opened = shortest(|| drop(Desk::open(&folder).unwrap().next(&mina).unwrap()));
    assert!(opened < Duration::from_secs(2), "opening: {opened:?}");
    let mut desk = Desk::open(&folder).unwrap();
    let filter = |words: &str| Filter { words: Some(words.to_owned()), ..Filter::default() };
    let by_indicator = Filter { indicator: Some(Indicator::MinimisingMutual), ..Filter::default() };
    let mut times = vec![
        ("next", shortest(|| drop(desk.next(&mina).unwrap()))),
        ("progress", shortest(|| assert!(desk.progress(&mina).is_ok()))),
        ("browse", shortest(|| drop(desk.browse(&Filter::default(), &mina).unwrap()))),
        ("browse by indicator", shortest(|| drop(desk.browse(&by_indicator, &mina).unwrap()))),
        ("browse by words", shortest(|| drop(desk.browse(&filter("nowhere"), &mina).unwrap()))),
        ("choices", shortest(|| drop(desk.choices().unwrap()))),
        ("results", shortest(|| drop(desk.results().unwrap()))),
        ("sample", shortest(|| drop(desk.sample().unwrap()))),
        ("disagreements", shortest(|| drop(desk.disagreements().unwrap()))),
    ];
    times.push((
        "decide",
        shortest(|| {
            let item = desk.next(&mina).unwrap().unwrap();
            desk.decide(item.id, &mina, item.revision, &Decision::Confirm, at(0)).unwrap();
        }),
    ));
    let mut decided = || {
        let item = desk.next(&mina).unwrap().unwrap();
        desk.decide(item.id, &mina, item.revision, &Decision::Confirm, at(0)).unwrap();
        let begun = Instant::now();
        drop(desk.results().unwrap());
        begun.elapsed()
    };
    times.push(("results after a decision", (0..5).map(|_| decided()).min().unwrap()));
    times.push(("undo", shortest(|| assert!(desk.undo(&mina, at(0)).is_ok()))));
    println!("open {opened:?}, {times:?}");
    for (step, time) in times {
        assert!(time < Duration::from_millis(100), "{step}: {time:?}");
    }
}
