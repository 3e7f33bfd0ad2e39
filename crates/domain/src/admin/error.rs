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
        /// The login belongs to another account.
        LoginTaken { login: String } = "admin.login_taken",
        /// One can't do this to oneself.
        NotYourself = "admin.not_yourself",
        /// A company keeps an active administrator.
        LastAdministrator = "admin.last_administrator",
        /// Another company manages the account.
        ManagedElsewhere { login: String } = "admin.managed_elsewhere",
        /// Roles that should be apart, without a reason.
        DutiesConflict { one: String, other: String } = "admin.duties_conflict",
        /// Another company has the code.
        CompanyCodeTaken { code: String } = "admin.company_code_taken",
        /// Too many views.
        TooManyViews { most: String } = "admin.too_many_views",
        /// The code belongs to another record.
        CodeTaken { code: String, name: String } = "admin.code_taken",
    }
}
jieqing_kernel::known_codes!(
    "field.login",
    "field.password_short",
    "field.password_common",
    "field.password_is_login",
    "session.wrong",
    "session.no_role",
    "session.wait"
);
