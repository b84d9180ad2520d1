//! Whole sentences through the whole module: what must go, what must stay,
//! and what holds for any text.

use super::*;
use crate::note::{CaseId, NoteText};
use proptest::prelude::*;
use std::sync::LazyLock;

static REDACTOR: LazyLock<Redactor> = LazyLock::new(|| Redactor::new(Excerpts::Redacted));

fn note() -> Note {
    Note {
        case: CaseId::new("C-1001"),
        names: vec!["Kayleigh Torrance".to_owned(), "HALLWORTH, Dean".to_owned()],
        worker: "PC 4412 Rudd".to_owned(),
        date: Some(crate::note::Date::constant(2024, 2, 24)),
        ..Note::default()
    }
}

fn about(text: &str) -> Note {
    Note { text: NoteText::plain(text), ..note() }
}

/// The text as it is shown, all people and places by one label.
fn redacted(text: &str) -> String {
    let shown = REDACTOR.whole(&about(text));
    let plain = |text: &str, label: &str| {
        let numbered = regex::Regex::new(&format!(r"\[{label} \d+\]")).unwrap();
        numbered.replace_all(text, format!("[{label}]")).into_owned()
    };
    plain(&plain(&shown, "person"), "place")
}

/// Redacts each text and compares it with what it should become.
#[track_caller]
fn becomes(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(redacted(text), *expected, "{text}");
    }
}

#[track_caller]
fn stay(texts: &[&str]) {
    for text in texts {
        assert_eq!(redacted(text), *text);
    }
}

#[test]
fn hides_the_names_that_the_record_gives() {
    becomes(&[
        ("IP TORRANCE Kayleigh, HALLWORTH kept o/s.", "IP [person], [person] kept o/s."),
        ("torrance's mum rang, kayliegh upset", "[person]'s mum rang, [person] upset"),
        ("DH said Kay hit him. Told PC RUDD.", "[person] said [person] hit him. Told PC [person]."),
        ("Kay\u{ad}leigh and Hall\u{200b}worth argued", "[person] and [person] argued"),
        ("Case C-1001: DEAN was arguing", "Case [reference]: [person] was arguing"),
    ]);
}

#[test]
fn hides_names_after_titles_and_ranks_and_keeps_the_title() {
    becomes(&[
        ("Mr Tough and Mrs B have an agreement.", "Mr [person] and Mrs [person] have an agreement."),
        ("Mr and Mrs Hole attended. Dr. Brown rang.", "Mr and Mrs [person] attended. Dr. [person] rang."),
        ("saw mr young and ms matos", "saw mr [person] and ms [person]"),
        ("PC 4417 Hale, DS 902 and Sgt Imrie attended", "PC [person], DS [person] and Sgt [person] attended"),
        ("SW Jane Smith, HV Sarah, IDVA Bex", "SW [person], HV [person], IDVA [person]"),
    ]);
}

#[test]
fn hides_relatives_names_and_keeps_the_relation() {
    becomes(&[
        ("Son Alfie (7), partner Dean MORLEY, sister Jo.", "Son [person] (7), partner [person], sister [person]."),
        ("Told daughter Hope that mum Grace is safe.", "Told daughter [person] that mum [person] is safe."),
        ("mum dawn says her partner dean kicks off", "mum [person] says her partner [person] kicks off"),
        ("MUM KELLY STATES SON NOAH SAW IT", "MUM [person] STATES SON [person] SAW IT"),
    ]);
}

#[test]
fn hides_names_that_nothing_announces() {
    becomes(&[
        ("Jurga told me that Aoibhe hides.", "[person] told me that [person] hides."),
        ("SUSP CHIVERTON Ross, IP Danielle Upshall", "SUSP [person], IP [person]"),
        ("CUTTS ARRESTED, NATALIE SEEN AT HER MAMS", "[person] ARRESTED, [person] SEEN AT HER MAMS"),
        ("Spoke to J. Bright-Cole and Maria de Souza.", "Spoke to [person] and [person]."),
        ("Agnieszka Żelińska’s bruises; Siân’s too", "[person]’s bruises; [person]’s too"),
        ("I rang Mark, who saw Maureens flat.", "I rang [person], who saw [person] flat."),
        ("Dawn Price, Will Power and Grace Field came", "[person], [person] and [person] came"),
        ("spoke to kelly cooper and jean outhwaite", "spoke to [person] and [person]"),
        ("tracey said that darren hit her", "[person] said that [person] hit her"),
    ]);
}

#[test]
fn hides_places() {
    becomes(&[
        ("At 22 Fenwright Close, then 9 GARTH CT.", "At [place], then [place]."),
        ("Lives Cardigan St, 14 mafeking road, Leeds", "Lives [place]"),
        ("n'bour at no. 14 and the lad in flat 1b", "n'bour at [place] and the lad in [place]"),
        ("14 Heol y Gof, St Mary's Primary School", "[place]"),
        ("Attends Ferncroft Primary; DV course at Brook House", "Attends [place]; DV course at [place]"),
        ("seen at ferncroft hill infant school", "seen at [place]"),
        ("Taken to Tarnford General Hospital from Keighley", "Taken to [place] from [place]"),
        ("Moved to a refuge in Anstey, postcode LS6", "Moved to a refuge in [place], postcode [postcode]"),
    ]);
}

#[test]
fn hides_numbers_and_addresses() {
    becomes(&[
        ("Ring 07700 900 123 or (0113) 496 0123.", "Ring [phone] or [phone]."),
        ("tel +44 (0)7700 900123, kay.t@mail.example.org", "tel [phone], [email]"),
        ("NHS no 999-000-0018, dob 3rd March 1991", "NHS no [nhs number], dob [date of birth]"),
        ("DEAN HALLWORTH 11/04/94 arrested 23/2/24", "[person] [date of birth] arrested 23/2/24"),
        ("ls6 1ab, VRM AB12 CDE, NI AB 12 34 56 C", "[postcode], VRM [vehicle], NI [reference]"),
        ("crime ref 42/123456/24, log 0917, CAD 1234", "crime ref [reference], log [reference], CAD [reference]"),
        ("see www.example.com/kay and @kay_t99", "see [link] and [person]"),
    ]);
}

#[test]
fn keeps_the_words_an_audit_reads() {
    stay(&[
        "Mum and dad were arguing again; IP declined to engage with the SW.",
        "It was a verbal altercation, six of one and half a dozen of the other.",
        "He's got a temper and she winds him up. They had a barney.",
        "Ex-partner in breach of Non-Molestation Order. DASH 17 ticks, HIGH.",
        "MUM WILL NOT ENGAGE. SHE MAY MARK HIM. BOTH AS BAD AS EACH OTHER.",
        "MARAC Thurs, IDVA Mon. Review Feb, next visit 6 wks.",
        "PC: hit with saucepan. GCS 15, PERL. Large built gent.",
        "Failed to protect. Lifestyle choice. Toxic relationship.",
    ]);
}

#[test]
fn keeps_services_schemes_and_kinds_of_place() {
    stay(&[
        "Referred to Women's Aid, Clare's Law and Operation Encompass.",
        "Freedom Programme via Children's Services; Early Help closed.",
        "Initial Child Protection Conference at the Family Centre on Monday",
        "seen at school and the hospital, at her mum's house, in the road",
        "Crown Court in March; Family Court since June. Polish interpreter.",
        "Acceptable Behaviour Agreement signed on Easter Sunday",
    ]);
}

#[test]
fn keeps_dates_counts_and_times() {
    stay(&[
        "On 13/11/23 at 22:30, 2 men in the road, 5 x previous logs, £180.",
        "s47 and S20 agreed, 12 weeks, 24/7, 3 of 10 sessions, PNC – 2018 s39",
        "2 hours' drive, 3 way call, 10 mins walk, 1 very long hill to climb",
        "B12 low, G1 P0, Yr 11, 16.30-17.00, 01/02/2024 10:30",
    ]);
}

#[test]
fn an_excerpt_is_the_sentence_in_three_parts() {
    let text = "Earlier. Dean Hallworth  and Kayleigh\u{ad}\u{ad}\nwere arguing with each other. Later.";
    let note = Note { text: NoteText::plain(text), ..note() };
    let at = |part: &str| {
        let byte = text.find(part).unwrap();
        let start = text[..byte].chars().count();
        Span::new(start, start + part.chars().count())
    };
    let sentence = Span::new(at("Dean").start(), at(" Later").start());
    let shown = REDACTOR.excerpt(&note, sentence, at("arguing"));
    assert_eq!(shown.before(), "[person 2] and [person 1] were ");
    assert_eq!(shown.words(), "arguing");
    assert_eq!(shown.after(), " with each other.");
    let named = REDACTOR.excerpt(&note, sentence, at("Hallworth  and"));
    assert_eq!(named.words(), "[person 2] and");
    let verbatim = Redactor::new(Excerpts::Verbatim).excerpt(&note, sentence, at("arguing"));
    assert_eq!(verbatim.text(), "Dean Hallworth and Kayleigh were arguing with each other.");
    let silent = Redactor::new(Excerpts::None);
    assert_eq!(silent.excerpt(&note, sentence, at("arguing")), Excerpt::default());
    assert_eq!(silent.whole(&note), "");
}

#[test]
fn the_settings_read_back() {
    for &choice in Excerpts::ALL {
        assert_eq!(choice.to_string().parse(), Ok(choice));
    }
    let error = "full".parse::<Excerpts>().unwrap_err();
    assert_eq!(error.to_string(), "`full` is not redacted, verbatim or none");
}

/// Sentences put together from what notes are made of.
fn sentences() -> impl Strategy<Value = String> {
    let pieces: Vec<_> =
        "Mum|said|that|Dean|HALLWORTH|hit|her|at|22|Fenwright|Close|in|Leeds|,|.|Mr|B|PC|4412|Rudd|MARAC\
        |will|Will|Grace|no.|14|Primary|School|dob|12/03/91|ref|07700 900123|[person]|[place]|[date of birth]|NHS|St|the\
        |The|Jurga|-|and|\n|Hope|Project|May|J|(7)|kelly|brown|Brown|Road|flat|AB12 CDE|999 000 0018"
            .split('|')
            .collect();
    proptest::collection::vec(proptest::sample::select(pieces), 0..24).prop_map(|pieces| pieces.join(" "))
}

static VERBATIM: LazyLock<Redactor> = LazyLock::new(|| Redactor::new(Excerpts::Verbatim));

const PLANTED: &[&str] = &["Kayleigh", "TORRANCE", "hallworth", "07700 900 123", "a.b@mail.org", "LS6 1AB"];

proptest! {
    #[test]
    fn never_panics_and_never_exceeds_the_length(
        text in "\\PC{0,400}|[A-Za-z \n.]{0,900}",
        spans in any::<[usize; 4]>(),
    ) {
        let note = Note { text: NoteText::plain(text), ..note() };
        let [a, b, c, d] = spans.map(|span| if span % 5 == 0 { span } else { span % 1000 });
        for redactor in [&REDACTOR, &VERBATIM] {
            let shown = redactor.excerpt(&note, Span::new(a, b), Span::new(c, d));
            prop_assert!(shown.text().chars().count() <= LONGEST);
        }
    }

    #[test]
    fn hides_what_is_planted_whatever_stands_around_it(
        before in "[a-z ,.\\n]{0,60}",
        after in "[a-z ,.\\n]{0,60}",
        planted in proptest::sample::select(PLANTED),
    ) {
        let note = Note { text: NoteText::plain(format!("{before} {planted} {after}")), ..note() };
        let words = Span::new(before.chars().count(), before.chars().count() + 3);
        let shown = REDACTOR.excerpt(&note, Span::new(0, 999), words).text();
        prop_assert!(!shown.contains(planted), "{}", shown);
    }

    #[test]
    fn redacting_twice_changes_nothing(text in sentences()) {
        let once = redacted(&text);
        prop_assert_eq!(redacted(&once), once);
    }
}
