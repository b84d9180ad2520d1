//! What can be typed about the desk.

use clap::Args;

#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct Serving {
    /// Only print the address; it opens the desk once
    #[arg(long, help_heading = "Desk")]
    pub(crate) no_open: bool,
    /// Listen on this port of this machine (one that is free if not given)
    #[arg(long, value_name = "PORT", default_value_t = 0, hide_default_value = true, help_heading = "Desk")]
    pub(crate) port: u16,
    /// Close when nobody has asked for so long
    #[arg(long, value_name = "MINUTES", value_parser = clap::value_parser!(u16).range(1..), help_heading = "Desk")]
    pub(crate) idle: Option<u16>,
}
