//! The blocks of a document: title, headings, grids, figures, paragraphs, confirmation boxes.

use super::canvas::{Color, GREY, INK, Op, RULE, STRONG, TINT};
use super::document::{Document, style};
use super::font::Weight;
use super::text::{Style, clean, wrap};

/// One side of a confirmation: a box with lines to fill in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureParty {
    /// Head, e.g. `购货方确认（盖章）`.
    pub title: String,
    /// Text inside, e.g. `□ 核对无误`.
    pub lines: Vec<String>,
    /// Labels in front of a line to write on, e.g. `经办人`, `日期`.
    pub fields: Vec<String>,
}

impl Document {
    /// The head of the first page: issuer and number in small type, the title big, a rule.
    pub fn title(&mut self, issuer: &str, title: &str, number: &str) {
        let (left, width) = self.content();
        let small = style(Weight::Regular, 9_000);
        self.advance(9_000);
        self.text(left, self.y(), small, GREY, issuer);
        let used = self.faces().width(small.weight, small.size, &clean(number));
        self.text(left + width - used, self.y(), small, GREY, number);
        self.advance(14_000);
        let big = style(Weight::Bold, 19_000);
        for line in wrap(self.faces(), big, title, width, 3) {
            self.advance(19_000);
            self.text(left, self.y(), big, INK, &line);
            self.advance(7_000);
        }
        self.advance(4_000);
        self.rule(left, width, STRONG, 1_200);
        self.advance(12_000);
    }

    /// A heading above a section.
    pub fn heading(&mut self, text: &str) {
        let (left, width) = self.content();
        let heading = style(Weight::Bold, 11_000);
        // Room for the head and first row of a table below it.
        self.reserve(84_000);
        self.advance_unless_top(4_000);
        for line in wrap(self.faces(), heading, text, width, 3) {
            self.advance(12_000);
            self.text(left, self.y(), heading, INK, &line);
            self.advance(4_000);
        }
        self.advance(4_000);
    }

    /// A grid of labels and values in two columns, read line by line.
    pub fn key_values<K: AsRef<str>, V: AsRef<str>>(&mut self, pairs: &[(K, V)]) {
        let (left, width) = self.content();
        let gap = 20_000;
        let column = (width - gap) / 2;
        let label = style(Weight::Regular, 8_500);
        let value = style(Weight::Regular, 9_500);
        let widest = pairs
            .iter()
            .map(|(k, _)| self.faces().width(label.weight, label.size, k.as_ref()))
            .max()
            .unwrap_or(0);
        let indent = (widest + 10_000).min(column / 2);
        for pair in pairs.chunks(2) {
            let lines: Vec<Vec<String>> = pair
                .iter()
                .map(|(_, v)| wrap(self.faces(), value, v.as_ref(), column - indent, 6))
                .collect();
            let most = i32::try_from(lines.iter().map(Vec::len).max().unwrap_or(1)).unwrap_or(1);
            let height = most * 14_000 + 4_000;
            self.reserve(height);
            for (i, ((key, _), lines)) in (0..).zip(pair.iter().zip(&lines)) {
                let x = left + i * (column + gap);
                self.text(x, self.y() + 11_000, label, GREY, key.as_ref());
                for (n, line) in (0..).zip(lines) {
                    self.text(x + indent, self.y() + 11_000 + n * 14_000, value, INK, line);
                }
            }
            self.advance(height);
        }
        self.advance(8_000);
    }

    /// A strip of labelled figures: opening balance, invoiced, received, closing balance.
    pub fn figures<K: AsRef<str>, V: AsRef<str>>(&mut self, figures: &[(K, V)]) {
        let Ok(count) = i32::try_from(figures.len()) else {
            return;
        };
        if count == 0 {
            return;
        }
        let (left, width) = self.content();
        let height = 46_000;
        self.reserve(height + 12_000);
        let column = width / count;
        let y = self.y();
        self.push(Op::Rect {
            x: left,
            y,
            width,
            height,
            color: TINT,
        });
        for (i, (key, value)) in (0..).zip(figures) {
            let x = left + i * column;
            if i > 0 {
                self.push(Op::Rect {
                    x,
                    y: y + 10_000,
                    width: 500,
                    height: height - 20_000,
                    color: RULE,
                });
            }
            let label = style(Weight::Regular, 8_500);
            self.text(x + 12_000, y + 18_000, label, GREY, key.as_ref());
            let room = column - 20_000;
            // A long figure gets smaller type rather than a broken line.
            let text = clean(value.as_ref());
            let mut figure = style(Weight::Bold, 13_000);
            while figure.size > 7_000
                && self.faces().width(figure.weight, figure.size, &text) > room
            {
                figure.size -= 500;
            }
            self.text(x + 12_000, y + 36_000, figure, INK, &text);
        }
        self.advance(height + 14_000);
    }

    /// A paragraph; `\n` breaks lines.
    pub fn paragraph(&mut self, text: &str) {
        self.flow(text, style(Weight::Regular, 9_500), INK);
    }

    /// A paragraph in small grey type.
    pub fn note(&mut self, text: &str) {
        self.flow(text, style(Weight::Regular, 8_000), GREY);
    }

    fn flow(&mut self, text: &str, style: Style, color: Color) {
        let (left, width) = self.content();
        let line_height = style.size * 16 / 10;
        for line in wrap(self.faces(), style, text, width, 2_000) {
            self.reserve(line_height);
            self.text(left, self.y() + style.size * 115 / 100, style, color, &line);
            self.advance(line_height);
        }
        self.advance(6_000);
    }

    /// Boxes side by side for stamps, signatures and dates; kept on one page.
    pub fn signature_block(&mut self, parties: &[SignatureParty]) {
        let Ok(count) = i32::try_from(parties.len()) else {
            return;
        };
        if count == 0 {
            return;
        }
        let (left, width) = self.content();
        let gap = 14_000;
        let column = (width - gap * (count - 1)) / count;
        let inner = column - 24_000;
        let body = style(Weight::Regular, 9_000);
        let texts: Vec<Vec<String>> = parties
            .iter()
            .map(|p| {
                p.lines
                    .iter()
                    .flat_map(|l| wrap(self.faces(), body, l, inner, 8))
                    .collect()
            })
            .collect();
        let rows = |n: usize| i32::try_from(n).unwrap_or(0);
        let height = parties
            .iter()
            .zip(&texts)
            .map(|(p, lines)| 40_000 + rows(lines.len()) * 15_000 + rows(p.fields.len()) * 24_000)
            .max()
            .unwrap_or(0)
            .max(90_000);
        self.reserve(height + 10_000);
        let top = self.y();
        for (i, (party, lines)) in (0..).zip(parties.iter().zip(&texts)) {
            let x = left + i * (column + gap);
            self.frame(x, top, column, height);
            self.text(
                x + 12_000,
                top + 20_000,
                style(Weight::Bold, 9_500),
                INK,
                &party.title,
            );
            let mut y = top + 26_000;
            for line in lines {
                y += 15_000;
                self.text(x + 12_000, y, body, INK, line);
            }
            let fields = rows(party.fields.len());
            let width_of = |f: &String| self.faces().width(body.weight, body.size, &clean(f));
            let labels = party.fields.iter().map(width_of).max().unwrap_or(0);
            for (n, field) in (0..).zip(&party.fields) {
                // From the bottom up, so that the lines of both boxes are level.
                let y = top + height - 12_000 - (fields - 1 - n) * 24_000;
                self.text(x + 12_000, y, body, GREY, field);
                let used = labels + 8_000;
                let line = (inner - used).max(0);
                self.push(Op::Rect {
                    x: x + 12_000 + used,
                    y: y + 2_000,
                    width: line,
                    height: 500,
                    color: GREY,
                });
            }
        }
        self.advance(height + 12_000);
    }

    fn frame(&mut self, x: i32, y: i32, width: i32, height: i32) {
        let line = 500;
        for (x, y, width, height) in [
            (x, y, width, line),
            (x, y + height - line, width, line),
            (x, y, line, height),
            (x + width - line, y, line, height),
        ] {
            self.push(Op::Rect {
                x,
                y,
                width,
                height,
                color: RULE,
            });
        }
    }
}
