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
    }
}
jieqing_kernel::known_codes!("statements.no_fonts");
