//! HTML in notes: which stretches of a text are really tags, comments or
//! character references. Case workers write `<3 weeks` and `a < b`, so only
//! what HTML itself defines counts; everything else stays text.

/// Something of HTML at the start of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Markup {
    /// A tag in the middle of a line, a comment, or the content of a script.
    Inline { bytes: usize },
    /// A tag that starts or ends a block of text.
    Block { bytes: usize },
    /// A character reference, which stands for this.
    Reference { bytes: usize, first: char, second: Option<char> },
}

/// Tags that a reader sees as a new line.
#[rustfmt::skip]
const BLOCKS: &[&str] = &[
    "address", "article", "blockquote", "body", "br", "caption", "center", "dd", "div", "dl", "dt", "footer", "h1",
    "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "ol", "option", "p", "pre",
    "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
];

/// Other tags that editors and e-mail programs write.
#[rustfmt::skip]
const INLINES: &[&str] = &[
    "a", "abbr", "b", "base", "basefont", "big", "button", "cite", "code", "col", "colgroup", "del", "em",
    "fieldset", "figure", "font", "form", "head", "i", "iframe", "img", "input", "ins", "kbd", "label", "link",
    "mark", "meta", "nobr", "noscript", "o:p", "object", "q", "s", "samp", "select", "small", "span", "st1:city",
    "st1:date", "st1:place", "st1:personname", "strike", "strong", "sub", "sup", "svg", "textarea", "time", "tt",
    "u", "var", "wbr",
];

/// Elements whose content nobody sees.
const HIDDEN: &[&str] = &["script", "style", "title", "xml"];

/// Attributes that stand without a value; any other bare word means that
/// this is no tag, as in `if a <b and c> d`.
#[rustfmt::skip]
const BARE_ATTRIBUTES: &[&str] = &[
    "nowrap", "noshade", "compact", "reversed", "disabled", "checked", "hidden", "readonly", "x:num",
    "x:str",
];

/// A tag longer than this is text with a stray `<`.
const LONGEST_TAG: usize = 8 << 10;

/// A comment or script longer than this is left in the text: looking further
/// for its end, again and again, would take for ever on a broken page.
const LONGEST_HIDDEN: usize = 128 << 10;

/// The longest character reference HTML defines, with some room for zeros.
const LONGEST_REFERENCE: usize = 40;

/// A body to look for HTML in. It knows where the last comment ends, so that
/// a body full of open comments is not searched to its end for each.
#[derive(Clone, Copy, Debug)]
pub(super) struct Page<'b> {
    body: &'b str,
    last_comment_end: Option<usize>,
}

impl<'b> Page<'b> {
    pub(super) fn new(body: &'b str) -> Self {
        Self { body, last_comment_end: body.rfind("-->") }
    }

    /// What starts at byte `at`, if that is HTML.
    pub(super) fn at(self, at: usize) -> Option<Markup> {
        let rest = &self.body[at..];
        match rest.as_bytes().first()? {
            b'&' => reference(rest),
            b'<' if rest.starts_with("<!--") && self.last_comment_end.is_none_or(|end| end < at) => None,
            b'<' => comment(rest).or_else(|| tag(rest)),
            _ => None,
        }
    }
}

fn comment(rest: &str) -> Option<Markup> {
    let near = near(rest);
    let end = |from: usize, mark: &str| Some(from + near.get(from..)?.find(mark)? + mark.len());
    let bytes = if rest.starts_with("<!--") {
        end(4, "-->")?
    } else if starts_with_word(rest, "<!doctype") || rest.starts_with("<![") || starts_with_word(rest, "<?xml") {
        end(2, ">")?
    } else {
        return None;
    };
    Some(Markup::Inline { bytes })
}

/// As much of a text as is searched for the end of what is hidden.
fn near(rest: &str) -> &str {
    &rest[..rest.floor_char_boundary(LONGEST_HIDDEN)]
}

fn starts_with_word(rest: &str, word: &str) -> bool {
    rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}

fn tag(rest: &str) -> Option<Markup> {
    let inside = rest.strip_prefix('<')?;
    let named = inside.strip_prefix('/').unwrap_or(inside);
    let length = named.find(|char: char| !char.is_ascii_alphanumeric() && char != ':')?;
    let name = named[..length].to_ascii_lowercase();
    let end = attributes_end(&named[length..])?;
    let bytes = rest.len() - named.len() + length + end;
    let is = |names: &[&str]| names.contains(&name.as_str());
    match () {
        () if is(BLOCKS) => Some(Markup::Block { bytes }),
        () if is(INLINES) => Some(Markup::Inline { bytes }),
        () if is(HIDDEN) && inside.starts_with('/') => Some(Markup::Inline { bytes }),
        () if is(HIDDEN) => Some(Markup::Inline { bytes: hidden_end(rest, bytes, &name) }),
        () => None,
    }
}

/// The byte after the `>` of a tag whose attributes start at `rest`, or
/// `None` if what stands there are not attributes.
fn attributes_end(rest: &str) -> Option<usize> {
    let mut quote = None;
    let mut end = None;
    for (at, byte) in rest.bytes().enumerate().take(LONGEST_TAG) {
        match (byte, quote) {
            (b'>', None) => {
                end = Some(at);
                break;
            }
            (b'<', None) => return None,
            (b'"' | b'\'', None) if rest[..at].ends_with('=') => quote = Some(byte),
            (_, Some(open)) if byte == open => quote = None,
            _ => {}
        }
    }
    let attributes = rest[..end?].trim_matches(|char: char| char.is_ascii_whitespace() || char == '/');
    let fit = attributes.is_empty()
        || attributes.contains('=')
        || BARE_ATTRIBUTES.contains(&attributes.to_ascii_lowercase().as_str());
    fit.then_some(end? + 1)
}

/// The end of a hidden element; of its tag alone if it is never closed.
fn hidden_end(rest: &str, tag: usize, name: &str) -> usize {
    let rest = near(rest);
    let closing = rest.match_indices("</").find(|(at, mark)| {
        *at >= tag && rest[at + mark.len()..].get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name))
    });
    closing.and_then(|(at, _)| Some(at + rest[at..].find('>')? + 1)).unwrap_or(tag)
}

fn reference(rest: &str) -> Option<Markup> {
    let near = rest.bytes().take(LONGEST_REFERENCE).position(|byte| byte == b';')?;
    let source = &rest[..=near];
    if source[1..near].contains(|char: char| !char.is_ascii_alphanumeric() && char != '#') {
        return None;
    }
    let decoded = htmlize::unescape(source);
    if decoded == source || decoded.contains([';', char::REPLACEMENT_CHARACTER]) {
        return None;
    }
    let mut chars = decoded.chars();
    Some(Markup::Reference { bytes: source.len(), first: chars.next()?, second: chars.next() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_html_from_text_with_angle_brackets() {
        let block = |bytes| Some(Markup::Block { bytes });
        let inline = |bytes| Some(Markup::Inline { bytes });
        let cases = [
            ("<p>x", block(3)),
            ("</P>x", block(4)),
            ("<br/>x", block(5)),
            ("<br />x", block(6)),
            ("<p class=\"a > b\">x", block(17)),
            ("<td nowrap>x", block(11)),
            ("<b>x", inline(3)),
            ("<o:p></o:p>", inline(5)),
            ("<a href='x'>y", inline(12)),
            ("<!-- a < b -->x", inline(14)),
            ("<!DOCTYPE html>x", inline(15)),
            ("<script>if (a<b) {}</script>x", inline(28)),
            ("<style>never closed", inline(7)),
            ("<3 weeks>", None),
            ("< b>", None),
            ("<b and c> d", None),
            ("<p and no more", None),
            ("<name>", None),
            ("<!-- never closed", None),
            ("<b <i>", None),
        ];
        for (text, expected) in cases {
            assert_eq!(Page::new(text).at(0), expected, "{text}");
        }
    }

    #[test]
    fn decodes_one_character_reference() {
        let cases = [
            ("&amp; x", Some((5, '&', None))),
            ("&#8217;s", Some((7, '’', None))),
            ("&#x2019;s", Some((8, '’', None))),
            ("&nbsp;", Some((6, '\u{a0}', None))),
            ("&NotEqualTilde;", Some((15, '≂', Some('\u{338}')))),
            ("&made up;", None),
            ("&madeup;", None),
            ("& Co;", None),
            ("&D ward", None),
            ("&notit;", None),
        ];
        for (text, expected) in cases {
            let expected = expected.map(|(bytes, first, second)| Markup::Reference { bytes, first, second });
            assert_eq!(Page::new(text).at(0), expected, "{text}");
        }
    }
}
