//! What the paper for a board says and draws, against the workbook.

use std::io::Read;

use plainrecord::lexicon::{Family, Indicator, Kind};

use super::{bytes, lines, tables};

/// What the paper's document says, as markup.
fn paper() -> String {
    part("word/document.xml")
}

/// A part of the paper's file.
fn part(name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes("board-paper.docx"))).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn the_paper_says_of_every_agency_and_family_what_the_workbook_says() {
    let (paper, lines) = (paper(), lines());
    let mut compared = 0;
    for table in tables(&paper, "<w:tbl>", "</w:tbl>").filter(|table| table.rows[0][0] == "In the notes") {
        for row in &table.rows[1..] {
            let family = Family::ALL.iter().find(|family| family.title() == row[0]).unwrap();
            for (agency, said) in table.rows[0].iter().zip(row).skip(1) {
                let line = &lines[&(agency.clone(), family.id().to_owned())];
                let figures = line.of_how_many();
                let expected =
                    if line.percent().is_some() { format!("{}: {figures}", line.text("verdict")) } else { figures };
                assert_eq!(*said, expected, "{agency}, {}", row[0]);
                compared += 1;
            }
        }
    }
    let families = Family::ALL.iter().map(|family| family.id());
    let agencies = lines.keys().filter(|(agency, topic)| agency != "(all)" && families.clone().any(|id| id == topic));
    assert!(compared == agencies.count() && compared > 40, "{compared}");
}

#[test]
fn the_paper_draws_of_every_agency_what_the_workbook_says() {
    let drawn = part("word/charts/chart1.xml");
    let values = |open: &str, close: &str| {
        let part = drawn.split(open).nth(1).unwrap().split(close).next().unwrap();
        part.split("<c:v>").skip(1).map(|value| value.split("</c:v>").next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let (names, shares) = (values("<c:cat>", "</c:cat>"), values("<c:val>", "</c:val>"));
    let (above, below) = (values("<c:plus>", "</c:plus>"), values("<c:minus>", "</c:minus>"));
    let lines = lines();
    for (at, name) in names.iter().enumerate() {
        let line = &lines[&(name.clone(), "concern".to_owned())];
        let number = |column: &str| line.number(column).unwrap();
        let share = number("counted_notes") / number("base_notes");
        for (drawn, said) in
            [(&shares[at], share), (&above[at], number("high") - share), (&below[at], share - number("low"))]
        {
            assert!((drawn.parse::<f64>().unwrap() - said).abs() < 0.0021, "{name}: {drawn} for {said}");
        }
    }
    assert_eq!(names.len(), 5);
}

#[test]
fn the_paper_says_of_all_agencies_together_what_the_workbook_says() {
    let (paper, lines) = (paper(), lines());
    let of_all = |topic: &str| lines[&("(all)".to_owned(), topic.to_owned())].clone();
    let mut tables = tables(&paper, "<w:tbl>", "</w:tbl>");
    let table = tables.find(|table| table.caption.starts_with("The indicators in the most notes")).unwrap();
    let in_notes = |indicator: &Indicator| of_all(indicator.id()).number("counted_notes").unwrap_or(0.0);
    let (mut listed, mut left) = (Vec::new(), Indicator::ALL.to_vec());
    for row in &table.rows[1..] {
        let at = left.iter().position(|indicator| indicator.title() == row[0]).unwrap();
        listed.push(left.remove(at));
        assert_eq!(row[1], of_all(listed[listed.len() - 1].id()).of_how_many(), "{}", row[0]);
    }
    left.retain(|indicator| in_notes(indicator) > 0.0);
    for kind in Kind::ALL {
        let of_kind = listed.iter().filter(|one| one.kind() == *kind).map(in_notes);
        assert!(of_kind.clone().count() == 5, "{kind:?}");
        let least = of_kind.fold(f64::INFINITY, f64::min);
        assert!(left.iter().filter(|one| one.kind() == *kind).all(|one| in_notes(one) <= least), "{kind:?}");
    }
    let others = format!("{}\u{a0}other indicators were found", left.len());
    assert!(left.len() > 20 && paper.contains(&others), "{others}");
    for kind in ["concern", "good"] {
        let line = of_all(kind);
        let (part, whole) = (line.count("counted_notes").unwrap(), line.count("base_notes").unwrap());
        let message = format!(
            "{part} of {whole} {}</w:t></w:r><w:r><w:t xml:space=\"preserve\"> ({}, 95 % interval {})",
            line.text("base"),
            line.percent().unwrap(),
            line.interval().unwrap()
        );
        assert!(paper.replace('\u{a0}', " ").contains(&message), "{message}");
    }
}
