//! Refusals of this context.

jieqing_kernel::refusals! {
    /// Why an entry by hand is refused.
    pub enum BooksRefusal {
        /// Debits and credits differ.
        Unbalanced { debit: String, credit: String, difference: String } = "books.unbalanced",
        /// The chart has no such account, or it is not used any more.
        AccountUnknown { account: String } = "books.account_unknown",
        /// The account is kept by documents: nothing is posted to it by hand.
        AccountKept { account: String, name: String } = "books.account_kept",
        /// Only entries made by hand are reversed by hand.
        NotByHand { number: String, document: String } = "books.not_by_hand",
    }
}
