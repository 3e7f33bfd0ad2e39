//! Refusals of this context.

jieqing_kernel::refusals! {
    /// Why an invoice command is refused.
    pub enum InvoicingRefusal {
        /// More than signed, not returned and not invoiced (N6).
        OverBilled { delivery: String, product: String, signed: String, returned: String, invoiced: String, wanted: String } = "invoicing.over_billed",
        /// Nothing with a value is left to invoice.
        NothingToInvoice = "invoicing.nothing_to_invoice",
        /// One invoice is for one customer.
        OtherCustomer = "invoicing.other_customer",
        /// One invoice is in one currency.
        OtherCurrency { first: String, other: String } = "invoicing.other_currency",
        /// The orders have different payment terms: somebody has to pick.
        TermsDiffer = "invoicing.terms_differ",
        /// The terms give no due date.
        NoDueDate { terms: String } = "invoicing.no_due_date",
        /// Only a draft can be changed, deleted or issued.
        NotDraft { number: String } = "invoicing.not_draft",
        /// Only an issued invoice has a bureau number or can be credited.
        NotIssued = "invoicing.not_issued",
        /// Only a blue invoice can be credited.
        NotBlue { number: String } = "invoicing.not_blue",
        /// Amounts moved since the draft was made.
        DraftOutdated { drafted: String, now: String } = "invoicing.draft_outdated",
        /// The goods were signed for later than the invoice's date.
        BeforeSignoff { issued_on: String, signed_on: String } = "invoicing.before_signoff",
        /// A special invoice needs a complete and right tax id of the buyer.
        BuyerTaxData { customer: String, tax_id: String } = "invoicing.buyer_tax_data",
        /// The bureau's number belongs to another invoice.
        BureauNumberTaken { bureau_number: String, number: String } = "invoicing.bureau_number_taken",
        /// The bureau's number of an issued invoice never changes.
        BureauNumberKept { number: String, bureau_number: String } = "invoicing.bureau_number_kept",
        /// The number of the other system is taken.
        SourceTaken { source_no: String, number: String } = "invoicing.source_taken",
        /// More than the blue invoice has left (N7).
        OverCredited { number: String, line: i64, left: String, wanted: String } = "invoicing.over_credited",
        /// Everything of the invoice is credited.
        FullyCredited { number: String } = "invoicing.fully_credited",
        /// For this reason the whole invoice is credited.
        FullOnly { number: String, reason: String } = "invoicing.full_only",
        /// The returned quantity was credited before.
        AlreadyCredited { product: String, wanted: String, left: String } = "invoicing.already_credited",
    }
}
jieqing_kernel::known_codes!(
    "invoicing.not_signed",
    "invoicing.one_of",
    "fapiao.number_length",
    "fapiao.number_character",
    "fapiao.number_year",
    "fapiao.number_region"
);
