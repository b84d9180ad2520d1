//! What the program is built from: licences that may be handed on, nothing
//! that could reach a network, and a small core.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};

use cargo_metadata::{CargoOpt, DependencyKind, Metadata, MetadataCommand, PackageId};

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

/// Crates whose business is the network: the audit must not be able to use it.
const NETWORK: &[&str] = &[
    "attohttpc",
    "curl",
    "h2",
    "hyper",
    "isahc",
    "native-tls",
    "object_store",
    "openssl",
    "quinn",
    "reqwest",
    "rustls",
    "surf",
    "trust-dns-resolver",
    "hickory-resolver",
    "ureq",
];

fn metadata(features: CargoOpt) -> Metadata {
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    MetadataCommand::new().manifest_path(manifest).features(features).exec().unwrap()
}

/// Every package that ends up in the program, development tools left out.
fn shipped(metadata: &Metadata) -> BTreeSet<PackageId> {
    let resolve = metadata.resolve.as_ref().unwrap();
    let nodes: BTreeMap<_, _> = resolve.nodes.iter().map(|node| (&node.id, node)).collect();
    let mut all = BTreeSet::new();
    let mut open = vec![metadata.root_package().unwrap().id.clone()];
    while let Some(id) = open.pop() {
        if all.insert(id.clone()) {
            let normal =
                nodes[&id].deps.iter().filter(|d| d.dep_kinds.iter().any(|k| k.kind != DependencyKind::Development));
            open.extend(normal.map(|dependency| dependency.pkg.clone()));
        }
    }
    all
}

/// Whether an SPDX expression (`A OR B`, `(A OR B) AND C`, `A/B`) can be met.
fn is_allowed(expression: &str) -> bool {
    let expression = expression.replace(['(', ')'], "").replace('/', " OR ");
    expression.split(" AND ").all(|part| part.split(" OR ").any(|licence| ALLOWED.contains(&licence.trim())))
}

#[test]
fn every_licence_may_be_handed_on() {
    let metadata = metadata(CargoOpt::AllFeatures);
    let shipped = shipped(&metadata);
    for package in metadata.packages.iter().filter(|package| shipped.contains(&package.id)) {
        let licence = package.license.as_deref().unwrap_or_default();
        let file = package.license_file.is_some();
        assert!(is_allowed(licence) || file, "{} {} is under {licence:?}", package.name, package.version);
    }
}

#[test]
fn nothing_that_ships_can_reach_a_network() {
    let metadata = metadata(CargoOpt::AllFeatures);
    let shipped = shipped(&metadata);
    let names =
        metadata.packages.iter().filter(|package| shipped.contains(&package.id)).map(|package| package.name.as_str());
    let found: Vec<_> = names.filter(|name| NETWORK.contains(name)).collect();
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn the_core_is_small() {
    let metadata = metadata(CargoOpt::NoDefaultFeatures);
    let shipped = shipped(&metadata);
    assert!(shipped.len() < 40, "{} crates", shipped.len());
}
