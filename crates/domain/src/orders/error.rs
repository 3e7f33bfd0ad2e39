//! Refusals of this context.

jieqing_kernel::refusals! {
    /// Why an order command is refused.
    pub enum OrderRefusal {
        /// Only a confirmed order can be delivered or invoiced.
        NotConfirmed { number: String, status: String } = "orders.not_confirmed",
        /// Only drafts and submitted orders can be changed.
        NotChangeable { number: String, status: String } = "orders.not_changeable",
        /// Only drafts can be submitted.
        NotSubmittable { number: String, status: String } = "orders.not_submittable",
        /// Only submitted orders can be confirmed.
        NotConfirmable { number: String, status: String } = "orders.not_confirmable",
        /// Only confirmed orders can be closed.
        NotClosable { number: String, status: String } = "orders.not_closable",
        /// Completed, closed and cancelled orders can't be cancelled.
        NotCancellable { number: String, status: String } = "orders.not_cancellable",
        /// There is no exchange rate on or before the order date.
        RateMissing { currency: String, on: String } = "orders.rate_missing",
        /// Warnings that must be seen before submitting.
        WarningsOpen { number: String, count: usize, findings: String } = "orders.warnings_open",
        /// Findings keep the order from being confirmed.
        FindingsOpen { number: String, count: usize, findings: String } = "orders.findings_open",
        /// No such finding on the order.
        FindingUnknown { number: String, finding: String } = "orders.finding_unknown",
        /// A finding that nobody can let pass, or that needs nobody to.
        FindingNotReleasable { number: String, finding: String, severity: String } = "orders.finding_not_releasable",
        /// Whoever entered or submitted an order does not release it.
        ReleaseByRequester { number: String } = "orders.release_by_requester",
        /// Goods were dispatched.
        AlreadyDispatched { number: String, dispatched: String, ordered: String } = "orders.already_dispatched",
        /// Goods are on their way.
        GoodsOnTheirWay { number: String, dispatched: String, signed: String } = "orders.goods_on_their_way",
        /// A reason must be given.
        ReasonMissing = "orders.reason_missing",
        /// The number in the other system is taken by an order with another content.
        SourceTaken { source_no: String, number: String, status: String } = "orders.source_taken",
        /// The stored content is not what the digest says.
        DigestMismatch { number: String } = "orders.digest_mismatch",
    }
}
jieqing_kernel::known_codes!(
    "orders.discount_exceeds_order",
    "tax.rate_range",
    "tax.discount_rate_range",
    "tax.discount_exceeds_line",
    "tax.amount_range",
);
