//! A list over HTTP under load: the release server on a folder with open items, sign-in as a user
//! does it, then keep-alive connections that ask one page after another.

use crate::bare::filled;
use crate::items::{TABLES, seed};
use crate::meter::Meter;
use crate::process::Process;
use crate::report::{Case, Report};
use crate::scratch::{At, Place};
use crate::world::{LOGIN, PASSWORD, World};
use crate::{Options, Outcome};
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::header::{CONTENT_TYPE, COOKIE, HOST, SET_COOKIE};
use hyper::{Request, StatusCode};
use hyper_util::rt::TokioIo;
use std::time::{Duration, Instant};
use tokio::net::TcpStream;

const PART: &str = "http";
const CONNECTIONS: [usize; 3] = [1, 8, 32];
const LISTS: [(&str, &str); 2] = [
    ("GET open items, 50 rows", "/api/v1/open-items?limit=50"),
    ("GET customers, 50 rows", "/api/v1/customers?limit=50"),
];

type Sender = SendRequest<Full<Bytes>>;

pub(crate) fn run(options: &Options, report: &mut Report) -> Outcome<()> {
    let Some(program) = &options.server else {
        report.note("HTTP is not measured: no --server".into());
        return Ok(());
    };
    let place = Place::sqlite(options)?;
    let items = options.items.first().copied().unwrap_or(1_000);
    let world = World::found(&place)?;
    filled(&place, &TABLES, || seed(&world, items))?;
    let At::Folder(folder) = place.at else {
        return Err("HTTP is measured on a folder".into());
    };
    drop(place.db);
    let process = Process::start(program, folder.path())?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    let cookie = runtime.block_on(sign_in(&process.address))?;
    for (name, path) in LISTS {
        for connections in CONNECTIONS {
            let meter = Meter::start(Some(process.id()));
            let load = load(&process.address, &cookie, path, connections, options.time());
            let mut times = runtime.block_on(load)?;
            let cost = meter.stop();
            let case = Case {
                part: PART,
                engine: "sqlite",
                name: format!("{name} ({items} items)"),
                clients: connections,
            };
            let ops = u64::try_from(times.len())?;
            let reached = report.add(case, ops, cost, None, &mut times);
            report.note(format!(
                "{name}, {connections} connections: p99 {:.1} ms",
                reached.p99_ms
            ));
        }
    }
    let memory = process.memory_mb()?;
    report.note(format!(
        "memory of the server after the load: {memory:.0} MB"
    ));
    Ok(())
}

async fn connect(address: &str) -> Outcome<Sender> {
    let stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let (sender, connection) = handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    Ok(sender)
}

async fn sign_in(address: &str) -> Outcome<String> {
    let body = serde_json::json!({ "login": LOGIN, "password": PASSWORD }).to_string();
    let request = Request::post("/api/v1/session")
        .header(HOST, address)
        .header(CONTENT_TYPE, "application/json")
        .body(Full::from(body))?;
    let answer = connect(address).await?.send_request(request).await?;
    let status = answer.status();
    let cookie = answer
        .headers()
        .get(SET_COOKIE)
        .and_then(|cookie| cookie.to_str().ok()?.split(';').next().map(str::to_owned));
    cookie.ok_or_else(|| format!("signing in: {status}").into())
}

/// Asks for `path` on every connection until the time is over; how long each answer took.
async fn load(
    address: &str,
    cookie: &str,
    path: &'static str,
    connections: usize,
    time: Duration,
) -> Outcome<Vec<Duration>> {
    let began = Instant::now();
    let mut clients = Vec::new();
    for _ in 0..connections {
        let mut sender = connect(address).await?;
        let (address, cookie) = (address.to_owned(), cookie.to_owned());
        clients.push(tokio::spawn(async move {
            let mut times = Vec::new();
            while began.elapsed() < time {
                let request = Request::get(path)
                    .header(HOST, &address)
                    .header(COOKIE, &cookie)
                    .body(Full::default())?;
                let at = Instant::now();
                let answer = sender.send_request(request).await?;
                let status = answer.status();
                answer.into_body().collect().await?;
                times.push(at.elapsed());
                if status != StatusCode::OK {
                    return Err(format!("{path}: {status}").into());
                }
                sender.ready().await?;
            }
            Outcome::Ok(times)
        }));
    }
    let mut times = Vec::new();
    for client in clients {
        times.extend(client.await??);
    }
    Ok(times)
}
