//! Refusals of this context.

jieqing_kernel::refusals! {
    /// Why a return is refused.
    pub enum ReturnRefusal {
        /// More than the customer has.
        OverReturned { delivery: String, product: String, signed: String, returned: String, wanted: String } = "returns.over_returned",
        /// One return is about one order.
        OtherOrder = "returns.other_order",
        /// Nothing of the return waits for a red invoice.
        NothingToCredit { number: String } = "returns.nothing_to_credit",
        /// A bureau number belongs to one red invoice; the return needs several.
        SeveralInvoices { number: String, invoices: i64 } = "returns.several_invoices",
    }
}
