//! Tables over pages.

use super::canvas::{Color, GREY, INK, Op, RULE, STRONG, TINT};
use super::document::Document;
use super::font::Weight;
use super::text::{Style, wrap};

/// Alignment of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// Left.
    #[default]
    Left,
    /// Centre.
    Center,
    /// Right; for numbers.
    Right,
}

/// Width of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// Points.
    Fixed(u16),
    /// Share of what the fixed columns leave.
    Share(u16),
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnSpec {
    /// Head.
    pub title: String,
    /// Width.
    pub width: Width,
    /// Alignment of head and cells.
    pub align: Align,
}

impl ColumnSpec {
    /// A column.
    #[must_use]
    pub fn new(title: impl Into<String>, width: Width, align: Align) -> Self {
        Self {
            title: title.into(),
            width,
            align,
        }
    }
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableSpec {
    /// Columns.
    pub columns: Vec<ColumnSpec>,
    /// Stripes on every second row.
    pub zebra: bool,
    /// Size of cell text in tenths of a point; 85 is usual.
    pub size_tenths: u16,
}

impl TableSpec {
    /// A striped table with 8.5 pt text.
    #[must_use]
    pub fn new(columns: Vec<ColumnSpec>) -> Self {
        Self {
            columns,
            zebra: true,
            size_tenths: 85,
        }
    }
}

/// Weight of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RowStyle {
    /// A record.
    #[default]
    Normal,
    /// Bold with a fine rule above.
    Subtotal,
    /// Bold between strong rules.
    Total,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TableRow {
    /// Cells; missing ones are empty.
    pub cells: Vec<String>,
    /// Weight.
    pub style: RowStyle,
}

impl TableRow {
    /// A record.
    pub fn new<S: Into<String>>(cells: impl IntoIterator<Item = S>) -> Self {
        Self {
            cells: cells.into_iter().map(Into::into).collect(),
            style: RowStyle::Normal,
        }
    }

    /// Sets the weight.
    #[must_use]
    pub fn style(mut self, style: RowStyle) -> Self {
        self.style = style;
        self
    }
}

const PAD_X: i32 = 4_000;
const PAD_Y: i32 = 3_400;
const MAX_LINES: usize = 40;

/// A table being laid out.
struct Layout {
    /// Left edge and width of each column.
    columns: Vec<(i32, i32)>,
    aligns: Vec<Align>,
    size: i32,
    line: i32,
}

impl Layout {
    fn new(spec: &TableSpec, left: i32, width: i32) -> Self {
        let fixed: i32 = spec
            .columns
            .iter()
            .map(|c| {
                if let Width::Fixed(points) = c.width {
                    i32::from(points) * 1_000
                } else {
                    0
                }
            })
            .sum();
        let shares: i32 = spec
            .columns
            .iter()
            .map(|c| {
                if let Width::Share(n) = c.width {
                    i32::from(n)
                } else {
                    0
                }
            })
            .sum();
        let free = (width - fixed).max(0);
        let mut x = left;
        let mut columns = Vec::new();
        for column in &spec.columns {
            let width = match column.width {
                Width::Fixed(points) => i32::from(points) * 1_000,
                Width::Share(n) => i32::from(n) * (free / shares.max(1)),
            };
            columns.push((x, width));
            x += width;
        }
        let size = i32::from(spec.size_tenths.clamp(50, 140)) * 100;
        let aligns = spec.columns.iter().map(|c| c.align).collect();
        Self {
            columns,
            aligns,
            size,
            line: size * 14 / 10,
        }
    }
}

/// Lines of each cell of a row, and the height of the row.
struct Cells {
    lines: Vec<Vec<String>>,
    height: i32,
}

impl Document {
    /// A table: the head comes again on every page, rows are never split.
    pub fn table(&mut self, spec: &TableSpec, rows: impl IntoIterator<Item = TableRow>) {
        let (left, width) = self.content();
        let layout = Layout::new(spec, left, width);
        let titles: Vec<String> = spec.columns.iter().map(|c| c.title.clone()).collect();
        let head = self.cells(&layout, &titles, Weight::Bold);
        // A head alone at the foot of a page helps nobody.
        let least = head.height + layout.line * 2 + PAD_Y * 4;
        self.reserve(least);
        self.draw_head(&layout, &head);
        let mut striped = false;
        let mut closed = false;
        for row in rows {
            let bold = row.style != RowStyle::Normal;
            let weight = if bold { Weight::Bold } else { Weight::Regular };
            let cells = self.cells(&layout, &row.cells, weight);
            if self.needs_page(cells.height) {
                self.rule(left, width, RULE, 500);
                self.new_page();
                self.draw_head(&layout, &head);
                striped = false;
            }
            if spec.zebra && striped && !bold {
                self.push_rect(left, width, cells.height, TINT);
            }
            striped = !striped && !bold;
            match row.style {
                RowStyle::Normal => {}
                RowStyle::Subtotal => self.rule(left, width, RULE, 500),
                RowStyle::Total => self.rule(left, width, STRONG, 800),
            }
            self.draw_cells(&layout, &cells, weight, INK);
            closed = row.style == RowStyle::Total;
            if closed {
                self.rule(left, width, STRONG, 800);
            }
        }
        if !closed {
            self.rule(left, width, RULE, 500);
        }
        self.advance(12_000);
    }

    fn draw_head(&mut self, layout: &Layout, head: &Cells) {
        let (left, width) = self.content();
        self.rule(left, width, STRONG, 900);
        self.draw_cells(layout, head, Weight::Bold, GREY);
        self.rule(left, width, STRONG, 500);
    }

    fn cells(&self, layout: &Layout, texts: &[String], weight: Weight) -> Cells {
        let style = Style {
            weight,
            size: layout.size,
        };
        let lines: Vec<Vec<String>> = layout
            .columns
            .iter()
            .enumerate()
            .map(|(i, (_, width))| {
                let text = texts.get(i).map_or("", String::as_str);
                wrap(
                    self.faces(),
                    style,
                    text,
                    (width - 2 * PAD_X).max(layout.size),
                    MAX_LINES,
                )
            })
            .collect();
        let most = i32::try_from(lines.iter().map(Vec::len).max().unwrap_or(1)).unwrap_or(1);
        Cells {
            lines,
            height: most * layout.line + 2 * PAD_Y,
        }
    }

    fn draw_cells(&mut self, layout: &Layout, cells: &Cells, weight: Weight, color: Color) {
        let style = Style {
            weight,
            size: layout.size,
        };
        let top = self.y();
        for (index, lines) in cells.lines.iter().enumerate() {
            let (Some((x, width)), Some(align)) =
                (layout.columns.get(index), layout.aligns.get(index))
            else {
                continue;
            };
            let mut y = top + PAD_Y + layout.size * 108 / 100;
            for line in lines {
                let used = self.faces().width(weight, layout.size, line);
                let x = match align {
                    Align::Left => x + PAD_X,
                    Align::Center => x + (width - used) / 2,
                    Align::Right => x + width - PAD_X - used,
                };
                if !line.is_empty() {
                    self.push(Op::Text {
                        x,
                        y,
                        style,
                        color,
                        text: line.clone(),
                    });
                }
                y += layout.line;
            }
        }
        self.advance(cells.height);
    }
}
