//! The built-in lexicon: it loads, its examples hold, and the page that
//! explains how to write it tells the truth.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use plainrecord::detect::Detector;
use plainrecord::lexicon::{Indicator, Kind, Lexicon, LexiconError, LexiconFile};

fn builtin() -> Arc<Lexicon> {
    Arc::new(Lexicon::builtin().unwrap_or_else(|error| panic!("{error}")))
}

fn file(name: &str, text: &str) -> LexiconFile {
    LexiconFile { name: name.to_owned(), text: text.to_owned() }
}

#[test]
fn every_example_of_every_entry_and_cue_holds() {
    let failed = Detector::new(builtin()).failed_examples();
    let listed: Vec<_> = failed.iter().map(|f| format!("{}: {}: {}", f.id, f.problem, f.text)).collect();
    assert!(listed.is_empty(), "{} examples fail:\n{}", listed.len(), listed.join("\n"));
}

#[test]
fn every_indicator_is_looked_for() {
    let lexicon = builtin();
    for &indicator in Indicator::ALL {
        assert!(lexicon.entries().iter().any(|entry| entry.indicator == indicator), "nothing finds {indicator}");
    }
    assert!(lexicon.entries().iter().map(|entry| entry.phrases.len()).sum::<usize>() >= 900);
}

#[test]
fn the_index_is_up_to_date() {
    let output = Command::new(env!("CARGO_BIN_EXE_plainrecord")).args(["lexicon", "index"]).output().unwrap();
    let index = String::from_utf8(output.stdout).unwrap();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicons/INDEX.md");
    if std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite") {
        fs::write(&path, &index).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    assert!(
        index == kept,
        "run `plainrecord lexicon index > lexicons/INDEX.md`, or the tests with SNAPSHOTS=overwrite"
    );
}

#[test]
fn every_concern_says_why_where_from_and_what_to_write_instead() {
    let lexicon = builtin();
    for entry in lexicon.entries() {
        assert!(!entry.why.trim().is_empty() && !entry.source.is_empty(), "{}", entry.id);
        assert!(entry.indicator.kind() != Kind::Concern || !entry.instead.trim().is_empty(), "{}", entry.id);
    }
}

/// A lexicon with one entry that has this one phrase.
fn with_phrase(phrase: &str) -> Result<Lexicon, LexiconError> {
    let terms = include_str!("../lexicons/terms.toml");
    let entry = format!(
        "family = \"minimising\"\n[[entry]]\nid = \"MIN001\"\nindicator = \"minimising.euphemism\"\ntitle = \"t\"\nwhy = \"w\"\n\
         source = [\"s\"]\nphrases = ['''{phrase}''']\nflags.counted = [\"a\", \"b\"]\nskips = [\"c\"]\n"
    );
    Lexicon::from_files(vec![
        file("sources.toml", "s = \"S\""),
        file("terms.toml", terms),
        file("minimising.toml", &entry),
    ])
}

fn finds(phrase: &str, text: &str) -> bool {
    let lexicon = with_phrase(phrase).unwrap_or_else(|error| panic!("{phrase}: {error}"));
    !Detector::new(Arc::new(lexicon)).scan(text).is_empty()
}

/// The cells of the table of marks: mark, meaning, phrase, finds, does not find.
fn table_of_marks() -> Vec<Vec<String>> {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicons/README.md")).unwrap();
    let table = page.split("| mark |").nth(1).unwrap();
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    let cell = |cell: &str| cell.trim().trim_matches('`').replace('\u{0}', "|");
    let cells = |line: &str| line.replace("\\|", "\u{0}").trim_matches('|').split('|').map(cell).collect();
    rows.map(cells).collect()
}

#[test]
fn the_table_of_marks_tells_the_truth() {
    let rows = table_of_marks();
    assert!(rows.len() >= 8, "the table was not found");
    for row in rows {
        let [_, _, phrase, found, not_found] = &row[..] else { panic!("{row:?}") };
        assert!(finds(phrase, found), "`{phrase}` does not find: {found}");
        assert!(!finds(phrase, not_found), "`{phrase}` finds: {not_found}");
    }
}

#[test]
fn a_bad_phrase_is_shown_where_it_stands() {
    for (phrase, expected) in [
        ("with (her|his", "this bracket is not closed"),
        ("with her)", "a closing bracket without an opening one"),
        ("with () her", "nothing between these brackets or bars"),
        ("with {partnr}", "there is no slot `{partnr}`"),
        ("... with", "a phrase cannot begin with a gap"),
        ("with ...", "a phrase cannot end with a gap"),
        ("[with] #", "a phrase needs at least one fixed word"),
        ("with @her", "`@` has no meaning here"),
        ("paramedic[s]", "a bracket cannot stand for part of a word"),
    ] {
        let LexiconError::Mistakes(mistakes) = with_phrase(phrase).unwrap_err() else { panic!("{phrase}") };
        assert!(mistakes[0].message.contains(expected), "{phrase}: {}", mistakes[0].message);
        assert_eq!((mistakes[0].file.as_str(), mistakes[0].line), ("minimising.toml", 8), "{phrase}");
    }
}

#[test]
fn brackets_inside_brackets_have_an_end() {
    let nested = |depth: usize| format!("with {}her{}", "(".repeat(depth), ")".repeat(depth));
    assert!(with_phrase(&nested(32)).is_ok());
    let LexiconError::Mistakes(mistakes) = with_phrase(&nested(100_000)).unwrap_err() else { panic!() };
    assert!(mistakes[0].message.contains("more than 32 brackets inside one another"), "{}", mistakes[0].message);
}

#[test]
fn a_mistake_on_line_40_is_reported_with_a_caret() {
    let text = format!("family = \"minimising\"\n{}frases = [\"x\"]\n", "\n".repeat(38));
    let error = Lexicon::from_files(vec![file("minimising.toml", &text)]).unwrap_err();
    let LexiconError::Mistakes(mistakes) = &error else { panic!() };
    assert_eq!((mistakes[0].line, mistakes[0].column), (40, 1));
    assert!(mistakes[0].message.contains("unknown field `frases`"), "{}", mistakes[0].message);
    assert!(error.to_string().contains("^^^^^^"), "{error}");
}

/// A lexicon with these practice rules.
fn with_rules(text: &str) -> Result<Lexicon, LexiconError> {
    Lexicon::from_files(vec![file("sources.toml", "s = \"S\""), file("expectations.toml", text)])
}

const RULE: &str = "[[expectation]]\nid = \"EXP001\"\ntitle = \"t\"\nwhen = [\"risk.weapon\"]\nthen = [\"good-practice\"]\n\
                    days = 3\nwhy = \"w\"\nsource = [\"s\"]\n";

#[test]
fn a_practice_rule_may_name_families_and_a_lexicon_may_have_none() {
    let lexicon = with_rules(RULE).unwrap_or_else(|error| panic!("{error}"));
    let [rule] = lexicon.expectations() else { panic!("one rule") };
    assert_eq!((rule.when.as_slice(), rule.days), (&[Indicator::RiskWeapon][..], 3));
    assert!(rule.with.is_empty() && rule.then.iter().all(|one| one.kind() == Kind::Good) && rule.then.len() > 10);
    assert!(with_rules("").unwrap().expectations().is_empty());
    assert!(Lexicon::from_files(Vec::new()).unwrap().expectations().is_empty());
}

#[test]
fn a_mistake_in_a_practice_rule_is_shown_where_it_stands() {
    for (right, wrong, line, expected) in [
        ("EXP001", "EXP1", 2, "an id is three capital letters and three digits"),
        ("risk.weapon", "risk.wepon", 4, "`risk.wepon` is not an indicator, a family or a kind"),
        ("[\"risk.weapon\"]", "[]", 4, "name at least one indicator"),
        ("[\"good-practice\"]", "[]", 5, "name at least one indicator"),
        ("good-practice", "risk", 5, "`risk.weapon` is under `when`, too"),
        ("days = 3", "days = -1", 6, "`days` is a whole number from 0 (the same day) to 366"),
        ("days = 3", "days = 367", 6, "`days` is a whole number"),
        ("days = 3", "days = \"soon\"", 6, "invalid type"),
        ("[\"s\"]", "[\"elsewhere\"]", 8, "`elsewhere` is not in sources.toml"),
        ("[\"s\"]", "[]", 8, "say which document"),
        ("why", "reason", 7, "unknown field `reason`"),
    ] {
        let error = with_rules(&RULE.replace(right, wrong)).unwrap_err();
        let LexiconError::Mistakes(mistakes) = &error else { panic!("{wrong}") };
        assert_eq!((mistakes[0].file.as_str(), mistakes[0].line), ("expectations.toml", line), "{wrong}");
        assert!(mistakes[0].message.contains(expected), "{wrong}: {}", mistakes[0].message);
        assert!(error.to_string().contains('^'), "{error}");
    }
    let twice = with_rules(&[RULE, RULE].concat()).unwrap_err();
    assert!(twice.to_string().contains("the id EXP001 is already used"), "{twice}");
}

#[test]
fn every_practice_rule_says_why_and_is_about_what_is_looked_for() {
    let lexicon = builtin();
    assert!(lexicon.expectations().len() >= 18);
    for rule in lexicon.expectations() {
        assert!(!rule.title.is_empty() && !rule.why.is_empty() && !rule.source.is_empty(), "{}", rule.id);
        let of = |kind| rule.then.iter().all(|one| one.kind() == kind);
        assert!(of(Kind::Good) && rule.id.as_str().starts_with("EXP"), "{}", rule.id);
    }
}

#[test]
fn an_id_is_never_used_twice() {
    let entry = "[[entry]]\nid = \"MIN001\"\nindicator = \"minimising.euphemism\"\ntitle = \"t\"\nwhy = \"w\"\nsource = []\n\
                 phrases = [\"a b\"]\nflags.counted = [\"a b\", \"a b\"]\nskips = [\"c\"]\n";
    let text = format!("family = \"minimising\"\n{entry}{}", entry.replace("a b", "c d"));
    let error = Lexicon::from_files(vec![file("minimising.toml", &text)]).unwrap_err();
    assert!(error.to_string().contains("the id MIN001 is already used"), "{error}");
}
