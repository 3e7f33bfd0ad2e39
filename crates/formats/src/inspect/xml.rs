//! XML files: electronic invoices by root and content.

use super::Found;
use crate::FormatError;
use crate::bank::xml::{Element, read_root};

/// Root names of invoices with their format and the paths of what is told.
struct Invoice {
    root: &'static str,
    format: &'static str,
    facts: &'static [(&'static str, &'static [&'static str])],
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
            ("buyer", &["EInvoiceData/BuyerInformation/BuyerName"]),
            (
                "total",
                &["EInvoiceData/BasicInformation/TotalTax-includedAmount"],
            ),
        ],
    },
    Invoice {
        root: "Invoice",
        format: "ubl",
        facts: UBL,
    },
    Invoice {
        root: "CreditNote",
        format: "ubl",
        facts: UBL,
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
                "total",
                &[
                    "SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement/SpecifiedTradeSettlementHeaderMonetarySummation/GrandTotalAmount",
                ],
            ),
        ],
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
        None if root.name == "xbrl" => Found::new("einvoice", "xbrl"),
        None => Found::new("xml", &root.name).fact("elements", root.children.len()),
    })
}

fn described(root: &Element, invoice: &Invoice) -> Found {
    let mut found = Found::new("einvoice", invoice.format);
    for (name, paths) in invoice.facts {
        if let Some(value) = paths.iter().find_map(|path| root.find(path)) {
            found = found.fact(name, value);
        }
    }
    found
}
