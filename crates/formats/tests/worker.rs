//! The child process, end to end: this test binary starts itself as the worker.

#![expect(
    clippy::unwrap_used,
    reason = "a test without the harness is not seen as a test"
)]

mod shared;

use shared::shared_data;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use jieqing_formats::FormatError;
use jieqing_formats::table::{Event, Flow, ReadOptions, TableFile, Workbook};
use jieqing_formats::worker::{
    Input, WorkerLimits, bank_limits, run_bank_worker, run_worker, run_worker_rows, worker_main,
};

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().collect();
    match args.get(1).map(String::as_str) {
        Some("import-worker") => {
            let job = args.get(2).map_or("", String::as_str);
            return ExitCode::from(worker_main(job, std::io::stdin(), std::io::stdout()));
        }
        Some("hang") => loop {
            std::thread::park_timeout(Duration::from_secs(100));
        },
        Some("abort") => std::process::abort(),
        Some("garbage") => {
            let written = std::io::stdout().write_all(&[7; 4_000]);
            return if written.is_ok() {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            };
        }
        _ => {}
    }
    let tests: &[(&str, fn())] = &[
        ("same rows as in the process", same_rows),
        ("shared xls and ods files", shared_files),
        ("ods, plain and hostile", ods),
        ("crash, hang and garbage", misbehaviour),
        ("memory and cpu limits", limits),
        ("stopping early", stopping),
        ("250,000 rows", many_rows),
        ("bank files", bank_files),
    ];
    for (name, test) in tests {
        let start = Instant::now();
        test();
        say(&format!("test {name} ... ok ({:?})", start.elapsed()));
    }
    ExitCode::SUCCESS
}

fn say(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

fn program() -> PathBuf {
    std::env::current_exe().unwrap()
}

fn run(command: &str, bytes: &[u8], limits: &WorkerLimits) -> Result<Workbook, FormatError> {
    let opts = ReadOptions::default();
    run_worker(
        &program(),
        &[command],
        Input::Bytes(bytes),
        "文件.csv",
        &opts,
        limits,
    )
}

fn code(command: &str, bytes: &[u8], limits: &WorkerLimits) -> &'static str {
    run(command, bytes, limits)
        .map(|_| "ok")
        .unwrap_or_else(|e| e.code)
}

fn same_rows() {
    let text = "名称,金额\n\"甲\n乙\",￥1.00\n,\n丙,2\n";
    let gb = encoding_rs::GB18030.encode(text).0.into_owned();
    let here = TableFile::read(&gb, "", &ReadOptions::default()).unwrap();
    assert_eq!(
        run("import-worker", &gb, &WorkerLimits::default()).unwrap(),
        here
    );
    let error = run("import-worker", b"a,b\n1,\"", &WorkerLimits::default()).unwrap_err();
    assert_eq!(
        (error.code, error.place.unwrap().row),
        ("csv.unclosed_quote", Some(2))
    );
}

fn shared_files() {
    let Some(base) = shared_data() else {
        say("skipped: no ../shared/data");
        return;
    };
    let read = |path: &str| {
        let input = base.join(path);
        run_worker(
            &program(),
            &["import-worker"],
            Input::Path(&input),
            path,
            &ReadOptions::default(),
            &WorkerLimits::default(),
        )
    };
    let customers = read("spreadsheets/customer_template.xls").unwrap();
    assert_eq!(customers.only_sheet().unwrap().rows.len(), 4);
    let dates = |path: &str| {
        let rows = read(path).unwrap().sheets.swap_remove(0).rows;
        rows.iter()
            .map(|r| (r.text(0).to_owned(), r.text(1).to_owned()))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        dates("spreadsheets/date.xls"),
        dates("spreadsheets/date.xlsx")
    );
    assert_eq!(
        dates("spreadsheets/date_1904.xls"),
        dates("spreadsheets/date.xlsx")
    );
    let decimals = read("spreadsheets/xls_wrong_decimals.xls").unwrap();
    say(&format!(
        "xls_wrong_decimals: {}",
        decimals.sheets[0].rows[0].text(0)
    ));
    for file in [
        "goods_template.xls",
        "order_item_template.xls",
        "merged_range.xls",
    ] {
        assert!(read(&format!("spreadsheets/{file}")).is_ok(), "{file}");
    }
    let text = read("spreadsheets/too_small.xls").unwrap();
    assert!(text.has_notice("file.name_differs"));
    for file in ["OOM_alloc3.xls", "pass_protected.xlsx"] {
        let error = read(&format!("spreadsheets/{file}")).unwrap_err();
        say(&format!("{file}: {error}"));
    }
    let citic = read("bank-csv-cn/citic-credit.xls").unwrap();
    let rows = &citic.sheets[0].rows;
    let found = jieqing_formats::table::header::find(rows, &[]).unwrap();
    assert_eq!(rows.len() - found.index - 1, 13, "{:?}", found);
}

fn ods_file(rows: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="表">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    let parts = [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        (
            "META-INF/manifest.xml",
            r#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>"#,
        ),
        ("content.xml", &content),
    ];
    for (name, text) in parts {
        zip.start_file(name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn ods() {
    let cell = r#"<table:table-cell office:value-type="float" office:value="1.5"><text:p>1.5</text:p></table:table-cell>"#;
    let plain = ods_file(&format!("<table:table-row>{cell}</table:table-row>"));
    let opts = ReadOptions::default();
    assert_eq!(
        TableFile::read(&plain, "", &opts).unwrap_err().code,
        "file.needs_worker"
    );
    let book = run("import-worker", &plain, &WorkerLimits::default()).unwrap();
    assert_eq!(book.sheets[0].rows[0].text(0), "1.5");
    // 2^34 cells in 600 bytes: the child may die of it, the parent must not.
    let cell = cell.replace(
        "<table:table-cell",
        "<table:table-cell table:number-columns-repeated=\"16384\"",
    );
    let bomb = ods_file(&format!(
        "<table:table-row table:number-rows-repeated=\"1048576\">{cell}</table:table-row>"
    ));
    let limits = WorkerLimits {
        wall: Duration::from_secs(5),
        ..WorkerLimits::default()
    };
    let error = run("import-worker", &bomb, &limits).unwrap_err();
    say(&format!("ods bomb: {error}"));
}

fn misbehaviour() {
    let quick = WorkerLimits {
        wall: Duration::from_millis(300),
        ..WorkerLimits::default()
    };
    let start = Instant::now();
    assert_eq!(code("hang", b"a", &quick), "file.reader_timeout");
    assert_eq!(
        code("hang", &vec![b'a'; 3_000_000], &quick),
        "file.reader_timeout"
    );
    assert!(start.elapsed() < Duration::from_secs(3));
    assert_eq!(
        code("abort", b"a", &WorkerLimits::default()),
        "file.reader_crashed"
    );
    assert_eq!(
        code("garbage", b"a", &WorkerLimits::default()),
        "file.worker_protocol"
    );
    assert_eq!(
        run_worker(
            Path::new("/no/such/program"),
            &[],
            Input::Bytes(b"a"),
            "",
            &ReadOptions::default(),
            &WorkerLimits::default()
        )
        .unwrap_err()
        .code,
        "file.worker_start"
    );
}

fn limits() {
    let small = WorkerLimits {
        memory_bytes: 24 * 1024 * 1024,
        ..WorkerLimits::default()
    };
    let big = "x,y\n".repeat(10_000_000);
    assert_eq!(
        code("import-worker", big.as_bytes(), &small),
        "file.reader_crashed"
    );
    let brief = WorkerLimits {
        cpu_seconds: 0,
        ..WorkerLimits::default()
    };
    let cut = code("import-worker", big.as_bytes(), &brief);
    assert!(cut == "file.reader_crashed" || cut == "ok", "{cut}");
}

fn stopping() {
    let text = "a,b\n".repeat(1_000_000);
    let mut seen = 0;
    let info = run_worker_rows(
        &program(),
        &["import-worker"],
        Input::Bytes(text.as_bytes()),
        "",
        &ReadOptions::default(),
        &WorkerLimits::default(),
        &mut |event| {
            seen += usize::from(matches!(event, Event::Row { .. }));
            Ok(if seen == 10 {
                Flow::Stop
            } else {
                Flow::Continue
            })
        },
    )
    .unwrap();
    assert_eq!((seen, info.sheets[0].rows), (10, 10));
}

fn many_rows() {
    let mut text = String::from("单号,客户,日期,金额,税额,数量,币种,备注\n");
    for i in 0..250_000 {
        text.push_str(&format!(
            "INV{i:08},上海某某贸易有限公司{},2024-01-{:02},\"{},{:03}.50\",12.34,{},CNY,\n",
            i % 997,
            i % 28 + 1,
            i % 900 + 1,
            i % 1000,
            i % 50
        ));
    }
    let opts = ReadOptions::default();
    let start = Instant::now();
    let mut cells = 0;
    let here = TableFile::for_each_row(text.as_bytes(), "", &opts, &mut |event| {
        if let Event::Row { row, .. } = event {
            cells += row.len();
        }
        Ok(Flow::Continue)
    })
    .unwrap();
    let in_process = start.elapsed();
    let start = Instant::now();
    let mut through = 0;
    let there = run_worker_rows(
        &program(),
        &["import-worker"],
        Input::Bytes(text.as_bytes()),
        "",
        &opts,
        &WorkerLimits::default(),
        &mut |event| {
            if let Event::Row { row, .. } = event {
                through += row.len();
            }
            Ok(Flow::Continue)
        },
    )
    .unwrap();
    assert_eq!((here, cells), (there, through));
    say(&format!(
        "250,001 x 8, {} MB: in process {in_process:?}, through the worker {:?}",
        text.len() / 1_000_000,
        start.elapsed()
    ));
}

fn bank(
    bytes: &[u8],
    name: &str,
    limits: &WorkerLimits,
) -> Result<jieqing_formats::bank::BankFile, FormatError> {
    run_bank_worker(
        &program(),
        &["import-worker"],
        Input::Bytes(bytes),
        name,
        limits,
    )
}

/// The same answer as in the process; hostile files end in a code within 300 MB.
fn bank_files() {
    let mt940 = b":20:A\n:25:1\n:60F:C240101EUR1,00\n:61:2401020102D1,00NTRFX//B\n:86:text\n:62F:C240102EUR0,00\n-\n";
    let limits = bank_limits();
    let own = jieqing_formats::bank::read(mt940, "a.sta").unwrap();
    assert_eq!(bank(mt940, "a.sta", &limits).unwrap(), own);
    assert_eq!(
        bank(b"just text", "a.txt", &limits).unwrap_err().code,
        "bank.not_a_statement"
    );
    let entries = ":61:2401020102C1,00NTRFNONREF//A\n:86:text of some length for every entry\n"
        .repeat(40_000);
    let big = bank(
        format!(":20:A\n:60F:C240101EUR0,00\n{entries}").as_bytes(),
        "b.sta",
        &limits,
    )
    .unwrap();
    assert_eq!(big.statements.first().unwrap().entries.len(), 40_000);
    let bomb = format!(
        "date,amount,balance,text\n{}",
        "2024-01-01,1,1,aaaaaaaaaaaaaaaaaaaaaaaaaaaa\n".repeat(1_000_000)
    );
    assert_eq!(
        bank(bomb.as_bytes(), "c.csv", &limits).unwrap_err().code,
        "file.too_many_rows"
    );
    let elements = format!(
        "<Document xmlns=\"camt.053.\"><Stmt><Ntry>{}",
        "<a>x</a>".repeat(3_000_000)
    );
    assert_eq!(
        bank(elements.as_bytes(), "d.xml", &limits)
            .unwrap_err()
            .code,
        "xml.too_many_elements"
    );
    let json = format!(
        "{{\"CustomerSettlementBankAccount\":[{}1]}}",
        "[1],".repeat(5_000_000)
    );
    assert_eq!(
        bank(json.as_bytes(), "e.json", &limits).unwrap_err().code,
        "file.reader_crashed"
    );
    if let Some(base) = shared_data() {
        let bytes = std::fs::read(base.join("bank-csv-cn/citic-credit.xls")).unwrap();
        let card = bank(&bytes, "citic-credit.xls", &limits).unwrap();
        let entries: usize = card.statements.iter().map(|s| s.entries.len()).sum();
        let sum: rust_decimal::Decimal = card.statements.iter().filter_map(|s| s.sum()).sum();
        // The statement counts spending as positive; spending is money out.
        assert_eq!(
            (entries, sum.to_string().as_str()),
            (13, "-1097.39"),
            "{:?}",
            card.problems
        );
    }
}
