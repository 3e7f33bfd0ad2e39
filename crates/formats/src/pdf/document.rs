//! The flow of a document: blocks from top to bottom, pages, footer.

use krilla::metadata::{DateTime, Metadata};

use super::canvas::{Color, GREY, Op, RULE, render};
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

pub(super) fn style(weight: Weight, size: i32) -> Style {
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

    /// Goes down unless the page is empty.
    pub(super) fn advance_unless_top(&mut self, by: i32) {
        if self.y > TOP {
            self.y += by;
        }
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

    pub(super) fn text(&mut self, x: i32, y: i32, style: Style, color: Color, text: &str) {
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
