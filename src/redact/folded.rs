//! The text in the form that is searched: plain letters, plain spaces, no
//! invisible characters, and a map back. Refuses to change what is shown;
//! nothing here is ever printed.

use crate::note::Span;
use std::ops::Range;

/// Text without accents, curly quotes, odd spaces and invisible characters,
/// so that a name split by a soft hyphen or a non-breaking space is one name.
pub(super) struct Folded {
    text: String,
    lower: String,
    /// For each byte of `text`, the source character it stands for; one more
    /// for the end.
    source: Vec<usize>,
}

impl Folded {
    pub(super) fn new(source: &str) -> Self {
        let (text, places) = (String::with_capacity(source.len()), Vec::with_capacity(source.len() + 1));
        let mut folded = Self { text, lower: String::new(), source: places };
        let (mut rest, mut index) = (source, 0);
        while let Some(c) = rest.chars().next() {
            let plain = rest.bytes().take_while(|byte| matches!(byte, b' '..=b'~')).count();
            let (these, after) = rest.split_at(if plain == 0 { c.len_utf8() } else { plain });
            match plain {
                0 => folded.push(index, c),
                _ => folded.push_plain(index, these),
            }
            (rest, index) = (after, index + plain.max(1));
        }
        folded.source.push(index);
        folded.lower = folded.text.to_ascii_lowercase();
        folded
    }

    /// The folded text, in its own case.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The same in lower case, byte for byte at the same places.
    pub(super) fn lower(&self) -> &str {
        &self.lower
    }

    /// The source characters that a stretch of folded bytes stands for,
    /// with the invisible ones after it.
    pub(super) fn span(&self, bytes: &Range<usize>) -> Span {
        let end = self.source.last().copied().unwrap_or(0);
        let at = |byte: usize| self.source.get(byte).copied().unwrap_or(end);
        Span::new(at(bytes.start), at(bytes.end))
    }

    /// Takes letters and signs that are plain already.
    fn push_plain(&mut self, index: usize, letters: &str) {
        self.text.push_str(letters);
        self.source.extend(index..index + letters.len());
    }

    fn push(&mut self, index: usize, c: char) {
        if is_invisible(c) {
            return;
        }
        match plain(c) {
            Some(letters) => self.text.push_str(letters),
            None => self.text.push(c),
        }
        self.source.resize(self.text.len(), index);
    }
}

/// Characters that a reader does not see and a search must not trip over.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fe0e}' | '\u{fe0f}' | '\u{300}'..='\u{36f}')
}

/// The plain spelling of a character that has one.
fn plain(c: char) -> Option<&'static str> {
    if c.is_ascii() && !c.is_ascii_control() {
        return None;
    }
    let letters = match c {
        '\n' | '\u{2028}' | '\u{2029}' => "\n",
        _ if c.is_whitespace() || c.is_control() => " ",
        '‘' | '’' | 'ʼ' | '´' | '′' | '＇' => "'",
        '“' | '”' | '„' | '«' | '»' => "\"",
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '－' => "-",
        '＠' => "@",
        '．' => ".",
        '＋' => "+",
        _ => return latin(c),
    };
    Some(letters)
}

/// Accented Latin letters of the languages met in British records, and the
/// full-width digits that some keyboards give.
fn latin(c: char) -> Option<&'static str> {
    Some(match c {
        'À'..='Å' | 'Ā' | 'Ă' | 'Ą' => "A",
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'Æ' => "AE",
        'æ' => "ae",
        'Ç' | 'Ć' | 'Ĉ' | 'Ċ' | 'Č' => "C",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'Ď' | 'Đ' | 'Ð' => "D",
        'ď' | 'đ' | 'ð' => "d",
        'È'..='Ë' | 'Ē' | 'Ĕ' | 'Ė' | 'Ę' | 'Ě' => "E",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'Ĝ' | 'Ğ' | 'Ġ' | 'Ģ' => "G",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'Ì'..='Ï' | 'Ī' | 'Į' | 'İ' => "I",
        'ì'..='ï' | 'ī' | 'į' | 'ı' => "i",
        'Ł' | 'Ĺ' | 'Ļ' | 'Ľ' => "L",
        'ł' | 'ĺ' | 'ļ' | 'ľ' => "l",
        'Ñ' | 'Ń' | 'Ņ' | 'Ň' => "N",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'Ò'..='Ö' | 'Ø' | 'Ō' | 'Ő' => "O",
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => "o",
        'Œ' => "OE",
        'œ' => "oe",
        'Ŕ' | 'Ř' => "R",
        'ŕ' | 'ř' => "r",
        'Ś' | 'Ş' | 'Š' | 'Ș' => "S",
        'ś' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'Ţ' | 'Ť' | 'Ț' => "T",
        'ţ' | 'ť' | 'ț' => "t",
        'Ù'..='Ü' | 'Ū' | 'Ů' | 'Ű' | 'Ų' => "U",
        'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ų' => "u",
        'Ŵ' => "W",
        'ŵ' => "w",
        'Ý' | 'Ŷ' | 'Ÿ' => "Y",
        'ý' | 'ŷ' | 'ÿ' => "y",
        'Ź' | 'Ż' | 'Ž' => "Z",
        'ź' | 'ż' | 'ž' => "z",
        '０' => "0",
        '１' => "1",
        '２' => "2",
        '３' => "3",
        '４' => "4",
        '５' => "5",
        '６' => "6",
        '７' => "7",
        '８' => "8",
        '９' => "9",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_what_hides_a_name() {
        for (source, plain) in [
            ("Sinéad’s", "Sinead's"),
            ("Kay\u{ad}leigh", "Kayleigh"),
            ("e\u{301}", "e"),
            ("07700\u{a0}900\u{200b}123", "07700 900123"),
            ("Łukasz–Æ", "Lukasz-AE"),
        ] {
            assert_eq!(Folded::new(source).text(), plain);
        }
    }

    #[test]
    fn leads_back_to_the_characters_received() {
        let folded = Folded::new("a Łu\u{ad}kasz\u{ad} b");
        assert_eq!(folded.text(), "a Lukasz b");
        assert_eq!(folded.span(&(2..8)), Span::new(2, 10));
        assert_eq!(folded.span(&(0..99)), Span::new(0, 12));
    }
}
