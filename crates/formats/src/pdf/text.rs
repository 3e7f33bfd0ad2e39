//! Line breaking for Chinese and Latin text.

use super::font::{Faces, Weight};

/// Characters that must not begin a line.
const NOT_FIRST: &str = "，。、；：！？）》】〉」』”’％‰·…—,.;:!?)]}%°";
/// Characters that must not end a line.
const NOT_LAST: &str = "（《【〈「『“‘([{￥¥$";

/// A style of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Style {
    pub(super) weight: Weight,
    /// Size in thousandths of a point.
    pub(super) size: i32,
}

/// Removes what must not reach the page: control characters and line ends become blanks, invisible
/// direction marks go (they could make text read other than it is).
pub(super) fn clean(text: &str) -> String {
    text.chars()
        .filter(|c| {
            !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        })
        .map(|c| if c.is_control() || c == '\u{2028}' || c == '\u{2029}' { ' ' } else { c })
        .collect()
}

/// Breaks text into lines no wider than `width`; `\n` breaks too. At most `max_lines`, the last one
/// then ends in `…`. There is always at least one line.
pub(super) fn wrap(
    faces: &Faces,
    style: Style,
    text: &str,
    width: i32,
    max_lines: usize,
) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let paragraph = clean(paragraph.trim_end_matches('\r'));
        wrap_paragraph(faces, style, &paragraph, width, max_lines, &mut lines);
        if lines.len() > max_lines {
            break;
        }
    }
    if lines.len() > max_lines {
        lines.truncate(max_lines);
        if let Some(last) = lines.last_mut() {
            while faces.width(style.weight, style.size, last)
                + faces.char_width(style.weight, style.size, '…')
                > width
                && last.pop().is_some()
            {}
            last.push('…');
        }
    }
    lines
}

fn wrap_paragraph(
    faces: &Faces,
    style: Style,
    text: &str,
    width: i32,
    max_lines: usize,
    lines: &mut Vec<String>,
) {
    // The usual case: it fits.
    if faces.width(style.weight, style.size, text) <= width {
        lines.push(text.trim_end().to_owned());
        return;
    }
    let chars: Vec<char> = text.chars().collect();
    let mut start = 0;
    while start < chars.len() {
        if lines.len() > max_lines {
            return;
        }
        let rest = chars.get(start..).unwrap_or_default();
        let end = start + line_length(faces, style, rest, width);
        let line: String = chars.get(start..end).unwrap_or_default().iter().collect();
        lines.push(line.trim_end().to_owned());
        start = end;
        while chars.get(start) == Some(&' ') {
            start += 1;
        }
    }
}

/// How many characters go on the next line.
fn line_length(faces: &Faces, style: Style, chars: &[char], width: i32) -> usize {
    let mut used = 0;
    let mut fit = 0;
    for c in chars {
        used += faces.char_width(style.weight, style.size, *c);
        if used > width && fit > 0 {
            break;
        }
        fit += 1;
    }
    if fit >= chars.len() {
        return chars.len();
    }
    // Back to a place where a break is allowed, unless that would empty half of the line.
    let mut at = fit;
    while at > fit / 2 {
        if may_break(chars, at) {
            return at;
        }
        at -= 1;
    }
    fit.max(1)
}

fn may_break(chars: &[char], at: usize) -> bool {
    let (Some(before), Some(after)) = (at.checked_sub(1).and_then(|i| chars.get(i)), chars.get(at))
    else {
        return false;
    };
    if NOT_FIRST.contains(*after) || NOT_LAST.contains(*before) {
        return false;
    }
    let wide = |c: char| u32::from(c) >= 0x2E80;
    *before == ' '
        || *after == ' '
        || wide(*before)
        || wide(*after)
        || matches!(before, '-' | '/' | '_')
}
