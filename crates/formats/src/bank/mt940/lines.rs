//! Fields of an MT940 text.

use std::borrow::Cow;

use crate::bank::text;

/// Tags that start a field; any other `:NN:` at the start of a line is text.
const TAGS: &[&str] = &[
    "20", "21", "25", "25P", "28", "28C", "13", "13D", "34F", "60F", "60M", "61", "62F", "62M",
    "64", "65", "86", "90C", "90D", "NS",
];

/// One field: tag, value lines, and the line it starts in.
#[derive(Debug, Clone)]
pub(super) struct Field<'a> {
    pub(super) tag: &'static str,
    pub(super) lines: Vec<&'a str>,
    pub(super) line: u64,
}

/// What comes next in a file.
#[derive(Debug)]
pub(super) enum Part<'a> {
    /// A field.
    Field(Field<'a>),
    /// `-` or `-}` at the end of a message.
    End,
}

/// The text with line ends where older German files have `@@`.
pub(super) fn with_line_ends(text: &str) -> Cow<'_, str> {
    if text.trim_start().starts_with("@@:") {
        Cow::Owned(text.replace("@@", "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Splits a text into fields and message ends.
pub(super) fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    let mut open = false;
    for (number, raw) in text::lines(text) {
        let line = raw.trim_end();
        if let Some((tag, rest)) = tag_of(line.trim_start()) {
            parts.push(Part::Field(Field {
                tag,
                lines: vec![rest],
                line: number,
            }));
            open = true;
        } else if line == "-" || line.starts_with("-}") {
            parts.push(Part::End);
            open = false;
        } else if line.starts_with("{1:") {
            // A new envelope without the end of the last message; its fields follow on other lines.
            parts.push(Part::End);
            open = false;
            let body = line.rsplit_once("{4:").map_or("", |(_, body)| body);
            if let Some((tag, rest)) = tag_of(body.trim_start()) {
                parts.push(Part::Field(Field {
                    tag,
                    lines: vec![rest],
                    line: number,
                }));
                open = true;
            }
        } else if open
            && let Some(Part::Field(field)) = parts.last_mut()
            && !(line.trim().is_empty() && field.tag != "86")
            && field.lines.len() < 200
        {
            field.lines.push(raw.trim_end_matches(['\r', '\n']));
        }
    }
    parts
}

/// The known tag at the start of a line and what follows it.
fn tag_of(line: &str) -> Option<(&'static str, &str)> {
    let rest = line.strip_prefix(':')?;
    TAGS.iter().find_map(|tag| {
        let after = rest.strip_prefix(tag)?.strip_prefix(':')?;
        Some((*tag, after))
    })
}
