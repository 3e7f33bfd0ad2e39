//! Numbers of the tax bureau: 数电票 numbers and 税收分类编码.

use super::Severity;

/// Provinces and municipalities as tax numbers write them (GB/T 2260, first two digits).
const REGIONS: [u8; 31] = [
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52,
    53, 54, 61, 62, 63, 64, 65,
];

/// Something wrong or odd with a 数电票 number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CodeFinding {
    /// Not 20 characters (an Excel-mangled number is caught here).
    Length {
        /// Characters found.
        found: usize,
    },
    /// Not a digit.
    Character {
        /// Place, from 1.
        position: usize,
        /// What is there.
        found: char,
    },
    /// The first two digits are not the issue year's.
    Year {
        /// What they should be.
        expected: u8,
        /// What they are.
        found: u8,
    },
    /// Digits 3–4 are no province we know; a city with its own plan (计划单列市) may be new here.
    Region {
        /// What they are.
        found: u8,
    },
}

impl CodeFinding {
    /// Stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Length { .. } => "fapiao.number_length",
            Self::Character { .. } => "fapiao.number_character",
            Self::Year { .. } => "fapiao.number_year",
            Self::Region { .. } => "fapiao.number_region",
        }
    }

    /// Only an unknown region warns.
    #[must_use]
    pub fn severity(self) -> Severity {
        match self {
            Self::Region { .. } => Severity::Warning,
            Self::Length { .. } | Self::Character { .. } | Self::Year { .. } => Severity::Error,
        }
    }

    /// The figures of the finding, for messages.
    #[must_use]
    pub fn facts(self) -> Vec<(&'static str, String)> {
        match self {
            Self::Length { found } => vec![("found", found.to_string())],
            Self::Character { position, found } => vec![
                ("position", position.to_string()),
                ("found", found.to_string()),
            ],
            Self::Year { expected, found } => vec![
                ("expected", format!("{expected:02}")),
                ("found", format!("{found:02}")),
            ],
            Self::Region { found } => vec![("found", format!("{found:02}"))],
        }
    }
}

/// Checks a 数电票 number: 20 digits = year, region, channel, 15 sequence; there is no check digit
/// (china.md §2.2). The year is compared when the issue year is known. Empty when all is well.
#[must_use]
pub fn check_fapiao_number(number: &str, issue_year: Option<i32>) -> Vec<CodeFinding> {
    let found = number.chars().count();
    if found != 20 {
        return vec![CodeFinding::Length { found }];
    }
    let bad: Vec<CodeFinding> = number
        .chars()
        .enumerate()
        .filter(|(_, c)| !c.is_ascii_digit())
        .map(|(at, found)| CodeFinding::Character {
            position: at + 1,
            found,
        })
        .collect();
    if !bad.is_empty() {
        return bad;
    }
    let pair = |from: usize| {
        number
            .get(from..from + 2)
            .and_then(|digits| digits.parse::<u8>().ok())
    };
    let mut findings = Vec::new();
    let expected = issue_year.and_then(|year| u8::try_from(year.rem_euclid(100)).ok());
    if let (Some(expected), Some(found)) = (expected, pair(0))
        && expected != found
    {
        findings.push(CodeFinding::Year { expected, found });
    }
    if let Some(found) = pair(2)
        && !REGIONS.contains(&found)
    {
        findings.push(CodeFinding::Region { found });
    }
    findings
}

/// The chapter (篇) of a 税收分类编码.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TaxCategory {
    /// 货物.
    Goods,
    /// 劳务.
    Labour,
    /// 服务.
    Service,
    /// 无形资产.
    Intangible,
    /// 不动产.
    RealEstate,
    /// 未发生销售行为的不征税项目.
    NotSale,
}

/// The chapter of a 税收分类编码 of the right shape, `^[1-6]\d{18}$` (china.md §2.6); `None`
/// otherwise. Whether the code exists and is a leaf is for the imported table to say.
#[must_use]
pub fn tax_category(code: &str) -> Option<TaxCategory> {
    if code.len() != 19 || !code.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    match code.bytes().next()? {
        b'1' => Some(TaxCategory::Goods),
        b'2' => Some(TaxCategory::Labour),
        b'3' => Some(TaxCategory::Service),
        b'4' => Some(TaxCategory::Intangible),
        b'5' => Some(TaxCategory::RealEstate),
        b'6' => Some(TaxCategory::NotSale),
        _ => None,
    }
}

/// Splits an item name as printed on a fapiao, `*简称*名称`, into the category's short name and the
/// goods' name (china.md §2.6). `None` when it has no such prefix.
#[must_use]
pub fn split_item_name(printed: &str) -> Option<(&str, &str)> {
    let (short, name) = printed.strip_prefix('*')?.split_once('*')?;
    (!short.is_empty()).then_some((short, name))
}
