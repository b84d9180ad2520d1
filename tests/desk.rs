//! The desk over a real socket: who is answered, what an answer forbids, and
//! what slow, large and many requests come to.

#![cfg(feature = "desk")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "review/made.rs"]
#[allow(dead_code, unreachable_pub, reason = "other tests use the rest")]
mod made;

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::{OnceLock, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use made::Made;
use plainrecord::desk::{Closed, Loopback, Served, serve};
use plainrecord::lexicon::{EntryId, Kind};
use plainrecord::measure::{Share, Threshold};
use plainrecord::pipeline::Silent;
use plainrecord::review::{Asked, Change, Decision, Desk, Frame, Proposal, Reviewer, Sampling};

/// A desk that is open, and its link.
struct Opened {
    address: String,
    enter: String,
    closed: mpsc::Receiver<Closed>,
}

/// A review that all tests look at.
fn reviewed() -> &'static Made {
    static MADE: OnceLock<Made> = OnceLock::new();
    MADE.get_or_init(|| {
        let made = Made::of(&[("East", 48), ("West", 12)]);
        Desk::draw(&made.folder(), Sampling { findings: 6, notes: 6, ..Sampling::default() }, &made.plan, &Silent)
            .unwrap();
        made
    })
}

fn open(idle: Option<Duration>) -> Opened {
    open_of(reviewed(), idle)
}

/// The desk of an audit; it begins with the sample if that has still to be drawn.
fn open_of(made: &Made, idle: Option<Duration>) -> Opened {
    let is_drawn = made.folder().join("review.sqlite").exists();
    let served = Served {
        address: Loopback::port(0),
        idle,
        audit: made.folder(),
        frame: (!is_drawn).then(|| Frame::read(&made.folder(), Kind::Concern).unwrap()),
        sampling: Sampling::default(),
        plan: made.plan.clone(),
        now: || Timestamp::UNIX_EPOCH,
    };
    let (say, said) = mpsc::channel();
    let (close, closed) = mpsc::channel();
    thread::spawn(move || {
        let ended = serve(served, |link| say.send(link.to_owned()).unwrap()).unwrap();
        let _ = close.send(ended);
    });
    let link = said.recv().unwrap();
    let (address, enter) = link.strip_prefix("http://").unwrap().split_once('/').unwrap();
    Opened { address: address.to_owned(), enter: format!("/{enter}"), closed }
}

/// What came back: the status, 0 for none, and everything as it was sent.
struct Answer {
    status: u16,
    text: String,
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        let head = self.text.split("\r\n\r\n").next()?;
        head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    }
}

impl Opened {
    fn send(&self, bytes: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        // The desk may have answered and gone before all of it is sent.
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let text = String::from_utf8_lossy(&answer).into_owned();
        let status = text.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default();
        Answer { status, text }
    }

    fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let lines = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect::<Vec<_>>().concat();
        let form =
            format!("content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}", body.len());
        let rest = if method == "POST" || method == "PUT" { &form } else { "\r\n" };
        self.send(format!("{method} {path} HTTP/1.1\r\n{lines}{rest}").as_bytes())
    }

    fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.ask("GET", path, &[&[("host", &*self.address)], headers].concat(), "")
    }

    /// Sends a form as a page of the desk does; where it leads to.
    fn send_form(&self, path: &str, cookie: &str, body: &str) -> Answer {
        let own = format!("http://{}", self.address);
        self.ask("POST", path, &[("host", &self.address), ("origin", &own), ("cookie", cookie)], body)
    }

    /// Where the work leads to once it is over.
    fn over(&self, cookie: &str) -> String {
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_mins(5) {
            let answer = self.get("/underway?again=yes", &[("cookie", cookie)]);
            if let Some(place) = answer.header("location") {
                return place.to_owned();
            }
            assert!(answer.text.contains("See how far it is"), "{}", answer.text);
        }
        panic!("the work is not over");
    }

    /// Opens the link, as a browser would; with the cookie.
    fn enter(&self) -> String {
        let answer = self.get(&self.enter, &[]);
        assert_eq!(answer.status, 200, "{}", answer.text);
        let cookie = answer.header("set-cookie").unwrap();
        assert!(cookie.ends_with("; Path=/; HttpOnly; SameSite=Strict"), "{cookie}");
        cookie.split(';').next().unwrap().to_owned()
    }
}

/// Every combination of what a request can say of itself: those are answered
/// that the desk's own pages send, and no others.
#[test]
fn only_requests_of_its_own_pages_are_answered() {
    let desk = open(None);
    let right = desk.enter();
    let address = &*desk.address;
    let port = address.rsplit(':').next().unwrap();
    let own = format!("http://{address}");
    let (name, _) = right.split_once('=').unwrap();
    let wrong = format!("{name}=0000000000000000000000000000000000000000000");
    let among = format!("a=b; {right}; c=d");
    let hosts = [
        vec![address.to_owned()],
        vec![],
        vec![format!("localhost:{port}")],
        vec![format!("desk.example:{port}")],
        vec!["127.0.0.1".to_owned()],
        vec!["127.0.0.1:1".to_owned()],
        vec![address.to_owned(), "desk.example".to_owned()],
    ];
    let origins = [
        vec![own.clone()],
        vec![],
        vec!["null".to_owned()],
        vec!["http://desk.example".to_owned()],
        vec![format!("https://{address}")],
        vec!["http://127.0.0.1:1".to_owned()],
        vec![own.clone(), "http://desk.example".to_owned()],
    ];
    let cookies = [vec![right.clone()], vec![among.clone()], vec![], vec![wrong]];
    let sites = [None, Some("same-origin"), Some("none"), Some("same-site"), Some("cross-site")];
    let (mut sent, mut answered) = (0, 0);
    for method in ["GET", "POST", "PUT", "HEAD", "OPTIONS"] {
        for host in &hosts {
            for origin in &origins {
                for cookie in &cookies {
                    for site in sites {
                        let named = |name, values: &[String]| {
                            values.iter().map(|value| (name, value.clone())).collect::<Vec<(&str, String)>>()
                        };
                        let site: Vec<String> = site.into_iter().map(str::to_owned).collect();
                        let headers = [
                            named("host", host),
                            named("origin", origin),
                            named("cookie", cookie),
                            named("sec-fetch-site", &site),
                        ]
                        .concat();
                        let headers: Vec<(&str, &str)> =
                            headers.iter().map(|(name, value)| (*name, &**value)).collect();
                        let answer = desk.ask(method, "/draft", &headers, "draft=Mum+and+partner+arguing");
                        let (is_host, is_own, is_nowhere) =
                            (host == &hosts[0], origin == &origins[0], origin.is_empty());
                        let is_known = cookie == &cookies[0] || cookie == &cookies[1];
                        let is_near = site.iter().all(|site| site == "same-origin" || site == "none");
                        let is_sent = method == "POST" && is_own || method == "GET" && (is_own || is_nowhere);
                        let intended = is_host && is_known && is_near && is_sent;
                        assert_eq!(answer.status == 200, intended, "{method} {headers:?}: {}", answer.text);
                        assert!(intended || (400..500).contains(&answer.status), "{method} {headers:?}");
                        assert!(intended || !answer.text.contains("textarea"), "{method} {headers:?}");
                        sent += 1;
                        answered += usize::from(intended);
                    }
                }
            }
        }
    }
    // Three ways of saying where from, of each of: a form with its origin, a page with and without.
    assert_eq!((sent, answered), (5 * 7 * 7 * 4 * 5, 3 * 3 * 2));
}

#[test]
fn the_link_opens_the_desk_once() {
    let desk = open(None);
    let host = ("host", &*desk.address);
    let elsewhere = ("host", "desk.example");
    let token = desk.enter.split_once('=').unwrap().1;
    for (method, path, headers) in [
        ("GET", "/enter".to_owned(), vec![host]),
        ("GET", "/enter?token=".to_owned(), vec![host]),
        ("GET", format!("/enter?token={}", &token[1..]), vec![host]),
        ("GET", format!("/enter?token={token}x"), vec![host]),
        ("GET", format!("/draft?token={token}"), vec![host]),
        ("GET", desk.enter.clone(), vec![elsewhere]),
        ("GET", desk.enter.clone(), vec![host, ("origin", "http://desk.example")]),
        ("GET", format!("http://desk.example{}", desk.enter), vec![host]),
        ("POST", desk.enter.clone(), vec![host]),
        ("HEAD", desk.enter.clone(), vec![host]),
    ] {
        let answer = desk.ask(method, &path, &headers, "");
        assert!((400..500).contains(&answer.status), "{method} {path} {headers:?}: {}", answer.text);
        assert_eq!(answer.header("set-cookie"), None, "{method} {path}");
    }
    // None of these used it up. A link in a file or a mail counts as from another site.
    let answer = desk.get(&desk.enter, &[("sec-fetch-site", "cross-site")]);
    let cookie = answer.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
    assert!(cookie.len() > 43 && !cookie.contains(token), "the session is not known by the token");
    assert_eq!(desk.get(&desk.enter, &[]).status, 403);
    assert_eq!(desk.get(&desk.enter, &[("cookie", &cookie)]).status, 200);
    assert_eq!(desk.get("/draft", &[]).status, 403);
    assert_eq!(desk.get("/draft", &[("cookie", &cookie)]).status, 200);
}

#[test]
fn no_answer_may_be_kept_framed_or_taken_for_something_else() {
    let desk = open(None);
    let cookie = desk.enter();
    for (path, headers) in
        [("/draft", vec![("cookie", &*cookie)]), ("/absent", vec![("cookie", &*cookie)]), ("/draft", vec![])]
    {
        let answer = desk.get(path, &headers);
        for (name, value) in [
            ("cache-control", "no-store"),
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(answer.header(name), Some(value), "{path}");
        }
        let policy = answer.header("content-security-policy").unwrap();
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
        if answer.text.contains("<html") {
            assert!(policy.contains("frame-ancestors 'none'") && policy.contains("base-uri 'none'"), "{policy}");
        }
    }
}

#[test]
fn a_draft_is_answered_as_check_answers_it() {
    let desk = open(None);
    let cookie = desk.enter();
    let own = format!("http://{}", desk.address);
    let headers = [("host", &*desk.address), ("origin", &*own), ("cookie", &*cookie)];
    let answer = desk.ask("POST", "/draft", &headers, "draft=%3Cb%3E+Mum+and+partner+arguing+again.%0D%0ADASH+done");
    assert!(answer.text.contains("<mark>Mum and partner arguing</mark>"), "{}", answer.text);
    assert!(answer.text.contains("1 passage to look at again.") && answer.text.contains("Why it matters"));
    assert!(answer.text.contains("&lt;b&gt; Mum") && !answer.text.contains("<b>"));
    let part = desk.ask("POST", "/draft/found", &headers, "draft=He+strangled+her").text;
    assert!(part.contains("Risks that are recorded") && !part.contains("<html"), "{part}");
    assert!(desk.ask("POST", "/draft", &headers, "draft=%ff%fe").text.contains("\u{fffd}\u{fffd}</textarea>"));
    assert_eq!(desk.ask("POST", "/draft", &headers, "").status, 422);
}

#[test]
fn what_is_too_large_is_refused() {
    let desk = open(None);
    let cookie = desk.enter();
    let own = format!("http://{}", desk.address);
    let headers = [("host", &*desk.address), ("origin", &*own), ("cookie", &*cookie)];
    let long = format!("draft={}", "a".repeat(600 * 1024));
    assert_eq!(desk.ask("POST", "/draft", &headers, &long).status, 413);
    let many: Vec<(&str, &str)> = std::iter::repeat_n(("x", "y"), 100).chain(headers).collect();
    assert_eq!(desk.ask("GET", "/draft", &many, "").status, 431);
    let wide = "x".repeat(64 * 1024);
    assert_ne!(desk.get("/draft", &[("x", &wide), ("cookie", &cookie)]).status, 200);
    assert_ne!(desk.get(&format!("/{wide}"), &[("cookie", &cookie)]).status, 200);
    for nonsense in
        [&b"\0\0\0\0\r\n\r\n"[..], b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"]
    {
        assert_ne!(desk.send(nonsense).status, 200);
    }
    assert_eq!(desk.get("/draft", &[("cookie", &cookie)]).status, 200, "and the desk is open still");
}

/// Sends a part of a request and waits; with how long the desk waited.
fn dawdle(address: &str, part: &[u8]) -> Duration {
    let (mut stream, begun) = (TcpStream::connect(address).unwrap(), Instant::now());
    stream.write_all(part).unwrap();
    io::copy(&mut stream, &mut io::sink()).unwrap_or_default();
    let _ = stream.shutdown(Shutdown::Both);
    begun.elapsed()
}

#[test]
fn who_is_slow_does_not_hold_up_others() {
    let desk = open(None);
    let cookie = desk.enter();
    let head = format!("POST /draft HTTP/1.1\r\nhost: {0}\r\norigin: http://{0}\r\ncookie: {cookie}\r\n", desk.address);
    let body = format!("{head}content-type: application/x-www-form-urlencoded\r\ncontent-length: 100\r\n\r\ndraft=");
    thread::scope(|scope| {
        let slow: Vec<_> = ["", &*head, &*body]
            .into_iter()
            .flat_map(|part| std::iter::repeat_n(part, 20))
            .map(|part| scope.spawn(|| dawdle(&desk.address, part.as_bytes())))
            .collect();
        thread::sleep(Duration::from_millis(200));
        let begun = Instant::now();
        assert_eq!(desk.get("/draft", &[("cookie", &cookie)]).status, 200);
        assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
        for waited in slow {
            let waited = waited.join().unwrap();
            assert!(waited < Duration::from_secs(20), "{waited:?}");
        }
    });
}

#[test]
fn the_desk_closes_when_nobody_asks() {
    let desk = open(Some(Duration::from_millis(300)));
    let cookie = desk.enter();
    thread::sleep(Duration::from_millis(100));
    assert_eq!(desk.get("/draft", &[("cookie", &cookie)]).status, 200);
    assert_eq!(desk.closed.recv_timeout(Duration::from_secs(10)), Ok(Closed::Idle));
    assert!(TcpStream::connect(&desk.address).is_err());
}

#[test]
fn an_audit_without_a_sample_begins_with_what_one_would_say_and_a_form_draws_it() {
    let made = Made::of(&[("East", 48), ("West", 12)]);
    let desk = open_of(&made, None);
    let cookie = desk.enter();
    let get = |path: &str| desk.get(path, &[("cookie", &cookie)]);
    let first = get("/").text;
    assert!(first.contains("What samples would say") && first.contains("This audit has no sample yet"), "{first}");
    for path in ["/next", "/findings", "/disagreements", "/results", "/item/1", "/underway", "/tried"] {
        assert_eq!(get(path).header("location"), Some("/"), "{path}");
    }
    assert!(get("/?findings=7&notes=0&second=0").text.contains("<th class=\"number\" scope=\"row\">7"));
    for (typed, why) in [
        ("findings=x&notes=5", "a whole number"),
        ("findings=-1&notes=5", "a whole number"),
        ("findings=0&notes=0", "above 0"),
        ("second=101", "from 0 to 100"),
        ("seed=1.5", "a whole number"),
    ] {
        let answer = desk.send_form("/sample", &cookie, typed);
        assert!(answer.status == 422 && answer.text.contains(why), "{typed}: {}", answer.text);
    }
    let form = "findings=6&notes=4&second=50&seed=3&blind=yes";
    let strange = desk.ask("POST", "/sample", &[("host", &desk.address), ("cookie", &cookie)], form);
    assert_eq!(strange.status, 403, "a form from elsewhere draws nothing");
    assert_eq!(desk.send_form("/sample", &cookie, form).header("location"), Some("/underway"));
    assert_eq!(desk.over(&cookie), "/");
    assert!(get("/").text.contains("Who is reading?"));
    let elsewhere = Made::of(&[("East", 48), ("West", 12)]);
    let second = Share::new(0.5).unwrap();
    let same = Sampling { findings: 6, notes: 4, second, seed: 3, ..Sampling::default() };
    let other = Desk::draw(&elsewhere.folder(), same, &elsewhere.plan, &Silent).unwrap().sample().unwrap();
    assert_eq!(Desk::open(&made.folder()).unwrap().sample().unwrap(), other);
    // A form that was still open elsewhere draws no second one.
    assert_eq!(desk.send_form("/sample", &cookie, form).header("location"), Some("/"));
}

#[test]
fn a_change_is_tried_while_other_pages_are_answered_and_can_be_stopped() {
    let (made, desk) = (reviewed(), open(None));
    let cookie = desk.enter();
    let form = "change=unless&text=the+children+in+the+film";
    let begun = desk.send_form("/propose/VIC012/try", &cookie, form);
    assert_eq!(begun.header("location"), Some("/underway"), "{}", begun.text);
    let asked = Instant::now();
    assert_eq!(desk.get("/draft", &[("cookie", &cookie)]).status, 200);
    assert!(asked.elapsed() < Duration::from_secs(2), "{:?}", asked.elapsed());
    assert_eq!(desk.over(&cookie), "/tried");
    let change = Change::Unless("the children in the film".to_owned());
    let proposal = Proposal { entry: EntryId::new("VIC012").unwrap(), change };
    let review = Desk::open(&made.folder()).unwrap();
    let effect = review.effect(&made.folder(), &proposal, &made.plan, &Silent).unwrap();
    assert!(effect.removed > 0);
    let shown = desk.get("/tried", &[("cookie", &cookie)]).text.replace('\u{a0}', " ");
    assert!(shown.contains(&format!("This removes {} findings, 0 of them confirmed", effect.removed)), "{shown}");
    desk.send_form("/propose/VIC012/try", &cookie, form);
    assert_eq!(desk.send_form("/underway/stop", &cookie, "").header("location"), Some("/underway"));
    assert_eq!(desk.over(&cookie), "/tried");
    assert!(desk.get("/tried", &[("cookie", &cookie)]).text.contains("It was stopped"));
    let unread = desk.send_form("/propose/VIC012/try", &cookie, "change=phrase&text=(open");
    assert!(unread.text.contains("Cannot be read"), "{}", unread.text);
}

#[test]
fn exports_that_are_gone_are_said_to_be() {
    let made = Made::of(&[("East", 24)]);
    drop(Desk::draw(&made.folder(), Sampling { findings: 4, ..Sampling::default() }, &made.plan, &Silent).unwrap());
    let desk = open_of(&made, None);
    let cookie = desk.enter();
    std::fs::remove_file(made.export()).unwrap();
    desk.send_form("/propose/VIC012/try", &cookie, "change=unless&text=in+the+film");
    assert_eq!(desk.over(&cookie), "/tried");
    let shown = desk.get("/tried", &[("cookie", &cookie)]).text;
    assert!(shown.contains("It could not be tried.") && shown.contains("notes.csv"), "{shown}");
    assert!(shown.contains("If they lie elsewhere now"), "{shown}");
}

/// The smallest base on which the audit shows a figure goes for the desk as well.
#[test]
fn results_show_no_figure_that_the_audit_would_not_show() {
    for (least, is_shown) in [(10, true), (10_000, false)] {
        let mut made = Made::of(&[("East", 48), ("West", 12)]);
        made.audit_again(|plan| plan.threshold = Threshold::new(least));
        let everything =
            Sampling { findings: 100, notes: 100, second: Share::new(0.0).unwrap(), ..Sampling::default() };
        let mut review = Desk::draw(&made.folder(), everything, &made.plan, &Silent).unwrap();
        let mina = Reviewer::new("Mina").unwrap();
        while let Some(item) = review.next(&mina).unwrap() {
            let says =
                if matches!(item.asked, Asked::Words { .. }) { Decision::NotThis } else { Decision::NothingMissed };
            review.decide(item.id, &mina, item.revision, &says, Timestamp::UNIX_EPOCH).unwrap();
        }
        let desk = open_of(&made, None);
        let cookie = desk.enter();
        desk.send_form("/reviewer", &cookie, "name=Mina");
        let shown = desk.get("/results", &[("cookie", &cookie)]).text;
        assert_eq!(shown.contains("The audit found it in"), is_shown, "{least}: {shown}");
    }
}
