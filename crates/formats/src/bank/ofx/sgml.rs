//! Tags and values, for both kinds of OFX.

use crate::bank::xml::reference as entity;

/// One token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// `<TAG>`, upper case, with the value that follows it up to the next tag.
    Open {
        name: String,
        value: String,
        line: u64,
    },
    /// `</TAG>`.
    Close(String),
}

/// Splits the text behind `<OFX>`; nothing of what it holds can make it fail.
pub(super) struct Tokens<'a> {
    text: &'a str,
    at: usize,
    line: u64,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            line: 1,
        }
    }

    fn advance(&mut self, to: usize) {
        let passed = self.text.get(self.at..to).unwrap_or_default();
        self.line += memchr::memchr_iter(b'\n', passed.as_bytes()).count() as u64;
        self.at = to;
    }

    /// The value after a tag: text and CDATA sections up to the next tag.
    fn value(&mut self) -> String {
        let mut out = String::new();
        loop {
            let rest = self.text.get(self.at..).unwrap_or_default();
            if let Some(inner) = rest.strip_prefix("<![CDATA[") {
                let end = inner.find("]]>").unwrap_or(inner.len());
                out.push_str(inner.get(..end).unwrap_or_default());
                let to = (self.at + 9 + end + 3).min(self.text.len());
                self.advance(to);
                continue;
            }
            if rest.is_empty() || is_tag(rest) {
                return out.trim().to_owned();
            }
            // A `<` that opens no tag is text: names of people hold such things.
            let skip = usize::from(rest.starts_with('<'));
            let tail = rest.get(skip..).unwrap_or_default();
            let end = skip + tail.find('<').unwrap_or(tail.len());
            out.push_str(&unescape(rest.get(..end).unwrap_or_default()));
            let to = self.at + end;
            self.advance(to);
        }
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        loop {
            let rest = self.text.get(self.at..)?;
            let start = rest.find('<')?;
            let tag = rest.get(start..)?;
            if !is_tag(tag) {
                let to = self.at + start + 1;
                self.advance(to);
                continue;
            }
            let end = tag.find('>')?;
            let inner = tag.get(1..end)?.trim().trim_end_matches('/');
            let line = self.line
                + memchr::memchr_iter(b'\n', rest.get(..start)?.as_bytes()).count() as u64;
            let to = self.at + start + end + 1;
            self.advance(to);
            if inner.starts_with(['?', '!']) {
                continue;
            }
            if let Some(name) = inner.strip_prefix('/') {
                return Some(Token::Close(name.trim().to_ascii_uppercase()));
            }
            let name = inner
                .split_whitespace()
                .next()
                .unwrap_or_default()
                .to_ascii_uppercase();
            let value = self.value();
            return Some(Token::Open { name, value, line });
        }
    }
}

/// True when a tag, an end tag or a declaration starts here and ends within 200 characters.
fn is_tag(text: &str) -> bool {
    let mut chars = text.chars();
    if chars.next() != Some('<') {
        return false;
    }
    let first = match chars.next() {
        Some('/') => chars.next(),
        Some('!') if text.starts_with("<![CDATA[") => return false,
        other => other,
    };
    if !first.is_some_and(|c| c.is_ascii_alphabetic() || c == '?' || c == '!') {
        return false;
    }
    text.char_indices()
        .take(200)
        .skip(1)
        .find(|(_, c)| matches!(c, '>' | '<'))
        .is_some_and(|(_, c)| c == '>')
}

fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(rest.get(..at).unwrap_or_default());
        let tail = rest.get(at + 1..).unwrap_or_default();
        let named = tail
            .find(';')
            .filter(|end| *end <= 10)
            .and_then(|end| Some((entity(tail.get(..end)?)?, end)));
        match named {
            Some((c, end)) => {
                out.push(c);
                rest = tail.get(end + 1..).unwrap_or_default();
            }
            // A bare ampersand is text.
            None => {
                out.push('&');
                rest = tail;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<(String, String)> {
        Tokens::new(text)
            .map(|t| match t {
                Token::Open { name, value, .. } => (name, value),
                Token::Close(name) => (format!("/{name}"), String::new()),
            })
            .collect()
    }

    #[test]
    fn both_kinds() {
        let want =
            [("A", "1 & 2"), ("B", "x < y"), ("/A", "")].map(|(a, b)| (a.to_owned(), b.to_owned()));
        assert_eq!(tokens("<a>1 &amp; 2<B>x < y\n</A>"), want);
        assert_eq!(tokens("<A>1 & 2<b><![CDATA[x < y]]></a>"), want);
    }
}
