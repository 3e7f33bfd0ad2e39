//! Fonts: glyphs, widths, and the link to krilla.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use ttf_parser::{Face, GlyphId};

use crate::FormatError;

/// Font files, shared by all documents.
#[derive(Clone)]
pub struct Fonts {
    regular: Source,
    bold: Source,
}

impl std::fmt::Debug for Fonts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Fonts")
    }
}

/// One font file, parsed by krilla once.
#[derive(Clone)]
struct Source {
    bytes: Bytes,
    font: krilla::text::Font,
}

/// Bytes of a font: in the binary or on the heap.
#[derive(Clone)]
enum Bytes {
    Static(&'static [u8]),
    Shared(Arc<[u8]>),
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        match self {
            Self::Static(bytes) => bytes,
            Self::Shared(bytes) => bytes,
        }
    }
}

impl Fonts {
    /// Fonts from shared bytes.
    ///
    /// # Errors
    /// `pdf.bad_font`.
    pub fn new(regular: Arc<[u8]>, bold: Arc<[u8]>) -> Result<Self, FormatError> {
        Self::from_bytes(Bytes::Shared(regular), Bytes::Shared(bold))
    }

    /// Fonts embedded in the binary (`include_bytes!`); nothing is copied.
    ///
    /// # Errors
    /// `pdf.bad_font`.
    pub fn from_static(regular: &'static [u8], bold: &'static [u8]) -> Result<Self, FormatError> {
        Self::from_bytes(Bytes::Static(regular), Bytes::Static(bold))
    }

    fn from_bytes(regular: Bytes, bold: Bytes) -> Result<Self, FormatError> {
        Ok(Self {
            regular: Source::new(regular)?,
            bold: Source::new(bold)?,
        })
    }
}

impl Source {
    fn new(bytes: Bytes) -> Result<Self, FormatError> {
        let bad = || FormatError::new("pdf.bad_font");
        Face::parse(bytes.as_ref(), 0).map_err(|e| bad().fact("detail", e))?;
        let data: Arc<dyn AsRef<[u8]> + Send + Sync> = Arc::new(bytes.clone());
        let font = krilla::text::Font::new(data.into(), 0).ok_or_else(bad)?;
        Ok(Self { bytes, font })
    }
}

/// Weight of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// A glyph with its advance in thousandths of the font size.
#[derive(Debug, Clone, Copy)]
pub(super) struct Glyph {
    pub(super) id: u16,
    pub(super) advance: i32,
}

/// The fonts of one document, with the glyphs used so far.
pub(super) struct Faces {
    regular: Cached,
    bold: Cached,
}

struct Cached {
    source: Source,
    glyphs: RefCell<HashMap<char, Glyph>>,
}

impl Faces {
    pub(super) fn new(fonts: &Fonts) -> Self {
        let cached = |source: &Source| Cached {
            source: source.clone(),
            glyphs: RefCell::new(HashMap::new()),
        };
        Self {
            regular: cached(&fonts.regular),
            bold: cached(&fonts.bold),
        }
    }

    fn face(&self, weight: Weight) -> &Cached {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }

    pub(super) fn krilla(&self, weight: Weight) -> krilla::text::Font {
        self.face(weight).source.font.clone()
    }

    /// The glyph of a character, or that of □.
    pub(super) fn glyph(&self, weight: Weight, c: char) -> Glyph {
        let cached = self.face(weight);
        if let Some(glyph) = cached.glyphs.borrow().get(&c) {
            return *glyph;
        }
        let glyph = cached.find(c);
        cached.glyphs.borrow_mut().insert(c, glyph);
        glyph
    }

    /// Width of text in thousandths of a point.
    pub(super) fn width(&self, weight: Weight, size: i32, text: &str) -> i32 {
        text.chars().map(|c| self.char_width(weight, size, c)).sum()
    }

    pub(super) fn char_width(&self, weight: Weight, size: i32, c: char) -> i32 {
        scale(self.glyph(weight, c).advance, size)
    }
}

/// An advance (thousandths of the size) at a size (thousandths of a point).
fn scale(advance: i32, size: i32) -> i32 {
    i32::try_from(i64::from(advance) * i64::from(size) / 1_000).unwrap_or(0)
}

impl Cached {
    /// Looks a character up; the face is parsed anew because it borrows the bytes, which takes a few
    /// microseconds once a character.
    fn find(&self, c: char) -> Glyph {
        let Ok(face) = Face::parse(self.source.bytes.as_ref(), 0) else {
            return Glyph {
                id: 0,
                advance: 1_000,
            };
        };
        let id = face
            .glyph_index(c)
            .or_else(|| face.glyph_index('□'))
            .or_else(|| face.glyph_index('?'))
            .unwrap_or(GlyphId(0));
        let units = i32::from(face.units_per_em()).max(1);
        let advance = i32::from(face.glyph_hor_advance(id).unwrap_or(0));
        Glyph {
            id: id.0,
            advance: advance * 1_000 / units,
        }
    }
}

#[cfg(test)]
mod tests {
    /// One set of fonts serves all threads.
    #[test]
    fn fonts_are_shared_between_threads() {
        fn shared<T: Send + Sync + Clone>() {}
        shared::<super::Fonts>();
    }
}
