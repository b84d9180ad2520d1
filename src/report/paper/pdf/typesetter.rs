//! What the typesetter may see: the text that is built in, the paper as data,
//! and the typefaces that come with it. No file, no package, no clock.

use serde_json::Value as Json;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Dict, Duration, Value};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};

/// How a paper is set.
const MAIN: &str = include_str!("paper.typ");

/// The world of one paper.
pub(super) struct Typesetter {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    main: Source,
}

impl Typesetter {
    /// Without a paper yet.
    pub(super) fn new() -> Self {
        let fonts: Vec<Font> = typst_assets::fonts().flat_map(|data| Font::iter(Bytes::new(data))).collect();
        Self {
            library: LazyHash::new(library(Dict::new())),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            main: Source::detached(MAIN),
        }
    }

    /// Takes the paper to be set.
    pub(super) fn take(&mut self, paper: &Json) -> Result<(), serde_json::Error> {
        let data = Value::Bytes(Bytes::new(serde_json::to_vec(paper)?));
        self.library = LazyHash::new(library([("paper".into(), data)].into_iter().collect()));
        Ok(())
    }

    /// The text with a mark in place of what no typeface has a glyph for, which
    /// could be neither seen nor read aloud.
    pub(super) fn with_glyphs(&self, text: &str) -> String {
        let has_glyph = |letter: char| self.fonts.iter().any(|font| font.info().coverage.contains(letter.into()));
        text.chars().map(|letter| if has_glyph(letter) { letter } else { char::REPLACEMENT_CHARACTER }).collect()
    }
}

/// The heading cells of rows and what a table shows are extras of accessibility.
fn library(inputs: Dict) -> Library {
    let features = std::iter::once(Feature::A11yExtras).collect();
    Library::builder().with_inputs(inputs).with_features(features).build()
}

impl World for Typesetter {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() { Ok(self.main.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
