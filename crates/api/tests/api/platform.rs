//! Attachments, jobs, verification, live events, exports, in process.

use crate::support::{Reply, Server, Session, blocking};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use jieqing_api::{ApiState, Hashing, Limits, Live};
use jieqing_domain::access::Role;
use jieqing_domain::admin::auth::{HashCost, Hasher};
use jieqing_domain::blobs::FolderBlobs;
use jieqing_domain::platform::VerifyHandler;
use jieqing_domain::platform::jobs::{JobHandler, work_one};
use serde_json::{Value, json};
use std::sync::Arc;
use tokio::sync::watch;
use tower::ServiceExt;

fn product(sku: &str) -> Value {
    json!({ "sku": sku, "name": "=1+1", "unit": "套", "tax_rate": "0.13", "price": "12.50" })
}

/// A product, whose id can carry files.
async fn subject(server: &Server, who: &Session) -> String {
    let reply = server.post(who, "/api/v1/products", &product("P1")).await;
    assert_eq!(
        reply.status,
        StatusCode::CREATED,
        "{}",
        String::from_utf8_lossy(&reply.body)
    );
    reply.json()["id"].as_str().expect("id").to_owned()
}

async fn upload(server: &Server, who: &Session, id: &str, name: &str, bytes: &[u8]) -> Reply {
    let mut form = Vec::new();
    for (field, text) in [
        ("subject_type", "product"),
        ("subject_id", id),
        ("purpose", "data_sheet"),
    ] {
        form.extend(
            format!("--x\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{text}\r\n")
                .bytes(),
        );
    }
    form.extend(
        format!(
            "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n"
        )
        .bytes(),
    );
    form.extend(bytes);
    form.extend(b"\r\n--x--\r\n");
    let request = Request::post("/api/v1/attachments")
        .header(header::COOKIE, &who.cookie)
        .header("x-csrf", &who.csrf)
        .header("idempotency-key", format!("upload-{}", bytes.len()))
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
        .body(Body::from(form));
    server.send(request.expect("request")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_attachment_comes_back_as_a_download_for_readers_of_its_document() {
    let server = Server::start();
    let finance = server.user("finance", &[Role::Finance]);
    let product = subject(&server, &finance).await;
    let reply = upload(
        &server,
        &finance,
        &product,
        "../签收单.PDF",
        b"%PDF-1.7 hello",
    )
    .await;
    assert_eq!(
        reply.status,
        StatusCode::CREATED,
        "{}",
        String::from_utf8_lossy(&reply.body)
    );
    let made = reply.json();
    assert_eq!(
        (&made["file_name"], &made["media_type"]),
        (&json!("签收单.PDF"), &json!("application/pdf"))
    );
    let again = upload(
        &server,
        &finance,
        &product,
        "../签收单.PDF",
        b"%PDF-1.7 hello",
    )
    .await;
    assert_eq!(
        (again.status, again.body),
        (reply.status, reply.body),
        "the same key, the same answer"
    );
    let content = format!(
        "/api/v1/attachments/{}/content",
        made["id"].as_str().expect("id")
    );
    let file = server.get(&finance, &content).await;
    assert_eq!(
        (file.status, file.body.as_slice()),
        (StatusCode::OK, &b"%PDF-1.7 hello"[..])
    );
    let head = |name: &str| file.headers[name].to_str().expect("text").to_owned();
    assert!(head("content-disposition").starts_with("attachment; filename="));
    assert_eq!(
        head("content-security-policy"),
        "default-src 'none'; sandbox"
    );
    assert_eq!(head("x-content-type-options"), "nosniff");
    let list = format!("/api/v1/attachments?subject_type=product&subject_id={product}");
    assert_eq!(
        server.get(&finance, &list).await.json()["items"],
        json!([made])
    );
    // The administrator may not see products, so there is no such attachment.
    let admin = server.user("admin", &[Role::Administrator]);
    assert_eq!(
        server.get(&admin, &content).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        server.get(&admin, &list).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_could_run_is_not_taken() {
    let server = Server::start();
    let finance = server.user("finance", &[Role::Finance]);
    let product = subject(&server, &finance).await;
    for (name, bytes) in [
        ("a.png", &b"<svg onload=alert(1)>"[..]),
        ("a.pdf", b"<!doctype html><script>alert(1)</script>"),
        ("empty.pdf", b""),
        ("a.exe", b"MZ\x90\x00"),
    ] {
        let reply = upload(&server, &finance, &product, name, bytes).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert_eq!(reply.json()["fields"][0]["path"], "file");
    }
    let unknown = upload(&server, &finance, "prd_0000000000001", "b.pdf", b"%PDF-1.7").await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    let request = Request::post("/api/v1/attachments")
        .header(header::COOKIE, &finance.cookie)
        .header("x-csrf", &finance.csrf)
        .header("idempotency-key", "k")
        .header(header::CONTENT_TYPE, "multipart/form-data")
        .body(Body::from("x"));
    let reply = server.send(request.expect("request")).await;
    assert_eq!(reply.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let list = format!("/api/v1/attachments?subject_type=product&subject_id={product}");
    assert_eq!(server.get(&finance, &list).await.json()["items"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_verification_is_a_job_that_others_do_not_see() {
    let server = Server::start();
    let auditor = server.user("auditor", &[Role::Auditor]);
    let clerk = server.user("clerk", &[Role::Clerk]);
    let none = server.get(&auditor, "/api/v1/admin/verify").await;
    assert_eq!(none.json(), json!({ "job": null }), "nothing ran yet");
    let started = server
        .post(&auditor, "/api/v1/admin/verify", &json!({}))
        .await;
    assert_eq!(
        started.status,
        StatusCode::ACCEPTED,
        "{}",
        String::from_utf8_lossy(&started.body)
    );
    let path = format!(
        "/api/v1/jobs/{}",
        started.json()["id"].as_str().expect("id")
    );
    assert_eq!(server.get(&auditor, &path).await.json()["state"], "queued");
    assert_eq!(
        server.get(&clerk, &path).await.status,
        StatusCode::NOT_FOUND
    );
    let handlers: Vec<Box<dyn JobHandler>> = vec![Box::new(VerifyHandler)];
    assert!(blocking(|| work_one(&server.jieqing, &handlers)).expect("worked"));
    let done = server.get(&auditor, "/api/v1/admin/verify").await.json()["job"].clone();
    assert_eq!(
        (&done["state"], &done["result"]["ok"]),
        (&json!("succeeded"), &json!(true))
    );
    let listed = server
        .get(&auditor, "/api/v1/jobs?state=succeeded")
        .await
        .json();
    assert_eq!(listed["items"].as_array().map(Vec::len), Some(1));
    assert_eq!(
        server.get(&clerk, "/api/v1/jobs").await.json()["items"],
        json!([])
    );
    let retried = server
        .post(&auditor, &format!("{path}/retry"), &json!({}))
        .await;
    assert_eq!(
        (retried.status, retried.code().as_str()),
        (StatusCode::CONFLICT, "jobs.not_over")
    );
}

/// The same product behind a router with live streams.
fn streaming(server: &Server, folder: &std::path::Path, live: Live) -> axum::Router {
    let blobs = Arc::new(FolderBlobs::open(folder).expect("blobs"));
    jieqing_api::router(ApiState {
        jieqing: server.jieqing.clone(),
        pace: jieqing_api::Pace::default(),
        documents: Arc::new(jieqing_domain::documents::Documents::new(
            blobs.clone(),
            || None,
        )),
        limits: Limits::default(),
        hashing: Hashing::new(Hasher::try_new(HashCost::CHEAP).expect("cost")),
        blobs,
        live,
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_ends_with_its_session() {
    let server = Server::start();
    let leaver = server.user("leaver", &[Role::Finance]);
    let stayer = server.user("stayer", &[Role::Finance]);
    let folder = tempfile::tempdir().expect("folder");
    let (stop, stopped) = watch::channel(false);
    let beat = std::time::Duration::from_millis(100);
    let live = Live::new(stopped).with_heartbeat(beat);
    let router = streaming(&server, folder.path(), live);
    let listen = |who: &Session| {
        let request = Request::get("/api/v1/events").header(header::COOKIE, &who.cookie);
        let router = router.clone();
        let request = request.body(Body::empty()).expect("request");
        tokio::spawn(async move {
            let response = router.oneshot(request).await.expect("stream");
            let whole = response.into_body().collect().await.expect("body");
            String::from_utf8_lossy(&whole.to_bytes()).into_owned()
        })
    };
    let (left, stayed) = (listen(&leaver), listen(&stayer));
    tokio::time::sleep(beat * 3).await;
    assert!(!left.is_finished(), "a session that lives keeps its stream");
    let out = server.delete(&leaver, "/api/v1/session").await;
    assert_eq!(out.status, StatusCode::OK);
    let limit = std::time::Duration::from_secs(20);
    let left = tokio::time::timeout(limit, left).await.expect("it ends");
    assert!(left.expect("read").contains("heartbeat"));
    tokio::time::sleep(beat * 3).await;
    assert!(!stayed.is_finished(), "others go on");
    stop.send(true).expect("stop");
    stayed.await.expect("read");
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_are_told_to_those_who_may_know() {
    let server = Server::start();
    let finance = server.user("finance", &[Role::Finance]);
    let admin = server.user("admin", &[Role::Administrator]);
    let folder = tempfile::tempdir().expect("folder");
    let (stop, stopped) = watch::channel(false);
    let router = streaming(&server, folder.path(), Live::new(stopped));
    let listen = |who: &Session, after: Option<&str>| {
        let mut request = Request::get("/api/v1/events").header(header::COOKIE, &who.cookie);
        if let Some(after) = after {
            request = request.header("last-event-id", after);
        }
        router
            .clone()
            .oneshot(request.body(Body::empty()).expect("request"))
    };
    // A stream is made as it is read, so each has its reader from the start.
    let read = |response: axum::response::Response| {
        tokio::spawn(async move {
            let whole = response.into_body().collect().await.expect("body");
            String::from_utf8_lossy(&whole.to_bytes()).into_owned()
        })
    };
    let told = listen(&finance, None).await.expect("stream");
    assert_eq!(told.headers()["content-type"], "text/event-stream");
    let told = read(told);
    let untold = read(listen(&admin, None).await.expect("stream"));
    let product = subject(&server, &finance).await;
    let again = read(listen(&finance, Some("1")).await.expect("stream"));
    tokio::time::sleep(std::time::Duration::from_millis(900)).await;
    stop.send(true).expect("stop");
    let told = told.await.expect("read");
    let untold = untold.await.expect("read");
    let again = again.await.expect("read");
    let expected = format!("\"subject_type\":\"product\",\"subject_id\":\"{product}\"");
    assert!(told.contains(&expected) && told.contains("id: "), "{told}");
    assert!(
        again.contains(&expected),
        "a reader that comes back: {again}"
    );
    assert!(!untold.contains("product"), "{untold}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_is_a_workbook_of_text_and_numbers() {
    let server = Server::start();
    let finance = server.user("finance", &[Role::Finance]);
    subject(&server, &finance).await;
    let reply = server
        .get(&finance, "/api/v1/products/export.xlsx?search=P1")
        .await;
    assert_eq!(
        reply.status,
        StatusCode::OK,
        "{}",
        String::from_utf8_lossy(&reply.body)
    );
    assert!(reply.body.starts_with(b"PK"));
    let name = reply.headers["content-disposition"].to_str().expect("text");
    assert!(
        name.contains("filename*=UTF-8''%E5%95%86%E5%93%81-2026-11-24.xlsx"),
        "{name}"
    );
    let wrong = server
        .get(&finance, "/api/v1/products/export.xlsx?nonsense=1")
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let logistics = server.user("logistics", &[Role::Logistics]);
    let denied = server.get(&logistics, "/api/v1/products/export.xlsx").await;
    assert_eq!(denied.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_description_is_public_and_complete() {
    let server = Server::start();
    let request = Request::get("/api/v1/openapi.json").body(Body::empty());
    let document = server.send(request.expect("request")).await.json();
    assert_eq!(document["openapi"].as_str().map(|v| &v[..3]), Some("3.1"));
    let order = &document["paths"]["/api/v1/attachments"]["post"];
    assert_eq!(order["x-permission"], "attachments.write");
    assert!(order["requestBody"]["content"]["multipart/form-data"].is_object());
}
