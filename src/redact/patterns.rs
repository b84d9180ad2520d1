//! Identifiers that are known by their form: numbers, in figures or spelled out,
//! addresses of mail and web, dates of birth, postcodes, number plates. Refuses whatever a checksum
//! or the form of a date rules out, so that counts and dates stay readable.

use super::checks as check;
use super::mask::{Hit, Mask};
use regex::{Regex, RegexBuilder, RegexSet, RegexSetBuilder};

/// A form, and what else must be true of what it finds. The first group of
/// the expression, if any, is what is hidden; the rest is what gives it away.
struct Form {
    mask: Mask,
    expression: &'static str,
    check: fn(&str) -> bool,
}

const fn form(mask: Mask, expression: &'static str, check: fn(&str) -> bool) -> Form {
    Form { mask, expression, check }
}

/// A date in figures or words; a year alone only from 1900.
const DATE: &str = concat!(
    r"(?:\d{1,2}(?:st|nd|rd|th)?[ ./-]{1,2}(?:of )?(?:\d{1,2}|MONTH)[ ./,-]{1,2}\d{2,4}|",
    r"\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}(?:st|nd|rd|th)? ?(?:of )?MONTH|MONTH \d{1,2}(?:st|nd|rd|",
    r"th)?,? \d{4}|MONTH \d{4}|\d{1,2}[./-]\d{1,2}[./-]?|\d{6}|\d{8}|(?:19|20)\d\d)",
);
/// The same written out; what is left of the year is of no more than three words.
const DAY: &str = concat!(
    r"(?:(?:twenty|thirty)[ -])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|",
    r"thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)",
);
const YEAR: &str = concat!(
    r"(?:\d{2,4}|(?:nineteen|twenty)[ -](?:ten|eleven|twelve|[a-z]+teen|[a-z]+ty)(?:[ -](?:one|two|three|four|five|six|",
    r"seven|eight|nine))?|two thousand(?: and)?(?: [a-z]+)?)",
);
/// A figure as it is said on the telephone.
const FIGURE: &str =
    r"(?:(?:double|triple|treble)[ -])?(?:oh?|zero|nought|one|two|three|four|five|six|seven|eight|nine)";
const MONTH: &str = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*";

/// What is searched for, in lower-case folded text.
const FORMS: &[Form] = &[
    form(Mask::Email, r"[a-z0-9._%+'-]+(?: \. [a-z0-9_%+'-]+)* ?@ ?[a-z0-9-]+(?:(?:\.| \. )[a-z0-9-]+)+", check::any),
    // Spelled out, so that no machine reads it: "kay dot hale at example dot com".
    form(
        Mask::Email,
        r"[a-z0-9._-]+(?: dot [a-z0-9_-]+)* ?(?:[(\[]at[)\]]| at ) ?[a-z0-9-]+(?: dot [a-z]+)+\b",
        check::any,
    ),
    form(Mask::Email, r"[a-z0-9._-]+ ?[(\[]at[)\]] ?[a-z0-9-]+(?:\.[a-z0-9-]+)+", check::any),
    form(Mask::Name, r"(?:^|[ (:,])(@[a-z][a-z0-9_.]{2,})", check::any),
    form(
        Mask::Name,
        concat!(
            r"\b(?:insta|instagram|snap|snapchat|tiktok|tik tok|twitter|facebook|fb|messenger|gamertag|psn|xbox|discord|",
            r"username|user name|handle)(?: (?:account|acc|name|handle|is|was))*[ :]{1,2}",
            r"([a-z0-9.]*_[a-z0-9_.]*[a-z0-9]|[a-z][a-z.]{2,}[0-9](?:[a-z0-9._]*[a-z0-9])?)\b",
        ),
        check::any,
    ),
    form(Mask::Link, r"\b(?:https?://|www\.)[!-~]*[a-z0-9/]", check::any),
    form(
        Mask::Link,
        concat!(
            r"\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|co\.uk|org|org\.uk|net|gov\.uk|nhs\.uk|police\.uk|ac\.uk|",
            r"sch\.uk)\b(?:/[!-~]*[a-z0-9/])?",
        ),
        check::any,
    ),
    form(Mask::Place, r"///[a-z]+\.[a-z]+\.[a-z]+", check::any),
    form(Mask::NhsNumber, r"\b\d{3}[ .\n-]{0,2}\d{3}[ .\n-]{0,2}\d{4}\b", check::is_nhs_number),
    form(
        Mask::NhsNumber,
        r"\b(?:nhs|chi|h&c)(?: ?(?:no|num|number))?[ .:#-]*(\d{3}[ .\n-]{0,2}\d{3}[ .\n-]{0,2}\d{4})\b",
        check::any,
    ),
    form(Mask::Phone, r"(?:\+|\b00)[1-9]\d{0,2}[ .-]?(?:\(0\)[ .-]?)?(?:\(?\d[ .)\n-]{0,2}){6,11}\d\b", check::any),
    form(Mask::Phone, r"\(?\b0[1-378](?:[ ().\n-]{0,2}\d){8,9}\b", check::is_phone),
    form(Mask::Phone, r"\b7\d{3}[ -]?\d{3}[ -]?\d{3}\b", check::any),
    form(
        Mask::Phone,
        concat!(
            r"\b(?:tel|phone|mobile|mob|landline|ring|rang|call|text)(?: (?:no|number|on|me on|her on|",
            r"him on))*[ .:]{1,3}(\d{3,6}[ -]?\d{3,6})\b",
        ),
        check::any,
    ),
    // Spelled out, from its nought on: "oh seven seven double oh nine".
    form(Mask::Phone, r"\b(?:double[ -])?(?:oh|zero|nought)(?:[ ,.-]{1,2}FIGURE){7,11}\b", check::any),
    form(
        Mask::BirthDate,
        concat!(
            r"\b(?:d\.? ?o\.? ?b|date of birth|birth ?date|birthday(?: is)?|born(?: on the| on| in)?|",
            r"b)\b[ :.,(-]{0,4}(DATE)\b",
        ),
        check::any,
    ),
    form(
        Mask::BirthDate,
        r"\b(?:date of birth(?: is)?|birthday is|born(?: on)?) (?:the )?(DAY(?: of)? MONTH(?:,? YEAR)?)\b",
        check::any,
    ),
    form(Mask::Postcode, r"\b(?:[a-z]{1,2}\d[a-z\d]? {0,2}\d[abd-hjlnp-uw-z]{2}|gir ?0aa)\b", check::is_postcode),
    form(Mask::Postcode, r"\bpost ?code(?: area| is)?[ :]{1,2}([a-z]{1,2}\d[a-z\d]?)\b", check::is_outward),
    form(Mask::Postcode, r", ?([a-z]{1,2}\d[a-z\d]?)\b", check::is_written_outward),
    form(Mask::Vehicle, r"\b[a-z]{2}\d{2} ?[a-z]{3}\b", check::is_plate),
    form(Mask::Vehicle, r"\b[a-z]\d{3} ?[a-z]{3}\b", check::is_plate),
    form(
        Mask::Vehicle,
        concat!(
            r"\b(?:vrm|vrn|reg|registration|plate|index|vehicle|veh|car)(?: (?:no|number|mark|plate|reg))*",
            r"[ .:]{1,3}([a-z]{2}\d{2} ?[a-z]{3}|[a-z]\d{1,3} ?[a-z]{3}|[a-z]{3} ?\d{1,3}[a-z]|",
            r"[a-z]{3} ?\d{4})\b",
        ),
        check::ends_in_no_word,
    ),
    form(Mask::Reference, r"\b[a-z]{2}(?:[ .-]?\d{2}){3}[ .-]?[a-d]\b", check::is_insurance_number),
    form(
        Mask::Reference,
        concat!(
            r"\b(?:crime|cad|log|incident|occurrence|occ|niche|storm|urn|pnc|pncid|cro|asn|uprn|upn|ref|refs|",
            r"reference|case|claim|policy|passport|licence|custody|exhibit|athena|mosaic|systmone|liquidlogic|",
            r"lcs|rio|complaint|application|repair|referral|account|sort code|tenancy|warrant|collar|id|pin)(?:[ -](?:ref|reference|no|nos|num|number|",
            r"id))*[ .,:#-]{1,4}((?:[a-z]{1,4}[-/]?)?\d[a-z0-9]*(?:[/-][a-z0-9]+)*)\b",
        ),
        check::is_reference,
    ),
    // What opens a door, even where it could be a year.
    form(
        Mask::Reference,
        concat!(
            r"\b(?:(?:door|entry|entrance|access|gate|alarm|key ?safe)(?: entry| access)? code|key ?safe)",
            r"(?: (?:is|no|num|number))*[ .,:#-]{1,4}(\d{3,8}[a-z]?)\b",
        ),
        check::any,
    ),
    form(Mask::Reference, r"\b(?:\d{9,16}|\d{8})\b", check::is_no_date),
    form(Mask::Reference, r"\b\d{2}[a-z]{2}/\d{3,6}/\d{2}\b", check::any),
    form(Mask::Reference, r"\b\d{2}/\d{4,7}/\d{2}\b|\b(?:19|20)?\d{2}/\d{4,7}[a-z]\b", check::any),
    form(Mask::Reference, r"\b[a-z]{1,4}[-/]?\d{6,13}\b|\b[a-z]{1,3}\d{2}/\d{3,}\b", check::any),
    form(Mask::Reference, r"\b[a-z]{2}\d{5}\b|\b[a-z]{1,3}[-/]\d{4,7}(?:/\d{2,4})?\b", check::any),
    form(Mask::Reference, r"\b\d{2}-\d{5,6}\b|\b\d{6,8}[/-]\d{2,4}\b|\b\d{7}\b", check::any),
];

/// The forms, compiled once: which of them a text has at all is seen in one go,
/// or each is looked for.
pub(super) struct Patterns {
    any: Option<RegexSet>,
    each: Vec<(&'static Form, Regex)>,
}

impl Patterns {
    pub(super) fn new() -> Self {
        // The expressions are constants, and a test compiles each of them.
        let each: Vec<_> = FORMS.iter().filter_map(|form| Some((form, form.compile().ok()?))).collect();
        let any = RegexSetBuilder::new(each.iter().map(|(_, regex)| regex.as_str())).unicode(false).build();
        Self { any: any.ok(), each }
    }

    /// Every identifier in `text`; `lower` is the same in lower case.
    pub(super) fn find(&self, text: &str, lower: &str) -> Vec<Hit> {
        let found = self.any.as_ref().map(|any| any.matches(lower));
        let may_have = |form: usize| found.as_ref().is_none_or(|found| found.matched(form));
        let mut hits = Vec::new();
        for (_, (form, regex)) in self.each.iter().enumerate().filter(|(form, _)| may_have(*form)) {
            form.find(regex, text, lower, &mut hits);
        }
        hits
    }
}

impl Form {
    fn find(&self, regex: &Regex, text: &str, lower: &str, hits: &mut Vec<Hit>) {
        for found in regex.captures_iter(lower) {
            let Some(part) = found.get(1).or_else(|| found.get(0)) else { continue };
            if text.get(part.range()).is_some_and(self.check) {
                hits.push(Hit::new(part.range(), self.mask));
            }
        }
    }

    fn compile(&self) -> Result<Regex, regex::Error> {
        let parts = [("DATE", DATE), ("DAY", DAY), ("MONTH", MONTH), ("YEAR", YEAR), ("FIGURE", FIGURE)];
        let expression = parts.iter().fold(self.expression.to_owned(), |all, (name, part)| all.replace(name, part));
        RegexBuilder::new(&expression).unicode(false).build()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(Mask, String)> {
        let hits = Patterns::new().find(text, &text.to_ascii_lowercase());
        hits.into_iter().map(|hit| (hit.mask, text[hit.at].to_owned())).collect()
    }

    #[test]
    fn every_form_compiles() {
        for form in FORMS {
            assert!(form.compile().is_ok(), "{}", form.expression);
        }
        assert_eq!(Patterns::new().any.map(|any| any.len()), Some(FORMS.len()));
    }

    #[test]
    fn finds_each_kind_of_identifier() {
        for (text, mask, identifier) in [
            ("mail k.t+1@example.org.uk now", Mask::Email, "k.t+1@example.org.uk"),
            ("mail kay . hale @ example . com now", Mask::Email, "kay . hale @ example . com"),
            ("mail kay dot hale at example dot com now", Mask::Email, "kay dot hale at example dot com"),
            ("mail kay.hale(at)example.org. She", Mask::Email, "kay.hale(at)example.org"),
            ("snapchat is tash.x22 and", Mask::Name, "tash.x22"),
            ("Insta: big_kay. He", Mask::Name, "big_kay"),
            ("see https://example.com/a?b=1.", Mask::Link, "https://example.com/a?b=1"),
            ("at ///filled.count.soap today", Mask::Place, "///filled.count.soap"),
            ("999 000 0018", Mask::NhsNumber, "999 000 0018"),
            ("NHS No.999.000.0018", Mask::NhsNumber, "999.000.0018"),
            ("CHI 010190-1234", Mask::NhsNumber, "010190-1234"),
            ("+44 (0)7700 900123", Mask::Phone, "+44 (0)7700 900123"),
            ("(0113) 496 0123", Mask::Phone, "(0113) 496 0123"),
            ("rang on 01134960123", Mask::Phone, "01134960123"),
            (
                "on oh seven seven double oh nine hundred, no: oh seven seven double oh, nine oh oh one two three. He",
                Mask::Phone,
                "oh seven seven double oh, nine oh oh one two three",
            ),
            (
                "Zero one six three two nine six oh four two one",
                Mask::Phone,
                "Zero one six three two nine six oh four two one",
            ),
            ("D.O.B: 3.2.91", Mask::BirthDate, "3.2.91"),
            ("born on the 3rd of March 1991", Mask::BirthDate, "3rd of March 1991"),
            (
                "born on the twenty-third of May nineteen ninety-one, in",
                Mask::BirthDate,
                "twenty-third of May nineteen ninety-one",
            ),
            ("date of birth third March 1991", Mask::BirthDate, "third March 1991"),
            ("ls61ab", Mask::Postcode, "ls61ab"),
            ("Headingley, LS6", Mask::Postcode, "LS6"),
            ("AB12CDE", Mask::Vehicle, "AB12CDE"),
            ("reg A123 BCD", Mask::Vehicle, "A123 BCD"),
            ("AB 12 34 56 C", Mask::Reference, "AB 12 34 56 C"),
            ("NI AB-12-34-56-C", Mask::Reference, "AB-12-34-56-C"),
            ("NI QQ 12 34 56 C", Mask::Reference, "QQ 12 34 56 C"),
            ("NI no QQ123456C", Mask::Reference, "QQ123456C"),
            ("keysafe 4471", Mask::Reference, "4471"),
            ("Door code 1966", Mask::Reference, "1966"),
            ("key safe code is 2014", Mask::Reference, "2014"),
            ("PNC ID 91/123456X", Mask::Reference, "91/123456X"),
            ("URN: 13AB/0042/24", Mask::Reference, "13AB/0042/24"),
            ("UPRN 100012345678", Mask::Reference, "100012345678"),
        ] {
            assert!(found(text).contains(&(mask, identifier.to_owned())), "{text}: {:?}", found(text));
        }
    }

    #[test]
    fn leaves_what_only_looks_like_one() {
        for text in [
            "000 000 0000 and 999 000 0019",
            "01/02/2024 10:30 to 01.02.2024 11",
            "born at 38 weeks, 20240312, 12032024",
            "s20 2yr old, S47, B12, Q10 = 0",
            "YR10 HAS LEFT, AT22 SHE",
            "case 12/03/24, log 2024, ref 12",
            "3 cars, reg 4, 100000 people",
            "looked at facebook. She saw fb messages at 2pm",
            "she counted one two three four five six seven eight, oh no, one two three",
            "back up 12 30 45 a man",
            "pin 1998, the door code changed in 2019",
            "the second of May, born at 38 weeks on the third attempt",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
