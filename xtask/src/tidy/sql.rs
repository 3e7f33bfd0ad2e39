//! Rule `sql`: SQL text has one home, and is never put together from pieces.

use super::Problem;
use super::source::{Literal, Source, is_word, line_of};

const CALLS: &[&str] = &[
    "batch_execute",
    "exec",
    "exec_rows",
    "execute",
    "execute_batch",
    "prepare",
    "prepare_cached",
    "prepare_typed",
    "query",
    "query_map",
    "query_one",
    "query_opt",
    "query_raw",
    "query_row",
    "query_typed",
    "simple_query",
];

pub(crate) fn check(source: &Source) -> Vec<Problem> {
    if !source.is_rust() || !source.path.starts_with("crates/") || source.is_test_file() {
        return Vec::new();
    }
    let mut problems = Vec::new();
    let mut report = |line: usize, message: &str| {
        if !source.is_test_line(line) && !source.allows("sql", line) {
            problems.push(Problem {
                path: source.path.clone(),
                line,
                rule: "sql",
                message: message.to_owned(),
            });
        }
    };
    for literal in source
        .strings
        .iter()
        .filter(|literal| looks_like_sql(&literal.text))
    {
        if is_formatted(source, literal) {
            report(
                literal.line,
                "SQL by format!: name the statement, bind the values",
            );
        } else if !is_home(source) {
            report(
                literal.line,
                "SQL outside store.rs, query.rs, store/, query/ and the db crate",
            );
        }
    }
    for line in formatted_calls(source) {
        report(
            line,
            "a database call with format!: name the statement, bind the values",
        );
    }
    problems
}

fn is_home(source: &Source) -> bool {
    let name = source.path.rsplit('/').next().unwrap_or_default();
    ["store.rs", "query.rs"]
        .iter()
        .any(|home| name == *home || name.ends_with(&format!("_{home}")))
        || source.in_folder("store")
        || source.in_folder("query")
        || source.in_folder("migrations")
        || source.path.starts_with("crates/db/")
}

fn looks_like_sql(text: &str) -> bool {
    let plain = text.replace("\\n", " ").replace('\\', " ").to_lowercase();
    let words: Vec<&str> = plain.split_whitespace().collect();
    let from = words.contains(&"from");
    let whole = match *words.as_slice() {
        ["select", ..] => from,
        ["insert", "into", _, ..]
        | ["delete", "from", _, ..]
        | ["update", _, "set", _, ..]
        | ["update", _, _, "set", _, ..]
        | ["with", "recursive", ..]
        | ["with", _, "as", ..]
        | [
            "create",
            "table" | "index" | "unique" | "trigger" | "view",
            _,
            ..,
        ]
        | ["alter" | "drop" | "truncate", "table", _, ..] => true,
        _ => false,
    };
    whole || (from && words.contains(&"(select"))
}

/// Whether the literal is the pattern of a `format!`.
fn is_formatted(source: &Source, literal: &Literal) -> bool {
    let before: String = source.code.chars().take(literal.at).collect();
    let before = before.trim_end_matches(|c: char| c.is_whitespace() || "r#\"".contains(c));
    before.ends_with("format!(") || before.ends_with("format_args!(")
}

/// Lines with `.execute(&format!(…))` and its kind.
fn formatted_calls(source: &Source) -> Vec<usize> {
    let marker = "format!(";
    let mut lines = Vec::new();
    for (at, _) in source.code.match_indices(marker) {
        let before = source.code.get(..at).unwrap_or_default();
        let before = before.trim_end_matches(|c: char| c.is_whitespace() || c == '&');
        let Some(before) = before.strip_suffix('(') else {
            continue;
        };
        let name = before.rsplit(|c| !is_word(c)).next().unwrap_or_default();
        let dotted = before
            .strip_suffix(name)
            .is_some_and(|rest| rest.ends_with('.'));
        if dotted && CALLS.contains(&name) {
            lines.push(line_of(&source.code, before.chars().count()));
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: [usize; 0] = [];

    fn lines(path: &str, text: &str) -> Vec<usize> {
        check(&Source::new(path.to_owned(), text))
            .into_iter()
            .map(|p| p.line)
            .collect()
    }

    const COMMAND: &str = "crates/domain/src/orders/command.rs";

    #[test]
    fn sql_outside_its_home_fails() {
        for sql in [
            "select id from orders where company_id = $1",
            "\\n   SELECT id,\\n no FROM orders",
            "insert into orders (id) values ($1)",
            "update orders set version = version + 1",
            "delete from orders where id = $1",
            "with open as (select 1) select * from open",
            "id in (select id from orders)",
            "create table t (id bigint)",
        ] {
            let text = format!("fn f() {{ run(\"{sql}\"); }}");
            assert_eq!(lines(COMMAND, &text), [1], "{sql}");
            for home in [
                "crates/domain/src/orders/store.rs",
                "crates/domain/src/orders/query.rs",
                "crates/domain/src/orders/query/list.rs",
                "crates/ledger/src/store/balance.rs",
                "crates/db/src/log.rs",
                "crates/domain/tests/story.rs",
            ] {
                assert_eq!(lines(home, &text), NONE, "{home}");
            }
        }
    }

    #[test]
    fn words_are_not_taken_for_sql() {
        for text in [
            "select a customer",
            "update the order",
            "deleted from here",
            "from a to b",
            "",
        ] {
            assert_eq!(
                lines(COMMAND, &format!("fn f() {{ say(\"{text}\"); }}")),
                NONE,
                "{text}"
            );
        }
        assert_eq!(lines(COMMAND, "// select id from orders\nfn f() {}"), NONE);
    }

    #[test]
    fn tests_and_reasons_lift_it() {
        let test = "#[cfg(test)]\nmod tests {\n fn t() { run(\"delete from orders\"); }\n}\n";
        assert_eq!(lines(COMMAND, test), NONE);
        let reason =
            "// tidy-allow: sql — an example in a help text\nrun(\"delete from orders\");\n";
        assert_eq!(lines(COMMAND, reason), NONE);
    }

    #[test]
    fn sql_by_format_fails_even_at_home() {
        let store = "crates/domain/src/orders/store.rs";
        assert_eq!(
            lines(store, "let s = format!(\"select id from {table}\");"),
            [1]
        );
        assert_eq!(
            lines(store, "let s = format!(\n  r#\"delete from {table}\"#);"),
            [2]
        );
        assert_eq!(
            lines(
                "crates/db/src/a.rs",
                "c\n .execute_batch(&format!(\"savepoint {n}\"))"
            ),
            [2]
        );
        assert_eq!(lines(store, "tx.query(\n &format!(\"{A} {B}\"), &[])"), [1]);
        assert_eq!(lines(store, "log(format!(\"order {id} confirmed\"))"), NONE);
    }
}
