//! XML files: electronic invoices by root and content.

use super::Found;
use crate::FormatError;
use crate::bank::xml::{Element, read_root};

/// Root names of invoices with their format and the paths of what is told.
struct Invoice {
    root: &'static str,
    format: &'static str,
    facts: &'static [(&'static str, &'static [&'static str])],
    /// Where a line stands: the elements down to it.
    lines: &'static [&'static str],
}

const INVOICES: &[Invoice] = &[
    Invoice {
        root: "EInvoice",
        format: "fapiao_xml",
        facts: &[
            (
                "number",
                &["TaxSupervisionInfo/InvoiceNumber", "Header/EIid"],
            ),
            (
                "issued",
                &[
                    "TaxSupervisionInfo/IssueTime",
                    "EInvoiceData/BasicInformation/RequestTime",
                ],
            ),
            ("seller", &["EInvoiceData/SellerInformation/SellerName"]),
            (
                "seller_tax_id",
                &["EInvoiceData/SellerInformation/SellerIdNum"],
            ),
            ("buyer", &["EInvoiceData/BuyerInformation/BuyerName"]),
            (
                "buyer_tax_id",
                &["EInvoiceData/BuyerInformation/BuyerIdNum"],
            ),
            ("net", &["EInvoiceData/BasicInformation/TotalAmWithoutTax"]),
            ("tax", &["EInvoiceData/BasicInformation/TotalTaxAm"]),
            (
                "total",
                &["EInvoiceData/BasicInformation/TotalTax-includedAmount"],
            ),
        ],
        lines: &["EInvoiceData", "IssuItemInformation"],
    },
    Invoice {
        root: "Invoice",
        format: "ubl",
        facts: UBL,
        lines: &["InvoiceLine"],
    },
    Invoice {
        root: "CreditNote",
        format: "ubl",
        facts: UBL,
        lines: &["CreditNoteLine"],
    },
    Invoice {
        root: "CrossIndustryInvoice",
        format: "cii",
        facts: &[
            ("number", &["ExchangedDocument/ID"]),
            (
                "issued",
                &["ExchangedDocument/IssueDateTime/DateTimeString"],
            ),
            (
                "seller",
                &[
                    "SupplyChainTradeTransaction/ApplicableHeaderTradeAgreement/SellerTradeParty/Name",
                ],
            ),
            (
                "buyer",
                &[
                    "SupplyChainTradeTransaction/ApplicableHeaderTradeAgreement/BuyerTradeParty/Name",
                ],
            ),
            (
                "currency",
                &[
                    "SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement/InvoiceCurrencyCode",
                ],
            ),
            (
                "net",
                &[
                    "SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement/SpecifiedTradeSettlementHeaderMonetarySummation/TaxBasisTotalAmount",
                ],
            ),
            (
                "tax",
                &[
                    "SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement/SpecifiedTradeSettlementHeaderMonetarySummation/TaxTotalAmount",
                ],
            ),
            (
                "total",
                &[
                    "SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement/SpecifiedTradeSettlementHeaderMonetarySummation/GrandTotalAmount",
                ],
            ),
        ],
        lines: &[
            "SupplyChainTradeTransaction",
            "IncludedSupplyChainTradeLineItem",
        ],
    },
    // ZUGFeRD 1.
    Invoice {
        root: "CrossIndustryDocument",
        format: "cii",
        facts: &[
            ("number", &["HeaderExchangedDocument/ID"]),
            (
                "issued",
                &["HeaderExchangedDocument/IssueDateTime/DateTimeString"],
            ),
            (
                "seller",
                &[
                    "SpecifiedSupplyChainTradeTransaction/ApplicableSupplyChainTradeAgreement/SellerTradeParty/Name",
                ],
            ),
            (
                "buyer",
                &[
                    "SpecifiedSupplyChainTradeTransaction/ApplicableSupplyChainTradeAgreement/BuyerTradeParty/Name",
                ],
            ),
            (
                "total",
                &[
                    "SpecifiedSupplyChainTradeTransaction/ApplicableSupplyChainTradeSettlement/SpecifiedTradeSettlementMonetarySummation/GrandTotalAmount",
                ],
            ),
        ],
        lines: &[
            "SpecifiedSupplyChainTradeTransaction",
            "IncludedSupplyChainTradeLineItem",
        ],
    },
    // The Ministry of Finance's XBRL of a 数电票.
    Invoice {
        root: "xbrl",
        format: "xbrl",
        facts: &[
            ("number", &["InvoiceNumber"]),
            ("issued", &["IssueTime", "IssueDate", "RequestTime"]),
            ("seller", &["SellerName"]),
            ("seller_tax_id", &["SellerIdNum"]),
            ("buyer", &["BuyerName", "NameOfAccountingEntity"]),
            ("net", &["TotalAmWithoutTax"]),
            ("tax", &["TotalTaxAm"]),
            ("total", &["TotalTax-includedAmount"]),
        ],
        lines: &["IssuItemInformation"],
    },
    // EDIFACT as XML (ISO 20625).
    Invoice {
        root: "M_INVOIC",
        format: "edifact_xml",
        facts: &[("number", &["S_BGM/C_C106/D_1004"])],
        lines: &["G_SG27"],
    },
];

const UBL: &[(&str, &[&str])] = &[
    ("number", &["ID"]),
    ("issued", &["IssueDate"]),
    (
        "seller",
        &[
            "AccountingSupplierParty/Party/PartyLegalEntity/RegistrationName",
            "AccountingSupplierParty/Party/PartyName/Name",
        ],
    ),
    (
        "buyer",
        &[
            "AccountingCustomerParty/Party/PartyLegalEntity/RegistrationName",
            "AccountingCustomerParty/Party/PartyName/Name",
        ],
    ),
    ("currency", &["DocumentCurrencyCode"]),
    ("net", &["LegalMonetaryTotal/TaxExclusiveAmount"]),
    ("tax", &["TaxTotal/TaxAmount"]),
    ("total", &["LegalMonetaryTotal/PayableAmount"]),
];

/// Tells what an XML file is.
pub(super) fn of_xml(bytes: &[u8]) -> Result<Found, FormatError> {
    let root = read_root(bytes)?;
    if root.name.is_empty() || root.name.eq_ignore_ascii_case("html") {
        return Ok(Found::new("unknown", "html"));
    }
    let known = INVOICES.iter().find(|i| i.root == root.name);
    Ok(match known {
        Some(invoice) => described(&root, invoice),
        None => Found::new("xml", &root.name).fact("elements", root.children.len()),
    })
}

fn described(root: &Element, invoice: &Invoice) -> Found {
    let mut found = Found::new("einvoice", invoice.format);
    for (name, paths) in invoice.facts {
        if let Some(value) = paths.iter().find_map(|path| root.find(path)) {
            let words: Vec<&str> = value.split_whitespace().collect();
            found = found.fact(name, words.join(" "));
        }
    }
    let lines = match invoice.lines {
        [above, line] => root.child(above).map_or(0, |e| e.all(line).count()),
        [line] => root.all(line).count(),
        _ => 0,
    };
    if lines > 0 {
        found = found.fact("lines", lines);
    }
    found
}
