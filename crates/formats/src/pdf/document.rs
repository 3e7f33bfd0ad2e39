//! The flow of a document: blocks from top to bottom, pages, footer.

use krilla::metadata::{DateTime, Metadata};

use super::canvas::{Color, GREY, INK, Op, RULE, STRONG, TINT, render};
use super::font::{Faces, Fonts, Weight};
use super::text::{Style, clean, wrap};
use crate::FormatError;

/// Orientation of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Orientation {
    /// Upright.
    #[default]
    Portrait,
    /// Sideways; for wide tables.
    Landscape,
}

/// The page: A4.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageSetup {
    /// Orientation.
    pub orientation: Orientation,
    /// Left and right margin, in points.
    pub side_margin: u16,
}

impl Default for PageSetup {
    fn default() -> Self {
        Self {
            orientation: Orientation::Portrait,
            side_margin: 42,
        }
    }
}

impl PageSetup {
    /// A4 sideways with the usual margins.
    #[must_use]
    pub fn landscape() -> Self {
        Self {
            orientation: Orientation::Landscape,
            ..Self::default()
        }
    }

    fn size(self) -> (i32, i32) {
        match self.orientation {
            Orientation::Portrait => (595_276, 841_890),
            Orientation::Landscape => (841_890, 595_276),
        }
    }
}

/// What is known about the document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Meta {
    /// Title in the file's properties.
    pub title: String,
    /// Author in the file's properties.
    pub author: String,
    /// Left part of the footer, e.g. company and document number.
    pub footer: String,
    /// English page numbers (`Page 1 of 3`) instead of `第 1 页 / 共 3 页`.
    pub english: bool,
    /// Creation time `(year, month, day, hour, minute, second)` in UTC; `None` writes none.
    pub created: Option<(u16, u8, u8, u8, u8, u8)>,
}

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

const TOP: i32 = 46_000;
const BOTTOM: i32 = 52_000;

/// A document being written, top to bottom.
pub struct Document {
    setup: PageSetup,
    meta: Meta,
    faces: Faces,
    pages: Vec<Vec<Op>>,
    y: i32,
}

impl std::fmt::Debug for Document {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Document")
            .field("pages", &self.pages.len())
            .finish_non_exhaustive()
    }
}

fn style(weight: Weight, size: i32) -> Style {
    Style { weight, size }
}

impl Document {
    /// An empty document.
    #[must_use]
    pub fn new(setup: PageSetup, fonts: &Fonts, meta: Meta) -> Self {
        Self {
            setup,
            meta,
            faces: Faces::new(fonts),
            pages: vec![Vec::new()],
            y: TOP,
        }
    }

    /// The head of the first page: issuer and number in small type, the title big, a rule.
    pub fn title(&mut self, issuer: &str, title: &str, number: &str) {
        let (left, width) = self.content();
        let small = style(Weight::Regular, 9_000);
        self.y += 9_000;
        self.text(left, self.y, small, GREY, issuer);
        let used = self.faces.width(small.weight, small.size, &clean(number));
        self.text(left + width - used, self.y, small, GREY, number);
        self.y += 14_000;
        let big = style(Weight::Bold, 19_000);
        for line in wrap(&self.faces, big, title, width, 3) {
            self.y += 19_000;
            self.text(left, self.y, big, INK, &line);
            self.y += 7_000;
        }
        self.y += 4_000;
        self.rule(left, width, STRONG, 1_200);
        self.y += 12_000;
    }

    /// A heading above a section.
    pub fn heading(&mut self, text: &str) {
        let (left, width) = self.content();
        let heading = style(Weight::Bold, 11_000);
        self.reserve(60_000);
        if self.y > TOP {
            self.y += 4_000;
        }
        for line in wrap(&self.faces, heading, text, width, 3) {
            self.y += 12_000;
            self.text(left, self.y, heading, INK, &line);
            self.y += 4_000;
        }
        self.y += 4_000;
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
            .map(|(k, _)| self.faces.width(label.weight, label.size, k.as_ref()))
            .max()
            .unwrap_or(0);
        let indent = (widest + 10_000).min(column / 2);
        for pair in pairs.chunks(2) {
            let lines: Vec<Vec<String>> = pair
                .iter()
                .map(|(_, v)| wrap(&self.faces, value, v.as_ref(), column - indent, 6))
                .collect();
            let most = i32::try_from(lines.iter().map(Vec::len).max().unwrap_or(1)).unwrap_or(1);
            let height = most * 14_000 + 4_000;
            self.reserve(height);
            for (i, ((key, _), lines)) in (0..).zip(pair.iter().zip(&lines)) {
                let x = left + i * (column + gap);
                self.text(x, self.y + 11_000, label, GREY, key.as_ref());
                for (n, line) in (0..).zip(lines) {
                    self.text(x + indent, self.y + 11_000 + n * 14_000, value, INK, line);
                }
            }
            self.y += height;
        }
        self.y += 8_000;
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
        let y = self.y;
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
            while figure.size > 7_000 && self.faces.width(figure.weight, figure.size, &text) > room
            {
                figure.size -= 500;
            }
            self.text(x + 12_000, y + 36_000, figure, INK, &text);
        }
        self.y += height + 14_000;
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
        for line in wrap(&self.faces, style, text, width, 2_000) {
            self.reserve(line_height);
            self.text(left, self.y + style.size * 115 / 100, style, color, &line);
            self.y += line_height;
        }
        self.y += 6_000;
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
                    .flat_map(|l| wrap(&self.faces, body, l, inner, 8))
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
        let top = self.y;
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
            let width_of = |f: &String| self.faces.width(body.weight, body.size, &clean(f));
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
        self.y += height + 12_000;
    }

    /// Starts a new page.
    pub fn page_break(&mut self) {
        if self.y > TOP {
            self.new_page();
        }
    }

    /// Blank space, in points.
    pub fn space(&mut self, points: u16) {
        self.y += i32::from(points) * 1_000;
    }

    /// Pages so far.
    #[must_use]
    pub fn page_count(&self) -> usize {
        self.pages.len()
    }

    /// The finished file.
    ///
    /// # Errors
    /// `pdf.write_failed`.
    pub fn finish(mut self) -> Result<Vec<u8>, FormatError> {
        self.footers();
        let metadata = self.metadata();
        render(&self.pages, self.setup.size(), &self.faces, metadata)
    }

    fn metadata(&self) -> Metadata {
        let language = if self.meta.english { "en" } else { "zh-CN" };
        let mut metadata = Metadata::new()
            .title(clean(&self.meta.title))
            .authors(vec![clean(&self.meta.author)])
            .creator("Jieqing".to_owned())
            .language(language.to_owned());
        if let Some((year, month, day, hour, minute, second)) = self.meta.created {
            let created = DateTime::new(year)
                .month(month)
                .day(day)
                .hour(hour)
                .minute(minute)
                .second(second)
                .utc_offset_hour(0)
                .utc_offset_minute(0);
            metadata = metadata.creation_date(created);
        }
        metadata
    }

    fn footers(&mut self) {
        let (left, width) = self.content();
        let (_, height) = self.setup.size();
        let small = style(Weight::Regular, 7_500);
        let count = self.pages.len();
        let y = height - 28_000;
        let left_text =
            wrap(&self.faces, small, &self.meta.footer, width * 3 / 4, 1).swap_remove(0);
        for (i, page) in (1..).zip(&mut self.pages) {
            let number = if self.meta.english {
                format!("Page {i} of {count}")
            } else {
                format!("第 {i} 页 / 共 {count} 页")
            };
            let used = self.faces.width(small.weight, small.size, &number);
            page.push(Op::Rect {
                x: left,
                y: y - 12_000,
                width,
                height: 400,
                color: RULE,
            });
            page.push(Op::Text {
                x: left,
                y,
                style: small,
                color: GREY,
                text: left_text.clone(),
            });
            page.push(Op::Text {
                x: left + width - used,
                y,
                style: small,
                color: GREY,
                text: number,
            });
        }
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

    /// Left edge and width of the content.
    pub(super) fn content(&self) -> (i32, i32) {
        let margin = i32::from(self.setup.side_margin.min(150)) * 1_000;
        (margin, self.setup.size().0 - 2 * margin)
    }

    pub(super) fn faces(&self) -> &Faces {
        &self.faces
    }

    pub(super) fn y(&self) -> i32 {
        self.y
    }

    pub(super) fn advance(&mut self, by: i32) {
        self.y += by;
    }

    pub(super) fn push(&mut self, op: Op) {
        if let Some(page) = self.pages.last_mut() {
            page.push(op);
        }
    }

    pub(super) fn push_rect(&mut self, x: i32, width: i32, height: i32, color: Color) {
        self.push(Op::Rect {
            x,
            y: self.y,
            width,
            height,
            color,
        });
    }

    /// A rule at the current height; it takes no room.
    pub(super) fn rule(&mut self, x: i32, width: i32, color: Color, thickness: i32) {
        self.push(Op::Rect {
            x,
            y: self.y - thickness / 2,
            width,
            height: thickness,
            color,
        });
    }

    /// True when a block of this height does not fit and the page is not empty.
    pub(super) fn needs_page(&self, height: i32) -> bool {
        self.y > TOP && self.y + height > self.setup.size().1 - BOTTOM
    }

    /// Goes to a new page when a block of this height does not fit.
    pub(super) fn reserve(&mut self, height: i32) {
        if self.needs_page(height) {
            self.new_page();
        }
    }

    pub(super) fn new_page(&mut self) {
        self.pages.push(Vec::new());
        self.y = TOP;
    }

    fn text(&mut self, x: i32, y: i32, style: Style, color: Color, text: &str) {
        let text = clean(text);
        if !text.is_empty() {
            self.push(Op::Text {
                x,
                y,
                style,
                color,
                text,
            });
        }
    }
}
