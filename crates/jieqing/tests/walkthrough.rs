//! `scripts/walkthrough.sh` on ClassicModels and on made-up data: its figures equal arithmetic done
//! here, on the same files, without any of the product's code.

#![expect(clippy::expect_used, reason = "helpers of tests")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Rows of a csv file by column name.
fn read(path: &Path) -> Vec<BTreeMap<String, String>> {
    let text = std::fs::read_to_string(path).expect("csv");
    let mut rows = Vec::new();
    let (mut row, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            other => cell.push(other),
        }
    }
    let mut rows = rows.into_iter();
    let names = rows.next().expect("header");
    rows.map(|row| names.iter().cloned().zip(row).collect())
        .collect()
}

/// Decimal text in cents.
fn cents(text: &str) -> i64 {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let fraction = format!("{fraction:0<2}");
    assert!(fraction[2..].bytes().all(|b| b == b'0'), "{text}");
    sign * (whole.parse::<i64>().expect("whole") * 100
        + fraction[..2].parse::<i64>().expect("cents"))
}

fn money(cents: i64) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", cents.abs() / 100, cents.abs() % 100)
}

/// What the files themselves say.
#[derive(Debug, PartialEq, Eq)]
struct Figures {
    customers: u64,
    orders: u64,
    order_total: String,
    invoiced: String,
    payments: String,
    balance: String,
    over_limit: BTreeSet<String>,
    by_customer: BTreeMap<String, String>,
}

fn arithmetic(dir: &Path) -> Figures {
    let customers = read(&dir.join("customers.csv"));
    let orders = read(&dir.join("orders.csv"));
    let mut value: BTreeMap<String, i64> = BTreeMap::new();
    for line in read(&dir.join("orderdetails.csv")) {
        let qty: i64 = line["quantityOrdered"].parse().expect("quantity");
        *value.entry(line["orderNumber"].clone()).or_default() += qty * cents(&line["priceEach"]);
    }
    let mut balance: BTreeMap<String, i64> = customers
        .iter()
        .map(|c| (c["customerNumber"].clone(), 0))
        .collect();
    let (mut invoiced, mut paid) = (0, 0);
    for order in &orders {
        if ["Shipped", "Resolved", "Disputed"].contains(&order["status"].as_str()) {
            invoiced += value[&order["orderNumber"]];
            *balance.get_mut(&order["customerNumber"]).expect("customer") +=
                value[&order["orderNumber"]];
        }
    }
    for payment in read(&dir.join("payments.csv")) {
        paid += cents(&payment["amount"]);
        *balance
            .get_mut(&payment["customerNumber"])
            .expect("customer") -= cents(&payment["amount"]);
    }
    let over_limit = customers
        .iter()
        .filter(|c| balance[&c["customerNumber"]] > cents(&c["creditLimit"]))
        .map(|c| c["customerNumber"].clone())
        .collect();
    Figures {
        customers: customers.len() as u64,
        orders: orders.len() as u64,
        order_total: money(orders.iter().map(|o| value[&o["orderNumber"]]).sum()),
        invoiced: money(invoiced),
        payments: money(paid),
        balance: money(balance.values().sum()),
        over_limit,
        by_customer: balance.into_iter().map(|(k, v)| (k, money(v))).collect(),
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn walk(dir: &Path) -> (Figures, tempfile::TempDir) {
    let keep = tempfile::tempdir().expect("folder");
    let out = Command::new("bash")
        .arg(root().join("scripts/walkthrough.sh"))
        .arg(dir)
        .env("JIEQING_BIN", env!("CARGO_BIN_EXE_jieqing"))
        .env("JIEQING_KEEP", keep.path())
        .output()
        .expect("bash");
    let errors = String::from_utf8_lossy(&out.stderr);
    assert!(out.status.success(), "{errors}");
    let text = String::from_utf8(out.stdout).expect("text");
    let last: serde_json::Value =
        serde_json::from_str(text.lines().last().expect("a line")).expect("json");
    assert!(last["seconds"].is_number());
    let word = |name: &str| last[name].as_str().expect(name).to_owned();
    let figures = Figures {
        customers: last["customers"].as_u64().expect("customers"),
        orders: last["orders"].as_u64().expect("orders"),
        order_total: word("order_total"),
        invoiced: word("invoiced"),
        payments: word("payments"),
        balance: word("balance"),
        over_limit: serde_json::from_value(last["over_limit"].clone()).expect("over_limit"),
        by_customer: serde_json::from_value(last["by_customer"].clone()).expect("by_customer"),
    };
    assert!(errors.contains("all invariants hold"), "{errors}");
    (figures, keep)
}

/// Each customer with a balance has a PDF and a workbook.
fn statements(figures: &Figures, keep: &Path) {
    for (customer, balance) in &figures.by_customer {
        if balance == "0.00" {
            continue;
        }
        for (kind, magic) in [("pdf", &b"%PDF"[..]), ("xlsx", &b"PK\x03\x04"[..])] {
            let path = keep.join("statements").join(format!("{customer}.{kind}"));
            let bytes = std::fs::read(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
            assert!(
                bytes.starts_with(magic) && bytes.len() > 2_000,
                "{}",
                path.display()
            );
        }
    }
}

#[test]
fn classic_models_balances_equal_the_files() {
    let dir = root().join("../shared/data/orders/classicmodels");
    if !dir.is_dir() {
        println!("skipped: {} is not there", dir.display());
        return;
    }
    let (figures, keep) = walk(&dir);
    let expected = arithmetic(&dir);
    assert_eq!(figures, expected);
    assert_eq!(expected.payments, "4480544.33");
    statements(&figures, keep.path());
}

#[test]
fn nothing_depends_on_those_rows() {
    let dir = tempfile::tempdir().expect("folder");
    for (name, text) in [
        (
            "customers.csv",
            "customerNumber,customerName,addressLine1,addressLine2,city,state,postalCode,country,creditLimit\n\
             7,\"O'Neil, \"\"Sons\"\" & Co.\",1 Main St,,Cork,,,Ireland,0.0\n\
             8,No Orders Ltd,,,,,,Atlantis,500.0\n\
             9,Überzahler GmbH,Weg 3,,Köln,,50667,Germany,100000.0\n\
             10,At The Limit,x,,y,,,USA,30.30\n\
             11,Total Toys,x,,y,,,USA,30.29\n",
        ),
        (
            "products.csv",
            "productCode,productName,productLine,productScale,productVendor,quantityInStock,buyPrice,MSRP\n\
             P1,\"Car, red\",Cars,1:10,V,1,1.0,2.5\nP2,Boat,Boats,1:72,V,0,0.05,0.1\n",
        ),
        (
            "orders.csv",
            "orderNumber,orderDate,requiredDate,shippedDate,status,comments,customerNumber\n\
             1,2012-02-29,2012-03-09,2012-03-01,Shipped,\"two\nlines, and a \"\"quote\"\"\",7\n\
             2,2012-03-01,2012-03-09,,Disputed,,9\n\
             3,2012-03-02,2012-03-09,,On Hold,,9\n\
             4,2012-03-03,2012-03-09,,Cancelled,,7\n\
             5,2012-03-04,2012-03-09,2012-03-05,Resolved,,10\n\
             6,2012-03-04,2012-03-09,,In Process,,10\n\
             7,2012-03-04,2012-03-09,2012-03-05,Shipped,,11\n",
        ),
        (
            "orderdetails.csv",
            "orderNumber,productCode,quantityOrdered,priceEach,orderLineNumber\n\
             1,P2,3,0.33,2\n1,P1,2,2.5,1\n2,P1,1,10.0,1\n3,P1,1,99.99,1\n4,P1,1,1.0,1\n\
             5,P1,3,10.1,1\n6,P1,3,10.1,1\n7,P1,3,10.1,1\n",
        ),
        (
            "payments.csv",
            "customerNumber,checkNumber,paymentDate,amount\n\
             9,A1,2012-03-05,25.0\n9,A1,2012-03-05,25.0\n7,A1,2012-04-01,0.99\n8,B2,2013-01-01,5.05\n",
        ),
    ] {
        std::fs::write(dir.path().join(name), text).expect("write");
    }
    let (figures, keep) = walk(dir.path());
    assert_eq!(figures, arithmetic(dir.path()));
    assert_eq!(
        figures.over_limit,
        BTreeSet::from(["11".to_owned(), "7".to_owned()])
    );
    assert_eq!(figures.by_customer["9"], "-40.00");
    statements(&figures, keep.path());
}
