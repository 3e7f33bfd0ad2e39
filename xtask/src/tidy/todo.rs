//! Rule `todo`: an unfinished thing names its issue, or it is forgotten.

use super::Problem;
use super::source::{Source, is_word};

pub(crate) fn check(source: &Source) -> Vec<Problem> {
    let comments: Vec<(usize, &str)> = if source.is_rust() {
        source
            .comments
            .iter()
            .flat_map(|c| {
                c.text
                    .lines()
                    .enumerate()
                    .map(|(n, text)| (c.line + n, text))
            })
            .collect()
    } else {
        source
            .lines
            .iter()
            .enumerate()
            .map(|(n, text)| (n + 1, text.as_str()))
            .collect()
    };
    comments
        .into_iter()
        .filter(|(_, text)| is_marked(text) && !names_issue(text))
        .map(|(line, text)| Problem {
            path: source.path.clone(),
            line,
            rule: "todo",
            message: format!("names no issue (write TODO(#12)): {}", text.trim()),
        })
        .collect()
}

fn is_marked(text: &str) -> bool {
    text.split(|c| !is_word(c))
        .any(|word| word == "TODO" || word == "FIXME")
}

fn names_issue(text: &str) -> bool {
    text.split('#')
        .skip(1)
        .any(|after| after.starts_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(path: &str, text: &str) -> Vec<usize> {
        check(&Source::new(path.to_owned(), text))
            .into_iter()
            .map(|p| p.line)
            .collect()
    }

    #[test]
    fn a_mark_without_an_issue_fails() {
        let text =
            "// TODO: later\n/* fine\n FIXME soon */\n// TODO(#12): known\nlet s = \"TODO\";\n";
        assert_eq!(lines("crates/domain/src/a.rs", text), [1, 3]);
        assert_eq!(
            lines(
                "web/src/a.ts",
                "x // FIXME\ny // FIXME #3\nconst TODOS = 1\n"
            ),
            [1]
        );
    }
}
