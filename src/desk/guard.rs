//! Who may ask for a page: the browser that was opened with the link, from a
//! page of the desk. Another site, another program and another name for this
//! machine are refused before anything else is looked at.

use std::sync::Mutex;

use axum::extract::Request;
use axum::http::header::{COOKIE, HOST, ORIGIN};
use axum::http::{HeaderMap, HeaderName, Method, StatusCode};

use super::ServeError;
use super::key::Key;
use super::loopback::Loopback;

/// The page that takes the token of the link.
pub(super) const ENTER: &str = "/enter";

const SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// What a request has to bring.
pub(super) struct Guard {
    address: Loopback,
    session: Key,
    token: Mutex<Option<Key>>,
}

/// Why a request is not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It is meant for another name than the one in the link, as when a site
    /// lets its name point at this machine.
    Host,
    /// It was sent by a page that is not the desk's.
    Site,
    /// It is neither to read a page nor to send a form.
    Method,
    /// The link's token was used before, or is not the link's.
    Token,
    /// There is no session.
    Session,
}

impl Guard {
    /// For a desk that listens at an address.
    pub(super) fn new(address: Loopback) -> Result<Self, ServeError> {
        Ok(Self { address, session: Key::new()?, token: Mutex::new(Some(Key::new()?)) })
    }

    /// The link to open, once.
    pub(super) fn link(&self) -> String {
        let token = self.token.lock().map(|token| token.as_ref().map(Key::to_string)).unwrap_or_default();
        format!("http://{}{ENTER}?token={}", self.address, token.unwrap_or_default())
    }

    /// Whether a request is answered.
    pub(super) fn admits(&self, request: &Request) -> Result<(), Refusal> {
        let (headers, method) = (request.headers(), request.method());
        let address = self.address.to_string();
        let authority = request.uri().authority().is_none_or(|authority| authority.as_str() == address);
        if only(headers, &HOST) != Some(&address) || !authority {
            return Err(Refusal::Host);
        }
        if method != Method::GET && method != Method::POST {
            return Err(Refusal::Method);
        }
        let enters = request.uri().path() == ENTER && method == Method::GET;
        if !self.is_own_page(headers, method) || !(enters || is_same_site(headers)) {
            return Err(Refusal::Site);
        }
        if enters || self.has_session(headers) { Ok(()) } else { Err(Refusal::Session) }
    }

    /// Takes the token of the link, once; with the cookie of the session. Who
    /// has the session may open the link again.
    pub(super) fn enter(&self, given: &str, headers: &HeaderMap) -> Result<String, Refusal> {
        let Ok(mut token) = self.token.lock() else { return Err(Refusal::Token) };
        if token.as_ref().is_some_and(|token| token.is(given)) {
            *token = None;
        } else if !self.has_session(headers) {
            return Err(Refusal::Token);
        }
        Ok(format!("{}={}; Path=/; HttpOnly; SameSite=Strict", self.cookie(), self.session))
    }

    /// Forms are sent with their origin; a page may be asked for without one.
    fn is_own_page(&self, headers: &HeaderMap, method: &Method) -> bool {
        let own = format!("http://{}", self.address);
        if headers.contains_key(ORIGIN) { only(headers, &ORIGIN) == Some(&own) } else { method == Method::GET }
    }

    fn has_session(&self, headers: &HeaderMap) -> bool {
        let name = self.cookie();
        let cookies = headers.get_all(COOKIE).iter().filter_map(|line| line.to_str().ok());
        let mut pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.any(|(of, key)| of == name && self.session.is(key))
    }

    fn cookie(&self) -> String {
        format!("plainrecord-{}", self.address.number())
    }
}

impl Refusal {
    /// The status of the answer.
    pub(super) fn status(self) -> StatusCode {
        match self {
            Self::Host => StatusCode::MISDIRECTED_REQUEST,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Site | Self::Token | Self::Session => StatusCode::FORBIDDEN,
        }
    }

    /// What the answer says.
    pub(super) fn says(self) -> &'static str {
        match self {
            Self::Host => "The desk answers at the address of its link alone.",
            Self::Site => "The desk answers its own pages alone.",
            Self::Method => "The desk has pages to read and forms to send.",
            Self::Token => {
                "This link has been used, or is of a desk that was closed. Start plainrecord review again for a new one."
            }
            Self::Session => "The desk opens with the link that plainrecord review printed, once for each start.",
        }
    }
}

/// The one value of a header. `None` where there is none, more than one, or
/// what is no text.
fn only<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?;
    if values.next().is_some() { None } else { value.to_str().ok() }
}

/// Whether the browser, if it says so at all, sends this from a page of the
/// desk or because a person asked (W3C, Fetch Metadata Request Headers).
fn is_same_site(headers: &HeaderMap) -> bool {
    !headers.contains_key(SITE) || matches!(only(headers, &SITE), Some("same-origin" | "none"))
}
