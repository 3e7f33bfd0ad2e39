//! The kinds of documents that events and attachments are about: their ids on the wire, who may
//! see them, and whether one is inside the caller's scope.

use super::store;
use crate::access::{Permission, Scope};
use crate::wire;
use jieqing_db::{ReadTx, Sql, params};
use jieqing_kernel::actor::{Company, Ctx, Department, User};
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Kind;

/// A kind of document.
#[derive(Clone, Copy)]
pub struct Subject {
    /// Word in the event log and on the wire.
    pub word: &'static str,
    /// Prefix of its ids.
    pub prefix: &'static str,
    /// What one needs to see it.
    pub permission: Permission,
    /// Gives its owner and department; `None` when every reader of the company sees it.
    owner: Option<&'static Sql>,
    /// Whether files may be attached.
    pub takes_files: bool,
}

const fn subject<K: Kind>(word: &'static str, permission: Permission) -> Subject {
    Subject {
        word,
        prefix: K::PREFIX,
        permission,
        owner: None,
        takes_files: false,
    }
}

const fn document<K: Kind>(
    word: &'static str,
    permission: Permission,
    owner: &'static Sql,
) -> Subject {
    Subject {
        word,
        prefix: K::PREFIX,
        permission,
        owner: Some(owner),
        takes_files: true,
    }
}

/// All of them.
pub static SUBJECTS: &[Subject] = &[
    document::<wire::Customer>(
        "customer",
        Permission::CustomersRead,
        &store::OWNER_CUSTOMER,
    ),
    document::<wire::Product>("product", Permission::ProductsRead, &store::OWNER_PRODUCT),
    document::<wire::Order>("order", Permission::OrdersRead, &store::OWNER_ORDER),
    document::<wire::Delivery>(
        "delivery",
        Permission::DeliveriesRead,
        &store::OWNER_DELIVERY,
    ),
    document::<wire::Return>("return", Permission::DeliveriesRead, &store::OWNER_RETURN),
    document::<wire::Invoice>("invoice", Permission::InvoicesRead, &store::OWNER_INVOICE),
    document::<wire::Receipt>("receipt", Permission::ReceiptsRead, &store::OWNER_RECEIPT),
    document::<wire::Bill>("bill", Permission::ReceiptsRead, &store::OWNER_BILL),
    document::<wire::Statement>(
        "statement",
        Permission::StatementsRead,
        &store::OWNER_STATEMENT,
    ),
    subject::<wire::WriteOff>("write_off", Permission::ReceiptsRead),
    subject::<wire::AllocationBatch>("allocation", Permission::ReceiptsRead),
    subject::<wire::Entry>("entry", Permission::LedgerRead),
    subject::<wire::Import>("import", Permission::ImportsWrite),
    subject::<wire::Terms>("terms", Permission::SettingsRead),
    subject::<wire::BankAccount>("bank_account", Permission::SettingsRead),
    subject::<wire::BankStatement>("bank_statement", Permission::BankRead),
    subject::<wire::BankRow>("bank_row", Permission::BankRead),
    subject::<wire::BankImport>("bank_import", Permission::BankRead),
    subject::<wire::PayerAlias>("payer_alias", Permission::CustomersRead),
    subject::<Company>("company", Permission::SettingsRead),
    subject::<Department>("department", Permission::UsersRead),
    subject::<User>("user", Permission::UsersRead),
    subject::<wire::Job>("job", Permission::SystemVerify),
    subject::<wire::Token>("token", Permission::AuditRead),
];

/// The kind called `word`.
#[must_use]
pub fn subject_of(word: &str) -> Option<&'static Subject> {
    SUBJECTS.iter().find(|s| s.word == word)
}

impl Subject {
    /// The id as it is on the wire.
    #[must_use]
    pub fn wire_id(&self, raw: i64) -> String {
        format!("{}_{}", self.prefix, jieqing_kernel::id::encode(raw))
    }

    /// The raw id of a wire id of this kind.
    #[must_use]
    pub fn parse_id(&self, text: &str) -> Option<i64> {
        let digits = text.strip_prefix(self.prefix)?.strip_prefix('_')?;
        jieqing_kernel::id::decode(digits)
    }

    /// Whether a document of this kind is there and inside `scope`.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is not.
    pub fn check(&self, tx: &mut ReadTx<'_>, ctx: &Ctx, scope: &Scope, id: i64) -> Result<()> {
        let Some(owner) = self.owner else {
            return if *scope == Scope::Company {
                Ok(())
            } else {
                Err(Error::NotFound)
            };
        };
        let (owner, department) = tx
            .opt::<(i64, i64)>(owner, params![ctx.company, id])?
            .ok_or(Error::NotFound)?;
        // A document of nobody's, such as a product, is seen by every reader.
        if (owner, department) == (NOBODY, NOBODY) {
            return Ok(());
        }
        scope.check(owner, department)
    }
}

/// Owner of documents that belong to no person.
const NOBODY: i64 = -1;
