//! The limits of a run: flags win over the table `[limits]` of the settings
//! file, the file over the defaults.

use plainrecord::intake::{self, Size};
use serde::Deserialize;

use super::super::arguments;
use super::{Origin, Setting};

/// `[limits]` as written.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Written {
    max_unpacked: Option<Size>,
    max_ratio: Option<u64>,
    max_entries: Option<u64>,
    parser_memory: Option<Size>,
}

/// The limits settled.
#[derive(Clone, Debug)]
pub(crate) struct Limits {
    max_unpacked: Setting<Size>,
    max_ratio: Setting<u64>,
    max_entries: Setting<u64>,
    pub(crate) parser_memory: Setting<Size>,
}

impl Limits {
    pub(super) fn settle(flags: Option<&arguments::Limits>, file: Written) -> Self {
        let (flags, usual) = (flags.copied().unwrap_or_default(), intake::Limits::default());
        Self {
            max_unpacked: Setting::settle(flags.max_unpacked, file.max_unpacked, usual.max_unpacked),
            max_ratio: Setting::settle(flags.max_ratio, file.max_ratio, usual.max_ratio),
            max_entries: Setting::settle(flags.max_entries, file.max_entries, usual.max_entries),
            parser_memory: Setting::settle(flags.parser_memory, file.parser_memory, usual.parser_memory),
        }
    }

    pub(super) fn values(&self) -> intake::Limits {
        intake::Limits {
            max_unpacked: self.max_unpacked.value,
            max_ratio: self.max_ratio.value,
            max_entries: self.max_entries.value,
            parser_memory: self.parser_memory.value,
        }
    }

    /// Each as a name, a value and where it comes from.
    pub(super) fn shown(&self) -> [(&'static str, String, Origin); 4] {
        [
            ("max_unpacked", self.max_unpacked.value.to_string(), self.max_unpacked.origin),
            ("max_ratio", self.max_ratio.value.to_string(), self.max_ratio.origin),
            ("max_entries", self.max_entries.value.to_string(), self.max_entries.origin),
            ("parser_memory", self.parser_memory.value.to_string(), self.parser_memory.origin),
        ]
    }
}
