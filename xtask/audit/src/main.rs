//! Checks every dependency of the workspace against known vulnerabilities and against `deny.toml`:
//! `jieqing-audit ADVISORIES < metadata.json`, in the workspace's root, where the input is
//! `cargo metadata --locked --format-version 1`.
//!
//! cargo-audit and cargo-deny say more, but take 4 minutes each to compile: too much for every run.
//! This is cargo-audit's own engine without its network half, and takes half a minute.

use std::io::Read;
use std::path::Path;
use std::process::ExitCode;

use rustsec::advisory::Informational;
use rustsec::report::Settings;
use rustsec::{Database, Lockfile, Report};
use serde_json::Value;

fn main() -> ExitCode {
    match run() {
        Ok(problems) if problems.is_empty() => ExitCode::SUCCESS,
        Ok(problems) => {
            for problem in &problems {
                println!("✗ {problem}");
            }
            ExitCode::FAILURE
        }
        Err(message) => {
            eprintln!("audit: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<Vec<String>, String> {
    let policy: toml::Table = read("deny.toml")?
        .parse()
        .map_err(|e| format!("deny.toml: {e}"))?;
    let policy = Policy::new(policy)?;
    let mut input = String::new();
    std::io::stdin()
        .read_to_string(&mut input)
        .map_err(|e| format!("no metadata: {e}"))?;
    let metadata: Value = serde_json::from_str(&input).map_err(|e| format!("metadata: {e}"))?;
    let packages = metadata["packages"]
        .as_array()
        .ok_or("metadata without packages")?;

    let mut problems: Vec<String> = packages.iter().flat_map(|p| policy.check(p)).collect();
    println!(
        "{} packages: licences, bans and sources read",
        packages.len()
    );
    match std::env::args().nth(1) {
        Some(folder) => problems.extend(advisories(&folder, &policy)?),
        None => println!("no advisory database given: known vulnerabilities are not checked"),
    }
    Ok(problems)
}

fn read(path: &str) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|e| format!("{path}: {e}"))
}

/// Vulnerabilities and unsoundness are problems; what nobody maintains is told.
fn advisories(folder: &str, policy: &Policy) -> Result<Vec<String>, String> {
    let database = Database::open(Path::new(folder)).map_err(|e| format!("{folder}: {e}"))?;
    let lock = Lockfile::load("Cargo.lock").map_err(|e| format!("Cargo.lock: {e}"))?;
    let ignore: Result<Vec<_>, _> = policy.ignore.iter().map(|id| id.parse()).collect();
    let settings = Settings {
        ignore: ignore.map_err(|e| format!("deny.toml: {e}"))?,
        informational_warnings: vec![Informational::Unsound, Informational::Unmaintained],
        ..Settings::default()
    };
    let report = Report::generate(&database, &lock, &settings);
    println!("{} advisories read", database.iter().count());
    let mut problems = Vec::new();
    for found in &report.vulnerabilities.list {
        problems.push(format!(
            "{} {}: {}: {}; mended in {:?}",
            found.package.name,
            found.package.version,
            found.advisory.id,
            found.advisory.title,
            found
                .versions
                .patched()
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
        ));
    }
    for warning in report.warnings.values().flatten() {
        let (id, title) = warning.advisory.as_ref().map_or(("", ""), |advisory| {
            (advisory.id.as_str(), advisory.title.as_str())
        });
        let text = format!(
            "{} {}: {id}: {title}",
            warning.package.name, warning.package.version
        );
        if warning.is_unsound() {
            problems.push(text);
        } else {
            println!("note: {text}");
        }
    }
    Ok(problems)
}

/// What `deny.toml` says, as far as it is read here.
struct Policy {
    licences: Vec<spdx::Licensee>,
    banned: Vec<String>,
    registries: Vec<String>,
    ignore: Vec<String>,
}

impl Policy {
    fn new(table: toml::Table) -> Result<Self, String> {
        let list = |section: &str, key: &str| -> Result<Vec<String>, String> {
            let values = table
                .get(section)
                .and_then(|s| s.get(key))
                .and_then(|v| v.as_array());
            let values = values.ok_or(format!("deny.toml: [{section}] {key} is missing"))?;
            let text = |value: &toml::Value| {
                let named = value.get("crate").or(value.get("id")).unwrap_or(value);
                named.as_str().map(str::to_owned)
            };
            let texts: Option<Vec<String>> = values.iter().map(text).collect();
            texts.ok_or(format!("deny.toml: [{section}] {key} is not understood"))
        };
        let licences = list("licenses", "allow")?;
        let licences = licences
            .iter()
            .map(|licence| spdx::Licensee::parse(licence));
        Ok(Self {
            licences: licences
                .collect::<Result<_, _>>()
                .map_err(|e| format!("deny.toml: {e}"))?,
            banned: list("bans", "deny")?,
            registries: list("sources", "allow-registry")?,
            ignore: list("advisories", "ignore")?,
        })
    }

    fn check(&self, package: &Value) -> Vec<String> {
        let text = |field: &str| package[field].as_str().unwrap_or_default();
        let name = format!("{} {}", text("name"), text("version"));
        let mut problems = Vec::new();
        if self.banned.iter().any(|banned| banned == text("name")) {
            problems.push(format!("{name} is banned by deny.toml"));
        }
        let source = text("source");
        let known = self
            .registries
            .iter()
            .any(|r| source == format!("registry+{r}"));
        if !source.is_empty() && !known {
            problems.push(format!(
                "{name} comes from {source}, which deny.toml does not allow"
            ));
        }
        let licence = text("license");
        let parsed = spdx::Expression::parse_mode(licence, spdx::ParseMode::LAX);
        let allowed = parsed.is_ok_and(|expression| {
            expression.evaluate(|asked| self.licences.iter().any(|ours| ours.satisfies(asked)))
        });
        if !allowed {
            problems.push(format!(
                "{name}: licence '{licence}' is not allowed by deny.toml"
            ));
        }
        problems
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(name: &str, licence: &str, source: &str) -> usize {
        let text = include_str!("../../../deny.toml");
        let policy = Policy::new(text.parse().unwrap()).unwrap();
        let package = json!({
            "name": name, "version": "1.0.0", "license": licence, "source": source,
        });
        policy.check(&package).len()
    }

    const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";

    #[test]
    fn each_part_of_the_policy_can_fail() {
        assert_eq!(check("serde", "MIT OR Apache-2.0", CRATES_IO), 0);
        assert_eq!(check("old", "MIT/Apache-2.0", CRATES_IO), 0);
        assert_eq!(check("either", "GPL-3.0 OR MIT", CRATES_IO), 0);
        assert_eq!(check("own", "MIT", ""), 0);
        assert_eq!(check("copyleft", "GPL-3.0-only", CRATES_IO), 1);
        assert_eq!(check("both", "MIT AND AGPL-3.0-only", CRATES_IO), 1);
        assert_eq!(check("silent", "", CRATES_IO), 1);
        assert_eq!(check("openssl", "Apache-2.0", CRATES_IO), 1);
        assert_eq!(check("forked", "MIT", "git+https://example.com/forked"), 1);
    }

    #[test]
    fn a_known_vulnerability_fails_and_a_reason_lifts_it() {
        let folder = std::env::temp_dir().join(format!("jieqing-audit-{}", std::process::id()));
        let crates = folder.join("crates/serde_json");
        std::fs::create_dir_all(&crates).unwrap();
        let advisory = "```toml\n[advisory]\nid = \"RUSTSEC-2026-9999\"\npackage = \"serde_json\"\n\
             date = \"2026-01-01\"\n[versions]\npatched = [\">= 99.0.0\"]\n```\n\n# Bad\n\nWorse.\n";
        std::fs::write(crates.join("RUSTSEC-2026-9999.md"), advisory).unwrap();
        let mut policy = Policy::new(include_str!("../../../deny.toml").parse().unwrap()).unwrap();
        // Tests run in the package's folder, whose lock file holds serde_json.
        let path = folder.to_str().unwrap();
        assert_eq!(advisories(path, &policy).unwrap().len(), 1);
        policy.ignore.push("RUSTSEC-2026-9999".to_owned());
        assert_eq!(advisories(path, &policy).unwrap().len(), 0);
        std::fs::remove_dir_all(folder).unwrap();
    }
}
