//! Which bank format a file is, by content.

use crate::table::FileKind;

/// Format of a bank file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BankFormat {
    /// SWIFT MT940 and MT942.
    Mt940,
    /// ISO 20022 account report.
    Camt052,
    /// ISO 20022 statement.
    Camt053,
    /// ISO 20022 notification.
    Camt054,
    /// OFX 1 and 2, QFX.
    Ofx,
    /// BAI2.
    Bai2,
    /// Belgian CODA.
    Coda,
    /// Spanish Norma 43.
    N43,
    /// Quicken QIF.
    Qif,
    /// Ministry of Finance electronic statement or receipt as JSON.
    MofJson,
    /// The same as XML.
    MofXml,
    /// Delimited text.
    Csv,
    /// Excel workbook.
    Xlsx,
    /// Old Excel workbook.
    Xls,
    /// OpenDocument spreadsheet.
    Ods,
    /// HTML table or XML spreadsheet (2003).
    Html,
    /// Several files of different formats in one zip.
    Zip,
}

impl BankFormat {
    /// Stable name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mt940 => "mt940",
            Self::Camt052 => "camt052",
            Self::Camt053 => "camt053",
            Self::Camt054 => "camt054",
            Self::Ofx => "ofx",
            Self::Bai2 => "bai2",
            Self::Coda => "coda",
            Self::N43 => "n43",
            Self::Qif => "qif",
            Self::MofJson => "mof_json",
            Self::MofXml => "mof_xml",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Xls => "xls",
            Self::Ods => "ods",
            Self::Html => "html",
            Self::Zip => "zip",
        }
    }

    pub(crate) fn of_table(kind: FileKind) -> Self {
        match kind {
            FileKind::Csv => Self::Csv,
            FileKind::Xlsx => Self::Xlsx,
            FileKind::Xls => Self::Xls,
            FileKind::Ods => Self::Ods,
            FileKind::Html => Self::Html,
        }
    }
}

/// Bytes looked at.
const HEAD: usize = 8 * 1024;

/// The format of a file that is no table; `None` when it is none of them.
#[must_use]
pub fn sniff(bytes: &[u8]) -> Option<BankFormat> {
    let raw = bytes.get(..bytes.len().min(HEAD)).unwrap_or(bytes);
    let decoded = match encoding_rs::Encoding::for_bom(raw) {
        Some((encoding, _)) => encoding.decode(raw).0,
        None => String::from_utf8_lossy(raw),
    };
    let head = decoded.trim_start_matches('\u{feff}').trim_start();
    if head.is_empty() {
        return None;
    }
    let upper = head.to_ascii_uppercase();
    if upper.starts_with("OFXHEADER") || upper.contains("<?OFX ") || upper.contains("<OFX>") {
        return Some(BankFormat::Ofx);
    }
    if head.starts_with('<') {
        return sniff_xml(head);
    }
    if head.starts_with(['{', '[']) && mof_words(head) {
        return Some(BankFormat::MofJson);
    }
    if head.starts_with("01,") && lines(head).any(|l| l.contains("02,")) {
        return Some(BankFormat::Bai2);
    }
    let first = lines(head).next().unwrap_or_default();
    if is_coda(head, first) {
        return Some(BankFormat::Coda);
    }
    if first.starts_with("11") && first.trim_end().chars().count() >= 51 && digits(first, 2, 50) {
        return Some(BankFormat::N43);
    }
    if is_qif(head) {
        return Some(BankFormat::Qif);
    }
    is_mt940(head).then_some(BankFormat::Mt940)
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split(['\n', '\r']).filter(|l| !l.trim().is_empty())
}

fn digits(line: &str, from: usize, to: usize) -> bool {
    line.get(from..to)
        .is_some_and(|part| part.bytes().all(|b| b.is_ascii_digit() || b == b' '))
}

fn sniff_xml(head: &str) -> Option<BankFormat> {
    // The root's name or namespace decides; later versions rename the message, not its stem.
    const NAMES: &[(&str, BankFormat)] = &[
        ("camt.052.", BankFormat::Camt052),
        ("camt.053.", BankFormat::Camt053),
        ("camt.054.", BankFormat::Camt054),
        ("BkToCstmrAcctRpt", BankFormat::Camt052),
        ("BkToCstmrStmt", BankFormat::Camt053),
        ("BkToCstmrDbtCdtNtfctn", BankFormat::Camt054),
    ];
    if ["<xs:schema", "<xsd:schema", "<schema"]
        .iter()
        .any(|root| head.contains(root))
    {
        // A schema speaks of messages and is none.
        return None;
    }
    NAMES
        .iter()
        .find(|(name, _)| head.contains(name))
        .map(|(_, format)| *format)
        .or_else(|| {
            // An electronic invoice in XBRL names accounts of banks as well.
            let invoice = head.contains("EInvoice") || head.contains("einv");
            (mof_words(head) && !invoice).then_some(BankFormat::MofXml)
        })
}

fn mof_words(head: &str) -> bool {
    [
        "InformationOfReconcileDetailsTuple",
        "CustomerSettlementBankAccount",
        "NumberOfBankElectronicReceipt",
        "TypeOfBankElectronicReceipt",
    ]
    .iter()
    .any(|word| head.contains(word))
}

/// Header record 0: blanks or zeros, date, bank, `05` application code.
fn is_coda(head: &str, first: &str) -> bool {
    let first = first.trim_end_matches(['\n', '\r']);
    first.starts_with("00000")
        && first.chars().count() >= 100
        && lines(head)
            .nth(1)
            .is_some_and(|l| l.starts_with('1') && l.chars().count() >= 60)
}

fn is_qif(head: &str) -> bool {
    lines(head)
        .filter(|l| !l.starts_with('#'))
        .take(4)
        .any(|l| {
            let l = l.trim();
            ["!type:", "!account", "!option:", "!clear:"]
                .iter()
                .any(|w| {
                    l.get(..w.len())
                        .is_some_and(|start| start.eq_ignore_ascii_case(w))
                })
        })
}

fn is_mt940(head: &str) -> bool {
    let tags = [":20:", ":25:", ":28C:", ":28:", ":60F:", ":60M:", ":61:"];
    lines(head).any(|l| {
        let l = l.trim_start().trim_start_matches("@@");
        tags.iter().any(|tag| l.starts_with(tag)) || l.starts_with("{1:F01")
    })
}
