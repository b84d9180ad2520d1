//! Tests of the pages: what they may do, how they are built, what they say.

use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::super::sample::Sample;
use super::{quoting, rows, text};
use crate::kept::Kept;
use crate::lexicon::Kind;
use crate::measure::chart::Series;
use crate::measure::{Month, Proportion, Threshold};
use crate::note::Date;
use crate::redact::Excerpts;
use crate::report::FindingRow;

const PAGES: [&str; 2] = ["report.html", "findings.html"];

/// What stands between two marks, the first time.
fn between<'p>(page: &'p str, start: &str, end: &str) -> Option<&'p str> {
    Some(page.split_once(start)?.1.split_once(end)?.0)
}

/// The page without what stands between two marks.
pub(super) fn without(page: &str, start: &str, end: &str) -> String {
    let mut parts = page.split(start);
    let first = parts.next().unwrap_or_default();
    parts.fold(first.to_owned(), |kept, part| kept + part.split_once(end).map_or("", |(_, rest)| rest))
}

#[test]
fn note_text_is_inert_in_the_report() {
    let sample = quoting("<script>alert(1)</script> \" & ", "<img src=x onerror=y>", "' </style><a href=//x>");
    let report = text(&sample, "report.html");
    assert!(
        report.contains("&lt;script&gt;alert(1)&lt;/script&gt; &quot; &amp; <mark>&lt;img src=x onerror=y&gt;</mark>")
    );
    for markup in ["<script", "<img", "<a href=//"] {
        assert!(!report.contains(markup), "{markup}");
    }
}

#[test]
fn pages_ask_for_nothing() {
    for name in PAGES {
        let page = text(&Sample::new(), name);
        let page = without(&page, "<script>", "</script>");
        for request in
            ["src=", "url(", "@import", "<link", "<iframe", "<form", "<script", "<base", "http://", "https://"]
        {
            assert!(!page.contains(request), "{name}: {request}");
        }
        assert!(page.match_indices(" on").all(|(at, _)| !is_handler(&page[at + 3..])), "{name}");
        assert!(!page.contains(" style=\""), "{name}");
        for link in page.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            assert!(link.starts_with('#') || PAGES.contains(&link), "{name}: {link}");
        }
    }
}

#[test]
fn the_policy_allows_the_style_and_the_script_of_the_page_and_nothing_else() {
    for name in PAGES {
        let page = text(&Sample::new(), name);
        let policy = between(&page, "Content-Security-Policy\" content=\"", "\"").unwrap();
        let digest = |tag: &str| {
            let text = between(&page, &format!("<{tag}>"), &format!("</{tag}>"))?;
            Some(format!("; {tag}-src 'sha256-{}'", STANDARD.encode(Sha256::digest(text))))
        };
        let allowed = [digest("style"), digest("script")].into_iter().flatten().collect::<String>();
        assert_eq!(policy, format!("default-src 'none'{allowed}; base-uri 'none'; form-action 'none'"));
        assert_eq!(page.matches("<style").count() + page.matches("<script").count(), allowed.matches("sha256").count());
    }
}

/// Whether what follows `on` makes it an event attribute.
fn is_handler(rest: &str) -> bool {
    rest.trim_start_matches(|letter: char| letter.is_ascii_lowercase()).starts_with("=\"")
}

#[test]
fn headings_descend_one_step_at_a_time_and_ids_are_unique() {
    for name in PAGES {
        let page = text(&Sample::new(), name);
        let levels: Vec<u32> =
            page.match_indices("<h").filter_map(|(at, _)| page[at + 2..].chars().next()?.to_digit(10)).collect();
        assert_eq!(levels[0], 1);
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
        assert_eq!(levels.iter().filter(|&&level| level == 1).count(), 1);
        let ids: Vec<&str> = page.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
        for link in page.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            assert!(ids.contains(&link), "{link}");
        }
    }
}

#[test]
fn every_table_has_a_caption_and_every_heading_cell_a_scope() {
    for name in PAGES {
        let page = text(&Sample::new(), name);
        let tables: Vec<&str> = page.split("<table").skip(1).collect();
        assert!(tables.iter().all(|table| table.split_once('>').unwrap().1.starts_with("<caption>")));
        assert_eq!(page.matches("<th ").count() + page.matches("<th>").count(), page.matches(" scope=\"").count());
        assert_eq!(
            page.matches("<div class=\"chart\" role=\"img\"").count(),
            page.matches("<p class=\"unseen\" id=").count()
        );
    }
}

#[test]
fn says_its_limits_first_and_puts_agencies_in_alphabetical_order() {
    let report = text(&Sample::new(), "report.html");
    let at = |words: &str| report.find(words).unwrap();
    assert!(at("Good recording is not proof of good practice") < at("id=\"findings\""));
    let agencies =
        ["Eastvale Housing</bdi></h3>", "Northshire Police</bdi></h3>", "Weir School</bdi></h3>", "Westmoor"];
    assert!(agencies.windows(2).all(|pair| at(pair[0]) < report.rfind(pair[1]).unwrap()));
}

#[test]
fn puts_every_share_into_words_with_its_base() {
    let report = text(&Sample::new(), "report.html").replace('\u{a0}', " ");
    let all = &Sample::new().measures.all;
    let minimising = all.topics.iter().find(|measure| measure.topic.id() == "minimising").unwrap();
    let rate = minimising.rate.value().unwrap();
    let sentence = format!(
        "In <strong>{} of 281 notes</strong> ({} %, 95 % interval ",
        rate.numerator,
        (rate.share() * 100.0).round()
    );
    assert!(report.contains(&sentence), "{sentence}");
    assert!(report.contains(") the writer’s own words minimise abuse."));
}

#[test]
fn names_no_note_and_no_case_in_the_report() {
    let report = text(&Sample::new(), "report.html");
    for id in ["N-6", "E-6", ">C7<", "C14,"] {
        assert!(!report.contains(id), "{id}");
    }
}

#[test]
fn quotes_nothing_when_told_not_to_and_says_when_it_is_not_redacted() {
    let mut sample = Sample::new();
    sample.settings.excerpts = Excerpts::None;
    let report = text(&sample, "report.html");
    assert!(!report.contains("<mark>") && report.contains("No sentence of a note is quoted"));
    sample.settings.excerpts = Excerpts::Verbatim;
    assert!(text(&sample, "report.html").contains("Quotations are not redacted."));
}

#[test]
fn lists_every_finding_with_its_number_in_the_table() {
    let sample = Sample::new();
    let page = text(&sample, "findings.html");
    let table = rows(&text(&sample, "findings.csv"));
    let lines: Vec<&str> = page.split("<tr data-").skip(1).collect();
    assert_eq!(lines.len(), table.len());
    for (at, (line, row)) in lines.iter().zip(&table).enumerate() {
        assert!(line.contains(&format!("scope=\"row\">{}</th>", at + 1)), "{line}");
        assert!(line.contains(&format!("data-family=\"{}\"", row["family"])), "{line}");
        assert!(line.contains(&format!("<bdi>{}</bdi></td>", row["agency"])), "{line}");
        assert!(row["date"].is_empty() || line.contains(&format!("datetime=\"{}\"", row["date"])), "{line}");
    }
    assert!(lines.iter().any(|line| line.contains("<td>Repeated</td>")));
}

#[test]
fn of_many_findings_lists_the_first_of_each_agency() {
    let mut sample = Sample::new();
    let findings: Vec<_> = sample.findings.rows().map(|row| row.unwrap().into_owned()).collect();
    sample.findings = Kept::from(findings.iter().cycle().take(20_000).cloned().collect::<Vec<_>>());
    let page = text(&sample, "findings.html");
    assert!(page.contains("20,000\u{a0}findings; listed are the first 1,250 of each agency"));
    let of = |agency: usize| page.matches(&format!("<tr data-agency=\"{agency}\"")).count();
    assert_eq!([of(0), of(1), of(3)], [1250; 3]);
    assert!(of(2) <= 1250 && page.len() < 3_000_000, "{} bytes", page.len());
}

#[test]
fn holds_agencies_beside_each_other_in_words_and_shapes() {
    let sample = Sample::with(|findings| {
        let police: Vec<_> = findings.iter().filter(|row| row.note.agency.as_str() == "Northshire Police").collect();
        let blame = police.iter().find(|row| row.finding.entry.as_str() == "BLA002").copied().cloned().unwrap();
        let more = police.iter().map(|row| FindingRow { note: row.note.clone(), ..blame.clone() }).collect::<Vec<_>>();
        findings.extend(more);
    });
    let report = text(&sample, "report.html");
    let section = between(&report, "<section aria-labelledby=\"beside\">", "</section>").unwrap();
    let table = between(section, "<table", "</table>").unwrap();
    assert!(table.contains("<td class=\"higher\"><span class=\"word\"><svg class=\"shape\" aria-hidden=\"true\" width=\"12\" height=\"12\"><use href=\"#shape-higher\"></use></svg>higher than expected</span>"));
    let names: Vec<&str> = table.split("<th scope=\"col\"><bdi>").skip(1).map(|rest| &rest[..4]).collect();
    assert_eq!(names, ["East", "Nort", "Weir", "West"]);
    for row in table.split("<tr>").skip(2) {
        let cells: Vec<&str> = row.split("<td").skip(1).collect();
        assert_eq!(cells.len(), 4);
        assert_eq!(cells[2].matches(char::is_numeric).count(), "1212".len(), "no figure of too few notes: {row}");
    }
    assert!(section.contains("Northshire Police</bdi>, Victim-blaming: higher than expected</dt>"));
    let glance = between(&report, "id=\"glance\"", "</section>").unwrap();
    assert!(
        glance.contains("of 51\u{a0}comparisons with the other agencies stand out, about “Victim-blaming”. Who"),
        "{glance}"
    );
}

#[test]
fn the_glance_says_which_months_stand_out() {
    let mut sample = Sample::new();
    let months = (1..=8).map(|month| Month::from(Date::constant(2026, month, 1)));
    let shares = [20, 22, 19, 60, 20, 18, 22, 21].map(|met| Proportion::new(met, 100).unwrap());
    let series = Series::new(&months.zip(shares).collect::<Vec<_>>(), Threshold::default(), &[]).unwrap();
    assert!(text(&sample, "report.html").contains("no agency has seven months with enough notes"));
    sample.measures.agencies[1].series = vec![(Kind::Concern, series)];
    let report = text(&sample, "report.html");
    assert!(report.contains("April\u{a0}2026 in <bdi>Northshire Police</bdi> stands out from the other months"));
}

#[test]
fn every_share_at_a_glance_has_its_base_and_its_interval() {
    let report = text(&Sample::new(), "report.html");
    let glance = between(&report, "id=\"glance\"", "</section>").unwrap();
    let lines: Vec<&str> = glance.split("<li>").skip(1).filter(|line| line.contains('%')).collect();
    assert!(lines.len() >= 5, "{lines:?}");
    for line in lines {
        let said = line.contains(" of ") && (line.contains("interval") || line.contains("too few cases"));
        assert!(said, "{line}");
    }
}
