//! Refusals of this context.

jieqing_kernel::refusals! {
    /// Why a customer command is refused.
    pub enum CustomerRefusal {
        /// The code is taken.
        CodeTaken { code: String, name: String } = "customers.code_taken",
        /// The alias belongs to somebody else.
        AliasTaken { alias: String, owner: String } = "customers.alias_taken",
    }
}
jieqing_kernel::known_codes!(
    "customers.same_name",
    "customers.same_tax_id",
    "taxid.empty",
    "taxid.length",
    "taxid.character",
    "taxid.org_checksum",
    "taxid.legacy_shape",
    "taxid.unknown_shape",
    "field.before_start",
    "field.required",
    "field.too_long",
    "field.unknown_reference",
    "field.control_character",
    "field.not_a_code",
    "field.out_of_range",
    "field.not_an_amount",
    "field.not_a_date",
    "field.unknown_currency",
    "taxid.checksum",
    "field.duplicate"
);
