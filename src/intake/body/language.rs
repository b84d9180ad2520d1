//! Whether a text is hardly English, by its most common words. It does not
//! say which language it is, and says nothing of a text that is short.

/// Words that hardly any English text does without, and those of notes, which
/// do without the others. Words that Welsh or Polish have too are left out.
#[rustfmt::skip]
const COMMON: &[&str] = &[
    "about", "address", "after", "all", "alone", "also", "and", "are", "as", "asked", "assessment", "baby",
    "be", "been", "but", "call", "called", "can", "care", "case", "child", "children", "client", "completed",
    "contact", "could", "dad", "date", "did", "didnt", "discussed", "due", "family", "father", "for", "from", "given",
    "good", "had", "has", "have", "he", "her", "him", "his", "home", "house", "if", "in", "info", "is", "it", "left",
    "made", "male", "marac", "meeting", "message", "mother", "mum", "new", "not", "of", "off", "officer",
    "officers", "or", "our", "out", "partner", "phone", "plan", "police", "present", "referral", "referred",
    "reported", "reports", "review", "risk", "said", "says", "school", "seen", "she", "social", "spoke", "stated",
    "states", "support", "that", "the", "their", "them", "they", "this", "told", "up", "updated", "victim", "visit",
    "was", "we", "went", "were", "when", "which", "who", "will", "with", "worker", "would", "you", "your",
];

/// Fewer words say too little.
const SHORTEST: usize = 8;

/// More words say no more.
const LONGEST: usize = 80;

/// What is longer, in bytes, is no word.
const LONGEST_WORD: usize = 60;

/// One common word in so many is English.
const ONE_IN: usize = 12;

/// Whether a text is hardly English.
pub(super) fn is_foreign(text: &str) -> bool {
    let (mut words, mut common) = (0, 0);
    let all = text.split(|char: char| !char.is_alphanumeric() && !matches!(char, '\'' | '’' | '\u{ad}'));
    for word in all.filter(|word| is_word(word)).take(LONGEST) {
        words += 1;
        common += usize::from(is_common(word));
        // Most texts are English, which shows in their first words.
        if common * ONE_IN >= LONGEST {
            return false;
        }
    }
    words >= SHORTEST && common * ONE_IN < words
}

/// Whether letters are a word: more than one, not hidden, and no code.
fn is_word(letters: &str) -> bool {
    let visible = letters.chars().filter(|char| char.is_alphabetic()).nth(1).is_some();
    visible && letters.len() <= LONGEST_WORD && !letters.contains(|char: char| char.is_ascii_digit())
}

fn is_common(word: &str) -> bool {
    let in_order = |known: &&str| known.bytes().cmp(word.bytes().map(|byte| byte.to_ascii_lowercase()));
    word.is_ascii() && COMMON.binary_search_by(in_order).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_common_words_are_in_order() {
        assert!(COMMON.is_sorted());
    }

    #[test]
    fn tells_english_however_short_of_words_from_what_is_not() {
        for text in [
            "Mum was arguing with her partner again last night and the neighbours rang.",
            "DASH high risk. Police attended incident 12/3, male arrested, MARAC referral.",
            "TC to school re attendance 62%, letters sent x3, nil response, fines discussed.",
            "Cyfarfod. Mum said he was angry yesterday. Roedd y plant yn crio.",
            "Zoë Kowalska",
            &format!("Mum <img src='data:image/png;base64,{}'/> arguing", "iVBORw0KGgo".repeat(50)),
            "Mum \u{ad}\u{ad} arguing \u{ad}\u{ad}\u{ad} \u{ad}\u{ad} \u{ad}\u{ad} \u{ad}\u{ad} \u{ad}\u{ad} again",
            "",
        ] {
            assert!(!is_foreign(text), "{text}");
        }
        for text in [
            "Roedd Mam yn dadlau gyda'i phartner eto neithiwr ac roedd y plant yn crio.",
            "Mama znowu kłóciła się z partnerem a dzieci płakały całą noc.",
            "Мама пришла поздно вечером и осталась до утра потому что боялась идти домой",
        ] {
            assert!(is_foreign(text), "{text}");
        }
    }
}
