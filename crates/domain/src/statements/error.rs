//! Refusals of this context.

jieqing_kernel::refusals! {
    /// Why a statement command is refused.
    pub enum StatementRefusal {
        /// No movement and no balance.
        Nothing { customer: String, currency: String } = "statements.nothing_to_state",
        /// The period overlaps a live statement.
        Overlap { number: String, from: String, to: String } = "statements.overlap",
        /// A later statement builds on it.
        LaterExists { number: String, later: String } = "statements.later_exists",
        /// It is not in the state the command needs.
        State { number: String, status: String } = "statements.state",
        /// The customer confirmed it: it is not made again.
        Confirmed { number: String, closing: String, now: String } = "statements.confirmed",
        /// Enough links.
        TooManyLinks { number: String, most: String } = "statements.too_many_links",
        /// The link expired, was revoked, or its statement no longer counts.
        LinkGone = "statements.link_gone",
        /// Another content than the one that was shown.
        Changed { number: String } = "statements.changed",
        /// Objecting after confirming.
        AlreadyConfirmed { number: String, name: String, on: String } = "statements.already_confirmed",
        /// An objection that names nothing.
        ObjectionEmpty = "statements.objection_empty",
        /// Confirming and objecting at once.
        ConfirmWithObjections { objections: String } = "statements.confirm_with_objections",
        /// The objection was settled before.
        ObjectionSettled { number: String, state: String } = "statements.objection_settled",
        /// A paper confirmation recorded by who looks after the customer.
        OwnCustomer { number: String, customer: String } = "statements.own_customer",
    }
}
jieqing_kernel::known_codes!("statements.no_fonts");
