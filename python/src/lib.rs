//! plainrecord for Python: the detector over one text or over a table of
//! notes, and the parts of an audit that Spark puts together.
//!
//! Nothing is decided here. What is found comes from `plainrecord::detect`,
//! what it counts for from `plainrecord::measure`; this crate hands tables on
//! by the Arrow C interface, so that no text is copied.

#![forbid(unsafe_code)]

mod auditor;
mod cases;
mod column;
mod entry;
mod figures;
mod finding;
mod read;
mod tally;
mod texts;

use pyo3::prelude::*;

#[pymodule]
mod _core {
    #[pymodule_export]
    use super::auditor::{Auditor, auditor_of_files};
    #[pymodule_export]
    use super::cases::Cases;
    #[pymodule_export]
    use super::entry::Entry;
    #[pymodule_export]
    use super::finding::Finding;
    #[pymodule_export]
    use super::tally::Tally;

    use pyo3::prelude::*;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("MANY_CASES", plainrecord::detect::MANY_CASES)?;
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
