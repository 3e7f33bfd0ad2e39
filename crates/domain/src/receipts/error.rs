//! Refusals of this context.

jieqing_kernel::refusals! {
    /// Why a receipt command is refused.
    pub enum ReceiptRefusal {
        /// The bank reference was entered before.
        Duplicate { bank_ref: String, number: String } = "receipts.duplicate",
        /// The account is kept in another currency.
        AccountCurrency { account: String, expected: String, given: String } = "receipts.account_currency",
        /// The fee eats up the amount.
        FeeTooLarge { fee: String, amount: String } = "receipts.fee_too_large",
        /// The receipt is not in the state the command needs.
        State { number: String, status: String } = "receipts.state",
        /// Part of it is allocated.
        Allocated { number: String, amount: String, documents: String } = "receipts.allocated",
    }
}
