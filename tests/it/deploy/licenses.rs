//! The licenses of everything that is linked on this platform, held to the list in deny.toml.

use std::process::Command;

use super::repository_file;

/// Reads SPDX expressions: `MIT OR (Apache-2.0 AND ISC)`.
struct Expression<'t> {
    words: Vec<&'t str>,
    allowed: &'t [String],
}

impl<'t> Expression<'t> {
    fn new(spaced: &'t str, allowed: &'t [String]) -> Self {
        let mut words: Vec<_> = spaced.split_whitespace().collect();
        words.reverse();
        Self { words, allowed }
    }

    fn take(&mut self, word: &str) -> bool {
        let taken = self.words.last() == Some(&word);
        if taken {
            self.words.pop();
        }
        taken
    }

    fn any(&mut self) -> bool {
        let mut holds = self.every();
        while self.take("OR") {
            holds |= self.every();
        }
        holds
    }

    fn every(&mut self) -> bool {
        let mut holds = self.one();
        while self.take("AND") {
            holds &= self.one();
        }
        holds
    }

    fn one(&mut self) -> bool {
        if self.take("(") {
            let holds = self.any();
            assert!(self.take(")"), "no closing parenthesis");
            return holds;
        }
        let mut license = self
            .words
            .pop()
            .expect("an expression ends with a license")
            .to_owned();
        if self.take("WITH") {
            license = format!("{license} WITH {}", self.words.pop().unwrap());
        }
        self.allowed.contains(&license)
    }
}

fn is_allowed(expression: &str, allowed: &[String]) -> bool {
    // Old packages write `MIT/Apache-2.0`.
    let spaced = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    Expression::new(&spaced, allowed).any()
}

fn allowed() -> Vec<String> {
    let deny: toml::Table = repository_file("deny.toml").parse().unwrap();
    let list = deny["licenses"]["allow"].as_array().unwrap();
    list.iter()
        .map(|license| license.as_str().unwrap().to_owned())
        .collect()
}

/// Returns what cargo prints.
#[track_caller]
fn cargo(arguments: &[&str]) -> Vec<u8> {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    output.stdout
}

/// The platform that this was built for: what others need may never have been downloaded.
fn platform() -> String {
    let version = String::from_utf8(cargo(&["-vV"])).unwrap();
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    host.unwrap().to_owned()
}

#[test]
fn every_dependency_has_a_license_that_is_allowed() {
    let platform = platform();
    let arguments = ["metadata", "--format-version", "1", "--offline", "--locked"];
    let metadata = cargo(&[&arguments[..], &["--filter-platform", &platform]].concat());
    let metadata: serde_json::Value = serde_json::from_slice(&metadata).unwrap();
    let allowed = allowed();
    let packages = metadata["packages"].as_array().unwrap();
    let refused: Vec<_> = packages
        .iter()
        .filter(|package| {
            !package["license"]
                .as_str()
                .is_some_and(|license| is_allowed(license, &allowed))
        })
        .map(|package| format!("{}: {}", package["name"], package["license"]))
        .collect();
    assert_eq!(refused, Vec::<String>::new());
    assert!(
        packages.len() > 100,
        "{} packages are too few to be all",
        packages.len()
    );
}

#[test]
fn expressions_are_read_as_they_are_meant() {
    let allowed = [
        "MIT".to_owned(),
        "ISC".to_owned(),
        "Apache-2.0 WITH LLVM-exception".to_owned(),
    ];
    for (expression, expected) in [
        ("MIT", true),
        ("GPL-3.0", false),
        ("GPL-3.0 OR MIT", true),
        ("MIT/GPL-3.0", true),
        ("MIT AND ISC", true),
        ("MIT AND GPL-3.0", false),
        ("(GPL-3.0 OR MIT) AND ISC", true),
        ("(GPL-3.0 AND MIT) OR LGPL-3.0", false),
        ("Apache-2.0 WITH LLVM-exception", true),
        ("Apache-2.0", false),
    ] {
        assert_eq!(is_allowed(expression, &allowed), expected, "{expression}");
    }
}
