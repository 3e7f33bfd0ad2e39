//! Signing in with a password.

use super::password::Hasher;
use super::secret::{Secret, SecretHash};
use super::throttle;
use crate::admin::access_log::{AccessKind, AccessNote, note_access};
use crate::admin::principal::{SESSION_IDLE, SESSION_MOST};
use crate::admin::store::users::{self, CompanyChoice, LoginFacts};
use crate::admin::store::{sessions, throttle as counts};
use crate::wire;
use jieqing_db::{ReadTx, WriteTx, params};
use jieqing_kernel::actor::{Company, User};
use jieqing_kernel::clock::{Clock, Micros};
use jieqing_kernel::error::Result;
use jieqing_kernel::id::{Id, IdSource};

/// Somebody who wants in.
#[derive(Debug, Clone)]
pub struct LoginAttempt {
    /// Login as typed.
    pub login: String,
    /// Network address, empty when unknown.
    pub address: String,
    /// Browser.
    pub agent: String,
    /// Request id.
    pub request_id: String,
    /// The session the browser already had; it ends with a new one (no fixation).
    pub replaces: Option<SecretHash>,
}

/// What is to be done about an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LoginCheck {
    /// Nothing for this many seconds.
    Wait {
        /// Seconds.
        seconds: i64,
    },
    /// Verify the password against this hash; `user` is `None` when nobody would pass anyway.
    Verify {
        /// The account.
        user: Option<Id<User>>,
        /// Hash to verify against.
        stored: String,
    },
}

/// How a login ended.
#[derive(Clone)]
pub enum LoginOutcome {
    /// In; the secret goes into the cookie.
    In {
        /// The session's secret.
        secret: String,
        /// The user.
        user: Id<User>,
        /// The company to start in.
        company: Id<Company>,
    },
    /// No such account, wrong password, or disabled: not told apart.
    Wrong,
    /// Right, but without a role in any company.
    NoRole,
    /// Too many failures.
    Wait {
        /// Seconds.
        seconds: i64,
    },
}

/// What to verify for an attempt. An unknown or disabled account gets a hash of the same cost.
///
/// # Errors
/// Database errors.
pub fn begin_login(
    tx: &mut ReadTx<'_>,
    hasher: &Hasher,
    attempt: &LoginAttempt,
    now: Micros,
) -> Result<LoginCheck> {
    let seconds = throttle::seconds_to_wait(tx, &attempt.login, &attempt.address, now)?;
    if seconds > 0 {
        return Ok(LoginCheck::Wait { seconds });
    }
    let login = normal_login(&attempt.login);
    let found = tx.opt::<LoginFacts>(&users::BY_LOGIN, params![login])?;
    Ok(match found {
        Some(facts) if facts.active => LoginCheck::Verify {
            user: Some(facts.id),
            stored: facts.password_hash,
        },
        _ => LoginCheck::Verify {
            user: None,
            stored: hasher.nobody(),
        },
    })
}

/// The stored form of a login: no spaces around, lower case.
#[must_use]
pub(in crate::admin) fn normal_login(typed: &str) -> String {
    typed.trim().to_lowercase()
}

/// Ends an attempt whose password was verified against `stored` with the outcome `right`. `rehashed`
/// replaces a hash of another cost. Failures are outcomes, not errors, since they are counted.
///
/// # Errors
/// Database errors.
pub fn finish_login(
    tx: &mut WriteTx<'_>,
    (clock, ids): (&Clock, &IdSource),
    attempt: &LoginAttempt,
    (user, stored, right): (Option<Id<User>>, &str, bool),
    rehashed: Option<&str>,
) -> Result<LoginOutcome> {
    let now = clock.now();
    // Attempts verified side by side all began before the first failure was counted.
    let seconds = throttle::seconds_to_wait(tx, &attempt.login, &attempt.address, now)?;
    if seconds > 0 {
        return Ok(LoginOutcome::Wait { seconds });
    }
    let known = user;
    let facts = match user {
        Some(id) => tx.opt::<(String, String)>(&users::PASSWORD_OF, params![id])?,
        None => None,
    };
    // Disabled or changed meanwhile: the verified hash is nobody's any more.
    let user = user.filter(|_| right && facts.is_some_and(|(_, hash)| hash == stored));
    let note = |kind, company, user| AccessNote {
        company,
        user,
        kind,
        detail: normal_login(&attempt.login),
        request_id: attempt.request_id.clone(),
        address: attempt.address.clone(),
    };
    let Some(user) = user else {
        throttle::count_failure(tx, &attempt.login, &attempt.address, now)?;
        // Told to the administrators of the account, if there is one.
        let home = match known {
            Some(id) => tx.opt::<(i64,)>(&users::HOME, params![id])?,
            None => None,
        };
        let (company, who) = (home.map_or(0, |(id,)| id), known.map_or(0, Id::raw));
        note_access(tx, clock, ids, &note(AccessKind::LoginFailed, company, who))?;
        return Ok(LoginOutcome::Wrong);
    };
    throttle::forgive(tx, &attempt.login, &attempt.address)?;
    tx.exec(&counts::FORGET_OLD, params![now - throttle::MEMORY])?;
    if let Some(hash) = rehashed {
        tx.exec(&users::REHASH, params![user, stored, hash])?;
    }
    let companies = tx.all::<CompanyChoice>(&users::COMPANIES_OF, params![user])?;
    let Some(company) = companies.first().map(|c| c.id) else {
        note_access(
            tx,
            clock,
            ids,
            &note(AccessKind::LoginFailed, 0, user.raw()),
        )?;
        return Ok(LoginOutcome::NoRole);
    };
    let secret = open_session(tx, (clock, ids), attempt, user, company)?;
    note_access(
        tx,
        clock,
        ids,
        &note(AccessKind::Login, company.raw(), user.raw()),
    )?;
    Ok(LoginOutcome::In {
        secret: secret.text,
        user,
        company,
    })
}

fn open_session(
    tx: &mut WriteTx<'_>,
    (clock, ids): (&Clock, &IdSource),
    attempt: &LoginAttempt,
    user: Id<User>,
    company: Id<Company>,
) -> Result<Secret> {
    let now = clock.now();
    if let Some(old) = attempt.replaces {
        tx.exec(&sessions::END_BY_HASH, params![old[..]])?;
    }
    tx.exec(&sessions::FORGET_DEAD, params![now, now - SESSION_IDLE])?;
    let secret = Secret::try_new("")?;
    let csrf = Secret::try_new("")?.text;
    let id: Id<wire::Session> = ids.next();
    let agent: String = attempt.agent.chars().take(200).collect();
    tx.exec_one(
        &sessions::INSERT,
        params![
            secret.hash[..],
            id,
            user,
            company,
            csrf,
            now,
            now + SESSION_MOST,
            agent,
            attempt.address
        ],
    )?;
    Ok(secret)
}
