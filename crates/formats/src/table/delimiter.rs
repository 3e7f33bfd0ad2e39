//! Delimiter detection for csv files.
//!
//! # Invariants
//! - Decided on the first 64 kB by how many rows share one column count; `sep=;` in the first line
//!   (written by Excel) decides alone.
//! - A preamble of free text does not matter as long as the table is longer or wider.

use std::collections::HashMap;

use super::csv_split::{Split, Splitter};

/// Candidates in order of preference.
const CANDIDATES: [u8; 4] = [b',', b';', b'\t', b'|'];
const SAMPLE_BYTES: usize = 64 * 1024;
const SAMPLE_ROWS: usize = 200;

/// The stated delimiter of a `sep=` line and the text after that line.
pub(crate) fn stated(text: &str) -> Option<(u8, &str)> {
    let line_end = text.find(['\r', '\n'])?;
    let line = text.get(..line_end)?.trim_matches('"');
    let stated = line
        .strip_prefix("sep=")
        .or_else(|| line.strip_prefix("SEP="))?;
    let mut bytes = stated.bytes();
    let delimiter = bytes.next()?;
    if bytes.next().is_some() || !delimiter.is_ascii() {
        return None;
    }
    Some((delimiter, text.get(line_end..)?))
}

/// The most likely delimiter; a comma when nothing speaks for another one.
pub(crate) fn detect(text: &str) -> u8 {
    let mut end = text.len().min(SAMPLE_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let sample = text.get(..end).unwrap_or(text);
    let mut best = (0_usize, b',');
    for delimiter in CANDIDATES {
        let score = score(sample, delimiter);
        if score > best.0 {
            best = (score, delimiter);
        }
    }
    best.1
}

/// Rows sharing the best column count, weighed by that count.
fn score(sample: &str, delimiter: u8) -> usize {
    if memchr::memchr(delimiter, sample.as_bytes()).is_none() {
        return 0;
    }
    let mut counts: HashMap<usize, usize> = HashMap::new();
    let mut splitter = Splitter::new(sample, delimiter);
    let mut rows = 0;
    let mut columns = 0;
    while rows < SAMPLE_ROWS {
        match splitter.next_field() {
            Split::Field { last, .. } => {
                columns += 1;
                if last {
                    if columns > 1 {
                        *counts.entry(columns).or_default() += 1;
                    }
                    columns = 0;
                    rows += 1;
                }
            }
            Split::End | Split::Unclosed => break,
        }
    }
    // Neighbouring counts differ by trailing commas only, so the widest frequent count wins.
    counts
        .iter()
        .map(|(columns, rows)| rows * (columns - 1).min(40))
        .max()
        .unwrap_or(0)
}
