//! What the program is built from: licences that may be handed on, nothing
//! that could reach a network, and a small core.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::process::Command;

/// Licences that allow handing the program on under MIT or Apache-2.0.
const ALLOWED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Crates that open connections, look names up or encrypt what is sent: the
/// program must not be able to. `hyper` is none of them without its client.
const NETWORK: &[&str] = &[
    "attohttpc",
    "awc",
    "curl",
    "h2",
    "hyper-rustls",
    "hyper-tls",
    "isahc",
    "native-tls",
    "object_store",
    "openssl",
    "quinn",
    "reqwest",
    "rustls",
    "rustls-native-certs",
    "surf",
    "tokio-native-tls",
    "tokio-rustls",
    "trust-dns-resolver",
    "hickory-resolver",
    "ureq",
];

/// Every crate that ends up in the program on any system, development tools
/// left out, with its licence.
fn shipped(features: &[&str]) -> BTreeMap<String, String> {
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let fixed =
        ["tree", "--locked", "--edges", "normal,build", "--target", "all", "--prefix", "none", "--format", "{p}|{l}"];
    let mut cargo = Command::new(env!("CARGO"));
    let output = cargo.args(fixed).args(["--manifest-path", manifest]).args(features).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout).unwrap();
    let line = |line: &str| line.trim_end_matches(" (*)").split_once('|').map(|(p, l)| (p.to_owned(), l.to_owned()));
    lines.lines().filter_map(line).collect()
}

/// Whether an SPDX expression (`A OR B`, `(A OR B) AND C`, `A/B`) can be met.
fn is_allowed(expression: &str) -> bool {
    let expression = expression.replace(['(', ')'], "").replace('/', " OR ");
    expression.split(" AND ").all(|part| part.split(" OR ").any(|licence| ALLOWED.contains(&licence.trim())))
}

/// The crates of the program and of the page for browsers.
fn all_shipped() -> BTreeMap<String, String> {
    let page = shipped(&["--package", "plainrecord-page"]);
    assert!(page.keys().any(|package| package.starts_with("plainrecord-page ")), "{page:?}");
    shipped(&["--all-features"]).into_iter().chain(page).collect()
}

#[test]
fn every_licence_may_be_handed_on() {
    for (package, licence) in all_shipped() {
        assert!(is_allowed(&licence), "{package} is under {licence:?}");
    }
}

#[test]
fn nothing_that_ships_can_reach_a_network() {
    for package in all_shipped().keys() {
        let name = package.split(' ').next().unwrap();
        assert!(!NETWORK.contains(&name), "{package}");
    }
}

/// Crates that serve or connect, by the features they are built with: what
/// serves the review desk is there, what connects is not.
const SERVERS: &[&str] = &["axum", "hyper", "hyper-util"];

#[test]
fn what_serves_the_desk_cannot_be_a_client() {
    for package in SERVERS {
        let features = features_of(package);
        assert!(!features.is_empty(), "{package} is not shipped");
        for feature in features {
            let connects = ["client", "ws", "http2", "full"].iter().any(|part| feature.starts_with(part));
            assert!(!connects, "{package} is built with {feature}");
        }
    }
}

/// The features of a crate that ships, on any system.
fn features_of(package: &str) -> Vec<String> {
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let fixed =
        ["tree", "--locked", "--edges", "normal,build", "--target", "all", "--prefix", "none", "--format", "{p}|{f}"];
    let mut cargo = Command::new(env!("CARGO"));
    let output = cargo.args(fixed).args(["--manifest-path", manifest, "--all-features"]).output().unwrap();
    let lines = String::from_utf8(output.stdout).unwrap();
    let of = |line: &str| {
        let (shipped, features) = line.trim_end_matches(" (*)").split_once('|')?;
        (shipped.split(' ').next() == Some(package)).then(|| features.to_owned())
    };
    lines
        .lines()
        .filter_map(of)
        .flat_map(|features| features.split(',').map(str::to_owned).collect::<Vec<_>>())
        .collect()
}

/// The one file that names the network, and what it must not name: a way out.
const LISTENS: &str = "src/desk/loopback.rs";
const WAYS_OUT: &[&str] = &[
    "connect(",
    "connect_timeout(",
    "UdpSocket",
    "TcpSocket",
    "UnixStream",
    "ToSocketAddrs",
    "to_socket_addrs",
    "lookup_host",
];

/// The network crates above are names; this is the standard library's own way
/// and that of tokio, which serves the desk.
#[test]
fn one_source_file_names_the_network_and_listens_on_this_machine() {
    fn visit(folder: &std::path::Path) {
        for item in std::fs::read_dir(folder).unwrap() {
            let path = item.unwrap().path();
            if path.is_dir() {
                visit(&path);
            } else {
                let text = std::fs::read_to_string(&path).unwrap_or_default();
                let names = text.contains("std::net") || text.contains("tokio::net");
                assert_eq!(names, path.ends_with(LISTENS), "{}", path.display());
                let out = WAYS_OUT.iter().find(|way| text.contains(**way));
                assert_eq!(out, None, "{}", path.display());
            }
        }
    }
    visit(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
}

#[test]
fn the_core_is_small() {
    let shipped = shipped(&["--no-default-features"]);
    assert!(shipped.len() < 40, "{} crates", shipped.len());
}
