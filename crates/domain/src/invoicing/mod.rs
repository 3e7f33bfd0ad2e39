//! Invoices (发票): from signed delivery lines to a legal document, and back by red ones.
//!
//! ```text
//! draft → issued            a draft has no number and no effect; it may be changed and deleted
//!           ↘ credited      by red invoices, each its own document linked to the blue one
//! ```
//!
//! Issuing takes our number, moves deferred to output tax, takes the amounts off the deliveries'
//! open items and opens the invoice's, one per instalment of the payment terms, with the same sum
//! in company currency: the control account does not move.
//!
//! Invariants: header = sum of lines; net + tax = total; Σ invoiced ≤ signed − returned per delivery
//! line on locked rows (N6); Σ red ≤ blue per line (N7); issued documents never change but for the
//! bureau's number and what red invoices took; nothing is voided.
//!
//! Returns take their share of blue invoices through [`reserve_red`] and have it documented by
//! [`issue_red_of_return`].

mod command;
mod error;
mod model;
mod posting;
mod proof;
pub mod query;
mod reserve;
mod rules;
mod store;

pub use command::{
    BuyerChange, ChangeDraft, CreditInvoice, CreditLine, DeleteDraft, DraftInvoice,
    InvoiceDelivered, InvoiceWhat, IssueInvoice, RecordBureauNumber, RedTerms,
};
pub use error::InvoicingRefusal;
pub use model::{
    InvoiceDraft, InvoiceForm, InvoiceKind, InvoiceLineDraft, InvoiceStatus, RedReason,
};
pub use proof::prove;
pub use reserve::{ReservedRed, ReturnedRed, issue_red_of_return, reserve_red};
