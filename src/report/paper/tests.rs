//! The paper is read back, part by part.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::super::sample::Sample;
use super::super::{ReadAgain, ReadTwice, Workers};
use super::document::{Block, Run};
use super::*;
use crate::lexicon::Kind;
use crate::measure::{AuditAccuracy, Coefficient, GroupMeasures, Proportion, ReviewSample};
use crate::note::Agency;
use crate::redact::Excerpts;

/// Every part of the paper, by name.
fn parts(sample: &Sample) -> Vec<(String, String)> {
    let audit = sample.audit();
    let mut out = Vec::new();
    write(&mut out, &audit, &Outline::read(&audit).unwrap()).unwrap();
    let mut archive = ZipArchive::new(Cursor::new(out)).unwrap();
    let length = archive.len();
    let part = |at| {
        let mut part = archive.by_index(at).unwrap();
        assert_eq!(part.last_modified().unwrap(), zip::DateTime::default());
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        (part.name().unwrap().into_owned(), text)
    };
    (0..length).map(part).collect()
}

fn part(sample: &Sample, name: &str) -> String {
    parts(sample).into_iter().find(|(part, _)| part == name).unwrap().1
}

/// What the document says.
#[derive(Debug, Default)]
struct Document {
    /// Paragraphs outside tables: style and text.
    paragraphs: Vec<(String, String)>,
    tables: Vec<Table>,
}

#[derive(Debug, Default)]
struct Table {
    caption: String,
    description: String,
    heading_rows: usize,
    columns: usize,
    rows: Vec<Vec<String>>,
}

impl Document {
    fn of(sample: &Sample) -> Self {
        let text = part(sample, "word/document.xml");
        let (mut reader, mut document) = (Reader::from_str(&text), Self::default());
        let (mut style, mut words, mut in_table) = (String::new(), String::new(), false);
        loop {
            match reader.read_event().unwrap() {
                Event::Start(tag) => match tag.name().as_ref() {
                    "w:tbl" => {
                        in_table = true;
                        document.tables.push(Table::default());
                    }
                    "w:tr" => document.table().rows.push(Vec::new()),
                    "w:tc" => words.clear(),
                    "w:tblHeader" => document.table().heading_rows += 1,
                    "w:gridCol" => document.table().columns += 1,
                    "w:tblCaption" => document.table().caption = value(&tag),
                    "w:tblDescription" => document.table().description = value(&tag),
                    "w:pStyle" => style = value(&tag),
                    "w:p" if !in_table => words.clear(),
                    _ => {}
                },
                Event::Text(text) => words += &*text,
                Event::GeneralRef(entity) => {
                    words += match &*entity {
                        "amp" => "&",
                        "lt" => "<",
                        "gt" => ">",
                        "quot" => "\"",
                        other => panic!("&{other};"),
                    }
                }
                Event::End(tag) => match tag.name().as_ref() {
                    "w:tbl" => in_table = false,
                    "w:tc" => document.table().rows.last_mut().unwrap().push(words.clone()),
                    "w:p" if !in_table => document.paragraphs.push((style.clone(), words.clone())),
                    _ => {}
                },
                Event::Eof => return document,
                _ => {}
            }
        }
    }

    fn table(&mut self) -> &mut Table {
        self.tables.last_mut().unwrap()
    }

    /// Everything it says, a line for each paragraph and row.
    fn text(&self) -> String {
        let paragraphs = self.paragraphs.iter().map(|(_, words)| words.clone());
        let rows = self.tables.iter().flat_map(|table| table.rows.iter().map(|row| row.join(" | ")));
        paragraphs.chain(rows).collect::<Vec<_>>().join("\n").replace('\u{a0}', " ")
    }

    fn styled(&self, style: &str) -> Vec<&str> {
        self.paragraphs.iter().filter(|(of, _)| of == style).map(|(_, words)| words.as_str()).collect()
    }
}

fn value(tag: &BytesStart<'_>) -> String {
    let attribute = tag.try_get_attribute("w:val").unwrap().unwrap();
    attribute.value.into_owned()
}

/// A sample with this for the name of its first agency and its first file.
fn named(name: &str) -> Sample {
    let mut sample = Sample::new();
    sample.measures.agencies[0].agency = Some(Agency::new(name));
    sample.sources[0].name = name.to_owned();
    sample
}

#[test]
fn every_part_is_well_formed_whatever_agencies_and_files_are_called() {
    for name in [
        "Eastvale Housing",
        "</w:t></w:r><w:r><w:instrText>DDEAUTO c:\\\\x</w:instrText>",
        "A & B \"C\" 'D' <E>",
        "\u{0}\u{1}\u{8}\u{b}\u{c}\u{1b}\u{7f}\u{85}\u{ffff}",
        "\u{202e}gnisuoH\u{2066}",
        "]]><!--",
        "😀é\n\r\t",
    ] {
        for (part, text) in parts(&named(name)) {
            let mut reader = Reader::from_str(&text);
            let mut depth = 0;
            loop {
                match reader.read_event().unwrap_or_else(|error| panic!("{part} with {name:?}: {error}")) {
                    Event::Start(_) => depth += 1,
                    Event::End(_) => depth -= 1,
                    Event::Eof => break,
                    _ => {}
                }
            }
            assert_eq!(depth, 0, "{part}");
            let has_no_place = |letter: char| letter.is_control() && letter != '\n' || letter == '\u{202e}';
            assert!(!text.contains(has_no_place), "{part} with {name:?}");
            assert!(!part.starts_with("word/document") || !text.contains("w:instrText>"), "{part}");
        }
    }
    assert!(Document::of(&named("A & B <C>")).text().contains("A & B <C> | [what the agency says"));
}

#[test]
fn the_title_comes_first_and_headings_descend_one_step_at_a_time() {
    let document = Document::of(&Sample::new());
    assert_eq!(document.paragraphs[0], ("Title".to_owned(), "How domestic abuse is recorded".to_owned()));
    assert_eq!(document.styled("Title").len(), 1);
    let levels: Vec<u32> =
        document.paragraphs.iter().filter_map(|(style, _)| style.strip_prefix("Heading")?.parse().ok()).collect();
    assert_eq!(levels[0], 1);
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
    assert_eq!(
        document.styled("Heading1"),
        [
            "Purpose and what the board is asked",
            "Key messages",
            "Background and standards",
            "What was audited, and how far to trust it",
            "What was found",
            "What is working, and what needs to change",
            "Risks, equality and data protection",
            "What the agencies say",
            "Actions",
            "How sure this paper is",
            "Annex A: indicators",
            "Annex B: method in plain English",
            "Annex C: glossary",
        ]
    );
}

/// A sample with so many agencies more, which are as its first.
fn with_agencies(more: usize) -> Sample {
    let mut sample = Sample::new();
    let first = sample.measures.agencies[0].clone();
    sample.measures.agencies.extend(
        (0..more)
            .map(|number| GroupMeasures { agency: Some(Agency::new(&format!("Wick {number:02}"))), ..first.clone() }),
    );
    sample
}

#[test]
fn many_agencies_do_not_make_it_longer() {
    let rows = |sample: &Sample| Document::of(sample).tables.iter().map(|table| table.rows.len()).sum::<usize>();
    let (forty, eighty) = (with_agencies(40), with_agencies(80));
    assert_eq!(rows(&forty), rows(&eighty));
    let text = Document::of(&forty).text();
    assert!(text.contains("Agencies beside the others"), "{text}");
    assert!(text.contains("Each of the 44 agencies was asked") && text.contains("and agencies.csv has all of them"));
    assert!(Document::of(&with_agencies(4)).text().contains("Wick 03 | [what the agency says"));
}

#[test]
fn the_charts_are_parts_that_word_can_draw_and_say_every_share_in_words() {
    let parts = parts(&Sample::new());
    let named = |name: &str| &parts.iter().find(|(part, _)| part == name).unwrap().1;
    let (document, types) = (named("word/document.xml"), named("[Content_Types].xml"));
    let charts: Vec<_> = parts.iter().filter(|(name, _)| name.starts_with("word/charts/")).collect();
    assert!(!charts.is_empty() && document.matches("<wp:inline").count() == charts.len());
    for (name, _) in &charts {
        assert!(types.contains(&format!("PartName=\"/{name}\"")), "{types}");
        let target = format!("Target=\"{}\"", name.strip_prefix("word/").unwrap());
        assert!(named("word/_rels/document.xml.rels").contains(&target), "{name}");
    }
    let says = document.split("descr=\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(says.contains("Eastvale") && says.contains("95\u{a0}% interval"), "{says}");
    assert!(!says.contains("Weir School"), "an agency with too few notes is in no chart: {says}");
}

#[test]
fn confidence_rises_with_what_people_have_checked() {
    let sample = Sample::new();
    let review = |twice| ReadAgain {
        kind: Kind::Concern,
        read: 60,
        found: None,
        accuracy: Some(AuditAccuracy::new(&[])),
        agencies: Vec::new(),
        review_sample: ReviewSample { kind: Kind::Concern, agencies: BTreeMap::new() },
        twice,
    };
    let level = |review: Option<&ReadAgain>, sample: &Sample| {
        let audit = Audit { read_again: review, ..sample.audit() };
        let paper = paper(&audit, &Outline::read(&audit).unwrap());
        let said = paper.blocks.iter().find_map(|block| match block {
            Block::Paragraph { text } => match text.0.as_slice() {
                [Run::Plain(before), Run::Strong(level), ..] if before.starts_with("Confidence") => Some(level.clone()),
                _ => None,
            },
            _ => None,
        });
        said.unwrap()
    };
    let coefficient = Coefficient { value: 0.9, error: 0.1, low: 0.7, high: 1.0 };
    let twice = ReadTwice {
        agreed: Proportion::new(18, 20).unwrap(),
        kappa: Ok(coefficient),
        ac1: coefficient,
        alpha: Ok(0.9),
        alpha_interval: None,
    };
    let mut whole = Sample::new();
    whole.measures.agencies.retain(|group| group.notes.value().is_some());
    whole.run.counts.rejects = 0;
    let (once, both) = (review(None), review(Some(twice)));
    for (expected, review, sample) in [
        ("limited", None, &whole),
        ("moderate", Some(&once), &whole),
        ("high", Some(&both), &whole),
        ("moderate", Some(&both), &sample),
        ("limited", Some(&ReadAgain { accuracy: None, ..both.clone() }), &whole),
    ] {
        assert_eq!(level(review, sample), expected);
    }
}

#[test]
fn every_table_has_a_heading_row_and_a_description_and_no_empty_cell() {
    let document = Document::of(&Sample::with_classifier());
    assert_eq!(document.tables.len(), document.styled("Caption").len());
    for table in &document.tables {
        assert_eq!(table.heading_rows, 1, "{}", table.caption);
        assert!(table.description.ends_with('.') && table.rows.len() > 1, "{}", table.caption);
        for row in &table.rows {
            assert_eq!(row.len(), table.columns, "{}", table.caption);
            assert!(row.iter().all(|cell| !cell.is_empty()), "{}: {row:?}", table.caption);
        }
    }
}

#[test]
fn is_in_british_english_and_says_when_it_was_made_to_no_one() {
    let sample = Sample::new();
    assert!(part(&sample, "word/styles.xml").contains("<w:lang w:val=\"en-GB\""));
    let core = part(&sample, "docProps/core.xml");
    assert!(core.contains("<dc:language>en-GB</dc:language>") && core.contains("<dc:title>"), "{core}");
    assert!(!core.contains("creator") && core.matches("2000-01-01T00:00:00Z").count() == 2, "{core}");
    assert_eq!(parts(&sample)[0].0, "[Content_Types].xml");
}

#[test]
fn every_style_that_is_used_is_defined() {
    let sample = Sample::new();
    let (document, styles) = (part(&sample, "word/document.xml"), part(&sample, "word/styles.xml"));
    for used in document.split("Style w:val=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        assert!(styles.contains(&format!("w:styleId=\"{used}\"")), "{used}");
    }
}

#[test]
fn the_key_messages_are_at_most_five_and_each_has_base_and_interval() {
    for sample in [Sample::new(), Sample::showing_from(30), Sample::showing_from(100_000)] {
        let document = Document::of(&sample);
        let from = document.paragraphs.iter().position(|(_, words)| words == "Key messages").unwrap();
        let section = document.paragraphs[from + 1..].iter().take_while(|(style, _)| style != "Heading1");
        let messages: Vec<_> = section.filter(|(style, _)| style == "ListBullet").collect();
        assert!(messages.len() <= 5);
        for (_, message) in messages {
            assert!(message.contains(" of ") && message.contains("95\u{a0}% interval"), "{message}");
        }
    }
}

#[test]
fn too_few_notes_leave_no_number() {
    let sample = Sample::new();
    let document = Document::of(&sample);
    for table in document.tables.iter().filter(|table| table.rows[0].contains(&"Weir School".to_owned())) {
        let at = table.rows[0].iter().position(|name| name == "Weir School").unwrap();
        assert!(table.rows[1..].iter().all(|row| row[at] == "too few"), "{table:?}");
    }
    let hidden = Document::of(&Sample::showing_from(100_000)).text();
    for shown in [" %, 95 %", "%; "] {
        assert!(!hidden.contains(shown), "{shown}");
    }
    assert!(hidden.contains("which is too few to say anything"));
}

#[test]
fn names_no_note_no_case_and_no_member_of_staff() {
    let mut sample = Sample::with_classifier();
    sample.settings.workers = Workers::Named;
    let text = Document::of(&sample).text();
    for id in ["N-6", "E-6", "C7", "C14", "P. Worker", "Team 1"] {
        assert!(!text.contains(id), "{id}");
    }
}

#[test]
fn quotes_little_and_only_what_is_redacted() {
    let mut sample = Sample::new();
    let quoted = Document::of(&sample).styled("Quote").len();
    assert!((1..=3).contains(&quoted), "{quoted}");
    for excerpts in [Excerpts::None, Excerpts::Verbatim] {
        sample.settings.excerpts = excerpts;
        let document = Document::of(&sample);
        assert!(document.styled("Quote").is_empty() && !document.text().contains("arguing again"));
    }
}

#[test]
fn ranks_no_one_and_says_its_limits() {
    let text = Document::of(&Sample::with_classifier()).text();
    assert!(text.contains("Good recording is not proof of good practice"));
    for word in ["worst", "best", "failing", "league", "rank", "top ten", "red, amber"] {
        assert!(!text.to_lowercase().contains(word), "{word}");
    }
}

#[test]
fn speaks_of_the_classifier_only_where_it_was_used() {
    assert!(Document::of(&Sample::with_classifier()).text().contains("A classifier read the notes too."));
    assert!(!Document::of(&Sample::new()).text().contains("lassifier"));
}
