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
            message: format!("names no issue, as in {}(#12): {}", MARKS[0], text.trim()),
        })
        .collect()
}

/// Put together so that a search for marks does not find this rule.
const MARKS: [&str; 2] = [concat!("TO", "DO"), concat!("FIX", "ME")];

fn is_marked(text: &str) -> bool {
    text.split(|c| !is_word(c))
        .any(|word| MARKS.contains(&word))
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
        let [todo, fixme] = MARKS;
        let rust = format!(
            "// {todo}: later\n/* fine\n {fixme} soon */\n// {todo}(#12): known\nlet s = \"{todo}\";\n"
        );
        assert_eq!(lines("crates/domain/src/a.rs", &rust), [1, 3]);
        let script = format!("x // {fixme}\ny // {fixme} #3\nconst {todo}S = 1\n");
        assert_eq!(lines("web/src/a.ts", &script), [1]);
    }
}
