//! Where the desk listens: an address that no other machine can reach. This is
//! the one file that names the network, and all it does is listen.

use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};

/// An address of this machine that only this machine can reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Loopback(SocketAddr);

impl Loopback {
    /// `127.0.0.1` with this port; 0 lets the system choose one.
    pub fn port(port: u16) -> Self {
        Self(SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), port))
    }

    /// An address as it is written. `None` if it is none, or if another machine
    /// could reach it.
    pub fn written(address: &str) -> Option<Self> {
        let address: SocketAddr = address.parse().ok()?;
        address.ip().is_loopback().then_some(Self(address))
    }

    /// Listens there.
    pub(super) async fn listen(self) -> io::Result<Listener> {
        Ok(Listener(TcpListener::bind(self.0).await?))
    }

    /// What a cookie is named by: cookies do not tell ports apart.
    pub(super) fn number(self) -> u16 {
        self.0.port()
    }
}

/// Somebody on this machine who asks.
pub(super) type Connection = TokioIo<TcpStream>;

/// What takes connections at an address.
pub(super) struct Listener(TcpListener);

impl Listener {
    /// The address, with the port that the system chose.
    pub(super) fn address(&self) -> io::Result<Loopback> {
        self.0.local_addr().map(Loopback)
    }

    /// The next connection.
    pub(super) async fn accept(&self) -> io::Result<Connection> {
        self.0.accept().await.map(|(stream, _)| TokioIo::new(stream))
    }
}

impl fmt::Display for Loopback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_no_address_that_another_machine_could_reach() {
        for address in ["127.0.0.1:0", "127.0.0.1:8080", "127.1.2.3:1", "[::1]:8080"] {
            assert_eq!(Loopback::written(address).map(|loopback| loopback.to_string()), Some(address.to_owned()));
        }
        for address in [
            "0.0.0.0:8080",
            "[::]:8080",
            "192.168.0.1:80",
            "10.0.0.1:80",
            "169.254.1.1:80",
            "8.8.8.8:53",
            "[fe80::1]:80",
            "[::ffff:127.0.0.1]:80",
            "localhost:80",
            "127.0.0.1",
            "127.0.0.1:99999",
            "",
        ] {
            assert_eq!(Loopback::written(address), None, "{address}");
        }
    }
}
