//! Words that rank or blame stay out of what the pages say of themselves.
//! What a note, an export or the lexicon says is quoted, and no claim of ours.

use super::super::sample::Sample;
use super::pages::without;
use super::text;

/// Whole words, in small letters.
const WORDS: [&str; 56] = [
    "accuse",
    "accused",
    "bad",
    "beat",
    "beats",
    "best",
    "blameworthy",
    "careless",
    "champion",
    "culprit",
    "culpable",
    "disgrace",
    "fail",
    "failed",
    "failing",
    "fails",
    "failure",
    "failures",
    "fault",
    "guilty",
    "inadequate",
    "incompetent",
    "laggard",
    "lagging",
    "league",
    "leader",
    "leading",
    "loser",
    "losing",
    "lousy",
    "negligence",
    "negligent",
    "neglected",
    "offending",
    "outlier",
    "outperform",
    "outperforms",
    "podium",
    "rank",
    "ranked",
    "ranking",
    "ranks",
    "score",
    "scores",
    "shame",
    "shameful",
    "sloppy",
    "substandard",
    "top",
    "bottom",
    "unacceptable",
    "underperform",
    "underperforming",
    "winner",
    "worse",
    "worst",
];

/// More than one word.
const PHRASES: [&str; 6] = ["at fault", "to blame", "red, amber", "position in", "out of ten", "compared favourably"];

/// What a page says of itself, in small letters.
fn own_words(page: &str) -> String {
    let quoted = [
        ("<style>", "</style>"),
        ("<script>", "</script>"),
        ("<bdi>", "</bdi>"),
        ("<dl class=\"reasons\">", "</dl>"),
        ("<", ">"),
    ];
    quoted.into_iter().fold(page.replace('<', " <"), |page, (start, end)| without(&page, start, end)).to_lowercase()
}

#[test]
fn the_pages_rank_and_blame_no_one() {
    for sample in [Sample::new(), Sample::with_classifier(), Sample::showing_from(30), Sample::showing_from(1000)] {
        for name in ["report.html", "findings.html"] {
            let titles = sample.lexicon.entries().iter().map(|entry| entry.title.to_lowercase());
            let said = titles.fold(own_words(&text(&sample, name)), |said, title| said.replace(&title, ""));
            assert!(said.contains("findings") && said.len() > 500, "{name} says something");
            let found = said.split(|c: char| !c.is_alphanumeric()).find(|word| WORDS.contains(word));
            assert_eq!(found, None, "{name}");
            assert_eq!(PHRASES.iter().find(|phrase| said.contains(**phrase)), None, "{name}");
        }
    }
}

#[test]
fn a_word_that_ranks_would_be_noticed_and_a_quotation_would_not() {
    let said = own_words("<p>Weir is the <b>worst</b> of all. <bdi>She is to blame</bdi></p>");
    assert!(said.contains("worst") && !said.contains("to blame"));
}
