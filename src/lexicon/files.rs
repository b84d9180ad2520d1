//! Where lexicon files come from: the program itself, or a folder.

use std::fs;
use std::path::Path;

use super::mistake::{LexiconError, LexiconFile};

macro_rules! embedded {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../lexicons/", $name)))),*]
    };
}

/// Every TOML file under `lexicons/`; a test compares the list with the folder.
const BUILTIN: &[(&str, &str)] = embedded![
    "child-unseen.toml",
    "context.toml",
    "cues/challenged.toml",
    "cues/hypothetical.toml",
    "cues/negated.toml",
    "cues/reported.toml",
    "cues/template.toml",
    "expectations.toml",
    "false-reassurance.toml",
    "good-practice-steps.toml",
    "good-practice.toml",
    "minimising.toml",
    "perpetrator-unseen.toml",
    "risk-marker.toml",
    "roles.toml",
    "sources.toml",
    "terms.toml",
    "unsafe-practice.toml",
    "victim-blaming.toml",
    "written-agreement.toml",
];

/// The files that come with the program.
pub fn builtin_files() -> Vec<LexiconFile> {
    BUILTIN.iter().map(|(name, text)| LexiconFile { name: (*name).to_owned(), text: (*text).to_owned() }).collect()
}

/// The `.toml` files of a folder and of its `cues` folder.
///
/// # Errors
/// If the folder or one of its files cannot be read, or is not UTF-8.
pub fn read_folder(folder: &Path) -> Result<Vec<LexiconFile>, LexiconError> {
    let mut files = Vec::new();
    read_into(&mut files, folder, "")?;
    let cues = folder.join("cues");
    if cues.is_dir() {
        read_into(&mut files, &cues, "cues/")?;
    }
    Ok(files)
}

fn read_into(files: &mut Vec<LexiconFile>, folder: &Path, prefix: &str) -> Result<(), LexiconError> {
    let unreadable = |path: &Path, error| LexiconError::Unreadable { path: path.display().to_string(), error };
    for item in fs::read_dir(folder).map_err(|error| unreadable(folder, error))? {
        let path = item.map_err(|error| unreadable(folder, error))?.path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            let text = fs::read_to_string(&path).map_err(|error| unreadable(&path, error))?;
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            files.push(LexiconFile { name: format!("{prefix}{name}"), text });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_folder_is_embedded() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicons");
        let mut on_disk: Vec<String> = read_folder(&folder).unwrap().into_iter().map(|file| file.name).collect();
        on_disk.sort();
        let embedded: Vec<String> = builtin_files().into_iter().map(|file| file.name).collect();
        assert_eq!(on_disk, embedded);
    }
}
