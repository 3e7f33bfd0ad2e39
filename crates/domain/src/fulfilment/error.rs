//! Refusals of this context.

jieqing_kernel::refusals! {
    /// Why a delivery command is refused.
    pub enum FulfilmentRefusal {
        /// Only a delivery on its way can be changed, signed for or cancelled.
        NotDispatched { number: String, status: String } = "fulfilment.not_dispatched",
        /// More than the order line and its tolerance allow.
        OverTolerance { line: i64, product: String, ordered: String, delivered: String, wanted: String, allowed: String } = "fulfilment.over_tolerance",
        /// The rest of the order line was given up.
        LineClosed { line: i64, product: String } = "fulfilment.line_closed",
        /// Everything is on its way or delivered.
        NothingToDeliver { order: String } = "fulfilment.nothing_to_deliver",
        /// Nothing new is sold to the customer.
        CustomerStopped { customer: String } = "fulfilment.customer_stopped",
        /// Signed and rejected are not what was dispatched.
        NotAddingUp { line: i64, dispatched: String, signed: String, rejected: String } = "fulfilment.not_adding_up",
        /// The number of the other system is taken.
        SourceTaken { source_no: String, number: String } = "fulfilment.source_taken",
    }
}
