//! A note as it is shown: its words numbered, so that they can be named without
//! a mouse, and those marked that are asked about or were found.

use maud::{Markup, html};

use crate::note::Span;

/// A text and its words: what stands between white space.
pub(super) struct Words {
    text: Vec<char>,
    words: Vec<Span>,
}

/// Why a stretch is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Marked {
    No,
    Asked,
    Found,
}

impl Words {
    pub(super) fn of(text: &str) -> Self {
        let text: Vec<char> = text.chars().collect();
        let (mut words, mut start) = (Vec::new(), None);
        for (at, c) in text.iter().chain(&[' ']).enumerate() {
            match (start, c.is_whitespace()) {
                (None, false) => start = Some(at),
                (Some(from), true) => {
                    words.push(Span::new(from, at));
                    start = None;
                }
                _ => (),
            }
        }
        Self { text, words }
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.words.len()
    }

    /// From one word to another, numbered from 1; `None` if there are no such
    /// words or they stand the other way round.
    pub(super) fn span(&self, first: usize, last: usize) -> Option<Span> {
        let (from, to) = (self.words.get(first.checked_sub(1)?)?, self.words.get(last.checked_sub(1)?)?);
        (first <= last).then(|| Span::new(from.start(), to.end()))
    }

    /// The words of a span, on one line.
    pub(super) fn part(&self, span: Span) -> String {
        let part = self.slice(span.start(), span.end());
        part.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The text with what is asked about marked, and what was found.
    pub(super) fn markup(&self, asked: Option<Span>, found: &[Span]) -> Markup {
        html! {
            @for (stretch, marked) in self.stretches(asked, found) {
                @match marked {
                    Marked::No => (self.stretch(stretch)),
                    Marked::Asked => mark { (self.stretch(stretch)) },
                    Marked::Found => mark.found { (self.stretch(stretch)) },
                }
            }
        }
    }

    /// The text cut where a mark begins or ends.
    fn stretches(&self, asked: Option<Span>, found: &[Span]) -> Vec<(Span, Marked)> {
        let end = self.text.len();
        let marks = asked.iter().chain(found);
        let mut cuts: Vec<usize> = marks.flat_map(|span| [span.start(), span.end()]).chain([0, end]).collect();
        cuts.retain(|cut| *cut <= end);
        cuts.sort_unstable();
        cuts.dedup();
        let marked = |stretch: Span| {
            if asked.is_some_and(|asked| asked.overlaps(stretch)) {
                Marked::Asked
            } else if found.iter().any(|found| found.overlaps(stretch)) {
                Marked::Found
            } else {
                Marked::No
            }
        };
        let stretches = cuts.windows(2).filter_map(|pair| Some(Span::new(*pair.first()?, *pair.last()?)));
        stretches.map(|stretch| (stretch, marked(stretch))).collect()
    }

    /// A stretch, each word in an element of its own with its number; a word that
    /// a mark divides is numbered once.
    fn stretch(&self, stretch: Span) -> Markup {
        html! {
            @for (piece, word) in self.pieces(stretch) {
                @match word {
                    Some((number, begins)) => span class=[begins.then_some("word")] data-word=(number) { (piece) },
                    None => (piece),
                }
            }
        }
    }

    /// What stands in a stretch: words, each with its number and whether it begins
    /// there, and what is between them.
    fn pieces(&self, stretch: Span) -> Vec<(String, Option<(usize, bool)>)> {
        let first = self.words.partition_point(|word| word.end() <= stretch.start());
        let touched = self.words.iter().zip(1..).skip(first).take_while(|(word, _)| word.start() < stretch.end());
        let (mut pieces, mut at) = (Vec::new(), stretch.start());
        for (word, number) in touched {
            let (from, to) = (word.start().max(stretch.start()), word.end().min(stretch.end()));
            pieces.push((self.slice(at, from), None));
            pieces.push((self.slice(from, to), Some((number, from == word.start()))));
            at = to;
        }
        pieces.push((self.slice(at, stretch.end()), None));
        pieces
    }

    fn slice(&self, from: usize, to: usize) -> String {
        self.text.get(from..to).unwrap_or_default().iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(start: usize, end: usize) -> Span {
        Span::new(start, end)
    }

    #[test]
    fn words_are_named_by_their_numbers() {
        let words = Words::of(" Mum  was\narguing.");
        assert_eq!(words.count(), 3);
        for (first, last, expected) in [
            (1, 1, Some(span(1, 4))),
            (1, 3, Some(span(1, 18))),
            (2, 3, Some(span(6, 18))),
            (3, 2, None),
            (0, 1, None),
            (1, 4, None),
        ] {
            assert_eq!(words.span(first, last), expected, "{first} to {last}");
        }
        assert_eq!(words.part(span(1, 18)), "Mum was arguing.");
        assert_eq!(Words::of("").count(), 0);
    }

    #[test]
    fn marks_are_around_words_and_divide_them_where_they_must() {
        let words = Words::of("He & she");
        assert_eq!(
            words.markup(Some(span(3, 6)), &[]).into_string(),
            "<span class=\"word\" data-word=\"1\">He</span> <mark><span class=\"word\" data-word=\"2\">&amp;</span> \
             <span class=\"word\" data-word=\"3\">s</span></mark><span data-word=\"3\">he</span>"
        );
    }

    #[test]
    fn no_character_is_lost_or_doubled_wherever_marks_stand() {
        let text = "Ärger  mit\n\tdem Partner ";
        let words = Words::of(text);
        for start in 0..text.chars().count() {
            for end in start + 1..=text.chars().count() {
                let markup = words.markup(Some(span(start, end)), &[span(3, 9), span(5, 14)]).into_string();
                let mut shown = String::new();
                let mut is_tag = false;
                for c in markup.chars() {
                    match c {
                        '<' => is_tag = true,
                        '>' => is_tag = false,
                        c if !is_tag => shown.push(c),
                        _ => (),
                    }
                }
                assert_eq!(shown, text, "{start} to {end}");
            }
        }
    }
}
