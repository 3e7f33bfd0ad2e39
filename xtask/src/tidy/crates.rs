//! Rule `crates`: dependencies point downwards, and only the edge speaks HTTP or SQL.

use serde_json::Value;

use super::Problem;

struct Room {
    name: &'static str,
    /// A crate may not use one of a higher floor, not even in its tests.
    floor: u8,
    uses: &'static [&'static str],
}

const ROOMS: &[Room] = &[
    Room {
        name: "jieqing-kernel",
        floor: 0,
        uses: &[],
    },
    Room {
        name: "jieqing-db",
        floor: 1,
        uses: &["jieqing-kernel"],
    },
    Room {
        name: "jieqing-matching",
        floor: 1,
        uses: &["jieqing-kernel"],
    },
    Room {
        name: "jieqing-formats",
        floor: 1,
        uses: &["jieqing-kernel"],
    },
    Room {
        name: "jieqing-reconcile",
        floor: 2,
        uses: &["jieqing-kernel", "jieqing-matching", "jieqing-formats"],
    },
    Room {
        name: "jieqing-ledger",
        floor: 2,
        uses: &["jieqing-kernel", "jieqing-db"],
    },
    Room {
        name: "jieqing-domain",
        floor: 3,
        uses: &[
            "jieqing-kernel",
            "jieqing-db",
            "jieqing-ledger",
            "jieqing-matching",
            "jieqing-formats",
            "jieqing-reconcile",
        ],
    },
    Room {
        name: "jieqing-api",
        floor: 4,
        uses: &["jieqing-kernel", "jieqing-domain", "jieqing-formats"],
    },
    Room {
        name: "jieqing-demo",
        floor: 4,
        uses: &[
            "jieqing-kernel",
            "jieqing-db",
            "jieqing-ledger",
            "jieqing-domain",
        ],
    },
    Room {
        name: "jieqing",
        floor: 5,
        uses: EVERY,
    },
    Room {
        name: "jieqing-bench",
        floor: 5,
        uses: EVERY,
    },
    Room {
        name: "xtask",
        floor: 0,
        uses: &[],
    },
];

const EVERY: &[&str] = &[
    "jieqing-kernel",
    "jieqing-db",
    "jieqing-matching",
    "jieqing-formats",
    "jieqing-reconcile",
    "jieqing-ledger",
    "jieqing-domain",
    "jieqing-api",
    "jieqing-demo",
];

const HTTP_AND_MAIL: &[&str] = &[
    "axum",
    "axum-extra",
    "hyper",
    "hyper-util",
    "lettre",
    "reqwest",
    "tower-http",
    "ureq",
];
const DATABASES: &[&str] = &["rusqlite", "postgres", "tokio-postgres", "sqlx", "diesel"];

/// Takes the answer of `cargo metadata --no-deps`.
pub(crate) fn check(metadata: &str) -> Result<Vec<Problem>, String> {
    let metadata: Value = serde_json::from_str(metadata)
        .map_err(|error| format!("cargo metadata is no JSON: {error}"))?;
    let packages = metadata
        .get("packages")
        .and_then(Value::as_array)
        .ok_or("no packages")?;
    let own: Vec<&str> = packages
        .iter()
        .map(|package| text(package, "name"))
        .collect();
    let mut problems = Vec::new();
    for package in packages {
        let mut report = |message: String| problems.push(problem(package, message));
        let name = text(package, "name");
        let Some(room) = room(name) else {
            report(format!(
                "{name} has no place yet: give it one in {}",
                file!()
            ));
            continue;
        };
        for dependency in package
            .get("dependencies")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            let used = text(dependency, "name");
            let in_tests = text(dependency, "kind") == "dev";
            if own.contains(&used) {
                if let Some(message) = inner(room, used, in_tests) {
                    report(message);
                }
            } else if !in_tests && let Some(message) = outer(room, used) {
                report(message);
            }
        }
    }
    Ok(problems)
}

fn inner(room: &Room, used: &str, in_tests: bool) -> Option<String> {
    if in_tests {
        let above = self::room(used).is_none_or(|other| other.floor > room.floor);
        return above
            .then(|| format!("the tests of {} may not use {used}: it is above", room.name));
    }
    (!room.uses.contains(&used))
        .then(|| format!("{} may not use {used}, only {}", room.name, list(room.uses)))
}

fn outer(room: &Room, used: &str) -> Option<String> {
    let speaks_http = room.floor >= 4;
    let speaks_sql = room.name == "jieqing-db" || room.floor >= 5;
    let refused = (HTTP_AND_MAIL.contains(&used) && !speaks_http)
        || (DATABASES.contains(&used) && !speaks_sql);
    refused.then(|| {
        format!(
            "{} may not use {used}: nothing in it may call out",
            room.name
        )
    })
}

fn room(name: &str) -> Option<&'static Room> {
    ROOMS.iter().find(|room| room.name == name)
}

fn list(names: &[&str]) -> String {
    if names.is_empty() {
        "none of ours".to_owned()
    } else {
        names.join(", ")
    }
}

fn problem(package: &Value, message: String) -> Problem {
    let manifest = text(package, "manifest_path");
    let parts: Vec<&str> = manifest.rsplit('/').take(3).collect();
    let path = parts.into_iter().rev().collect::<Vec<_>>().join("/");
    Problem {
        path,
        line: 1,
        rule: "crates",
        message,
    }
}

fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value.get(field).and_then(Value::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// Every crate of ours, and one edge: `from` uses `to`.
    fn messages(from: &str, to: &str, kind: Option<&str>) -> Vec<String> {
        let packages: Vec<Value> = ROOMS
            .iter()
            .map(|room| {
                let edges = json!([{ "name": to, "kind": kind }]);
                let none = json!([]);
                json!({
                    "name": room.name,
                    "manifest_path": format!("/somewhere/crates/{}/Cargo.toml", room.name),
                    "dependencies": if room.name == from { edges } else { none },
                })
            })
            .collect();
        let problems = check(&json!({ "packages": packages }).to_string()).unwrap();
        problems.into_iter().map(|p| p.message).collect()
    }

    #[test]
    fn the_wrong_direction_fails() {
        for (from, to) in [
            ("jieqing-kernel", "jieqing-db"),
            ("jieqing-db", "jieqing-ledger"),
            ("jieqing-matching", "jieqing-db"),
            ("jieqing-formats", "jieqing-matching"),
            ("jieqing-ledger", "jieqing-domain"),
            ("jieqing-domain", "jieqing-api"),
            ("jieqing-api", "jieqing-db"),
            ("jieqing-api", "jieqing"),
            ("xtask", "jieqing-kernel"),
        ] {
            assert_eq!(messages(from, to, None).len(), 1, "{from} → {to}");
            assert_eq!(
                messages(from, to, Some("build")).len(),
                1,
                "{from} → {to} by build.rs"
            );
        }
    }

    #[test]
    fn the_right_direction_passes() {
        for room in ROOMS {
            for to in room.uses {
                assert_eq!(messages(room.name, to, None), Vec::<String>::new());
            }
        }
    }

    #[test]
    fn tests_may_look_sideways_and_down_but_not_up() {
        assert_eq!(
            messages("jieqing-matching", "jieqing-formats", Some("dev")).len(),
            0
        );
        assert_eq!(messages("jieqing-api", "jieqing-db", Some("dev")).len(), 0);
        assert_eq!(
            messages("jieqing-domain", "jieqing-api", Some("dev")).len(),
            1
        );
    }

    #[test]
    fn only_the_edge_speaks_http_and_only_db_speaks_sql() {
        assert_eq!(messages("jieqing-domain", "lettre", None).len(), 1);
        assert_eq!(messages("jieqing-domain", "rusqlite", None).len(), 1);
        assert_eq!(messages("jieqing-ledger", "postgres", None).len(), 1);
        assert_eq!(messages("jieqing-api", "axum", None).len(), 0);
        assert_eq!(messages("jieqing-db", "rusqlite", None).len(), 0);
        assert_eq!(messages("jieqing-domain", "rusqlite", Some("dev")).len(), 0);
    }

    #[test]
    fn a_crate_without_a_place_fails() {
        let metadata = json!({ "packages": [{ "name": "jieqing-new", "dependencies": [] }] });
        assert_eq!(check(&metadata.to_string()).unwrap().len(), 1);
    }
}
