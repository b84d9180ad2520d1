//! The terms file: the named sets that slots stand for, and the forms of
//! verbs. Regular verbs need no entry; irregular ones are listed.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;

use super::choice::Choice;
use super::phrase::{Phrase, PhraseError, Sequence};

/// Named sets and irregular verbs.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    slots: BTreeMap<String, Arc<Choice>>,
    verbs: BTreeMap<String, Vec<String>>,
}

/// The file as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TermsFile {
    #[serde(default)]
    slots: BTreeMap<String, Vec<toml::Spanned<String>>>,
    #[serde(default)]
    verbs: BTreeMap<String, Vec<String>>,
}

/// A slot that is not in the terms file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no slot `{{{name}}}`; terms.toml has: {known}")]
pub struct TermError {
    name: String,
    known: String,
}

/// A mistake in a term: which bytes of the file hold it, and what it is.
#[derive(Debug)]
pub(super) struct TermMistake {
    pub(super) span: std::ops::Range<usize>,
    pub(super) error: PhraseError,
}

impl Terms {
    /// Compiles the file. A term may name other slots, but not its own.
    pub(super) fn compile(file: &TermsFile) -> Result<Self, TermMistake> {
        let mut terms = Self { slots: BTreeMap::new(), verbs: file.verbs.clone() };
        for name in file.slots.keys() {
            terms.add(name, file, &mut Vec::new())?;
        }
        Ok(terms)
    }

    /// Compiles one set, and first the sets that its terms name.
    fn add<'f>(&mut self, name: &str, file: &'f TermsFile, open: &mut Vec<&'f str>) -> Result<(), TermMistake> {
        let Some((name, written)) = file.slots.get_key_value(name) else { return Ok(()) };
        if self.slots.contains_key(name) || open.contains(&name.as_str()) {
            return Ok(());
        }
        open.push(name);
        for term in written {
            for inner in slots_in(term.get_ref()) {
                self.add(inner, file, open)?;
            }
        }
        open.pop();
        let compiled = written.iter().map(|term| self.term(term)).collect::<Result<Vec<_>, _>>()?;
        self.slots.insert(name.clone(), Arc::new(Choice::new(compiled)));
        Ok(())
    }

    fn term(&self, term: &toml::Spanned<String>) -> Result<Sequence, TermMistake> {
        match Phrase::parse(term.get_ref(), self) {
            Ok(phrase) => Ok(phrase.pieces(self)),
            Err(error) => Err(TermMistake { span: term.span(), error }),
        }
    }

    /// The alternatives that `{name}` stands for.
    ///
    /// # Errors
    /// If the terms file has no such set.
    pub fn slot(&self, name: &str) -> Result<Arc<Choice>, TermError> {
        let unknown = || TermError { name: name.to_owned(), known: self.like(name) };
        self.slots.get(name).cloned().ok_or_else(unknown)
    }

    /// The sets whose names begin as `name` does, or how many there are.
    fn like(&self, name: &str) -> String {
        let start: String = name.chars().take(3).collect();
        let like: Vec<_> = self.slots.keys().filter(|slot| slot.starts_with(&start)).map(String::as_str).collect();
        match (self.slots.len(), like.len()) {
            (0, _) => "none".to_owned(),
            (all, 0) => format!("{all} others, none that begins like it"),
            _ => like.join(", "),
        }
    }

    /// Every form of a verb: argue, argues, argued, arguing. Where spelling
    /// allows two (minimise, minimize; a doubled consonant), both are given.
    pub fn verb_forms(&self, verb: &str) -> Vec<String> {
        let mut forms = vec![verb.to_owned()];
        match self.verbs.get(verb) {
            Some(listed) => forms.extend(listed.iter().cloned()),
            None => forms.extend(regular_forms(verb)),
        }
        let american = forms.iter().filter(|form| form.len() > 5 && form.contains("is"));
        let american: Vec<_> = american.filter_map(|form| with_z(verb, form)).collect();
        forms.extend(american);
        forms
    }
}

fn slots_in(term: &str) -> impl Iterator<Item = &str> {
    term.split('{').skip(1).filter_map(|after| after.split('}').next())
}

fn with_z(verb: &str, form: &str) -> Option<String> {
    let stem = verb.strip_suffix("ise")?;
    form.strip_prefix(stem)?.strip_prefix("is").map(|ending| format!("{stem}iz{ending}"))
}

/// The regular forms beside the verb itself.
fn regular_forms(verb: &str) -> Vec<String> {
    let forms =
        |stem: &str, endings: &[&str]| endings.iter().map(|ending| format!("{stem}{ending}")).collect::<Vec<_>>();
    if let Some(stem) = verb.strip_suffix('e') {
        return forms(stem, &["es", "ed", "ing", "eing"]);
    }
    let mut letters = verb.chars().rev();
    let (last, before) = (letters.next().unwrap_or(' '), letters.next().unwrap_or(' '));
    let is_vowel = |c: char| "aeiou".contains(c);
    match last {
        'y' if !is_vowel(before) => forms(&verb[..verb.len() - 1], &["ies", "ied", "ying"]),
        's' | 'x' | 'z' => forms(verb, &["es", "ed", "ing"]),
        'h' if "cs".contains(before) => forms(verb, &["es", "ed", "ing"]),
        _ if is_vowel(before) && !is_vowel(last) && !"wy".contains(last) => {
            [forms(verb, &["s", "ed", "ing"]), forms(&format!("{verb}{last}"), &["ed", "ing"])].concat()
        }
        _ => forms(verb, &["s", "ed", "ing"]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gives_the_forms_of_regular_verbs() {
        for (verb, expected) in [
            ("argue", "arguing"),
            ("shove", "shoved"),
            ("deny", "denied"),
            ("punch", "punches"),
            ("grab", "grabbed"),
            ("refer", "referred"),
            ("minimise", "minimizing"),
            ("report", "reported"),
        ] {
            assert!(Terms::default().verb_forms(verb).contains(&expected.to_owned()), "{verb} has no {expected}");
        }
    }
}
