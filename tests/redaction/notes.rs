//! Synthetic notes about people who do not exist, with the truth about each
//! identifier in them: made from lists of names and places and from notes with
//! slots, always the same from the same seed.

use std::collections::BTreeMap;

use plainrecord::note::{CaseId, Date, Note, NoteText, Span};

use crate::draw::Draw;
use crate::numbers;

/// What an identifier is, as far as a reader of the figures wants to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Class {
    /// A name that a column of the export gives.
    Column,
    /// A number, an address of mail, a date of birth: known by its form.
    Pattern,
    /// An address, a street, a town, a school, a surgery, a refuge, a
    /// workplace.
    Place,
    /// A name that no column gives.
    Name,
}

/// An identifier of a note.
#[derive(Clone, Debug)]
pub(crate) struct Identifier {
    pub(crate) class: Class,
    /// The slot that it fills: `dob`, `P.typo`.
    pub(crate) slot: String,
    pub(crate) at: Span,
}

/// A note and everything in it that identifies someone.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    pub(crate) note: Note,
    pub(crate) identifiers: Vec<Identifier>,
    /// The kind of record that it is written like.
    pub(crate) style: String,
}

/// The lists and notes of one file.
pub(crate) struct Source {
    sections: BTreeMap<String, Vec<String>>,
}

/// Sections with whole notes; all others are lists of words.
const STYLES: &[&str] = &["police", "social care", "health", "housing", "probation", "schools"];
const NOTES_OF_A_CASE: usize = 4;

impl Source {
    /// Reads `[section]` headings, each with words, or with notes one a line.
    pub(crate) fn read(text: &str) -> Self {
        let mut sections: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut section = String::new();
        for line in text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                name.clone_into(&mut section);
            } else if STYLES.contains(&section.as_str()) {
                sections.entry(section.clone()).or_default().push(line.to_owned());
            } else {
                let words = line.split_whitespace().map(|word| word.replace('_', " "));
                sections.entry(section.clone()).or_default().extend(words);
            }
        }
        Self { sections }
    }

    /// The words or notes of a section.
    pub(crate) fn of(&self, section: &str) -> &[String] {
        &self.sections[section]
    }

    /// So many cases, each of several notes.
    pub(crate) fn cases(&self, seed: u64, cases: usize) -> Vec<Vec<Known>> {
        let mut draw = Draw::new(seed);
        (0..cases).map(|number| self.case(number, &mut draw)).collect()
    }

    fn case(&self, number: usize, draw: &mut Draw) -> Vec<Known> {
        let cast = Cast::new(self, draw);
        let note = |_| {
            let style = *draw.choice(STYLES);
            let text = draw.choice(self.of(style)).clone();
            let mut writing = Writing::new(self, &cast, Voice::drawn(draw));
            writing.write(&text, draw);
            writing.finish(number, style)
        };
        (0..NOTES_OF_A_CASE).map(note).collect()
    }
}

/// How a note is written as a whole.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Voice {
    AsIs,
    Loud,
    Quiet,
}

impl Voice {
    /// One note in sixteen each is in capitals or without them.
    fn drawn(draw: &mut Draw) -> Self {
        match draw.below(16) {
            0 => Self::Loud,
            1 => Self::Quiet,
            _ => Self::AsIs,
        }
    }

    fn of(self, text: &str) -> String {
        match self {
            Self::AsIs => text.to_owned(),
            Self::Loud => text.to_uppercase(),
            Self::Quiet => text.to_lowercase(),
        }
    }
}

struct Person {
    given: String,
    family: String,
    known_as: String,
    title: &'static str,
}

/// The people and places of a case: `V` the person abused, `P` who abuses, `W`
/// the worker, whom columns name; `C` a child, `O` someone near, `X` a
/// professional, whom none does.
struct Cast {
    people: BTreeMap<&'static str, Person>,
    places: BTreeMap<&'static str, String>,
}

const TITLES: &[&str] = &["Ms", "Mrs", "Mr", "Miss", "Dr"];

impl Cast {
    fn new(source: &Source, draw: &mut Draw) -> Self {
        let person = |draw: &mut Draw| Person {
            given: draw.choice(source.of("given")).clone(),
            family: draw.choice(source.of("family")).clone(),
            known_as: draw.choice(source.of("known as")).clone(),
            title: draw.choice::<&str>(TITLES),
        };
        let mut people: BTreeMap<_, _> =
            ["V", "P", "W", "C", "O", "X"].into_iter().map(|who| (who, person(draw))).collect();
        let family = people["V"].family.clone();
        people.get_mut("C").unwrap().family = family;
        let kinds = ["town", "street", "school", "surgery", "refuge", "work"];
        let places = kinds.into_iter().map(|kind| (kind, draw.choice(source.of(kind)).clone())).collect();
        Self { people, places }
    }
}

/// A note while it is written.
struct Writing<'a> {
    source: &'a Source,
    cast: &'a Cast,
    voice: Voice,
    text: String,
    length: usize,
    identifiers: Vec<Identifier>,
}

impl<'a> Writing<'a> {
    fn new(source: &'a Source, cast: &'a Cast, voice: Voice) -> Self {
        Self { source, cast, voice, text: String::new(), length: 0, identifiers: Vec::new() }
    }

    fn write(&mut self, template: &str, draw: &mut Draw) {
        for piece in template.split('{') {
            match piece.split_once('}') {
                Some((slot, rest)) => {
                    self.fill(slot, draw);
                    self.push(rest);
                }
                None => drop(self.push(piece)),
            }
        }
    }

    fn push(&mut self, plain: &str) -> Span {
        let text = self.voice.of(plain);
        let start = self.length;
        self.length += text.chars().count();
        self.text.push_str(&text);
        Span::new(start, self.length)
    }

    fn identify(&mut self, class: Class, slot: &str, text: &str) {
        let at = self.push(text);
        self.identifiers.push(Identifier { class, slot: slot.to_owned(), at });
    }

    fn fill(&mut self, slot: &str, draw: &mut Draw) {
        let (head, form) = slot.split_once('.').unwrap_or((slot, ""));
        let cast = self.cast;
        if let Some(person) = cast.people.get(head) {
            return self.name(slot, person, form, draw);
        }
        if let Some(place) = cast.places.get(head) {
            let text = if form == "lower" { place.to_lowercase() } else { place.clone() };
            return self.identify(Class::Place, slot, &text);
        }
        match head {
            "age" => drop(self.push(&(2 + draw.below(40)).to_string())),
            "address" => {
                let address = numbers::address(draw, self.source.of("street"));
                self.identify(Class::Place, slot, &address);
            }
            "door" => self.identify(Class::Place, slot, &(1 + draw.below(150)).to_string()),
            _ => self.identify(Class::Pattern, slot, &numbers::of(head, draw)),
        }
    }

    fn name(&mut self, slot: &str, person: &Person, form: &str, draw: &mut Draw) {
        let Person { given, family, known_as, title } = person;
        let class = if "VPW".contains(&slot[..1]) { Class::Column } else { Class::Name };
        let text = match form {
            "" => format!("{given} {family}"),
            "given" => given.clone(),
            "family" => family.clone(),
            "caps" => format!("{given} {family}").to_uppercase(),
            "familycaps" => family.to_uppercase(),
            "reversed" => format!("{} {given}", family.to_uppercase()),
            "lower" => given.to_lowercase(),
            "fulllower" => format!("{given} {family}").to_lowercase(),
            "known" => known_as.clone(),
            "collar" => (1000 + draw.below(8000)).to_string(),
            "initial" => format!("{}. {family}", &given.chars().next().unwrap()),
            "initials" => initials(given, family).unwrap_or_else(|| given.clone()),
            "typo" => misspelt(if family.len() > given.len() { family } else { given }, draw),
            "title" => {
                self.push(&format!("{title} "));
                family.clone()
            }
            other => panic!("no form {other}"),
        };
        self.identify(class, slot, &text);
    }

    fn finish(self, number: usize, style: &str) -> Known {
        let name = |who: &str| {
            let person = &self.cast.people[who];
            [format!("{} {}", person.given, person.family), person.known_as.clone()]
        };
        let worker = name("W")[0].clone();
        let note = Note {
            case: CaseId::new(&format!("FAM-{number:05}")),
            names: ["V", "P"].into_iter().flat_map(name).collect(),
            worker,
            date: Some(Date::constant(2025, 6, 12)),
            text: NoteText::plain(self.text),
            ..Note::default()
        };
        Known { note, identifiers: self.identifiers, style: style.to_owned() }
    }
}

/// `KT`, unless that is an abbreviation which notes use for something else.
fn initials(given: &str, family: &str) -> Option<String> {
    let first = |name: &str| name.chars().next().unwrap();
    let letters: String = [first(given), first(family)].into_iter().collect();
    let taken =
        include_str!("../../src/redact/field.txt").split_whitespace().any(|word| word == letters.to_lowercase());
    (!taken && letters.is_ascii()).then_some(letters)
}

/// The name with one letter left out, doubled, or swapped with the next, not
/// at its beginning.
fn misspelt(name: &str, draw: &mut Draw) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    if letters.len() < 5 {
        return name.to_owned();
    }
    let places: Vec<usize> = (1..letters.len() - 1).collect();
    let at = *draw.choice(&places);
    match draw.below(3) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letters[at]),
        _ => letters.swap(at, at + 1),
    }
    letters.into_iter().collect()
}
