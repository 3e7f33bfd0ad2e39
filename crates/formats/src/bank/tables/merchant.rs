//! Merchant bills of WeChat Pay and Alipay: orders with fees and refunds.
//!
//! # Sources
//! `china.md` §3.5 and §3.6. Each row is the gross amount of an order or a refund; the fee that the
//! wallet keeps stands in [`crate::bank::Entry::fee`], so that net = sum of amounts + sum of fees.
//! Below the rows stands a summary with its own header, which is compared.

use rust_decimal::Decimal;

use super::cells::{self, clean};
use super::{meta, names};
use crate::FormatError;
use crate::bank::dates::Days;
use crate::bank::identity::reference;
use crate::bank::model::{BankStatement, Draft, Entry, EntryKind, account, field, join};
use crate::bank::money;
use crate::table::Row;
use crate::table::header::normalize;

/// A kind of merchant bill, as data.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bill {
    marks: &'static [&'static str],
    date: &'static [&'static str],
    amount: &'static [&'static str],
    refund: &'static [&'static str],
    state: &'static str,
    refund_words: &'static [&'static str],
    fee: &'static str,
    /// The fee is written as a cost (positive); otherwise it has its sign.
    fee_is_cost: bool,
    account: &'static str,
    party: &'static str,
    serial: &'static [&'static str],
    text: &'static [&'static str],
    summary: &'static str,
}

const BILLS: &[Bill] = &[
    Bill {
        marks: &["交易时间", "商户号", "微信订单号", "商户订单号", "交易状态"],
        date: &["交易时间"],
        amount: &["应结订单金额", "总金额", "订单金额"],
        refund: &["退款金额"],
        state: "交易状态",
        refund_words: &["REFUND"],
        fee: "手续费",
        fee_is_cost: true,
        account: "商户号",
        party: "用户标识",
        serial: &["微信退款单号", "微信订单号"],
        text: &["商品名称", "商户订单号"],
        summary: "总交易单数",
    },
    Bill {
        marks: &["支付宝交易号", "商户订单号", "业务类型", "商家实收（元）"],
        date: &["完成时间", "创建时间"],
        amount: &["商家实收（元）"],
        refund: &[],
        state: "业务类型",
        refund_words: &["退款"],
        fee: "服务费（元）",
        fee_is_cost: false,
        account: "",
        party: "对方账户",
        serial: &["退款批次号/请求号", "支付宝交易号"],
        text: &["商品名称", "商户订单号", "备注"],
        summary: "",
    },
];

/// The header row of a merchant bill.
pub(super) fn find(rows: &[Row]) -> Option<(usize, &'static Bill)> {
    rows.iter().enumerate().take(80).find_map(|(at, row)| {
        let names = folded(row);
        BILLS
            .iter()
            .find(|bill| {
                bill.marks
                    .iter()
                    .all(|mark| names.contains(&normalize(mark)))
            })
            .map(|bill| (at, bill))
    })
}

fn folded(row: &Row) -> Vec<String> {
    names(row).iter().map(|n| normalize(n)).collect()
}

/// Reads a merchant bill.
pub(super) fn read(
    rows: &[Row],
    at: usize,
    bill: &Bill,
    prefix: &str,
    draft: &mut Draft,
) -> Result<(), FormatError> {
    let Some(head) = rows.get(at) else {
        return Ok(());
    };
    let names = folded(head);
    let column = |name: &str| {
        let wanted = normalize(name);
        names
            .iter()
            .position(|n| !wanted.is_empty() && *n == wanted)
    };
    let days = Days::of([].into_iter(), true);
    let mut statement = BankStatement {
        account: meta::read(rows.get(..at).unwrap_or_default(), "").account,
        currency: Some("CNY".to_owned()),
        place: format!("{prefix}row {}", head.number()),
        ..BankStatement::default()
    };
    let mut rest = rows.iter().skip(at + 1);
    for row in rest.by_ref() {
        let cell = |name: &str| column(name).map_or("", |c| clean(row.cell(c).text));
        let any = |names: &[&str]| {
            names
                .iter()
                .map(|n| cell(n))
                .find(|t| !t.is_empty())
                .unwrap_or_default()
        };
        let first = clean(row.cell(0).text);
        if !bill.summary.is_empty() && first == bill.summary {
            if let Some(sums) = rest.next() {
                summary(row, sums, &statement, prefix, draft);
            }
            break;
        }
        if first.starts_with('#') || first.is_empty() {
            continue;
        }
        let place = format!("{prefix}row {}", row.number());
        let state = cell(bill.state).to_uppercase();
        let refund = bill.refund_words.iter().any(|w| state.starts_with(w));
        let mut value = |names: &[&str]| -> Option<Decimal> {
            let text = names.iter().map(|n| cell(n)).find(|t| !t.is_empty())?;
            match cells::amount(text, false) {
                Ok(found) => found.map(|a| a.value),
                Err(code) => {
                    draft.problem(place.as_str(), code, format!("{text:?} is no amount"));
                    None
                }
            }
        };
        let amount = if refund && !bill.refund.is_empty() {
            value(bill.refund).map(|a| -a.abs())
        } else {
            value(bill.amount)
        };
        let fee = value(&[bill.fee]).map(|f| if bill.fee_is_cost { -f } else { f });
        let Some(amount) = amount else {
            draft.problem(place, "row.no_amount", "no amount, the row is left out");
            continue;
        };
        draft.count_entry()?;
        let when = any(bill.date);
        let booked_on = days.parse(when);
        if booked_on.is_none() {
            draft.problem(
                place.as_str(),
                "date.unreadable",
                format!("{when:?} is no date"),
            );
        }
        if statement.account.is_none() {
            statement.account = account(cell(bill.account));
        }
        let serial = bill
            .serial
            .iter()
            .filter(|name| refund || !name.contains("退款"))
            .find_map(|name| reference(cell(name)));
        statement.entries.push(Entry {
            booked_on,
            time: when.split_once(' ').and_then(|(_, t)| field(t)),
            amount,
            currency: money::currency_code(cell("货币种类")).or_else(|| statement.currency.clone()),
            counterparty: field(cell(bill.party)),
            text: join(bill.text.iter().map(|n| cell(n))),
            bank_ref: serial,
            kind: if refund {
                EntryKind::Refund
            } else {
                EntryKind::Payment
            },
            fee,
            place,
            ..Entry::default()
        });
    }
    draft.statements.push(statement);
    Ok(())
}

/// Compares the number of rows that the summary states.
fn summary(head: &Row, sums: &Row, statement: &BankStatement, prefix: &str, draft: &mut Draft) {
    let names = folded(head);
    let own = |income: bool| -> Decimal {
        statement
            .entries
            .iter()
            .filter(|e| (e.kind == EntryKind::Refund) != income)
            .map(|e| e.amount.abs())
            .sum()
    };
    let fees: Decimal = statement.entries.iter().filter_map(|e| e.fee).sum();
    for (name, own) in [
        ("总交易单数", Decimal::from(statement.entries.len())),
        ("应结订单总金额", own(true)),
        ("退款总金额", own(false)),
        ("手续费总金额", -fees),
    ] {
        let stated = names
            .iter()
            .position(|n| n == name)
            .and_then(|c| cells::amount(sums.cell(c).text, false).ok().flatten());
        if let Some(stated) = stated
            && stated.value != own
        {
            draft.problem(
                format!("{prefix}row {} {name}", sums.number()),
                "table.stated_totals",
                format!("{} stated, the rows give {own}", stated.value),
            );
        }
    }
}
