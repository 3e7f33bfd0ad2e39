//! UN/EDIFACT interchanges: which message it is, and of an invoice its numbers and sums.

use super::Found;

/// Segments looked at.
const SEGMENTS: usize = 20_000;

/// The marks of an interchange: component, element, release, segment end.
struct Marks {
    component: char,
    element: char,
    release: char,
    end: char,
}

/// Tells what an interchange holds; `None` when the text is none.
pub(super) fn of_text(text: &str) -> Option<Found> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let (marks, body) = match text.strip_prefix("UNA") {
        Some(rest) => {
            let mut chars = rest.chars();
            let (component, element) = (chars.next()?, chars.next()?);
            let (_, release) = (chars.next()?, chars.next()?);
            let (_, end) = (chars.next()?, chars.next()?);
            let marks = Marks {
                component,
                element,
                release,
                end,
            };
            (marks, chars.as_str())
        }
        None if text.starts_with("UNB+") => (
            Marks {
                component: ':',
                element: '+',
                release: '?',
                end: '\'',
            },
            text,
        ),
        None => return None,
    };
    let segments: Vec<Vec<Vec<String>>> = split(body, marks.end, marks.release)
        .take(SEGMENTS)
        .map(|segment| {
            split(segment.trim(), marks.element, marks.release)
                .map(|element| {
                    split(element, marks.component, marks.release)
                        .map(|part| released(part, marks.release))
                        .collect()
                })
                .collect()
        })
        .collect();
    described(&segments)
}

fn described(segments: &[Vec<Vec<String>>]) -> Option<Found> {
    let get = |segment: &[Vec<String>], element: usize, part: usize| -> String {
        let value = segment.get(element).and_then(|e| e.get(part));
        value.map_or_else(String::new, |v| v.trim().to_owned())
    };
    // A segment by its tag and, where given, its first part.
    let find = |tag: &str, qualifiers: &[&str]| {
        let of = |qualifier: Option<&str>| {
            segments
                .iter()
                .find(|s| get(s, 0, 0) == tag && qualifier.is_none_or(|q| get(s, 1, 0) == q))
        };
        if qualifiers.is_empty() {
            of(None)
        } else {
            qualifiers.iter().find_map(|q| of(Some(q)))
        }
    };
    let message = get(find("UNH", &[])?, 2, 0);
    let value = |tag: &str, qualifiers: &[&str], element: usize, part: usize| {
        find(tag, qualifiers).map_or_else(String::new, |s| get(s, element, part))
    };
    let kind = if message == "INVOIC" {
        "einvoice"
    } else {
        "edifact"
    };
    let party = |role: &str| {
        // A name of its own, else the unstructured address.
        let name = value("NAD", &[role], 4, 0);
        if name.is_empty() {
            value("NAD", &[role], 3, 0)
        } else {
            name
        }
    };
    let lines = segments.iter().filter(|s| get(s, 0, 0) == "LIN").count();
    let found = Found::new(kind, "edifact")
        .fact("message", message)
        .some("number", &value("BGM", &[], 2, 0))
        .some("issued", &value("DTM", &["137"], 1, 1))
        .some("seller", &party("SE"))
        .some("buyer", &party("BY"))
        .some("currency", &value("CUX", &["2"], 1, 1))
        .some("net", &value("MOA", &["389", "79", "125"], 1, 1))
        .some("tax", &value("MOA", &["176", "124"], 1, 1))
        .some("total", &value("MOA", &["9", "388", "77"], 1, 1));
    Some(if lines > 0 {
        found.fact("lines", lines)
    } else {
        found
    })
}

/// Pieces between unreleased marks.
fn split(text: &str, mark: char, release: char) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let current = rest?;
        let mut released = false;
        for (at, c) in current.char_indices() {
            if released {
                released = false;
            } else if c == release {
                released = true;
            } else if c == mark {
                rest = current.get(at + c.len_utf8()..);
                return current.get(..at);
            }
        }
        rest = None;
        Some(current)
    })
}

fn released(text: &str, release: char) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c == release {
            out.extend(chars.next());
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invoice_with_released_marks() {
        let text = "UNA:+.?*'\r\nUNB+UNOW:4+A+B+20240102:1200+1'\nUNH+1+INVOIC:D:14B:UN'BGM+380+R?'7'DTM+137:20240102:102'NAD+SE+++A ?+ B'NAD+BY+++C'CUX+2:EUR'LIN+1'LIN+2'MOA+9:119.00'";
        let found = of_text(text).unwrap();
        assert_eq!((found.kind, found.format.as_str()), ("einvoice", "edifact"));
        let fact = |name: &str| {
            found
                .facts
                .iter()
                .find(|(n, _)| n == name)
                .unwrap()
                .1
                .clone()
        };
        assert_eq!(fact("number"), "R'7");
        assert_eq!(fact("seller"), "A + B");
        assert_eq!(fact("total"), "119.00");
        assert_eq!(fact("lines"), "2");
        assert!(of_text("UNAUTHORISED,1,2\n").is_none());
        assert!(of_text("Date,Amount\n").is_none());
    }
}
