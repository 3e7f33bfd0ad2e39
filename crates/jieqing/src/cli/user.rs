//! `jieqing user`: accounts from the machine's console, for when nobody can sign in.

use super::workplace::Work;
use crate::config::Config;
use crate::failure::{Failure, Outcome};
use crate::place;
use clap::{Args, Subcommand};
use jieqing_db::Db;
use jieqing_domain::Jieqing;
use jieqing_domain::access::Role;
use jieqing_domain::admin::auth::{HashCost, Hasher, temporary_password};
use jieqing_domain::admin::query::{UserFilter, list_users};
use jieqing_domain::admin::{CreateUser, GrantScope, ResetPassword, RoleGrant, UserDraft, UserRow};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::clock::Clock;
use jieqing_kernel::page::PageRequest;

/// Ids made here never meet those of a serving node.
const CONSOLE_NODE: u8 = 255;

/// Arguments.
#[derive(Args)]
pub(super) struct User {
    #[command(flatten)]
    work: Work,
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Everybody who can sign in to the company
    List,
    /// Make an account with a temporary password, which is printed once
    Create {
        /// Name to sign in with
        login: String,
        /// Name to show
        #[arg(long)]
        name: String,
        /// Role: clerk, sales, sales_manager, logistics, finance, cashier, credit_controller, legal, auditor, administrator
        #[arg(long = "role", required = true)]
        roles: Vec<String>,
        /// Only records the person owns, instead of the whole company's
        #[arg(long)]
        own: bool,
        /// Why roles that should be apart are together
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// Give somebody a temporary password, which is printed once; their sessions and tokens end
    SetPassword {
        /// Whose
        login: String,
    },
}

impl User {
    /// Does it, also beside a serving process.
    pub(super) fn run(self) -> Outcome {
        let config = Config::load(&self.work.place, None)?;
        super::start_logging(&config);
        let db = place::open_existing(&config)?;
        let jieqing = Jieqing::new(db, Clock::System, CONSOLE_NODE);
        let ctx = self.work.context(&jieqing)?;
        match self.what {
            What::List => list(&jieqing.db, &ctx),
            What::Create {
                login,
                name,
                roles,
                own,
                reason,
            } => {
                let scope = if own {
                    GrantScope::Own
                } else {
                    GrantScope::Company
                };
                let (password, password_hash) = password()?;
                let command = CreateUser {
                    draft: UserDraft {
                        name,
                        email: String::new(),
                        locale: "zh-CN".to_owned(),
                    },
                    roles: grants(&roles, scope)?,
                    login,
                    password_hash,
                    reason,
                };
                let login = command.login.clone();
                jieqing.execute(&ctx, command)?;
                told(&login, &password);
                Ok(())
            }
            What::SetPassword { login } => {
                let user = find(&jieqing.db, &ctx, &login)?;
                let (password, password_hash) = password()?;
                let command = ResetPassword {
                    id: user.id,
                    version: user.version,
                    password_hash,
                };
                jieqing.execute(&ctx, command)?;
                told(&user.login, &password);
                Ok(())
            }
        }
    }
}

fn people(db: &Db, ctx: &Ctx, search: Option<&str>) -> Outcome<Vec<UserRow>> {
    let filter = UserFilter {
        search: search.map(str::to_owned),
        active: None,
    };
    let mut page = PageRequest::default();
    let mut all = Vec::new();
    loop {
        let found = db.read(|tx| list_users(tx, ctx, &filter, &page))?;
        all.extend(found.items);
        match found.next {
            Some(next) => page.after = Some(next),
            None => return Ok(all),
        }
    }
}

fn list(db: &Db, ctx: &Ctx) -> Outcome {
    for user in people(db, ctx, None)? {
        let state = if user.active { "active" } else { "disabled" };
        super::say(format!("{}\t{}\t{state}", user.login, user.name));
    }
    Ok(())
}

fn find(db: &Db, ctx: &Ctx, login: &str) -> Outcome<UserRow> {
    people(db, ctx, Some(login))?
        .into_iter()
        .find(|user| user.login.eq_ignore_ascii_case(login))
        .ok_or_else(|| {
            Failure::failed(format!(
                "nobody signs in as {login}; see `jieqing user list`"
            ))
        })
}

fn grants(words: &[String], scope: GrantScope) -> Outcome<Vec<RoleGrant>> {
    words
        .iter()
        .map(|word| match Role::parse(word) {
            Some(role) => Ok(RoleGrant { role, scope }),
            None => Err(Failure::usage(format!("there is no role {word}"))),
        })
        .collect()
}

fn password() -> Outcome<(String, String)> {
    let password = temporary_password()?;
    let hash = Hasher::try_new(HashCost::STANDARD)?.hash(&password)?;
    Ok((password, hash))
}

fn told(login: &str, password: &str) {
    super::say(format!(
        "{login} signs in with {password} and then chooses a password"
    ));
}
