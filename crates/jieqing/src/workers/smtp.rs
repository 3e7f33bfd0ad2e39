//! The mail server: one connection a mail, so that it is known how far a failed one came.

use crate::config::{Config, Encryption, Smtp};
use crate::failure::{Failure, Outcome};
use jieqing_domain::platform::mail::{Handed, Mail, Postman};
use lettre::message::header::ContentType;
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::Error as SmtpError;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{SmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail as From, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(20);
const MECHANISMS: &[Mechanism] = &[Mechanism::Plain, Mechanism::Login];

/// Hands mail to the configured server, or says that there is none.
pub(crate) struct SmtpPostman(Option<Account>);

struct Account {
    server: Smtp,
    from: Mailbox,
    hello: ClientId,
}

impl SmtpPostman {
    /// From the configuration.
    ///
    /// # Errors
    /// When the sender is no address.
    pub(crate) fn of(config: &Config) -> Outcome<Self> {
        let Some(server) = config.smtp.clone() else {
            return Ok(Self(None));
        };
        let from = server
            .from
            .parse()
            .map_err(|e| Failure::usage(format!("smtp.from = {}: {e}", server.from)))?;
        Ok(Self(Some(Account {
            server,
            from,
            hello: ClientId::default(),
        })))
    }
}

impl Postman for SmtpPostman {
    fn hand_over(&self, mail: &Mail) -> Handed {
        let Some(account) = &self.0 else {
            return Handed::NoServer;
        };
        match account.message(mail) {
            Ok(message) => account.send(&message),
            Err(why) => Handed::Refused(why),
        }
    }
}

impl Account {
    fn message(&self, mail: &Mail) -> Result<Message, String> {
        let to: Mailbox = mail
            .recipient
            .parse()
            .map_err(|e| format!("recipient: {e}"))?;
        Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(mail.subject.clone())
            .message_id(Some(mail.message_id.clone()))
            .header(ContentType::TEXT_PLAIN)
            .body(mail.body.clone())
            .map_err(|e| e.to_string())
    }

    fn send(&self, message: &Message) -> Handed {
        let mut server = match self.greet(message) {
            Ok(server) => server,
            Err(error) => return before_content(&error),
        };
        match server.message(&message.formatted()) {
            Ok(_) => {
                // It is taken; a server that hangs up without a word changes nothing.
                let _ = server.quit();
                Handed::Taken
            }
            Err(error) if error.is_permanent() || error.is_transient() => before_content(&error),
            Err(error) => Handed::Unknown(error.to_string()),
        }
    }

    /// Connects and comes as far as the server's wish for the content.
    fn greet(&self, message: &Message) -> Result<SmtpConnection, SmtpError> {
        let Smtp { host, port, .. } = &self.server;
        let tls = match self.server.encryption {
            Encryption::None => None,
            Encryption::Starttls | Encryption::Tls => Some(TlsParameters::new(host.clone())?),
        };
        let from_start = tls
            .as_ref()
            .filter(|_| self.server.encryption == Encryption::Tls);
        let place = (host.as_str(), *port);
        let mut server =
            SmtpConnection::connect(place, Some(PATIENCE), &self.hello, from_start, None)?;
        if let (Encryption::Starttls, Some(tls)) = (self.server.encryption, &tls) {
            server.starttls(tls, &self.hello)?;
        }
        if let Some(user) = &self.server.user {
            let password = self.server.password.0.clone();
            server.auth(MECHANISMS, &Credentials::new(user.clone(), password))?;
        }
        let envelope = message.envelope();
        server.command(From::new(envelope.from().cloned(), vec![]))?;
        for to in envelope.to() {
            server.command(Rcpt::new(to.clone(), vec![]))?;
        }
        server.command(Data)?;
        Ok(server)
    }
}

/// A failure of which it is sure that the server did not take the mail.
fn before_content(error: &SmtpError) -> Handed {
    if error.is_permanent() {
        Handed::Refused(error.to_string())
    } else {
        Handed::NotNow(error.to_string())
    }
}
