//! Refusals of administration.

jieqing_kernel::refusals! {
    /// Why an administrative command is refused.
    pub enum AdminRefusal {
        /// The old password is wrong.
        PasswordWrong = "admin.password_wrong",
        /// The setup token is unknown, used, or expired.
        SetupToken = "admin.setup_token",
        /// There are users already.
        SetupDone = "admin.setup_done",
        /// Too many live tokens.
        TooManyTokens { most: String } = "admin.too_many_tokens",
        /// A token may not do what its owner may not.
        ScopeTooWide { scope: String } = "admin.scope_too_wide",
    }
}
jieqing_kernel::known_codes!(
    "field.password_short",
    "field.password_common",
    "field.password_is_login",
    "session.wrong",
    "session.no_role",
    "session.wait"
);
