//! Identity data of business partners: taxpayer ids, fapiao and tax category codes, names, masks.
//!
//! Rules and vectors: china.md §1.1 (GB 32100-2015), §1.2, §1.3, §2.2, §2.6, §10 (masking).
//!
//! **Invariant:** nothing is repaired in silence: O is never read as 0; a finding names the place
//! and, for a check character, what it should be.

mod codes;
mod mask;
mod name;

pub use codes::{CodeFinding, TaxCategory, check_fapiao_number, split_item_name, tax_category};
pub use mask::{mask_account, mask_phone};
pub use name::{half_width, normalise_name, search_key};

/// Alphabet of GB 32100-2015; a character's value is its index. No I, O, S, V, Z.
const USCC_ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
/// 3^(i−1) mod 31.
const USCC_WEIGHTS: [u32; 17] = [
    1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28,
];
/// GB 11714.
const ORG_WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];
/// GB 11643 (MOD 11-2).
const PERSON_WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const PERSON_CHECK: &[u8; 11] = b"10X98765432";
/// Longest taxpayer id a fapiao takes.
const MAX_LENGTH: usize = 20;
/// Shortest id the invoice interface takes (china.md §1.2).
const MIN_LENGTH: usize = 15;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Shown; does not stop.
    Warning,
    /// Stops saving or issuing.
    Error,
}

/// What the id is used for: a special VAT invoice (专票) blocks where others warn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// The customer gets 增值税专用发票.
    SpecialInvoice,
    /// Anything else.
    Other,
}

/// What shape a taxpayer id has (china.md §1.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TaxIdKind {
    /// 统一社会信用代码, 18 characters.
    Uscc,
    /// Legacy 税号: 6 region digits + 9 organisation code.
    Legacy15,
    /// Legacy 个体 (id card 15 or 18 digits + 2) of 17 or 20, or a temporary one of 18.
    LegacyOther,
    /// 居民身份证号 of a natural person, 18.
    NaturalPerson,
    /// None of these.
    Unknown,
}

/// Something wrong or odd with a taxpayer id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TaxIdFinding {
    /// Nothing left after normalisation.
    Empty,
    /// More than 20 or fewer than 15 characters.
    Length {
        /// Characters found.
        found: usize,
    },
    /// A character the shape does not allow at this place.
    Character {
        /// Place, from 1.
        position: usize,
        /// What is there.
        found: char,
    },
    /// The check character is wrong (USCC or id card).
    Checksum {
        /// What it should be.
        expected: char,
        /// What is there.
        found: char,
    },
    /// Characters 9–17 fail the organisation code's own check (GB 11714).
    OrgChecksum {
        /// What it should be.
        expected: char,
        /// What is there.
        found: char,
    },
    /// A shape from before 三证合一: ask for the current code.
    LegacyShape,
    /// The length fits no known shape.
    UnknownShape,
}

impl TaxIdFinding {
    /// Stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "taxid.empty",
            Self::Length { .. } => "taxid.length",
            Self::Character { .. } => "taxid.character",
            Self::Checksum { .. } => "taxid.checksum",
            Self::OrgChecksum { .. } => "taxid.org_checksum",
            Self::LegacyShape => "taxid.legacy_shape",
            Self::UnknownShape => "taxid.unknown_shape",
        }
    }

    /// Errors: nothing given, over 20 characters, and for special invoices a bad character or check
    /// character. The rest warns (china.md §1.2).
    #[must_use]
    pub fn severity(self, purpose: Purpose) -> Severity {
        match self {
            Self::Empty => Severity::Error,
            Self::Length { found } if found > MAX_LENGTH => Severity::Error,
            Self::Character { .. } | Self::Checksum { .. }
                if purpose == Purpose::SpecialInvoice =>
            {
                Severity::Error
            }
            Self::Length { .. }
            | Self::Character { .. }
            | Self::Checksum { .. }
            | Self::OrgChecksum { .. }
            | Self::LegacyShape
            | Self::UnknownShape => Severity::Warning,
        }
    }

    /// The figures of the finding, for messages.
    #[must_use]
    pub fn facts(self) -> Vec<(&'static str, String)> {
        match self {
            Self::Empty | Self::LegacyShape | Self::UnknownShape => Vec::new(),
            Self::Length { found } => vec![("found", found.to_string())],
            Self::Character { position, found } => vec![
                ("position", position.to_string()),
                ("found", found.to_string()),
            ],
            Self::Checksum { expected, found } | Self::OrgChecksum { expected, found } => vec![
                ("expected", expected.to_string()),
                ("found", found.to_string()),
            ],
        }
    }
}

/// A taxpayer id as checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaxId {
    /// The normalised text: what to store.
    pub text: String,
    /// Its shape.
    pub kind: TaxIdKind,
    /// What is wrong or odd: characters from left to right, then checks, then the shape.
    pub findings: Vec<TaxIdFinding>,
}

impl TaxId {
    /// The gravest severity among the findings.
    #[must_use]
    pub fn severity(&self, purpose: Purpose) -> Option<Severity> {
        self.findings.iter().map(|f| f.severity(purpose)).max()
    }
}

/// Half width, upper case, without spaces, zero-width characters and hyphens. O stays O.
#[must_use]
pub fn normalise_id(text: &str) -> String {
    half_width(text)
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .flat_map(char::to_uppercase)
        .collect()
}

/// Normalises, classifies and checks a taxpayer id (china.md §1.1, §1.2).
#[must_use]
pub fn check_tax_id(text: &str) -> TaxId {
    let text = normalise_id(text);
    let chars: Vec<char> = text.chars().collect();
    let mut findings = Vec::new();
    let kind = match chars.len() {
        0 => {
            findings.push(TaxIdFinding::Empty);
            TaxIdKind::Unknown
        }
        18 if looks_like_person(&text) => {
            check_person(&text, &mut findings);
            TaxIdKind::NaturalPerson
        }
        18 => {
            check_uscc(&text, &mut findings);
            TaxIdKind::Uscc
        }
        15 => {
            let region_then_code =
                |at, c: char| c.is_ascii_digit() || (at >= 6 && c.is_ascii_alphanumeric());
            bad_characters(&chars, region_then_code, &mut findings);
            findings.extend(text.get(6..).and_then(org_finding));
            findings.push(TaxIdFinding::LegacyShape);
            TaxIdKind::Legacy15
        }
        17 | 20 => {
            bad_characters(&chars, |_, c| c.is_ascii_alphanumeric(), &mut findings);
            findings.push(TaxIdFinding::LegacyShape);
            TaxIdKind::LegacyOther
        }
        found => {
            bad_characters(&chars, |_, c| c.is_ascii_alphanumeric(), &mut findings);
            findings.push(if (MIN_LENGTH..=MAX_LENGTH).contains(&found) {
                TaxIdFinding::UnknownShape
            } else {
                TaxIdFinding::Length { found }
            });
            TaxIdKind::Unknown
        }
    };
    TaxId {
        text,
        kind,
        findings,
    }
}

/// The check character of a USCC from its first 17 characters (normalised). `None` when there are
/// fewer or one is outside the alphabet.
#[must_use]
pub fn uscc_check_char(first17: &str) -> Option<char> {
    let sum = weighted_sum(first17, &USCC_WEIGHTS, |b| {
        USCC_ALPHABET.iter().position(|a| *a == b)
    })?;
    char_at(USCC_ALPHABET, (31 - sum % 31) % 31)
}

/// The check character of an organisation code (GB 11714) from its first 8 characters.
#[must_use]
pub fn org_check_char(first8: &str) -> Option<char> {
    let sum = weighted_sum(first8, &ORG_WEIGHTS, |b| {
        char::from(b)
            .to_digit(36)
            .and_then(|v| usize::try_from(v).ok())
    })?;
    char_at(b"0123456789X0", 11 - sum % 11)
}

/// The check character of an id card number (GB 11643) from its first 17 digits.
#[must_use]
pub fn person_check_char(first17: &str) -> Option<char> {
    let sum = weighted_sum(first17, &PERSON_WEIGHTS, |b| {
        char::from(b)
            .to_digit(10)
            .and_then(|v| usize::try_from(v).ok())
    })?;
    char_at(PERSON_CHECK, sum % 11)
}

fn char_at(table: &[u8], at: u32) -> Option<char> {
    table.get(usize::try_from(at).ok()?).map(|b| char::from(*b))
}

/// Σ value × weight over exactly the first `weights.len()` bytes; the products are small.
fn weighted_sum(text: &str, weights: &[u32], value: impl Fn(u8) -> Option<usize>) -> Option<u32> {
    let bytes = text.as_bytes().get(..weights.len())?;
    bytes.iter().zip(weights).try_fold(0_u32, |sum, (b, w)| {
        let product = u32::try_from(value(*b)?).ok()?.checked_mul(*w)?;
        sum.checked_add(product)
    })
}

fn bad_characters(
    chars: &[char],
    allowed: impl Fn(usize, char) -> bool,
    findings: &mut Vec<TaxIdFinding>,
) {
    findings.extend(
        chars
            .iter()
            .enumerate()
            .filter(|(at, c)| !allowed(*at, **c))
            .map(|(at, found)| TaxIdFinding::Character {
                position: at + 1,
                found: *found,
            }),
    );
}

fn check_uscc(text: &str, findings: &mut Vec<TaxIdFinding>) {
    let chars: Vec<char> = text.chars().collect();
    bad_characters(
        &chars,
        |at, c| match at {
            2..=7 => c.is_ascii_digit(),
            _ => u8::try_from(c).is_ok_and(|b| USCC_ALPHABET.contains(&b)),
        },
        findings,
    );
    if let (Some(expected), Some(found)) = (uscc_check_char(text), chars.last().copied())
        && expected != found
    {
        findings.push(TaxIdFinding::Checksum { expected, found });
    }
    findings.extend(text.get(8..17).and_then(org_finding));
}

fn org_finding(code: &str) -> Option<TaxIdFinding> {
    let expected = org_check_char(code)?;
    let found = code.chars().last()?;
    (expected != found).then_some(TaxIdFinding::OrgChecksum { expected, found })
}

/// 17 digits and a digit or X, a birth date in places 7–14, and not a valid USCC.
fn looks_like_person(text: &str) -> bool {
    let digits = |part: Option<&str>| part.is_some_and(|p| p.bytes().all(|b| b.is_ascii_digit()));
    let last = text.chars().last();
    digits(text.get(..17))
        && last.is_some_and(|c| c.is_ascii_digit() || c == 'X')
        && uscc_check_char(text) != last
        && text.get(6..14).is_some_and(|day| {
            day.get(..4)
                .is_some_and(|year| ("1900".."2100").contains(&year))
                && chrono::NaiveDate::parse_from_str(day, "%Y%m%d").is_ok()
        })
}

fn check_person(text: &str, findings: &mut Vec<TaxIdFinding>) {
    if let (Some(expected), Some(found)) = (person_check_char(text), text.chars().last())
        && expected != found
    {
        findings.push(TaxIdFinding::Checksum { expected, found });
    }
}
