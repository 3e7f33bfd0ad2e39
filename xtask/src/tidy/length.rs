//! Rule `length`: a file that can be read in one sitting.

use super::Problem;
use super::source::{Source, allowance};

const LIMIT: usize = 400;
const LIMIT_WITH_REASON: usize = 600;
const HEAD: usize = 20;

pub(crate) fn check(source: &Source) -> Vec<Problem> {
    let measured = [".rs", ".ts", ".tsx", ".mjs"]
        .iter()
        .any(|kind| source.path.ends_with(kind));
    if !measured || source.path.ends_with("/schema.ts") || source.in_folder("generated") {
        return Vec::new();
    }
    let whole = source.is_test_file();
    let count = (1..=source.lines.len())
        .filter(|line| whole || !source.is_test_line(*line))
        .count();
    let allowed = whole
        || source
            .lines
            .iter()
            .take(HEAD)
            .any(|l| allowance(l) == Some("length"));
    let limit = if allowed { LIMIT_WITH_REASON } else { LIMIT };
    if count <= limit {
        return Vec::new();
    }
    vec![Problem {
        path: source.path.clone(),
        line: limit + 1,
        rule: "length",
        message: format!("{count} lines without tests, {limit} at most: split it by meaning"),
    }]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(path: &str, head: &str, lines: usize) -> usize {
        check(&Source::new(
            path.to_owned(),
            &format!("{head}{}", "x();\n".repeat(lines)),
        ))
        .len()
    }

    #[test]
    fn a_long_file_fails_and_a_reason_lifts_it_to_the_hard_limit() {
        let reason = "// tidy-allow: length — one table of codes\n";
        assert_eq!(problems("crates/domain/src/a.rs", "", 400), 0);
        assert_eq!(problems("crates/domain/src/a.rs", "", 401), 1);
        assert_eq!(problems("crates/domain/src/a.rs", reason, 599), 0);
        assert_eq!(problems("crates/domain/src/a.rs", reason, 600), 1);
        assert_eq!(problems("web/src/a.tsx", "", 401), 1);
        assert_eq!(problems("web/src/a.css", "", 401), 0);
    }

    #[test]
    fn tests_do_not_count_and_generated_files_are_exempt() {
        let tests = format!(
            "x();\n#[cfg(test)]\nmod tests {{\n{}}}\n",
            "y();\n".repeat(500)
        );
        assert_eq!(
            check(&Source::new("crates/domain/src/a.rs".to_owned(), &tests)),
            []
        );
        assert_eq!(problems("web/packages/api-client/schema.ts", "", 9_000), 0);
        assert_eq!(problems("crates/domain/tests/story.rs", "", 600), 0);
        assert_eq!(problems("crates/domain/tests/story.rs", "", 601), 1);
    }
}
