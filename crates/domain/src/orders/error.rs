//! Refusals of this context.

jieqing_kernel::refusals! {
    /// Why an order command is refused.
    pub enum OrderRefusal {
        /// Only a confirmed order can be delivered or invoiced.
        NotConfirmed { number: String, status: String } = "orders.not_confirmed",
    }
}
