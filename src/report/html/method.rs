//! How the rules work: what was looked for, what each status means and how
//! counting is done, in words that can be read out in a meeting.

use maud::{Markup, html};

use super::super::model::Audit;
use super::super::number;
use super::super::words::{capital, kind_title};
use super::heading;
use super::table::{Head, cell, table};
use crate::lexicon::{Indicator, Status};
use crate::measure::Topic;

/// The section.
pub(super) fn section(audit: &Audit<'_>) -> Markup {
    html! {
        section aria-labelledby="method" {
            (heading("method", "How the rules work"))
            p {
                "A lexicon of " (number::counted(audit.lexicon.entries().len() as u64, "entry", "entries"))
                " says which wording is evidence of what, why, and on whose word. Each note is read for that wording, and for the words around it that say whose voice it is. "
                "Nothing is learned from the notes, and every finding names its entry."
            }
            @if audit.classifier.is_some() {
                p {
                    "Beside the rules a classifier points at passages that read like wording which annotators marked in invented notes. "
                    "What it points at is under “Also worth reading” and in worth-reading.csv; it is in no other figure."
                }
            }
            h3 { "What was looked for" }
            (looked_for(audit))
            h3 { "Who says it" }
            p { "Each finding has a status. Only what is counted is in the figures." }
            dl.statuses { @for status in Status::ALL { div { dt { (capital(status.id())) } dd { (status.meaning()) } } } }
            h3 { "How counting works" }
            (counting(audit))
        }
    }
}

fn looked_for(audit: &Audit<'_>) -> Markup {
    let entries =
        |indicator| audit.lexicon.entries().iter().filter(|entry| entry.indicator == indicator).count() as u64;
    let found =
        Indicator::ALL.iter().map(|&indicator| (indicator, entries(indicator))).filter(|&(_, number)| number > 0);
    let row = |(indicator, entries): (Indicator, u64)| {
        let family = cell(indicator.family().title());
        let kind = cell(kind_title(indicator.kind()));
        let topic = Topic::Indicator(indicator);
        let (base, good_is) = (cell(topic.base().noun().1), cell(topic.good_is().id()));
        (cell(indicator.title()), vec![family, kind, base, good_is, cell(number::count(entries))])
    };
    let rows: Vec<_> = found.map(row).collect();
    let words = ["Indicator", "Family", "Kind", "Share of", "Good is"].map(Head::Words);
    let heads: Vec<_> = words.into_iter().chain([Head::Number("Entries")]).collect();
    table("Indicators that have at least one entry in the lexicon", &heads, &rows)
}

fn counting(audit: &Audit<'_>) -> Markup {
    html! {
        ul {
            li { "A note counts once for an indicator, however often the wording is in it. A case counts once, however many notes it has." }
            li {
                "In a note of eighty words or more, a concern counts only beside others, since alone in a long note wording is more often innocent than not: "
                "mostly beside one that stands near. Six words or more, and stock phrases, need another in notes of 120 words or more, anywhere in the note; "
                "wording that has often been wrong needs two. That a written agreement is named needs none."
            }
            li {
                "The share of good recording is of notes that show that they are about abuse, by one strong sign or two different weak ones: "
                "where there is no abuse, nothing about it is missing. Every other share is of all notes audited for the agency, whatever they are about."
            }
            li { "A long sentence that stands word for word in an earlier note of the same case and agency, in the order of the files, counts in the first of them only." }
            li {
                "The interval is the 95\u{a0}% interval of Wilson (1927). Notes of one case resemble each other, so it is drawn for the number of independent notes "
                "that they are worth (Korn and Graubard 1998), and by Student’s t for fewer than thirty cases. A note without a case stands for itself. "
                "On notes of fewer than five cases there is no interval."
            }
            li {
                "agencies.csv holds each agency beside all the others together, with the difference and its interval (Newcombe 1998). "
                "A difference is called higher or lower than expected if it is unlikely to be chance among all that were compared (q at most 0.05; Benjamini and Hochberg 1995) "
                "and at least ten percentage points; each such word has a sentence beside it that says what it rests on."
            }
            li {
                "Month by month, a share is held against limits of three standard errors about its mean (p-chart), by the rules of NHS England’s Making Data Count: "
                "outside a limit, seven in a row on one side, rising or falling, or two in three near a limit. Months with too few notes are left out. "
                "The limits take notes for independent of each other, so that a month in which one case was written about often can stand out for that alone."
            }
            li {
                "A figure on fewer than " (number::counted(audit.measures.threshold.get(), "note", "notes"))
                " is left out and printed as “too few”. The figures about cases, from “What one agency named and another did not” on, need as many cases."
            }
            li { "Percentages are rounded to whole numbers; agencies.csv has four decimal places." }
        }
    }
}
