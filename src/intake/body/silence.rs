//! Notes that say nothing: no letter and no digit, `N/A`, or a file that
//! somebody pasted as text. What says little is still a note.

/// What people and systems write where there is nothing to say, as letters
/// and digits alone.
const NOTHING: &[&str] = &["na", "notapplicable", "nil", "none", "null", "nan", "blank", "nonote", "nonotes"];

/// The longest of them is shorter, with the marks around it.
const LONGEST_NOTHING: usize = 24;

/// A text that is shorter is no file.
const SHORTEST_FILE: usize = 200;

/// Lines of an encoded file are no shorter, but for the last.
const SHORTEST_LINE: usize = 60;

/// Whether a text says nothing.
pub(super) fn says_nothing(text: &str) -> bool {
    !text.contains(char::is_alphanumeric) || is_nothing(text) || is_encoded_file(text)
}

fn is_nothing(text: &str) -> bool {
    let text = text.trim();
    let letters = || text.chars().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase);
    text.len() <= LONGEST_NOTHING && NOTHING.contains(&letters().collect::<String>().as_str())
}

/// Whether all of a text is a file in Base64 or in hexadecimal digits.
fn is_encoded_file(text: &str) -> bool {
    let text = text.trim();
    let data = match text.strip_prefix("data:").and_then(|data| data.split_once(";base64,")) {
        Some((_, data)) => data,
        None => text,
    };
    let encodes = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=' | b'-' | b'_');
    // Words end long before.
    let begins_so = data.bytes().take(SHORTEST_LINE).all(encodes);
    let is_mixed =
        || data.bytes().any(|byte| byte.is_ascii_digit()) && data.bytes().any(|byte| byte.is_ascii_alphabetic());
    if text.len() < SHORTEST_FILE || !begins_so || !is_mixed() {
        return false;
    }
    let mut lines = data.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty()).rev();
    let last_fits = lines.next().is_some_and(|last| last.bytes().all(encodes));
    last_fits && lines.all(|line| line.len() >= SHORTEST_LINE && line.bytes().all(encodes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_what_says_nothing() {
        let wrapped = ["JVBERi0xLjQKJcfsj6IKNSAwIG9iago8PC9MZW5ndGggNiAwIFIvRmlsdGVy"; 5].join("\r\n") + "\r\nICAg==";
        let hexadecimal = format!("0x{}", "255044462d312e34".repeat(40));
        let picture = format!("data:image/png;base64,{}", "iVBORw0KGgo".repeat(40));
        let drawn_out = "x".repeat(255);
        for text in ["", " \n", "-", "...", "N/A", "n.a.", "Nil", "(blank)", "#N/A", &wrapped, &hexadecimal, &picture] {
            assert!(says_nothing(text), "{text}");
        }
        let file_and_words = format!("Letter: {wrapped}");
        for text in ["a", "7", "<3", "No change", "Nil concerns", "NFA", &file_and_words, &drawn_out] {
            assert!(!says_nothing(text), "{text}");
        }
    }
}
