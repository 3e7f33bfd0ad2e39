//! Outgoing mail: a row and a job in the transaction that wants it; sent after the commit.
//!
//! **Invariants:** one mail has one row and one `Message-ID` for ever; when it is not known whether
//! the server took it, it is parked as `unknown` and never sent again by itself (I7).
//! This file decides; the connection to a server is the binary's.

use super::jobs::{JobEnd, JobHandler, JobRun, enqueue};
use super::store;
pub use super::store::Mail;
use crate::record::record;
use jieqing_db::jobs::Again;
use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::{Error, FieldError, Result};
use jieqing_kernel::id::encode;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// Kind of the jobs.
pub const SEND: &str = "mail.send";

jieqing_kernel::known_codes!("field.email");

const SUBJECT_MAX: usize = 200;
const BODY_MAX: usize = 100_000;
const ADDRESS_MAX: usize = 254;

jieqing_db::text_enum! {
    /// Where a mail stands.
    pub enum MailState {
        /// Waits.
        Queued = "queued",
        /// Handed to the server just now.
        Sending = "sending",
        /// The server took it.
        Sent = "sent",
        /// The server will not take it.
        Failed = "failed",
        /// Nobody knows whether the server took it; a person decides.
        Unknown = "unknown",
        /// No mail server is configured.
        NoSmtp = "no_smtp",
    }
}

/// A mail to send.
#[derive(Debug, Clone)]
pub struct NewMail {
    /// One address.
    pub recipient: String,
    /// Subject line.
    pub subject: String,
    /// Plain text.
    pub body: String,
    /// Document it is about.
    pub subject_type: &'static str,
    /// Document (raw id).
    pub subject_id: i64,
}

impl NewMail {
    /// One plain address, one line of subject (reliability.md §4.6, 131–135).
    fn check(&self) -> Result<()> {
        let mut errors = Vec::new();
        if !is_address(&self.recipient) {
            errors.push(FieldError::new("recipient", "field.email"));
        }
        let broken = |text: &str| text.chars().any(char::is_control);
        if broken(&self.subject) || self.subject.trim().is_empty() {
            errors.push(FieldError::new("subject", "field.control_character"));
        }
        crate::wire::check_text(&mut errors, "subject", &self.subject, SUBJECT_MAX);
        crate::wire::check_text(&mut errors, "body", &self.body, BODY_MAX);
        if errors.is_empty() {
            Ok(())
        } else {
            Err(Error::Invalid(errors))
        }
    }
}

/// One address in its plain form: no name, no comment, no second address.
#[must_use]
pub fn is_address(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    let Some((local, domain)) = text.split_once('@') else {
        return false;
    };
    let dots = |part: &str| !part.starts_with('.') && !part.ends_with('.') && !part.contains("..");
    let domain_char = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-');
    text.len() <= ADDRESS_MAX
        && !local.is_empty()
        && local.len() <= 64
        && local.chars().all(plain)
        && dots(local)
        && domain.contains('.')
        && domain.chars().all(domain_char)
        && dots(domain)
}

#[derive(Serialize, Deserialize)]
struct Payload {
    mail: i64,
}

/// Queues a mail in the transaction that wants it; gives its id.
///
/// # Errors
/// [`Error::Invalid`].
pub fn queue_mail(tx: &mut WriteTx<'_>, ctx: &Ctx, mail: &NewMail) -> Result<i64> {
    mail.check()?;
    let id = ctx.ids.next_raw();
    let message_id = format!("<{}.{}@jieqing>", encode(id), encode(ctx.company.raw()));
    tx.exec_one(
        &store::INSERT_MAIL,
        params![
            ctx.company,
            id,
            message_id,
            mail.recipient,
            mail.subject,
            mail.body,
            mail.subject_type,
            mail.subject_id,
            MailState::Queued,
            ctx.now()
        ],
    )?;
    enqueue(tx, ctx, SEND, Some(&encode(id)), &Payload { mail: id })?;
    Ok(id)
}

/// Queues the mail that waited for a server; call it at the start of a process that has one. Gives
/// how many.
///
/// # Errors
/// Database errors.
pub fn queue_unsent(tx: &mut WriteTx<'_>, ctx: &Ctx) -> Result<usize> {
    let unsent = tx.all::<(i64,)>(&store::UNSENT, params![ctx.company])?;
    for (mail,) in &unsent {
        let payload = Payload { mail: *mail };
        enqueue(tx, ctx, SEND, Some(&encode(*mail)), &payload)?;
    }
    Ok(unsent.len())
}

/// What came of handing a mail to a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Handed {
    /// The server took it.
    Taken,
    /// It was not taken, and may be later.
    NotNow(String),
    /// It will never be taken.
    Refused(String),
    /// The connection broke after the content was sent.
    Unknown(String),
    /// There is no server to hand it to.
    NoServer,
}

/// A mail server.
pub trait Postman: Send + Sync {
    /// Hands one mail over. Blocks.
    fn hand_over(&self, mail: &Mail) -> Handed;
}

/// Does the jobs of mail.
pub struct MailHandler<P>(pub P);

impl<P: Postman> JobHandler for MailHandler<P> {
    fn kind(&self) -> &'static str {
        SEND
    }

    fn run(&self, run: &JobRun<'_>) -> Result<JobEnd> {
        let payload: Payload =
            serde_json::from_str(&run.job.payload).map_err(|e| Error::bug(e.to_string()))?;
        let mail = run.effect(move |tx, ctx| begin(tx, ctx, payload.mail))?;
        let Some(mail) = mail else {
            return JobEnd::done(&json!({ "state": "not_sent_again" }));
        };
        let handed = self.0.hand_over(&mail);
        let outcome = handed.clone();
        let last = run.job.attempts >= run.job.max_attempts;
        run.effect(move |tx, ctx| end(tx, ctx, &mail, &outcome, last))?;
        match handed {
            Handed::NotNow(message) => Ok(JobEnd::Failed {
                message,
                again: Again::Later,
            }),
            Handed::Refused(message) | Handed::Unknown(message) => Ok(JobEnd::Failed {
                message,
                again: Again::Never,
            }),
            Handed::Taken => JobEnd::done(&json!({ "state": MailState::Sent.as_str() })),
            Handed::NoServer => JobEnd::done(&json!({ "state": MailState::NoSmtp.as_str() })),
        }
    }
}

/// Marks a mail as under way. One that already was under way, by a worker that vanished, is parked.
fn begin(tx: &mut WriteTx<'_>, ctx: &Ctx, id: i64) -> Result<Option<Mail>> {
    let mail = tx
        .opt::<Mail>(&store::LOCK_MAIL, params![ctx.company, id])?
        .ok_or(Error::NotFound)?;
    match mail.state {
        MailState::Queued | MailState::NoSmtp => {
            set(tx, ctx, id, MailState::Sending, "")?;
            Ok(Some(mail))
        }
        MailState::Sending => {
            set(tx, ctx, id, MailState::Unknown, "the sender vanished")?;
            Ok(None)
        }
        MailState::Sent | MailState::Failed | MailState::Unknown => Ok(None),
    }
}

fn end(tx: &mut WriteTx<'_>, ctx: &Ctx, mail: &Mail, handed: &Handed, last: bool) -> Result<()> {
    let (state, why) = match handed {
        Handed::Taken => (MailState::Sent, ""),
        Handed::NotNow(why) if last => (MailState::Failed, why.as_str()),
        Handed::NotNow(why) => (MailState::Queued, why.as_str()),
        Handed::Refused(why) => (MailState::Failed, why.as_str()),
        Handed::Unknown(why) => (MailState::Unknown, why.as_str()),
        Handed::NoServer => (MailState::NoSmtp, ""),
    };
    set(tx, ctx, mail.id, state, why)?;
    if state != MailState::Queued {
        let facts = json!({ "recipient": mail.recipient, "subject": mail.subject, "state": state.as_str() });
        record(tx, ctx, "mail", mail.id, "mail.handled", &facts)?;
    }
    Ok(())
}

fn set(tx: &mut WriteTx<'_>, ctx: &Ctx, id: i64, state: MailState, why: &str) -> Result<()> {
    let sent_at = (state == MailState::Sent).then(|| ctx.now());
    let why: String = why.chars().take(500).collect();
    tx.exec_one(
        &store::SET_MAIL,
        params![ctx.company, id, state, why, sent_at],
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::is_address;

    #[test]
    fn addresses_are_one_and_plain() {
        for good in ["li.lei@example.com.cn", "a+b@x-y.cn"] {
            assert!(is_address(good), "{good}");
        }
        for bad in [
            "",
            "li",
            "li@",
            "@x.cn",
            "li@localhost",
            "a@b.cn\r\nBcc: c@d.cn",
            "a@b.cn,c@d.cn",
            "\"x\" <evil@x.cn>",
            "a b@x.cn",
            "a..b@x.cn",
            "a@x..cn",
        ] {
            assert!(!is_address(bad), "{bad}");
        }
    }
}
