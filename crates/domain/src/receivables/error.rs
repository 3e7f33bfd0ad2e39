//! Refusals of this context.

jieqing_kernel::refusals! {
    /// Why an allocation or write-off is refused.
    pub enum ReceivablesRefusal {
        /// More than the item has open.
        OverAllocated { document: String, open: String, wanted: String } = "receivables.over_allocated",
        /// Debit and credit belong to different customers.
        OtherCustomer { debit: String, credit: String } = "receivables.other_customer",
        /// Debit and credit are in different currencies.
        OtherCurrency { debit: String, credit: String } = "receivables.other_currency",
        /// The two sides are not a debit and a credit.
        WrongSides { debit: String, credit: String } = "receivables.wrong_sides",
        /// A delivery that is not invoiced can't be paid yet.
        NotBilled { document: String } = "receivables.not_billed",
        /// The allocation was undone before.
        AlreadyUndone { on: String } = "receivables.already_undone",
        /// Nothing is left to allocate.
        NothingToAllocate = "receivables.nothing_to_allocate",
        /// The difference is larger than may be written off.
        WriteOffLimit { amount: String, limit: String } = "receivables.write_off_limit",
        /// Only invoices and other debts that may be paid are disputed.
        NotDisputable { document: String } = "receivables.not_disputable",
        /// More than is open and not yet disputed.
        DisputeTooLarge { document: String, open: String, disputed: String, wanted: String } = "receivables.dispute_too_large",
        /// The dispute is over.
        DisputeResolved { document: String, on: String } = "receivables.dispute_resolved",
        /// The item can't be cancelled, since it is used.
        ItemInUse { document: String, open: String, amount: String } = "receivables.item_in_use",
    }
}
