//! Files that mean harm, through the two upload endpoints of the real server (reliability.md §4.4): each
//! is answered with a stable code, none with a 5xx, and the server serves on.

#![expect(clippy::expect_used, reason = "helpers of tests")]

mod support;

use std::io::{Cursor, Write};
use std::time::{Duration, Instant};
use support::{Process, Reply, read_reply, session};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>"#;
const RELS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const BOOK_RELS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;
const HEADER: &str = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>客户编码</t></is></c><c r="B1" t="inlineStr"><is><t>客户名称</t></is></c></row>"#;

/// A workbook with these rows under the header, and further parts.
fn workbook(rows: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let sheet = format!(
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{HEADER}{rows}</sheetData></worksheet>"#
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let parts: [(&str, &[u8]); 5] = [
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", RELS.as_bytes()),
        ("xl/workbook.xml", BOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", BOOK_RELS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ];
    for (name, bytes) in parts.iter().chain(more) {
        zip.start_file(*name, options).expect("part");
        zip.write_all(bytes).expect("bytes");
    }
    zip.finish().expect("workbook").into_inner()
}

/// A form with texts and one file, sent byte by byte.
fn upload(
    server: &Process,
    session: &[String],
    (path, key): (&str, &str),
    texts: &[(&str, &str)],
    (name, bytes): (&str, &[u8]),
) -> Reply {
    let mut body = Vec::new();
    for (field, text) in texts {
        let part =
            format!("--xx\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{text}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    let part = format!(
        "--xx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
    );
    body.extend_from_slice(part.as_bytes());
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--xx--\r\n");
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: multipart/form-data; boundary=xx\r\nIdempotency-Key: {key}\r\nContent-Length: {}\r\n{}\r\n\r\n",
        body.len(),
        session.join("\r\n")
    );
    let mut stream = server.connect();
    // A server that has heard enough closes while we still write.
    let _ = stream.write_all(head.as_bytes());
    let _ = stream.write_all(&body);
    read_reply(&mut stream)
}

/// A file and what the two endpoints say of it: the code of its field, or `TAKEN`.
struct Hostile {
    what: &'static str,
    name: &'static str,
    bytes: Vec<u8>,
    import: &'static str,
    attach: &'static str,
}

const TAKEN: &str = "taken";
/// Larger than the endpoint reads: 413, or a connection closed while it was still sent.
const CUT: &str = "cut";

fn hostile(
    what: &'static str,
    name: &'static str,
    bytes: impl Into<Vec<u8>>,
    (import, attach): (&'static str, &'static str),
) -> Hostile {
    Hostile {
        what,
        name,
        bytes: bytes.into(),
        import,
        attach,
    }
}

fn workbooks() -> Vec<Hostile> {
    // calamine allocates 512 GiB for this one (reliability.md, fact 1).
    let far = r#"<row r="2"><c r="XFD1048576"><v>1</v></c></row>"#;
    let counted = r#"<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="4294967295" uniqueCount="4294967295"><si><t>a</t></si></sst>"#;
    let entity = r#"<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&x;</t></si></sst>"#;
    let strings = |text: &str| workbook("", &[("xl/sharedStrings.xml", text.as_bytes())]);
    let zeros = vec![b'0'; 300 << 20];
    let bomb = workbook("", &[("xl/media/zeros.bin", &zeros)]);
    let half = workbook("", &[]).into_iter().take(300).collect::<Vec<_>>();
    let mut program = b"MZ\x90\0\x03\0\0\0".to_vec();
    program.resize(4_096, 0);
    // Nothing reads a workbook that is kept as an attachment.
    vec![
        hostile(
            "far cell",
            "a.xlsx",
            workbook(far, &[]),
            ("file.too_many_columns", TAKEN),
        ),
        hostile(
            "lying count",
            "a.xlsx",
            strings(counted),
            ("xlsx.bad_count", TAKEN),
        ),
        hostile("entity", "a.xlsx", strings(entity), ("file.doctype", TAKEN)),
        hostile("bomb", "a.xlsx", bomb, ("file.zip_bomb", TAKEN)),
        hostile(
            "half a zip",
            "a.xlsx",
            half,
            ("file.damaged", "attachments.kind"),
        ),
        hostile(
            "program",
            "a.xlsx",
            program,
            ("file.not_a_table", "attachments.kind"),
        ),
    ]
}

fn texts() -> Vec<Hostile> {
    let wide: String = (0..20_000).map(|n| format!("c{n},")).collect();
    let quote = format!("客户编码,客户名称\nA,\"{}", "x".repeat(40 << 20));
    let huge = vec![b'x'; 51 << 20];
    let page = "<html><script>alert(1)</script></html>";
    let picture = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    let formulas = "客户编码,客户名称\nA1,\"=cmd|'/c calc'!A1\"\n";
    vec![
        hostile(
            "20,000 columns",
            "a.csv",
            wide,
            ("file.too_many_columns", TAKEN),
        ),
        hostile(
            "a cell of 40 MB",
            "a.csv",
            quote,
            ("csv.unclosed_quote", CUT),
        ),
        hostile("51 MB", "a.csv", huge, (CUT, CUT)),
        hostile(
            "page",
            "a.csv",
            page,
            ("file.not_a_table", "attachments.kind"),
        ),
        hostile("picture", "a.csv", picture, ("file.not_a_table", TAKEN)),
        hostile("nothing", "a.csv", "", ("file.empty", "attachments.empty")),
        hostile(
            "NUL bytes",
            "a.csv",
            vec![0; 5_000],
            ("csv.nul_byte", "attachments.kind"),
        ),
        hostile(
            "formulas, and a path as name",
            "../../etc/passwd.csv",
            formulas,
            (TAKEN, TAKEN),
        ),
    ]
}

fn said(reply: &Reply) -> String {
    match reply.status {
        0 | 413 => CUT.to_owned(),
        201 => TAKEN.to_owned(),
        422 => reply.json()["fields"][0]["code"]
            .to_string()
            .replace('"', ""),
        other => format!("{other}"),
    }
}

/// A customer to attach files to.
fn customer(server: &Process, session: &[String]) -> String {
    let terms = server.json("GET", "/api/v1/terms", session, "").json();
    let terms = terms["items"][0]["id"].as_str().expect("terms").to_owned();
    let mut headers = session.to_vec();
    headers.push("Idempotency-Key: customer".to_owned());
    let body = format!(r#"{{"name":"甲公司","currency":"CNY","terms_id":"{terms}"}}"#);
    let made = server.json("POST", "/api/v1/customers", &headers, &body);
    made.json()["id"].as_str().expect("a customer").to_owned()
}

#[test]
fn hostile_files_are_answered_with_codes_and_the_server_lives() {
    let data = tempfile::tempdir().unwrap();
    let server = Process::start(data.path());
    let session = session(&server);
    let customer = customer(&server, &session);
    for (n, file) in workbooks().into_iter().chain(texts()).enumerate() {
        let (what, sent) = (file.what, (file.name, file.bytes.as_slice()));
        let began = Instant::now();
        let keys = (format!("i-{n}"), format!("a-{n}"));
        let kind = [("kind", "customers")];
        let at = ("/api/v1/imports", keys.0.as_str());
        let import = upload(&server, &session, at, &kind, sent);
        assert_eq!(said(&import), file.import, "{what} imported: {import:?}");
        let of = [
            ("subject_type", "customer"),
            ("subject_id", customer.as_str()),
            ("purpose", "other"),
        ];
        let at = ("/api/v1/attachments", keys.1.as_str());
        let attach = upload(&server, &session, at, &of, sent);
        assert_eq!(said(&attach), file.attach, "{what} attached: {attach:?}");
        if attach.status == 201 {
            let name = attach.json()["file_name"].to_string();
            assert!(
                !name.contains('/') && !name.contains(".."),
                "{what}: {name}"
            );
        }
        assert!(
            began.elapsed() < Duration::from_secs(120),
            "{what}: {:?}",
            began.elapsed()
        );
        assert_eq!(server.get("/healthz").status, 200, "after {what}");
    }
    // What looked like a formula came in as text and was not stored.
    let stored = server.json("GET", "/api/v1/customers", &session, "").json();
    assert_eq!(
        stored["items"].as_array().map(Vec::len),
        Some(1),
        "previews store nothing"
    );
}
