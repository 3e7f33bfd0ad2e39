//! Who does something, for which company, in which request: the context every command carries.

use crate::clock::{Clock, Micros, day_at};
use crate::currency::Currency;
use crate::date::Date;
use crate::id::{Id, IdSource, Kind};

/// Marker of a legal entity (公司) that keeps books.
pub struct Company;
impl Kind for Company {
    const PREFIX: &'static str = "com";
}
/// Marker of a user account.
pub struct User;
impl Kind for User {
    const PREFIX: &'static str = "usr";
}
/// Marker of a department (部门).
pub struct Department;
impl Kind for Department {
    const PREFIX: &'static str = "dep";
}

/// Marker of a link that lets a customer answer without an account.
pub struct Link;
impl Kind for Link {
    const PREFIX: &'static str = "lnk";
}

/// Who acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    /// A person (or a token acting for that person).
    User(Id<User>),
    /// The system itself: jobs, set-up, imports by command line.
    System,
    /// Whoever holds a link: a customer without an account, who may answer and nothing else.
    Link(Id<Link>),
}

impl Actor {
    /// The stored form: the user's or the link's id, 0 for the system.
    #[must_use]
    pub fn raw(self) -> i64 {
        match self {
            Self::User(id) => id.raw(),
            Self::System => 0,
            Self::Link(id) => id.raw(),
        }
    }
}

/// The context of one command or read.
#[derive(Clone)]
pub struct Ctx {
    /// The legal entity everything is scoped to.
    pub company: Id<Company>,
    /// The company's accounting currency.
    pub base_currency: Currency,
    /// Minutes east of UTC that decide the business day (China: 480).
    pub utc_offset_minutes: i32,
    /// Who acts.
    pub actor: Actor,
    /// Request id, for audit and support.
    pub request_id: String,
    /// When the actor is an API token: the permissions it is limited to.
    pub token_scopes: Option<std::sync::Arc<[String]>>,
    /// The time.
    pub clock: Clock,
    /// Ids.
    pub ids: IdSource,
}

impl Ctx {
    /// The instant.
    #[must_use]
    pub fn now(&self) -> Micros {
        self.clock.now()
    }
    /// The business day in the company's zone.
    #[must_use]
    pub fn today(&self) -> Date {
        day_at(self.clock.now(), self.utc_offset_minutes)
    }
    /// A fresh id.
    #[must_use]
    pub fn new_id<K>(&self) -> Id<K> {
        self.ids.next()
    }
}
