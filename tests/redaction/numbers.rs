//! British identifiers in the forms in which records write them, made up: the
//! NHS numbers are valid by their check digit, telephone numbers are of the
//! ranges kept for drama.

use crate::draw::Draw;

/// An identifier of the kind that a slot asks for.
pub(crate) fn of(kind: &str, draw: &mut Draw) -> String {
    match kind {
        "nhs" => nhs(draw),
        "chi" => chi(draw),
        "ni" => ni(draw),
        "pnc" => pnc(draw),
        "urn" => urn(draw),
        "crime" => crime(draw),
        "cad" => draw_digits(draw, &["{4}", "{3}", "0{3}", "{4}-120625"]),
        "caseref" => draw_digits(draw, &["{6}", "CF{5}", "{7}", "H/{5}", "24-{5}", "LCS{6}"]),
        "phone" => phone(draw),
        "code" => code(draw),
        "email" => email(draw),
        "handle" => handle(draw),
        "dob" => birthday(draw, true),
        "born" => birthday(draw, false),
        "plate" => plate(draw),
        "postcode" => postcode(draw),
        other => panic!("no slot {other}"),
    }
}

/// One of several forms; `{4}` stands for four digits.
fn draw_digits(draw: &mut Draw, forms: &[&str]) -> String {
    let mut parts = draw.choice(forms).split('{');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (count, rest) = part.split_once('}').unwrap();
        text.push_str(&draw.digits(count.parse().unwrap()));
        text.push_str(rest);
    }
    text
}

fn nhs(draw: &mut Draw) -> String {
    loop {
        let body = format!("9{}", draw.digits(8));
        let sum: u32 = (2..=10).rev().zip(body.chars()).map(|(weight, c)| weight * c.to_digit(10).unwrap()).sum();
        let check = (11 - sum % 11) % 11;
        if check < 10 {
            let gap = *draw.choice(&[" ", "", "-"]);
            return format!("{}{gap}{}{gap}{}{check}", &body[..3], &body[3..6], &body[6..]);
        }
    }
}

fn chi(draw: &mut Draw) -> String {
    let (day, month, year) = (1 + draw.below(28), 1 + draw.below(12), 50 + draw.below(50));
    format!("{day:02}{month:02}{year:02}{}", draw.digits(4))
}

fn ni(draw: &mut Draw) -> String {
    let gap = *draw.choice(&["", " "]);
    let pairs: Vec<String> = (0..3).map(|_| draw.digits(2)).collect();
    let (start, end) = (*draw.choice(&["AB", "JK", "PW", "SC", "QQ"]), *draw.choice(&["A", "B", "C", "D"]));
    format!("{start}{gap}{}{gap}{end}", pairs.join(gap))
}

fn pnc(draw: &mut Draw) -> String {
    let year = 1985 + draw.below(40);
    let (serial, check) = (draw.digits(7), draw.letters(1));
    if draw.below(2) == 0 {
        format!("{year}/{serial}{check}")
    } else {
        format!("{:02}/{}{check}", year % 100, &serial[..6])
    }
}

fn urn(draw: &mut Draw) -> String {
    format!("{}{}/{}/{}", draw.digits(2), draw.letters(2), draw.digits(5), 20 + draw.below(6))
}

fn crime(draw: &mut Draw) -> String {
    draw_digits(draw, &["42/{6}/25", "CR/{6}/25", "13{9}", "ST-{4}/25", "{6}/25", "OCC-{7}", "20{6}-{4}"])
}

fn phone(draw: &mut Draw) -> String {
    let three = draw.digits(3);
    match draw.below(7) {
        0 => format!("07700 900{three}"),
        1 => format!("07700900{three}"),
        2 => format!("+44 7700 900 {three}"),
        3 => format!("(0113) 496 0{three}"),
        4 => format!("01632 960{three}"),
        5 => spoken(&format!("07700900{three}")),
        _ => format!("+44 (0)7700 900{three}"),
    }
}

/// `oh seven seven double oh nine`: what is said twice is doubled.
fn spoken(digits: &str) -> String {
    const SAID: [&str; 10] = ["oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    let mut digits = digits.chars().filter_map(|digit| digit.to_digit(10)).peekable();
    let mut said = Vec::new();
    while let Some(digit) = digits.next() {
        let twice = digit == 0 && digits.next_if_eq(&digit).is_some();
        said.push(format!("{}{}", if twice { "double " } else { "" }, SAID[digit as usize]));
    }
    said.join(" ")
}

/// What opens a door, which may look like a year.
fn code(draw: &mut Draw) -> String {
    match draw.below(2) {
        0 => (1950 + draw.below(75)).to_string(),
        _ => draw.digits(4),
    }
}

fn word(draw: &mut Draw) -> &'static str {
    draw.choice::<&str>(&["jazz", "k.tor", "redfox", "smiler", "t_hale", "bigdave", "lil.b", "moonpig"])
}

fn email(draw: &mut Draw) -> String {
    let host = *draw.choice(&["example.com", "mail.example.org", "example.co.uk", "school.example.sch.uk"]);
    format!("{}{}@{host}", word(draw), draw.digits(2))
}

fn handle(draw: &mut Draw) -> String {
    format!("@{}{}", word(draw).replace('.', "_"), draw.digits(2))
}

const MONTHS: &[&str] = &["January", "Feb", "March", "Apr", "June", "July", "Sept", "Oct", "December"];

/// A day of birth; in words as well, where something says that it is one.
fn birthday(draw: &mut Draw, words: bool) -> String {
    let (day, month, year) = (1 + draw.below(28), 1 + draw.below(12), 1955 + draw.below(65));
    match draw.below(if words { 5 } else { 3 }) {
        0 => format!("{day:02}/{month:02}/{year}"),
        1 => format!("{day:02}/{month:02}/{:02}", year % 100),
        2 => format!("{day}.{month}.{year}"),
        3 => format!("{day} {} {year}", draw.choice(MONTHS)),
        _ => format!("{day:02}-{month:02}-{year}"),
    }
}

fn plate(draw: &mut Draw) -> String {
    let gap = *draw.choice(&[" ", ""]);
    match draw.below(4) {
        0 => format!("{}{gap}{}", draw.letters(1) + &draw.digits(3), draw.letters(3)),
        _ => format!("{}{}{gap}{}", draw.letters(2), 51 + draw.below(24), draw.letters(3)),
    }
}

fn postcode(draw: &mut Draw) -> String {
    let gap = *draw.choice(&[" ", " ", ""]);
    let outward = *draw.choice(&["LS6", "S70", "M14", "SW9", "EH6", "CF44", "BD21", "NE33", "B12", "W1A"]);
    format!("{outward}{gap}{}{}", draw.below(10), *draw.choice(&["AB", "QX", "LN", "PT", "DW"]))
}

/// `14 Mafeking Road`, with a flat or a postcode as often as not.
pub(crate) fn address(draw: &mut Draw, streets: &[String]) -> String {
    let number = format!("{}{}", 1 + draw.below(180), *draw.choice(&["", "", "", "a", "B"]));
    let street = draw.choice(streets).clone();
    match draw.below(6) {
        0 => format!("Flat {}, {number} {street}", 1 + draw.below(20)),
        1 => format!("{number} {street}, {}", postcode(draw)),
        2 => format!("flat {}{}, {street}", 1 + draw.below(9), *draw.choice(&["a", "b", ""])),
        _ => format!("{number} {street}"),
    }
}
