//! Rule `privacy`: a context of `domain` uses another only through what its `mod.rs` exports.

use std::collections::{BTreeMap, BTreeSet};

use super::Problem;
use super::source::{Source, is_word};

const DOMAIN: &str = "crates/domain/src/";

/// What the contexts are, from the files.
struct Contexts {
    /// Context → its modules that have a file.
    modules: BTreeMap<String, BTreeSet<String>>,
    /// Context → the modules that its `mod.rs` declares with a plain `pub mod`.
    exported: BTreeMap<String, BTreeSet<String>>,
}

/// The problems, and a note for each ring of contexts that use each other.
pub(crate) fn check(sources: &[Source]) -> (Vec<Problem>, Vec<String>) {
    let domain: Vec<(&Source, Vec<&str>)> = sources
        .iter()
        .filter(|source| source.is_rust() && !source.is_test_file())
        .filter_map(|source| Some((source, module_of(&source.path)?)))
        .collect();
    let contexts = Contexts::from_files(&domain);
    let mut problems = Vec::new();
    let mut edges = BTreeSet::new();
    for (source, module) in &domain {
        let own = module.first().copied().unwrap_or_default();
        problems.extend(published_store(source, module));
        for path in paths(&source.code, module) {
            let Some(other) = path.segments.first() else {
                continue;
            };
            if other == own || source.is_test_line(path.line) {
                continue;
            }
            if contexts.modules.contains_key(other) && contexts.modules.contains_key(own) {
                edges.insert((own.to_owned(), other.clone()));
            }
            let Some(inner) = path.segments.get(1) else {
                continue;
            };
            if contexts.is_private(other, inner) && !source.allows("privacy", path.line) {
                problems.push(Problem {
                    path: source.path.clone(),
                    line: path.line,
                    rule: "privacy",
                    message: format!(
                        "{other}::{inner} is {other}'s own: use what its mod.rs exports"
                    ),
                });
            }
        }
    }
    (problems, rings(&edges))
}

fn published_store(source: &Source, module: &[&str]) -> Option<Problem> {
    let [_] = module else { return None };
    let line = source.code.lines().position(|line| {
        let line = line.trim();
        line.starts_with("pub mod store") || line.starts_with("pub(crate) mod store")
    })?;
    Some(Problem {
        path: source.path.clone(),
        line: line + 1,
        rule: "privacy",
        message: "a store is never exported: declare it with a plain mod".to_owned(),
    })
}

impl Contexts {
    fn from_files(domain: &[(&Source, Vec<&str>)]) -> Self {
        let mut modules: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut exported: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (source, module) in domain {
            let [context, inner @ ..] = module.as_slice() else {
                continue;
            };
            if let Some(inner) = inner.first() {
                modules
                    .entry((*context).to_owned())
                    .or_default()
                    .insert((*inner).to_owned());
            } else {
                let names = source.code.lines().filter_map(|line| {
                    line.trim()
                        .strip_prefix("pub mod ")?
                        .strip_suffix(';')
                        .map(str::to_owned)
                });
                exported
                    .entry((*context).to_owned())
                    .or_default()
                    .extend(names);
            }
        }
        Self { modules, exported }
    }

    fn is_private(&self, context: &str, module: &str) -> bool {
        let holds = |all: &BTreeMap<String, BTreeSet<String>>| {
            all.get(context).is_some_and(|names| names.contains(module))
        };
        holds(&self.modules) && !holds(&self.exported)
    }
}

/// `crates/domain/src/orders/command/confirm.rs` → orders, command, confirm.
fn module_of(path: &str) -> Option<Vec<&str>> {
    let inside = path.strip_prefix(DOMAIN)?.strip_suffix(".rs")?;
    let mut parts: Vec<&str> = inside.split('/').collect();
    if matches!(parts.last(), Some(&"mod" | &"lib")) {
        parts.pop();
    }
    Some(parts)
}

struct Path {
    line: usize,
    /// From the crate's root.
    segments: Vec<String>,
}

/// Every path of the code that starts with `crate` or `super`, grouped imports taken apart.
fn paths(code: &str, module: &[&str]) -> Vec<Path> {
    let tokens = tokens(code);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((line, token)) = tokens.get(at) {
        let after_path = at
            .checked_sub(1)
            .is_some_and(|before| word(&tokens, before) == "::");
        let starts = (token == "crate" || token == "super") && word(&tokens, at + 1) == "::";
        if !starts || after_path {
            at += 1;
            continue;
        }
        let mut base: Vec<String> = Vec::new();
        if token == "super" {
            let mut up = 1;
            while word(&tokens, at + 2) == "super" && word(&tokens, at + 3) == "::" {
                at += 2;
                up += 1;
            }
            let keep = module.len().saturating_sub(up);
            base.extend(module.iter().take(keep).map(|part| (*part).to_owned()));
        }
        at = tree(&tokens, at + 2, *line, base, &mut found);
    }
    found
}

/// Reads `a::b`, `a::{b, c::d}` or `{a, b}` from `at`, and returns where it ends.
fn tree(
    tokens: &[(usize, String)],
    mut at: usize,
    line: usize,
    mut segments: Vec<String>,
    found: &mut Vec<Path>,
) -> usize {
    loop {
        let token = word(tokens, at);
        if token == "{" {
            at += 1;
            while at < tokens.len() && word(tokens, at) != "}" {
                let line = tokens.get(at).map_or(line, |(line, _)| *line);
                at = tree(tokens, at, line, segments.clone(), found);
                while at < tokens.len() && !matches!(word(tokens, at), "," | "}") {
                    at += 1;
                }
                if word(tokens, at) == "," {
                    at += 1;
                }
            }
            return at + 1;
        }
        if token.starts_with(is_word) {
            if token != "self" {
                segments.push(token.to_owned());
            }
            at += 1;
            if word(tokens, at) == "::" {
                at += 1;
                continue;
            }
        }
        found.push(Path { line, segments });
        return at;
    }
}

fn word(tokens: &[(usize, String)], at: usize) -> &str {
    tokens.get(at).map_or("", |(_, token)| token.as_str())
}

/// Words, `::`, and every other character by itself, each with its line.
fn tokens(code: &str) -> Vec<(usize, String)> {
    let mut tokens: Vec<(usize, String)> = Vec::new();
    let mut line = 1;
    let mut joins = false;
    for c in code.chars() {
        let last = tokens.last_mut().map(|(_, token)| token);
        match last {
            Some(token) if joins && is_word(c) && token.starts_with(is_word) => token.push(c),
            Some(token) if joins && c == ':' && token == ":" => token.push(c),
            _ if c.is_whitespace() => {}
            _ => tokens.push((line, c.to_string())),
        }
        joins = !c.is_whitespace();
        line += usize::from(c == '\n');
    }
    tokens
}

/// Groups of contexts that can reach each other, each told with its edges.
fn rings(edges: &BTreeSet<(String, String)>) -> Vec<String> {
    let mut reach = edges.clone();
    loop {
        let further: Vec<(String, String)> = reach
            .iter()
            .flat_map(|(a, b)| {
                edges
                    .iter()
                    .filter(move |(from, _)| from == b)
                    .map(|(_, to)| (a.clone(), to.clone()))
            })
            .filter(|edge| !reach.contains(edge))
            .collect();
        if further.is_empty() {
            break;
        }
        reach.extend(further);
    }
    let mutual = |a: &String, b: &String| {
        reach.contains(&(a.clone(), b.clone())) && reach.contains(&(b.clone(), a.clone()))
    };
    let mut told: BTreeSet<&String> = BTreeSet::new();
    let mut notes = Vec::new();
    for (first, _) in edges {
        if told.contains(first) || !mutual(first, first) {
            continue;
        }
        let inside: Vec<String> = edges
            .iter()
            .filter(|(a, b)| mutual(first, a) && mutual(first, b))
            .map(|(a, b)| {
                told.insert(a);
                format!("{a} → {b}")
            })
            .collect();
        notes.push(format!("contexts in a ring: {}", inside.join(", ")));
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: [usize; 0] = [];

    fn sources(files: &[(&str, &str)]) -> Vec<Source> {
        let orders = [
            (
                "orders/mod.rs",
                "mod store;\nmod model;\npub mod event;\npub use model::Order;\n",
            ),
            ("orders/store.rs", ""),
            (
                "orders/model.rs",
                "use super::store::insert;\nuse crate::orders::store;\n",
            ),
            ("orders/event.rs", ""),
            ("receipts/mod.rs", "mod command;\n"),
        ];
        orders
            .iter()
            .chain(files)
            .map(|(path, text)| Source::new(format!("{DOMAIN}{path}"), text))
            .collect()
    }

    fn lines(text: &str) -> Vec<usize> {
        let (problems, _) = check(&sources(&[("receipts/command.rs", text)]));
        problems.into_iter().map(|p| p.line).collect()
    }

    #[test]
    fn reaching_into_another_context_fails() {
        assert_eq!(lines("use crate::orders::store::insert;"), [1]);
        assert_eq!(lines("use crate::orders::store;"), [1]);
        assert_eq!(
            lines("fn f() {\n    crate::orders::model::Order::new();\n}"),
            [2]
        );
        assert_eq!(lines("use super::super::orders::store::insert;"), [1]);
        assert_eq!(
            lines("use crate::{\n  orders::{Order, store::{insert, lock}},\n  receipts,\n};"),
            [2, 2]
        );
    }

    #[test]
    fn what_the_context_exports_passes() {
        assert_eq!(
            lines("use crate::orders::{Order, event::Confirmed, self};"),
            NONE
        );
        assert_eq!(
            lines("use crate::orders::event::Confirmed;\nuse super::store;"),
            NONE
        );
        assert_eq!(
            lines("// crate::orders::store::insert\nlet s = \"crate::orders::store\";"),
            NONE
        );
        assert_eq!(
            lines("#[cfg(test)]\nmod tests {\n use crate::orders::store::insert;\n}"),
            NONE
        );
        let reason =
            "// tidy-allow: privacy — moved in the next commit\nuse crate::orders::store::x;";
        assert_eq!(lines(reason), NONE);
    }

    #[test]
    fn an_exported_store_fails() {
        for line in ["pub mod store;", "pub(crate) mod store;"] {
            let (problems, _) = check(&sources(&[("plans/mod.rs", line)]));
            assert_eq!(problems.len(), 1, "{line}");
        }
    }

    #[test]
    fn a_ring_is_noted_once() {
        let ring = [
            ("receipts/command.rs", "use crate::orders::Order;"),
            ("orders/rules.rs", "use crate::plans::Plan;"),
            ("plans/mod.rs", "mod model;"),
            ("plans/model.rs", "use crate::receipts::Receipt;"),
            ("credit/mod.rs", "mod model;"),
            ("credit/model.rs", "use crate::orders::Order;"),
        ];
        let (problems, notes) = check(&sources(&ring));
        assert_eq!(problems.len(), 0);
        assert_eq!(
            notes,
            ["contexts in a ring: orders → plans, plans → receipts, receipts → orders"]
        );
        let (_, notes) = check(&sources(ring.get(..3).unwrap()));
        assert_eq!(notes, Vec::<String>::new());
    }
}
