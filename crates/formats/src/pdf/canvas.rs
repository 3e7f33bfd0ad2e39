//! Pages as lists of drawing operations, and their way into krilla.
//!
//! # Invariants
//! - Coordinates are thousandths of a point from the top left corner.
//! - The only floats of the PDF writer are made here.

use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule};
use krilla::surface::Surface;
use krilla::text::{GlyphId, KrillaGlyph};

use super::font::{Faces, Weight};
use super::text::Style;
use crate::FormatError;

/// A colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Color(pub(super) u8, pub(super) u8, pub(super) u8);

/// Near-black of body text.
pub(super) const INK: Color = Color(0x1F, 0x23, 0x29);
/// Grey of labels.
pub(super) const GREY: Color = Color(0x6B, 0x72, 0x80);
/// Fine rules.
pub(super) const RULE: Color = Color(0xD8, 0xDC, 0xE2);
/// Strong rules.
pub(super) const STRONG: Color = Color(0x4A, 0x51, 0x5C);
/// Zebra stripes and boxes.
pub(super) const TINT: Color = Color(0xF6, 0xF7, 0xF9);

/// One drawing operation.
#[derive(Debug, Clone)]
pub(super) enum Op {
    /// Text with its baseline at `y`.
    Text {
        x: i32,
        y: i32,
        style: Style,
        color: Color,
        text: String,
    },
    /// A filled rectangle; rules are thin ones.
    Rect {
        x: i32,
        y: i32,
        width: i32,
        height: i32,
        color: Color,
    },
}

/// Thousandths of a point as points.
#[expect(
    clippy::float_arithmetic,
    reason = "krilla takes f32; layout is done in integers"
)]
fn pt(value: i32) -> f32 {
    value as f32 / 1_000.0
}

/// A document of `width` × `height` pages.
pub(super) fn render(
    pages: &[Vec<Op>],
    (width, height): (i32, i32),
    faces: &Faces,
    metadata: krilla::metadata::Metadata,
) -> Result<Vec<u8>, FormatError> {
    let mut document = krilla::Document::new();
    document.set_metadata(metadata);
    for ops in pages {
        let settings = PageSettings::from_wh(pt(width), pt(height))
            .ok_or_else(|| FormatError::new("pdf.bad_page"))?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        for op in ops {
            draw(&mut surface, op, faces);
        }
        surface.finish();
        page.finish();
    }
    document
        .finish()
        .map_err(|e| FormatError::new("pdf.write_failed").fact("detail", format!("{e:?}")))
}

fn fill(color: Color) -> Fill {
    Fill {
        paint: rgb::Color::new(color.0, color.1, color.2).into(),
        opacity: NormalizedF32::ONE,
        rule: FillRule::default(),
    }
}

fn draw(surface: &mut Surface<'_>, op: &Op, faces: &Faces) {
    match op {
        Op::Rect {
            x,
            y,
            width,
            height,
            color,
        } => {
            let rect = Rect::from_xywh(pt(*x), pt(*y), pt(*width), pt(*height));
            let path = rect.and_then(|rect| {
                let mut builder = PathBuilder::new();
                builder.push_rect(rect);
                builder.finish()
            });
            if let Some(path) = path {
                surface.set_fill(Some(fill(*color)));
                surface.draw_path(&path);
            }
        }
        Op::Text {
            x,
            y,
            style,
            color,
            text,
        } => {
            let glyphs = glyphs(faces, style.weight, text);
            if !glyphs.is_empty() {
                surface.set_fill(Some(fill(*color)));
                surface.draw_glyphs(
                    Point::from_xy(pt(*x), pt(*y)),
                    &glyphs,
                    faces.krilla(style.weight),
                    text,
                    pt(style.size),
                    false,
                );
            }
        }
    }
}

fn glyphs(faces: &Faces, weight: Weight, text: &str) -> Vec<KrillaGlyph> {
    text.char_indices()
        .map(|(at, c)| {
            let glyph = faces.glyph(weight, c);
            KrillaGlyph::new(
                GlyphId::new(u32::from(glyph.id)),
                // Thousandths of the size, as a share of the size.
                pt(glyph.advance),
                0.0,
                0.0,
                0.0,
                at..at + c.len_utf8(),
                None,
            )
        })
        .collect()
}
