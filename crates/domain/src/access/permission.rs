//! All permissions. Their words are on the wire (`x-permission`, token scopes) and never change.

jieqing_db::text_enum! {
    /// What one may do.
    pub enum Permission {
        /// See customers.
        CustomersRead = "customers.read",
        /// Create and change customers.
        CustomersWrite = "customers.write",
        /// Put customers on hold or stop and release them; set limits.
        CustomersCredit = "customers.credit",
        /// See customers' bank data and phone numbers unmasked.
        CustomersPrivate = "customers.private",
        /// See products and prices.
        ProductsRead = "products.read",
        /// Create and change products, prices, tax rates.
        ProductsWrite = "products.write",
        /// See cost and margin.
        ProductsCost = "products.cost",
        /// See orders.
        OrdersRead = "orders.read",
        /// Enter, change, submit orders.
        OrdersWrite = "orders.write",
        /// Confirm, close, cancel orders.
        OrdersConfirm = "orders.confirm",
        /// Release findings that need approval.
        OrdersRelease = "orders.release",
        /// See deliveries and returns.
        DeliveriesRead = "deliveries.read",
        /// Dispatch deliveries.
        DeliveriesWrite = "deliveries.write",
        /// Record sign-off.
        DeliveriesSign = "deliveries.sign",
        /// Take goods back.
        ReturnsWrite = "returns.write",
        /// See invoices.
        InvoicesRead = "invoices.read",
        /// Draft invoices and credits.
        InvoicesWrite = "invoices.write",
        /// Issue invoices (record the bureau's number).
        InvoicesIssue = "invoices.issue",
        /// See receipts and allocations.
        ReceiptsRead = "receipts.read",
        /// Enter receipts, claim them for a customer.
        ReceiptsWrite = "receipts.write",
        /// Enter bills of exchange, pass them on, present them.
        BillsWrite = "bills.write",
        /// Allocate and undo allocations.
        AllocationsWrite = "allocations.write",
        /// Write off small differences.
        WriteOffsWrite = "write_offs.write",
        /// Record that a customer disputes part of a debt, and how it ended.
        DisputesWrite = "disputes.write",
        /// See our bank accounts' statements and rows.
        BankRead = "bank.read",
        /// See statements.
        StatementsRead = "statements.read",
        /// Make and void statements.
        StatementsWrite = "statements.write",
        /// See ageing, balances, exposure, dashboards.
        ReportsRead = "reports.read",
        /// See ledger entries, trial balance, periods.
        LedgerRead = "ledger.read",
        /// Post entries by hand and reverse them.
        LedgerPost = "ledger.post",
        /// Close and reopen periods, change the account mapping.
        LedgerClose = "ledger.close",
        /// Run imports.
        ImportsWrite = "imports.write",
        /// Export lists.
        ExportsRead = "exports.read",
        /// Attach files to documents.
        AttachmentsWrite = "attachments.write",
        /// See settings (terms, rates, bank accounts, company).
        SettingsRead = "settings.read",
        /// Change settings.
        SettingsWrite = "settings.write",
        /// See users, roles and departments.
        UsersRead = "users.read",
        /// Create users, assign roles.
        UsersWrite = "users.write",
        /// See the audit trail.
        AuditRead = "audit.read",
        /// Run the verification and see jobs of everybody.
        SystemVerify = "system.verify",
        /// What every signed-in user may do: own session, own tokens, saved views, jobs.
        SelfUse = "self.use",
        /// What a link lets a customer do with its one object; no role has it.
        LinkUse = "link.use",
    }
}
