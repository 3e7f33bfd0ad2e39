//! Customers (客户档案): who we sell to, with tax data, addresses, contacts, bank accounts and the
//! names they pay under.
//!
//! States: `normal` → `hold` (no new confirmations, 信控) → `stop` (nothing new) and back.
//!
//! Invariants: the code is unique in the company; a Chinese tax id that claims to be a USCC has a
//! right check digit or the customer carries a warning; an alias belongs to one customer.

mod command;
mod credit;
mod error;
mod import;
mod model;
mod prices;
pub mod query;
mod store;

pub use command::{ChangeCustomer, CreateCustomer};
pub use credit::{SetCreditLimit, SetCustomerStatus};
pub use error::CustomerRefusal;
pub use import::{StoredCustomer, stored_customers};
pub use model::{
    CustomerAddress, CustomerBankAccount, CustomerContact, CustomerDraft, CustomerStatus,
};
pub use prices::{RemoveAgreedPrice, SetAgreedPrice};
