//! A set-up company to begin with.

use jieqing_db::testkit::TestDb;
use jieqing_domain::Jieqing;
use jieqing_domain::access::Role;
use jieqing_domain::admin::auth::{
    ChangePassword, HashCost, Hasher, LoginAttempt, LoginCheck, LoginOutcome, Setup, begin_login,
    finish_login, hash_secret, make_setup_token, own_password, run_setup,
};
use jieqing_domain::admin::{
    CreateUser, GrantScope, NewCompany, Principal, RoleGrant, UserDraft, authenticate_session,
    load_ctx,
};
use jieqing_kernel::actor::{Actor, Ctx, User};
use jieqing_kernel::clock::Clock;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;
use jieqing_ledger::AccountingStandard;

/// 2026-11-24T08:00:00+08:00
pub(crate) const NOW: i64 = 1_795_478_400_000_000;
pub(crate) const SECOND: i64 = 1_000_000;

/// The product on a fresh database, with the first user "boss" / "correct horse".
pub(crate) struct World {
    pub(crate) jieqing: Jieqing,
    pub(crate) hasher: Hasher,
    pub(crate) boss: Ctx,
}

pub(crate) fn company(code: &str) -> NewCompany {
    NewCompany {
        code: code.to_owned(),
        name: format!("公司{code}"),
        uscc: String::new(),
        currency: Currency::CNY,
        standard: AccountingStandard::Enterprise,
        utc_offset_minutes: 480,
    }
}

pub(crate) fn setup(hasher: &Hasher, token: &str) -> Setup {
    Setup {
        token: token.to_owned(),
        company: company("A"),
        login: "Boss".to_owned(),
        name: "王芳".to_owned(),
        password_hash: hasher.hash("correct horse").expect("hash"),
        request_id: "req_setup".to_owned(),
    }
}

impl World {
    pub(crate) fn new(test: &TestDb) -> Self {
        let jieqing = Jieqing::new(test.db.clone(), Clock::manual(NOW), 1);
        let hasher = Hasher::try_new(HashCost::CHEAP).expect("cost");
        let token = jieqing
            .db
            .write(|tx| make_setup_token(tx, NOW))
            .expect("token")
            .expect("needed");
        let (clock, ids) = (jieqing.clock.clone(), jieqing.ids.clone());
        let with = setup(&hasher, &token);
        let (boss, _) = jieqing
            .db
            .write(move |tx| run_setup(tx, &clock, &ids, &with))
            .expect("setup");
        Self {
            jieqing,
            hasher,
            boss,
        }
    }

    pub(crate) fn now(&self) -> i64 {
        self.jieqing.clock.now()
    }

    pub(crate) fn wait(&self, micros: i64) {
        self.jieqing.clock.set(self.now() + micros);
    }

    /// Signs in, in the three steps the edge takes.
    pub(crate) fn login(&self, login: &str, password: &str) -> LoginOutcome {
        self.login_replacing(login, password, None)
    }

    pub(crate) fn login_replacing(
        &self,
        login: &str,
        password: &str,
        old: Option<&str>,
    ) -> LoginOutcome {
        let attempt = LoginAttempt {
            login: login.to_owned(),
            address: "10.0.0.1".to_owned(),
            agent: "test".to_owned(),
            request_id: "req_login".to_owned(),
            replaces: old.map(hash_secret),
        };
        let check = self
            .jieqing
            .db
            .read(|tx| begin_login(tx, &self.hasher, &attempt, self.now()))
            .expect("begin");
        let (user, stored) = match check {
            LoginCheck::Wait { seconds } => return LoginOutcome::Wait { seconds },
            LoginCheck::Verify { user, stored } => (user, stored),
        };
        let right = self.hasher.verify(password, &stored);
        let (clock, ids) = (self.jieqing.clock.clone(), self.jieqing.ids.clone());
        self.jieqing
            .db
            .write(move |tx| {
                finish_login(tx, (&clock, &ids), &attempt, (user, &stored, right), None)
            })
            .expect("finish")
    }

    /// The secret of a new session.
    pub(crate) fn session(&self, login: &str, password: &str) -> String {
        match self.login(login, password) {
            LoginOutcome::In { secret, .. } => secret,
            other => panic!("not in: {}", word(&other)),
        }
    }

    pub(crate) fn principal(&self, secret: &str) -> Option<Principal> {
        let hash = hash_secret(secret);
        self.jieqing
            .db
            .read(|tx| authenticate_session(tx, &hash, self.now()))
            .expect("authenticate")
    }

    pub(crate) fn ctx(&self, user: Id<User>) -> Ctx {
        let company = self.boss.company;
        self.jieqing
            .db
            .read(|tx| {
                load_ctx(
                    tx,
                    &self.jieqing.clock,
                    &self.jieqing.ids,
                    company,
                    Actor::User(user),
                    "req_test".to_owned(),
                )
            })
            .expect("ctx")
    }

    /// Number of events so far: proof that a refusal wrote nothing.
    pub(crate) fn events(&self) -> usize {
        let company = self.boss.company.raw();
        self.jieqing
            .db
            .read(|tx| -> Result<usize> {
                Ok(jieqing_db::events::after(tx, company, 0, 10_000)?.len())
            })
            .expect("events")
    }
}

pub(crate) fn word(outcome: &LoginOutcome) -> String {
    match outcome {
        LoginOutcome::In { .. } => "in".to_owned(),
        LoginOutcome::Wrong => "wrong".to_owned(),
        LoginOutcome::NoRole => "no role".to_owned(),
        LoginOutcome::Wait { seconds } => format!("wait {seconds}"),
    }
}

/// The code of a refusal, or the kind of another error.
pub(crate) fn code<T>(result: Result<T>) -> String {
    use jieqing_kernel::error::Error;
    match result {
        Ok(_) => "ok".to_owned(),
        Err(Error::Refused(refusal)) => refusal.code.to_owned(),
        Err(Error::Invalid(fields)) => fields
            .iter()
            .map(|f| format!("{} {}", f.path, f.code))
            .collect::<Vec<_>>()
            .join(", "),
        Err(Error::NotFound) => "not found".to_owned(),
        Err(Error::Forbidden { permission }) => format!("forbidden {permission}"),
        Err(Error::Stale { current }) => format!("stale {current}"),
        Err(other) => panic!("{other:?}"),
    }
}

/// A user with one role who has chosen a password.
pub(crate) fn user(world: &World, login: &str, role: Role, scope: GrantScope) -> Ctx {
    user_with(world, login, vec![RoleGrant { role, scope }])
}

/// A user with these roles who has chosen a password.
pub(crate) fn user_with(world: &World, login: &str, roles: Vec<RoleGrant>) -> Ctx {
    let command = CreateUser {
        login: login.to_owned(),
        draft: UserDraft {
            name: login.to_owned(),
            email: String::new(),
            locale: "zh-CN".to_owned(),
        },
        password_hash: world.hasher.hash("temporary 1").expect("hash"),
        roles,
        reason: String::new(),
    };
    let id = world.jieqing.execute(&world.boss, command).expect("user");
    let ctx = world.ctx(id);
    let (_, verified) = world
        .jieqing
        .db
        .read(|tx| own_password(tx, &ctx))
        .expect("stored");
    let hash = world.hasher.hash("my own words").expect("hash");
    world
        .jieqing
        .execute(
            &ctx,
            ChangePassword {
                verified,
                hash,
                keep: None,
            },
        )
        .expect("changed");
    ctx
}
