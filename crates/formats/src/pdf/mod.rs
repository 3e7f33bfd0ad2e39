//! A4 documents with Chinese text: statements, notices, confirmations.
//!
//! # Purpose
//! A small layout of our own over krilla: title, key-value grid, figures, tables with repeated
//! heads, paragraphs, confirmation boxes, footer with page n of m. No HTML, no network, no files.
//!
//! # Invariants
//! - Layout is in whole thousandths of a point; floats exist only where krilla is called.
//! - The same input and creation time make the same bytes.
//! - Text stays text: it can be searched and copied; only used glyphs are embedded.
//! - Unknown characters show as □, control characters as blanks; no input can fail the layout.
//!
//! # Limits
//! Left-to-right text without shaping (Chinese, Latin, Cyrillic, Greek, kana). A table row may have
//! 40 lines; longer cells end in `…`. 2,000 rows take a fraction of a second.

mod blocks;
mod canvas;
mod document;
mod font;
mod table;
mod text;

pub use blocks::SignatureParty;
pub use document::{Document, Meta, Orientation, PageSetup};
pub use font::Fonts;
pub use table::{Align, ColumnSpec, RowStyle, TableRow, TableSpec, Width};
