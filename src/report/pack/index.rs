//! The first page of a pack: what it is, who may read it, what is in it, and
//! where the questions that inspectors ask are answered.

use maud::{DOCTYPE, Markup, html};

use crate::measure::Audience;
use crate::report::html::head;
use crate::report::model::Audit;

/// A question, and where its answer stands: a file, and the place in it.
struct Question {
    asked: &'static str,
    answers: &'static [(&'static str, &'static str)],
}

/// What inspectorates and boards ask of an audit, as their guidance and the
/// audits that partnerships publish have it.
const QUESTIONS: [Question; 13] = [
    Question {
        asked: "What was audited, and what was left out?",
        answers: &[("report.html#rejected", "What was read and what was not"), ("manifest.json", "inputs and counts")],
    },
    Question {
        asked: "How do you know that the reading is right?",
        answers: &[
            ("report.html#method", "How the rules work"),
            ("report.html#limits", "Before you read"),
            ("board-paper.docx", "How sure this paper is"),
        ],
    },
    Question {
        asked: "Is an agency really different, or small, or doing other work?",
        answers: &[("agencies.csv", "verdict and verdict_reason"), ("report.html#agencies", "Agency by agency")],
    },
    Question {
        asked: "Is it changing over time?",
        answers: &[
            ("report.html#agencies", "Month by month, agency by agency"),
            ("board-paper.docx", "a chart of the months"),
        ],
    },
    Question {
        asked: "Show us.",
        answers: &[("findings.html", "findings with their sentences"), ("findings.csv", "every finding")],
    },
    Question {
        asked: "What about the child?",
        answers: &[
            ("report.html#children", "Children"),
            ("agencies.csv", "the topics child-unseen and those of good recording about children, agency by agency"),
        ],
    },
    Question {
        asked: "What did one agency know that another’s record does not show?",
        answers: &[
            ("report.html#concordance", "What one agency named and another did not"),
            ("concordance.csv", "each pair"),
        ],
    },
    Question {
        asked: "Was what was recorded acted on?",
        answers: &[("report.html#expectations", "What should follow"), ("expectations.csv", "each practice rule")],
    },
    Question {
        asked: "Was poor recording challenged?",
        answers: &[("report.html#challenge", "Was it challenged?"), ("challenge.csv", "each agency")],
    },
    Question {
        asked: "What will change, who will see to it, and by when? What do the agencies say?",
        answers: &[("board-paper.docx", "to be filled in: actions, and what agencies say")],
    },
    Question {
        asked: "What did the last audit say, and what came of it?",
        answers: &[("board-paper.docx", "to be filled in, with the actions")],
    },
    Question { asked: "Could anyone be identified?", answers: &[("index.html#who", "Who may read this")] },
    Question {
        asked: "Could somebody else repeat it?",
        answers: &[("report.html#repeat", "How to repeat this audit"), ("lexicon/", "all rules, as text")],
    },
];

/// What each file is.
const FILES: [(&str, &str); 17] = [
    ("agencies.csv", "every figure, agency by agency, with base, interval and verdict"),
    ("agreements.csv", "every written agreement: whom it binds to what"),
    ("board-paper.docx", "a paper for the board, to be edited"),
    ("challenge.csv", "whether wording of concern was questioned later"),
    ("concordance.csv", "what one agency named and another softened or left out"),
    ("expectations.csv", "practice rules: what should follow, and whether it did"),
    ("findings.csv", "every finding with its sentence, redacted"),
    ("findings.html", "the same to search, filter and sort in a browser"),
    ("findings.parquet", "the same for analysts"),
    ("language.csv", "words that an agency uses more than the others"),
    ("manifest.json", "what makes the audit reproducible"),
    ("notes.csv", "every note and how much was found in it"),
    ("rejected.csv", "every row that was not read, and why"),
    ("report.html", "the report"),
    ("report.pdf", "the paper for the board, to be read"),
    ("workbook.xlsx", "the tables as a workbook"),
    ("worth-reading.csv", "passages that the classifier points at"),
];

/// The page for a pack with these files.
pub(super) fn page(audit: &Audit<'_>, names: &[String]) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en-GB" {
            (head("evidence pack", None))
            body {
                div.inner {
                    main id="main" {
                        h1 { "How domestic abuse is recorded: evidence pack" }
                        (who_may_read(audit.measures.threshold.audience()))
                        h2 { "Where questions are answered" }
                        (questions(names))
                        h2 { "What is in this pack" }
                        (contents(names))
                    }
                }
            }
        }
    }
}

fn who_may_read(audience: Audience) -> Markup {
    html! {
        h2 id="who" { "Who may read this" }
        @match audience {
            Audience::Internal => {
                p { "This is the internal edition. It lists single notes and quotes sentences from them: it is for those who audit and may see the notes themselves. Redaction is automatic and misses some names. Hand on the board edition instead." }
            }
            Audience::Board => {
                p { "This is the board edition. It lists no note, no case and no worker, and quotes no sentence. Counts from 1 to 7 are not given; all others are rounded to the nearest 5, and shares and intervals follow from the rounded counts. Figures on fewer than 8 notes are not given." }
                p { "Somebody who knows a family may still recognise what an agency’s figures are about. Read it before you publish it." }
            }
        }
        p { "Good recording is no proof of good practice, and wording of concern no proof of poor practice." }
    }
}

fn questions(names: &[String]) -> Markup {
    let is_here = |place: &str| {
        let file = place.split('#').next().unwrap_or_default();
        file.ends_with('/') || file == super::INDEX || names.iter().any(|name| name == file)
    };
    html! {
        table {
            caption { "Questions that boards and inspectorates ask, and where the answer stands" }
            thead { tr { th scope="col" { "Question" } th scope="col" { "Where" } } }
            tbody {
                @for Question { asked, answers } in &QUESTIONS {
                    tr {
                        th scope="row" { (asked) }
                        td {
                            @let here: Vec<_> = answers.iter().filter(|(place, _)| is_here(place)).collect();
                            @if here.is_empty() { "Not in this edition." }
                            @for (place, what) in here { p { a href=(place) { (place) } ": " (what) } }
                        }
                    }
                }
            }
        }
    }
}

fn contents(names: &[String]) -> Markup {
    html! {
        ul {
            @for name in names {
                li {
                    a href=(name) { (name) }
                    @if let Some((_, what)) = FILES.iter().find(|(file, _)| file == name) { ": " (what) }
                }
            }
            li { "lexicon/: all rules, as text" }
        }
    }
}
