//! Refusals of this context.

jieqing_kernel::refusals! {
    /// Why bank data are refused.
    pub enum BankRefusal {
        /// None of our accounts is that of the file.
        AccountUnknown { account: String, currency: String } = "bank.account_unknown",
        /// The file states no number, and several accounts may be meant.
        AccountUnnamed { accounts: String } = "bank.account_unnamed",
        /// The file is of another account than the one chosen.
        OtherAccount { stated: String, chosen: String, number: String } = "bank.other_account",
        /// The statement is in another currency than the account.
        Currency { account: String, expected: String, stated: String } = "bank.currency",
        /// Opening and rows are not the closing balance, and the company takes no such statement.
        DoesNotFoot { place: String, opening: String, sum: String, closing: String, difference: String } = "bank.does_not_foot",
        /// A row has neither a booking nor a value date.
        NoDay { place: String } = "bank.no_day",
        /// A row is booked after today.
        Future { place: String, day: String, today: String } = "bank.future",
        /// An amount has more places than its currency or is too large.
        Amount { place: String, amount: String } = "bank.amount",
        /// The import is stored already.
        AlreadyStored { at: String } = "bank.already_stored",
        /// The file is being read.
        NotRead { state: String } = "bank.not_read",
        /// The row takes another one back or is taken back: it is no income.
        Reversed { day: String, amount: String } = "bank.reversed",
    }
}
