//! What every page of the desk has: one head, the way to the other pages, and
//! what a browser may do with it.

use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::report::{STYLE, digest_source, plain};

const OWN_STYLE: &str = include_str!("style.css");

const OPENER: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const RESOURCE: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// A page: what it is about, what is on it, and the script that helps with it.
pub(super) struct Page {
    pub(super) status: StatusCode,
    pub(super) title: &'static str,
    pub(super) body: Markup,
    pub(super) script: Option<&'static str>,
}

/// The pages that lead to each other.
const PLACES: [(&str, &str); 6] = [
    ("/", "The review desk"),
    ("/next", "Read a note"),
    ("/findings", "Findings"),
    ("/disagreements", "Disagreements"),
    ("/results", "Results so far"),
    ("/draft", "Check a draft"),
];

impl Page {
    /// A page that is as it was asked for.
    pub(super) fn new(title: &'static str, body: Markup) -> Self {
        Self { status: StatusCode::OK, title, body, script: None }
    }

    /// With a script.
    pub(super) fn with(self, script: &'static str) -> Self {
        Self { script: Some(script), ..self }
    }

    fn markup(&self) -> Markup {
        html! {
            (DOCTYPE)
            html lang="en-GB" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    title { (self.title) " – plainrecord" }
                    style { (PreEscaped(STYLE)) }
                    style { (PreEscaped(OWN_STYLE)) }
                }
                body.wide.desk {
                    a.skip href="#main" { "Skip to the page" }
                    header.cover { div.inner { p.product { "plainrecord" } h1 { (self.title) } (self.places()) } }
                    main id="main" tabindex="-1" { (self.body) }
                    @if let Some(script) = self.script { script { (PreEscaped(script)) } }
                }
            }
        }
    }

    fn places(&self) -> Markup {
        html! {
            nav aria-label="Desk" {
                ul {
                    @for (to, name) in PLACES {
                        li { a href=(to) aria-current=[(name == self.title).then_some("page")] { (name) } }
                    }
                }
            }
        }
    }

    /// Nothing may be loaded but what stands in the page; forms and what the
    /// script asks go to the desk, and no page may frame it.
    fn policy(&self) -> String {
        let script = self.script.map_or_else(|| "'none'".to_owned(), digest_source);
        let (style, own) = (digest_source(STYLE), digest_source(OWN_STYLE));
        format!(
            "default-src 'none'; style-src {style} {own}; script-src {script}; connect-src 'self'; form-action 'self'; \
             base-uri 'none'; frame-ancestors 'none'"
        )
    }
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        let policy = HeaderValue::from_str(&self.policy()).unwrap_or(HeaderValue::from_static("default-src 'none'"));
        let mut response = part(&self.markup());
        *response.status_mut() = self.status;
        response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
        response
    }
}

/// A part of a page, for its script.
pub(super) fn part(markup: &Markup) -> Response {
    ([(CONTENT_TYPE, "text/html; charset=utf-8")], plain(&markup.0)).into_response()
}

/// What every answer says, whatever it is: it is kept nowhere, taken for
/// nothing else, and leaves no trace at another site.
pub(super) fn settled(mut response: Response) -> Response {
    let headers = response.headers_mut();
    for (name, value) in [
        (CACHE_CONTROL, "no-store"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "same-origin"),
        (OPENER, "same-origin"),
        (RESOURCE, "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static("default-src 'none'"));
    response
}
