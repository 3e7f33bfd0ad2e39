//! The facts that the README of the shared test data states for every bank file.
//!
//! The files are not in the repository; without them (`../shared/data`) the test says so
//! and ends.

#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test says what it skips and what differs"
)]

mod shared;

use shared::shared_data;
use std::path::{Path, PathBuf};

use jieqing_formats::FormatError;
use jieqing_formats::bank::{BankFile, EntryKind, read};

fn data() -> Option<PathBuf> {
    let dir = shared_data();
    if dir.is_none() {
        eprintln!("skipped: no ../shared/data");
    }
    dir
}

fn load(dir: &Path, file: &str) -> Result<BankFile, FormatError> {
    let bytes = std::fs::read(dir.join(file)).unwrap();
    read(&bytes, file)
}

/// file, statements, entries, opening and closing of the first, balanced statements, currency.
type Fact = (
    &'static str,
    usize,
    usize,
    &'static str,
    &'static str,
    usize,
    &'static str,
);

fn same(a: Option<rust_decimal::Decimal>, b: &str) -> bool {
    match a {
        None => b == "-",
        Some(a) => b.parse::<rust_decimal::Decimal>().is_ok_and(|b| a == b),
    }
}

fn check(facts: &[Fact]) {
    let Some(dir) = data() else { return };
    let mut wrong = Vec::new();
    for (file, statements, entries, opening, closing, balanced, currency) in facts {
        let bank = match load(&dir, file) {
            Ok(bank) => bank,
            Err(error) => {
                wrong.push(format!("{file}: {error}"));
                continue;
            }
        };
        let first = &bank.statements[0];
        let got = (
            bank.statements.len(),
            bank.statements
                .iter()
                .map(|s| s.entries.len())
                .sum::<usize>(),
            bank.statements
                .iter()
                .filter(|s| s.foots() == Some(true))
                .count(),
        );
        if got != (*statements, *entries, *balanced)
            || !same(first.opening, opening)
            || !same(first.closing, closing)
            || first.currency.as_deref().unwrap_or("-") != *currency
        {
            wrong.push(format!(
                "{file}: statements, entries, balanced {got:?}, first {:?} -> {:?} {:?}; {:?}",
                first.opening, first.closing, first.currency, bank.problems
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn mt940() {
    check(&[
        (
            "bank-mt940/abnamro.txt",
            2,
            10,
            "3236.28",
            "876.84",
            0,
            "EUR",
        ),
        ("bank-mt940/ing-dos.txt", 1, 7, "0.00", "3.47", 0, "EUR"),
        ("bank-mt940/knab.txt", 2, 3, "0", "500", 1, "EUR"),
        ("bank-mt940/postfinance.txt", 2, 4, "0", "229.2", 1, "CHF"),
        (
            "bank-mt940/rabobank-iban.txt",
            2,
            4,
            "1000.00",
            "965.00",
            2,
            "EUR",
        ),
        (
            "bank-mt940/triodos.txt",
            1,
            2,
            "4975.09",
            "4370.79",
            0,
            "EUR",
        ),
        ("bank-mt940/generic.txt", 2, 2, "100.00", "90.00", 2, "EUR"),
        (
            "bank-mt940/betterplace-sepa.sta",
            26,
            97,
            "-1234718.36",
            "-1237628.23",
            26,
            "EUR",
        ),
        (
            "bank-mt940/betterplace-sepa-snippet.sta",
            2,
            11,
            "766656.49",
            "1125250.4",
            1,
            "EUR",
        ),
        (
            "bank-mt940/betterplace-sepa-broken.sta",
            1,
            1,
            "766656.49",
            "1125250.4",
            0,
            "EUR",
        ),
        (
            "bank-mt940/cmxl-mt940.sta",
            3,
            16,
            "84349.74",
            "84437.04",
            3,
            "DEM",
        ),
        ("bank-mt940/mbank.sta", 1, 3, "0.40", "0.43", 1, "PLN"),
        (
            "bank-mt940/february-30.sta",
            1,
            1,
            "1200.00",
            "1194.00",
            1,
            "EUR",
        ),
        (
            "bank-mt940/wrapped-timestamp.sta",
            1,
            1,
            "1200.00",
            "1194.00",
            1,
            "EUR",
        ),
        (
            "bank-mt940/long-statement-number.sta",
            1,
            0,
            "0",
            "0",
            1,
            "TRY",
        ),
        (
            "bank-mt940/overly-long-details.sta",
            1,
            1,
            "12345.12",
            "12345.98",
            0,
            "EUR",
        ),
        (
            "bank-mt940/danskebank-dk.sta",
            15,
            89,
            "2478926.70",
            "1654095.16",
            15,
            "DKK",
        ),
    ]);
}

#[test]
fn camt() {
    check(&[
        (
            "bank-camt/camt053.v2.minimal.xml",
            1,
            1,
            "18.15",
            "-27.00",
            0,
            "EUR",
        ),
        (
            "bank-camt/camt053.v2.five.decimals.xml",
            1,
            1,
            "18.150",
            "27.050",
            0,
            "EUR",
        ),
        (
            "bank-camt/viafintech-052.xml",
            1,
            2,
            "8.50",
            "13.50",
            1,
            "EUR",
        ),
        (
            "bank-camt/camt.053.001.02.xml",
            1,
            3,
            "500000",
            "435678.50",
            1,
            "SEK",
        ),
        (
            "bank-camt/camt053_no_namespace.xml",
            1,
            1,
            "100.00",
            "350.00",
            1,
            "GBP",
        ),
        (
            "bank-camt/camt054.v8-with-UETR.xml",
            1,
            1,
            "-",
            "-",
            0,
            "SEK",
        ),
        ("bank-camt/camt052.v1.xml", 1, 1, "-", "-", 0, "SEK"),
        // The only entry is pending: it is told and is no money yet.
        ("bank-camt/camt052.v4.xml", 1, 0, "-", "-", 0, "CHF"),
    ]);
    sums(&[
        ("bank-camt/camt052.v2.other-account.xml", 1, "-200000"),
        ("bank-camt/camt053.v3.xml", 1, "8.85"),
        ("bank-camt/camt053.v4.xml", 1, "8.85"),
        ("bank-camt/camt053.v2.with-party-ids.xml", 1, "8.85"),
        ("bank-camt/camt054.v2.xml", 1, "-200000"),
        ("bank-camt/viafintech-053.xml", 4, "-10.00"),
        (
            "bank-camt/viafintech-valid_example_with_batch.xml",
            3,
            "2934.26",
        ),
    ]);
}

#[test]
fn fixed_columns() {
    check(&[
        (
            "bank-coda/sample1.cod",
            1,
            4,
            "17752.12",
            "17832.12",
            1,
            "EUR",
        ),
        (
            "bank-coda/sample2.cod",
            1,
            1,
            "25846",
            "23154.685",
            0,
            "EUR",
        ),
        (
            "bank-coda/sample3.cod",
            1,
            1,
            "99999.99",
            "99999.99",
            0,
            "EUR",
        ),
        (
            "bank-coda/sample5.cod",
            1,
            3,
            "4004.1",
            "-500012.1",
            0,
            "EUR",
        ),
        ("bank-coda/sample8.cod", 1, 2, "1293.45", "648.56", 1, "EUR"),
        (
            "bank-coda/Ontvangen_CODA.2012-01-11-18.59.15.txt",
            1,
            5,
            "11812.7",
            "13646.05",
            0,
            "EUR",
        ),
        ("bank-n43/test.n43", 1, 4, "0", "101.96", 1, "EUR"),
        ("bank-bai2/sample1.txt", 2, 17, "-", "-", 0, "CAD"),
        (
            "bank-bai2/citi_example.bai2",
            1,
            1,
            "100.00",
            "100.00",
            0,
            "GBP",
        ),
        // Several records share a line; the file's own trailer states 15 accounts.
        (
            "bank-bai2/sample3.txt",
            15,
            26,
            "-35.00",
            "-36.00",
            15,
            "USD",
        ),
    ]);
}

/// file, entries, sum.
fn sums(facts: &[(&str, usize, &str)]) {
    let Some(dir) = data() else { return };
    let mut wrong = Vec::new();
    for (file, entries, sum) in facts {
        match load(&dir, file) {
            Ok(bank) => {
                let count = bank
                    .statements
                    .iter()
                    .map(|s| s.entries.len())
                    .sum::<usize>();
                let total = bank.statements.iter().filter_map(|s| s.sum()).sum();
                if count != *entries || !same(Some(total), sum) {
                    wrong.push(format!(
                        "{file}: {count} entries of {total}; {:?}",
                        bank.problems
                    ));
                }
            }
            Err(error) => wrong.push(format!("{file}: {error}")),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn ofx_and_qif() {
    sums(&[
        ("bank-ofx/bank_medium.ofx", 3, "-345.27"),
        ("bank-ofx/checking.ofx", 3, "-59.50"),
        ("bank-ofx/multiple_accounts.ofx", 0, "0"),
        ("bank-ofx/suncorp.ofx", 1, "-16.85"),
        ("bank-ofx/ofx-v102-empty-tags.ofx", 1, "12.34"),
        ("bank-ofx/decimal_error.ofx", 1, "120"),
        ("bank-ofx/ofxdata-bb.ofx", 1, "239.55"),
        ("bank-ofx/ofxdata-bpbfc.ofx", 6, "-53.49"),
        ("bank-ofx/ofxdata-xml.ofx", 3, "250.00"),
        ("bank-ofx/ofxdata-oneline.ofx", 8, "-1977.10"),
        ("bank-ofx/stmtrs.ofx", 2, "-500.00"),
        (
            "bank-ofx/deviations/chase.blank-line-before-header-none-after.qfx",
            1,
            "-10",
        ),
        (
            "bank-ofx/deviations/etrade.charset-none-with-encoding-usascii.ofx",
            1,
            "-10",
        ),
        ("bank-ofx/deviations/lcl.check-without-payee.ofx", 1, "-10"),
        (
            "bank-ofx/deviations/unnamed.amount-comma-decimal.ofx",
            1,
            "-2000.00",
        ),
        (
            "bank-ofx/deviations/unnamed.blank-line-before-header.ofx",
            1,
            "-10",
        ),
        (
            "bank-ofx/deviations/unnamed.charset-8859-1-without-iso-prefix.qfx",
            1,
            "-10",
        ),
        (
            "bank-ofx/deviations/unnamed.empty-tags-curdef-fitid-name.ofx",
            1,
            "-10",
        ),
        (
            "bank-ofx/deviations/unnamed.tags-outside-spec.ofx",
            1,
            "-10",
        ),
        ("bank-ofx/deviations/unnamed.zero-date.ofx", 1, "-10"),
        // Transfers between own accounts, outside a statement.
        ("bank-csv-intl/mint.expected.ofx", 4, "-3000"),
        ("bank-csv-intl/default.expected.ofx", 8, "465000"),
        ("bank-csv-intl/amazon.expected.ofx", 2, "-11.64"),
        ("bank-csv-intl/n26-fr.expected.ofx", 2, "0"),
        ("bank-csv-intl/schwab-checking.expected.ofx", 4, "-215.27"),
        ("bank-qif/default.qif", 8, "465000"),
        ("bank-qif/mint.qif", 4, "-3000"),
        ("bank-qif/creditunion.qif", 8, "465000"),
        ("bank-qif/test_circular_reference.qif", 2, "-14.59"),
        ("bank-qif/test_oth_a.qif", 6, "-35.50"),
        (
            "bank-qif/test_transaction_before_account_definition_1.qif",
            2,
            "-197.96",
        ),
    ]);
    let Some(dir) = data() else { return };
    let bank = load(&dir, "bank-ofx/multiple_accounts.ofx").unwrap();
    let ledger: Vec<_> = bank
        .statements
        .iter()
        .map(|s| (s.account.clone().unwrap(), s.closing.unwrap().to_string()))
        .collect();
    let want = [("9100", "111"), ("9200", "222")].map(|(a, b)| (a.to_owned(), b.to_owned()));
    assert_eq!(ledger, want);
}

#[test]
fn files_without_a_statement_are_refused_with_the_reason() {
    let Some(dir) = data() else { return };
    for (file, code) in [
        (
            "bank-mt940/betterplace-amount-formats.sta",
            "bank.no_statement",
        ),
        (
            "bank-mt940/betterplace-empty-entry-date.sta",
            "bank.no_statement",
        ),
        ("bank-mt940/invalid.sta", "bank.not_a_statement"),
        ("bank-camt/camt053.v2.wrong.xml", "bank.no_statement"),
        ("bank-ofx/bank_small.ofx", "bank.no_statement"),
        ("bank-ofx/signon_fail.ofx", "bank.no_statement"),
        ("bank-qif/empty.qif", "file.empty"),
        ("bank-qif/test_category_inherit.qif", "bank.no_statement"),
    ] {
        assert_eq!(
            load(&dir, file).map(|_| "read").unwrap_or_else(|e| e.code),
            code,
            "{file}"
        );
    }
}

/// file, rows, income, expense, neutral rows.
type Sides = (
    &'static str,
    (usize, &'static str),
    (usize, &'static str),
    usize,
);

#[test]
fn tables() {
    let Some(dir) = data() else { return };
    let facts: &[Sides] = &[
        ("bank-csv-cn/alipay.csv", (1, "222228.50"), (5, "211.64"), 4),
        ("bank-csv-cn/wechat.csv", (5, "28.49"), (11, "2904.53"), 11),
        // The README's reader counts the total row (1,234.56) as a sixth income.
        (
            "bank-csv-cn/icbc-debit-v1.csv",
            (5, "2841.74"),
            (6, "4241.08"),
            0,
        ),
        (
            "bank-csv-cn/boc-debit.csv",
            (4, "9821.00"),
            (13, "9394.30"),
            0,
        ),
        // A card states spending as positive; here spending is money out.
        (
            "bank-csv-cn/cmb-credit.csv",
            (4, "380.80"),
            (2, "8056.78"),
            0,
        ),
        (
            "bank-csv-cn/bocom-debit.csv",
            (3, "11.25"),
            (3, "114.00"),
            0,
        ),
        (
            "bank-csv-cn/abc-debit.csv",
            (3, "10000.01"),
            (2, "12355.89"),
            0,
        ),
        ("bank-csv-cn/jd.csv", (0, "0"), (16, "2277.70"), 10),
        ("bank-csv-intl/default.csv", (8, "465000"), (0, "0"), 0),
        ("bank-csv-intl/n26-fr.csv", (1, "328"), (1, "328"), 0),
        ("bank-csv-intl/mint.csv", (1, "2000"), (3, "5000"), 0),
        (
            "bank-csv-intl/schwab-checking.csv",
            (1, "20"),
            (3, "235.27"),
            0,
        ),
        ("bank-csv-intl/capitalone.csv", (1, "1000"), (1, "1000"), 0),
        (
            "bank-csv-intl/oca-balance.csv",
            (1, "1533.50"),
            (1, "33.50"),
            0,
        ),
        (
            "bank-csv-intl/oca-sample_statement_en.csv",
            (1, "1525"),
            (1, "33.50"),
            0,
        ),
    ];
    let mut wrong = Vec::new();
    for (file, income, expense, neutral) in facts {
        let bank = match load(&dir, file) {
            Ok(bank) => bank,
            Err(error) => {
                wrong.push(format!("{file}: {error}"));
                continue;
            }
        };
        let entries = || bank.statements.iter().flat_map(|s| &s.entries);
        let side = |out: bool| {
            let own = entries()
                .filter(|e| e.kind != EntryKind::Neutral && e.amount.is_sign_negative() == out);
            let sum: rust_decimal::Decimal = own.clone().map(|e| e.amount.abs()).sum();
            (own.count(), sum)
        };
        let neutral_rows = entries().filter(|e| e.kind == EntryKind::Neutral).count();
        let fits = |got: (usize, rust_decimal::Decimal), want: &(usize, &str)| {
            got.0 == want.0 && same(Some(got.1), want.1)
        };
        if !fits(side(false), income) || !fits(side(true), expense) || neutral_rows != *neutral {
            wrong.push(format!(
                "{file}: in {:?}, out {:?}, neutral {neutral_rows}; {:?}",
                side(false),
                side(true),
                bank.problems
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let boc = load(&dir, "bank-csv-cn/boc-debit.csv").unwrap();
    assert_eq!(boc.statements[0].foots(), Some(true));
    assert!(boc.problems.is_empty(), "{:?}", boc.problems);
    let schwab = load(&dir, "bank-csv-intl/schwab-checking.csv").unwrap();
    assert!(same(schwab.statements[0].closing, "878.47"));
    assert_eq!(schwab.statements[0].foots(), Some(true));
}
