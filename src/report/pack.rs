//! The evidence pack: one archive to hand over, with a page that says what is in
//! it and where each question of a board or an inspectorate is answered. The same
//! edition gives the same bytes.

mod index;

use std::fs::File;
use std::io::{self, Seek, Write};
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::ledger::LEDGER;
use super::model::Audit;

/// The page to open first.
const INDEX: &str = "index.html";

/// Packs an edition that was written into `folder`, with the rules that it was
/// made with. The ledger stays at home: it is of use to nobody else.
///
/// # Errors
/// If a file of the folder cannot be read, or the archive not be written.
pub fn pack(audit: &Audit<'_>, folder: &Path, out: impl Write + Seek) -> io::Result<()> {
    let names = files(folder)?;
    let mut archive = ZipWriter::new(out);
    let mut add = |name: &str, contents: &mut dyn io::Read| -> io::Result<()> {
        archive.start_file(name, options())?;
        io::copy(contents, &mut archive).map(drop)
    };
    add(INDEX, &mut index::page(audit, &names).into_string().as_bytes())?;
    for name in &names {
        add(name, &mut File::open(folder.join(name))?)?;
    }
    for file in audit.lexicon.files() {
        add(&format!("lexicon/{}", file.name), &mut file.text.as_bytes())?;
    }
    archive.finish()?;
    Ok(())
}

/// The files of an edition, by name.
fn files(folder: &Path) -> io::Result<Vec<String>> {
    let name = |item: io::Result<std::fs::DirEntry>| Ok(item?.file_name().to_string_lossy().into_owned());
    let mut names = std::fs::read_dir(folder)?.map(name).collect::<io::Result<Vec<_>>>()?;
    names.retain(|name| name != LEDGER);
    names.sort();
    Ok(names)
}

/// No clock, and nobody but the owner of what is unpacked.
fn options() -> SimpleFileOptions {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    options.last_modified_time(DateTime::default()).unix_permissions(0o600)
}
