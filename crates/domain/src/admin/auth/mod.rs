//! Proving who one is: passwords, logins, sessions, API tokens, the first start.
//!
//! A login runs in three steps, so that no transaction waits for argon2: [`begin_login`] reads what
//! to check, [`Hasher::verify`] checks it, [`finish_login`] counts, notes and opens the session.

mod login;
mod password;
mod secret;
mod session;
mod setup;
mod throttle;
mod token;

pub(in crate::admin) use login::normal_login;
pub use login::{LoginAttempt, LoginCheck, LoginOutcome, begin_login, finish_login};
pub use password::{HashCost, Hasher, PASSWORD_MAX, PASSWORD_MIN, password_errors};
pub use secret::{Secret, SecretHash, hash_secret, temporary_password};
pub use session::{
    ChangePassword, EndOtherSessions, EndSession, Face, SignOut, SwitchCompany, own_face,
    own_password, own_sessions,
};
pub use setup::{Setup, check_setup, make_setup_token, run_setup, setup_needed};
pub use token::{CreateToken, RevokeToken, TOKEN_DAYS_MOST, own_tokens, token_secret};
