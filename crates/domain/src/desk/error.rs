//! Refusals of this context.

jieqing_kernel::refusals! {
    /// Why the desk refuses.
    pub enum DeskRefusal {
        /// Nothing of the receipt is left to apply.
        NothingOpen { number: String } = "desk.nothing_open",
        /// The lines are more than what is open of the receipt.
        TooMuch { number: String, open: String, wanted: String } = "desk.too_much",
        /// The items belong to several customers, or to another than the receipt.
        OtherCustomer { number: String, document: String } = "desk.other_customer",
    }
}
