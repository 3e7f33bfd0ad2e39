//! One file as the rules see it: its code without strings and comments, its strings, its tests.

use std::ops::Range;

pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) lines: Vec<String>,
    /// The code with the content of strings and comments blanked out, line by line as in the file.
    /// Only Rust is taken apart; of other files this is the text itself.
    pub(crate) code: String,
    pub(crate) strings: Vec<Literal>,
    pub(crate) comments: Vec<Literal>,
    /// Line numbers of `#[cfg(test)] mod … { … }`.
    tests: Vec<Range<usize>>,
}

pub(crate) struct Literal {
    pub(crate) line: usize,
    /// Where it begins in [`Source::code`], in characters.
    pub(crate) at: usize,
    pub(crate) text: String,
}

impl Source {
    pub(crate) fn new(path: String, text: &str) -> Self {
        let mut source = Self {
            lines: text.lines().map(str::to_owned).collect(),
            code: text.to_owned(),
            strings: Vec::new(),
            comments: Vec::new(),
            tests: Vec::new(),
            path,
        };
        if source.is_rust() {
            let mut scan = Scan::new(text);
            scan.run();
            source.code = scan.code.into_iter().collect();
            source.strings = scan.strings;
            source.comments = scan.comments;
            source.tests = test_modules(&source.code);
        }
        source
    }

    pub(crate) fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    /// Whole files of tests, wherever they stand.
    pub(crate) fn is_test_file(&self) -> bool {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        self.in_folder("tests")
            || self.in_folder("benches")
            || name == "tests.rs"
            || name.ends_with("_test.rs")
            || name.ends_with("_tests.rs")
            || name.contains(".test.")
    }

    pub(crate) fn is_test_line(&self, line: usize) -> bool {
        self.is_test_file() || self.tests.iter().any(|range| range.contains(&line))
    }

    pub(crate) fn in_folder(&self, name: &str) -> bool {
        let mut parts: Vec<&str> = self.path.split('/').collect();
        parts.pop();
        parts.contains(&name)
    }

    /// Whether `tidy-allow: RULE — reason` stands on this line or on the comments right above it.
    pub(crate) fn allows(&self, rule: &str, line: usize) -> bool {
        let text = |number: usize| {
            self.lines
                .get(number.wrapping_sub(1))
                .map_or("", |l| l.trim())
        };
        if allowance(text(line)) == Some(rule) {
            return true;
        }
        let mut above = line.saturating_sub(1);
        while above > 0 && text(above).starts_with("//") {
            if allowance(text(above)) == Some(rule) {
                return true;
            }
            above -= 1;
        }
        false
    }
}

/// The rule that a line lifts; without a reason it lifts nothing.
pub(crate) fn allowance(line: &str) -> Option<&str> {
    let (_, after) = line.split_once("// tidy-allow:")?;
    let (rule, reason) = after.trim().split_once(' ')?;
    let reason = reason.trim_start_matches(['—', '-', ':', ' ']);
    (reason.chars().count() >= 10).then_some(rule)
}

/// The line (from 1) on which the character at `at` stands.
pub(crate) fn line_of(code: &str, at: usize) -> usize {
    1 + code.chars().take(at).filter(|c| *c == '\n').count()
}

struct Scan {
    text: Vec<char>,
    at: usize,
    line: usize,
    code: Vec<char>,
    strings: Vec<Literal>,
    comments: Vec<Literal>,
}

impl Scan {
    fn new(text: &str) -> Self {
        Self {
            text: text.chars().collect(),
            at: 0,
            line: 1,
            code: Vec::new(),
            strings: Vec::new(),
            comments: Vec::new(),
        }
    }

    fn peek(&self, ahead: usize) -> char {
        self.text.get(self.at + ahead).copied().unwrap_or('\0')
    }

    fn starts_with(&self, what: &str) -> bool {
        what.chars()
            .enumerate()
            .all(|(ahead, c)| self.peek(ahead) == c)
    }

    /// Moves on by one character, kept or blanked; line breaks are always kept.
    fn step(&mut self, keep: bool) {
        let c = self.peek(0);
        if c == '\n' {
            self.line += 1;
        }
        self.code.push(if keep || c == '\n' { c } else { ' ' });
        self.at += 1;
    }

    fn run(&mut self) {
        while self.at < self.text.len() {
            let before = self
                .at
                .checked_sub(1)
                .and_then(|at| self.text.get(at))
                .copied();
            let in_word = before.is_some_and(is_word);
            if self.starts_with("//") {
                self.comment(|scan| scan.peek(0) == '\n');
            } else if self.starts_with("/*") {
                self.block_comment();
            } else if self.peek(0) == '"' {
                self.string();
            } else if !in_word && self.raw_hashes().is_some() {
                self.raw_string();
            } else if self.peek(0) == '\'' {
                self.quote();
            } else {
                self.step(true);
            }
        }
    }

    fn comment(&mut self, ends: impl Fn(&Self) -> bool) {
        let (start, line, at) = (self.at, self.line, self.code.len());
        while self.at < self.text.len() && !ends(self) {
            self.step(false);
        }
        let text = self.text.iter().skip(start).take(self.at - start).collect();
        self.comments.push(Literal { line, at, text });
    }

    fn block_comment(&mut self) {
        let (start, line, at) = (self.at, self.line, self.code.len());
        let mut depth = 0_usize;
        while self.at < self.text.len() {
            let opens = self.starts_with("/*");
            let closes = self.starts_with("*/");
            if opens || closes {
                self.step(false);
                self.step(false);
                depth = if opens {
                    depth + 1
                } else {
                    depth.saturating_sub(1)
                };
                if depth == 0 {
                    break;
                }
            } else {
                self.step(false);
            }
        }
        let text = self.text.iter().skip(start).take(self.at - start).collect();
        self.comments.push(Literal { line, at, text });
    }

    fn string(&mut self) {
        let (line, at) = (self.line, self.code.len());
        self.step(true);
        let start = self.at;
        while self.at < self.text.len() && self.peek(0) != '"' {
            if self.peek(0) == '\\' {
                self.step(false);
            }
            if self.at < self.text.len() {
                self.step(false);
            }
        }
        let text = self.text.iter().skip(start).take(self.at - start).collect();
        self.strings.push(Literal { line, at, text });
        if self.at < self.text.len() {
            self.step(true);
        }
    }

    /// At `r"`, `br##"` and the like: how many hashes, and how many characters to the quote.
    fn raw_hashes(&self) -> Option<(usize, usize)> {
        let mut ahead = usize::from(matches!(self.peek(0), 'b' | 'c'));
        if self.peek(ahead) != 'r' {
            return None;
        }
        ahead += 1;
        let mut hashes = 0;
        while self.peek(ahead) == '#' {
            hashes += 1;
            ahead += 1;
        }
        (self.peek(ahead) == '"').then_some((hashes, ahead))
    }

    fn raw_string(&mut self) {
        let Some((hashes, ahead)) = self.raw_hashes() else {
            return;
        };
        let (line, at) = (self.line, self.code.len() + ahead);
        for _ in 0..=ahead {
            self.step(true);
        }
        let start = self.at;
        let end = format!("\"{}", "#".repeat(hashes));
        while self.at < self.text.len() && !self.starts_with(&end) {
            self.step(false);
        }
        let text = self.text.iter().skip(start).take(self.at - start).collect();
        self.strings.push(Literal { line, at, text });
        for _ in 0..=hashes {
            if self.at < self.text.len() {
                self.step(true);
            }
        }
    }

    /// A character literal is blanked; a lifetime is code.
    fn quote(&mut self) {
        let end = match (self.peek(1), self.peek(2)) {
            ('\\', _) => (3..12).find(|ahead| self.peek(*ahead) == '\''),
            (_, '\'') => Some(2),
            _ => None,
        };
        self.step(true);
        for ahead in 1..=end.unwrap_or(0) {
            self.step(Some(ahead) == end);
        }
    }
}

pub(crate) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The line ranges of inline test modules: `#[cfg(test)]`, then `mod name {` to its closing brace.
fn test_modules(code: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let marker = "#[cfg(test)]";
    let mut from = 0;
    while let Some(offset) = code.get(from..).and_then(|rest| rest.find(marker)) {
        let start = from + offset;
        from = start + marker.len();
        let rest = code.get(from..).unwrap_or_default();
        let Some(open) = rest.find('{') else { continue };
        let head = rest.get(..open).unwrap_or_default();
        if head.contains(';') || !head.split(|c| !is_word(c)).any(|word| word == "mod") {
            continue;
        }
        let mut depth = 0_usize;
        let mut end = rest.len();
        for (at, c) in rest.char_indices().skip_while(|(at, _)| *at < open) {
            match c {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                _ => continue,
            }
            if depth == 0 {
                end = at;
                break;
            }
        }
        let count = |text: &str| text.matches('\n').count();
        let first = 1 + count(code.get(..start).unwrap_or_default());
        let last = 1 + count(code.get(..from + end).unwrap_or_default());
        found.push(first..last + 1);
        from += end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rust(text: &str) -> Source {
        Source::new("crates/domain/src/orders/model.rs".to_owned(), text)
    }

    #[test]
    fn strings_and_comments_are_told_from_code() {
        let source = rust(concat!(
            "let a = \"one // \\\" two\"; // three \"four\"\n",
            "let b = r#\"five \" six\"#; /* seven /* eight */ nine */ let c = 'x'; let d = '\"';\n",
            "fn f<'a>(x: &'a str) -> char { '\\'' }\n",
            "let r = 1; let bar = r\"ten\";\n",
        ));
        let strings: Vec<_> = source
            .strings
            .iter()
            .map(|s| (s.line, s.text.as_str()))
            .collect();
        assert_eq!(
            strings,
            [(1, "one // \\\" two"), (2, "five \" six"), (4, "ten")]
        );
        let comments: Vec<_> = source.comments.iter().map(|c| c.text.as_str()).collect();
        assert_eq!(
            comments,
            ["// three \"four\"", "/* seven /* eight */ nine */"]
        );
        assert!(
            source
                .code
                .contains("fn f<'a>(x: &'a str) -> char { '  ' }")
        );
        for word in ["one", "three", "five", "seven", "ten"] {
            assert!(
                !source.code.contains(word),
                "{word} is left in {}",
                source.code
            );
        }
        assert_eq!(source.code.lines().count(), 4);
    }

    #[test]
    fn only_inline_test_modules_are_test_lines() {
        let source = rust(concat!(
            "#[cfg(test)]\n",
            "mod fixtures;\n",
            "fn code() { let s = \"}\"; }\n",
            "#[cfg(test)]\n",
            "mod tests {\n",
            "    fn t() { if true {} }\n",
            "}\n",
            "fn after() {}\n",
        ));
        let lines: Vec<usize> = (1..=8).filter(|line| source.is_test_line(*line)).collect();
        assert_eq!(lines, [4, 5, 6, 7]);
    }

    #[test]
    fn an_allowance_needs_a_reason() {
        assert_eq!(
            allowance("// tidy-allow: sql — the console shows this text"),
            Some("sql")
        );
        assert_eq!(
            allowance("call(); // tidy-allow: sql - shown to the operator"),
            Some("sql")
        );
        assert_eq!(allowance("// tidy-allow: sql"), None);
        assert_eq!(allowance("// tidy-allow: sql — why"), None);
    }

    #[test]
    fn an_allowance_reaches_only_the_line_below_its_comment() {
        let source = rust(concat!(
            "// tidy-allow: sql — shown to the operator\n",
            "// and nowhere else\n",
            "one();\n",
            "two();\n",
        ));
        assert!(source.allows("sql", 3));
        assert!(!source.allows("length", 3));
        assert!(!source.allows("sql", 4));
    }
}
