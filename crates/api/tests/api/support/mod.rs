//! An in-process server with a company, and a user for each role.

pub(crate) mod business;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use jieqing_api::{ApiState, Hashing, Limits, Live};
use jieqing_db::testkit::TestDb;
use jieqing_db::{params, sql};
use jieqing_domain::Jieqing;
use jieqing_domain::access::Role;
use jieqing_domain::admin::auth::{HashCost, Hasher};
use jieqing_domain::admin::{NewCompany, create_company};
use jieqing_domain::blobs::FolderBlobs;
use jieqing_domain::documents::Documents;
use jieqing_kernel::actor::{Actor, Ctx};
use jieqing_kernel::clock::Clock;
use jieqing_kernel::currency::Currency;
use jieqing_ledger::AccountingStandard;
use sha2::{Digest, Sha256};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tower::ServiceExt;

/// 2026-11-24T08:00:00+08:00
pub(crate) const NOW: i64 = 1_795_478_400_000_000;

sql!(
    TEST_USER,
    "insert into users (id, login, name, password_hash, created_at_us, version) values ($1, $2, $3, 'x', 0, 1)"
);
sql!(
    TEST_ROLE,
    "insert into role_assignments (company_id, user_id, role, scope, department_id)
     values ($1, $2, $3, $4, $5)"
);
sql!(
    TEST_SESSION,
    "insert into sessions (token_hash, id, user_id, company_id, csrf, created_at_us, seen_at_us, expires_at_us)
     values ($1, $2, $2, $3, $4, $5, $6, $7)"
);

static KEYS: AtomicU64 = AtomicU64::new(0);

/// A server under test.
pub(crate) struct Server {
    pub(crate) router: Router,
    pub(crate) jieqing: Jieqing,
    pub(crate) ctx: Ctx,
    _db: TestDb,
    _files: tempfile::TempDir,
}

/// Credentials of a signed-in user.
#[derive(Clone)]
pub(crate) struct Session {
    pub(crate) cookie: String,
    pub(crate) csrf: String,
    /// Of the user.
    pub(crate) id: String,
}

/// What came back.
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: axum::http::HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).expect("json body")
    }
    pub(crate) fn code(&self) -> String {
        self.json()["code"].as_str().unwrap_or_default().to_owned()
    }
}

impl Server {
    pub(crate) fn start() -> Self {
        Self::on(blocking(|| TestDb::sqlite().expect("sqlite")))
    }

    pub(crate) fn on(db: TestDb) -> Self {
        let jieqing = Jieqing::new(db.db.clone(), Clock::manual(NOW), 1);
        let (clock, ids) = (jieqing.clock.clone(), jieqing.ids.clone());
        let ctx = blocking(|| {
            jieqing
                .db
                .write(move |tx| create_company(tx, &clock, &ids, Actor::System, &company("A")))
                .expect("company")
        });
        let files = tempfile::tempdir().expect("folder");
        let blobs = Arc::new(FolderBlobs::open(files.path()).expect("blobs"));
        let state = ApiState {
            pace: jieqing_api::Pace::default(),
            documents: Arc::new(Documents::new(blobs.clone(), || None)),
            jieqing: jieqing.clone(),
            limits: Limits::default(),
            blobs,
            live: Live::off(),
            hashing: Hashing::new(Hasher::try_new(HashCost::CHEAP).expect("cost")),
        };
        Self {
            router: jieqing_api::router(state),
            jieqing,
            ctx,
            _db: db,
            _files: files,
        }
    }

    /// Another company on the same server.
    pub(crate) fn company(&self, code: &str) -> Ctx {
        let (clock, ids) = (self.jieqing.clock.clone(), self.jieqing.ids.clone());
        let new = company(code);
        blocking(|| {
            let db = &self.jieqing.db;
            db.write(move |tx| create_company(tx, &clock, &ids, Actor::System, &new))
                .expect("company")
        })
    }

    /// A user with these roles in company scope, signed in.
    pub(crate) fn user(&self, login: &str, roles: &[Role]) -> Session {
        self.member(&self.ctx, login, roles, "company")
    }

    /// A user of `company` with these roles in this scope, signed in.
    pub(crate) fn member(
        &self,
        company: &Ctx,
        login: &str,
        roles: &[Role],
        scope: &'static str,
    ) -> Session {
        self.person(company, login, roles, (scope, None))
    }

    /// A user with these roles in one department (its id on the wire), signed in.
    pub(crate) fn of_department(&self, login: &str, roles: &[Role], department: &str) -> Session {
        let id = jieqing_kernel::id::Id::<jieqing_kernel::actor::Department>::parse(department);
        let id = id.expect("a department").raw();
        self.person(&self.ctx, login, roles, ("department", Some(id)))
    }

    fn person(
        &self,
        company: &Ctx,
        login: &str,
        roles: &[Role],
        (scope, department): (&'static str, Option<i64>),
    ) -> Session {
        let company = company.company;
        let user = self.jieqing.ids.next_raw();
        let secret = format!("secret-{login}");
        let hash: [u8; 32] = Sha256::digest(&secret).into();
        let csrf = format!("csrf-{login}");
        let (login, roles, csrf_kept) = (login.to_owned(), roles.to_vec(), csrf.clone());
        let until = NOW + 3_600_000_000_i64;
        blocking(|| {
            self.jieqing
                .db
                .write(move |tx| {
                    tx.exec_one(&TEST_USER, params![user, login, login])?;
                    for role in &roles {
                        tx.exec_one(&TEST_ROLE, params![company, user, *role, scope, department])?;
                    }
                    let session = params![hash[..], user, company, csrf, NOW, NOW, until];
                    tx.exec_one(&TEST_SESSION, session)?;
                    Ok(())
                })
                .expect("user")
        });
        Session {
            cookie: format!("__Host-jq={secret}"),
            csrf: csrf_kept,
            id: jieqing_kernel::id::Id::<jieqing_kernel::actor::User>::from_raw(user).to_string(),
        }
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Reply {
        let response = self
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("infallible");
        let (status, headers) = (response.status(), response.headers().clone());
        let body = response
            .into_body()
            .collect()
            .await
            .expect("body")
            .to_bytes()
            .to_vec();
        Reply {
            status,
            headers,
            body,
        }
    }

    pub(crate) async fn get(&self, who: &Session, path: &str) -> Reply {
        let request = Request::get(path)
            .header(header::COOKIE, &who.cookie)
            .body(Body::empty());
        self.send(request.expect("request")).await
    }

    pub(crate) async fn post(&self, who: &Session, path: &str, body: &serde_json::Value) -> Reply {
        let key = format!("key-{}", KEYS.fetch_add(1, Ordering::SeqCst));
        self.post_with_key(who, path, body, &key).await
    }

    pub(crate) async fn delete(&self, who: &Session, path: &str) -> Reply {
        let key = format!("key-{}", KEYS.fetch_add(1, Ordering::SeqCst));
        let request = Request::delete(path)
            .header(header::COOKIE, &who.cookie)
            .header("x-csrf", &who.csrf)
            .header("idempotency-key", key)
            .body(Body::empty());
        self.send(request.expect("request")).await
    }

    /// A writing request at a version.
    pub(crate) async fn change(
        &self,
        who: &Session,
        method: &str,
        path: &str,
        version: &str,
        body: &serde_json::Value,
    ) -> Reply {
        let key = format!("key-{}", KEYS.fetch_add(1, Ordering::SeqCst));
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::COOKIE, &who.cookie)
            .header("x-csrf", &who.csrf)
            .header("idempotency-key", key)
            .header(header::IF_MATCH, version)
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(body.to_string()));
        self.send(request.expect("request")).await
    }

    pub(crate) async fn post_with_key(
        &self,
        who: &Session,
        path: &str,
        body: &serde_json::Value,
        key: &str,
    ) -> Reply {
        let request = Request::post(path)
            .header(header::COOKIE, &who.cookie)
            .header("x-csrf", &who.csrf)
            .header("idempotency-key", key)
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(body.to_string()));
        self.send(request.expect("request")).await
    }
}

/// Runs blocking set-up from inside a test's runtime.
pub(crate) fn blocking<T: Send>(f: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| scope.spawn(f).join().expect("set-up"))
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
