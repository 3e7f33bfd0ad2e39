//! The first two sheets: figures, and both balances adjusted to one.

use super::{Report, amount, count, money, number, spec, text};
use crate::amount::sum;
use crate::balance::Adjustment;
use crate::outcome::{Cause, Group, Party, Single};
use crate::words::{self, Words};
use jieqing_formats::FormatError;
use jieqing_formats::xlsx_out::{Value, XlsxWriter};

/// Counts and sums of all parts, then causes.
pub(super) fn figures(book: &mut XlsxWriter, r: &Report<'_>) -> Result<(), FormatError> {
    let made = jieqing_kernel::clock::day_at(r.made_unix.saturating_mul(1_000_000), 480);
    let lines = vec![
        "对账汇总 Reconciliation summary".to_owned(),
        format!(
            "我方 Ours：{}　　对方 Theirs：{}　　{made}",
            r.our_name, r.their_name
        ),
        verdict(r),
    ];
    let mut sheet = book.sheet(spec(
        "汇总 Summary",
        lines,
        vec![
            text("项目 Item", 44),
            count("我方行数 Our rows"),
            money("我方金额 Our amount"),
            count("对方行数 Their rows"),
            money("对方金额 Their amount"),
            money("差额 Difference"),
            text("处理建议 What to do", 56),
        ],
    ))?;
    let o = r.outcome;
    let groups = |list: &[Group]| {
        (
            list.iter().map(|g| g.ours.len()).sum::<usize>(),
            sum(list.iter().map(|g| g.ours_amount)),
            list.iter().map(|g| g.theirs.len()).sum::<usize>(),
            sum(list.iter().map(|g| g.theirs_amount)),
        )
    };
    let singles = |list: &[Single]| (list.len(), sum(list.iter().map(|s| s.amount)));
    let copies = |party: Party| {
        let of = || o.duplicates.iter().filter(move |d| d.party == party);
        (of().count(), sum(of().map(|d| d.amount)))
    };
    let (only_ours, only_theirs) = (singles(&o.only_ours), singles(&o.only_theirs));
    let (our_copies, their_copies) = (copies(Party::Ours), copies(Party::Theirs));
    let (matched, differs) = (groups(&o.matched), groups(&o.differs));
    for (label, (rows, ours, their_rows, theirs), what) in [
        ("核对一致 Matched", matched, "无需处理 nothing to do"),
        (
            "有差异 Differs",
            differs,
            "见“差异”表，逐笔处理 see sheet Differences",
        ),
        (
            "仅我方有 Only ours",
            (only_ours.0, only_ours.1, 0, 0),
            "见“仅我方”表 see sheet Only ours",
        ),
        (
            "仅对方有 Only theirs",
            (0, 0, only_theirs.0, only_theirs.1),
            "见“仅对方”表 see sheet Only theirs",
        ),
        (
            "重复 Duplicates",
            (our_copies.0, our_copies.1, their_copies.0, their_copies.1),
            "见“重复”表 see sheet Duplicates",
        ),
    ] {
        sheet.row(&[
            Value::Text(label),
            number(rows),
            amount(ours),
            number(their_rows),
            amount(theirs),
            amount(ours.saturating_sub(theirs)),
            Value::Text(what),
        ])?;
    }
    sheet.total(&[
        Value::Text("合计 Total"),
        number(r.ours.side.rows().len()),
        amount(r.balance.ours),
        number(r.theirs.side.rows().len()),
        amount(r.balance.theirs),
        amount(r.balance.ours.saturating_sub(r.balance.theirs)),
        Value::Empty,
    ])?;
    sheet.total(&[Value::Text("按原因 By cause")])?;
    for cause in Cause::ALL {
        by_cause(&mut sheet, r, cause)?;
    }
    sheet.finish()
}

fn by_cause(
    sheet: &mut jieqing_formats::xlsx_out::SheetWriter<'_>,
    r: &Report<'_>,
    cause: Cause,
) -> Result<(), FormatError> {
    let o = r.outcome;
    let (mut rows, mut ours, mut their_rows, mut theirs) = (0, 0_i64, 0, 0_i64);
    for g in o.differs.iter().filter(|g| g.cause == Some(cause)) {
        rows += g.ours.len();
        their_rows += g.theirs.len();
        ours = ours.saturating_add(g.ours_amount);
        theirs = theirs.saturating_add(g.theirs_amount);
    }
    for s in o.only_ours.iter().filter(|s| s.cause == cause) {
        rows += 1;
        ours = ours.saturating_add(s.amount);
    }
    for s in o.only_theirs.iter().filter(|s| s.cause == cause) {
        their_rows += 1;
        theirs = theirs.saturating_add(s.amount);
    }
    for d in o.duplicates.iter().filter(|_| cause == Cause::Duplicate) {
        match d.party {
            Party::Ours => {
                rows += 1;
                ours = ours.saturating_add(d.amount);
            }
            Party::Theirs => {
                their_rows += 1;
                theirs = theirs.saturating_add(d.amount);
            }
        }
    }
    if rows + their_rows == 0 {
        return Ok(());
    }
    sheet.row(&[
        Value::Text(&format!(
            "{} {}",
            words::cause(cause, Words::Chinese),
            words::cause(cause, Words::English)
        )),
        number(rows),
        amount(ours),
        number(their_rows),
        amount(theirs),
        amount(ours.saturating_sub(theirs)),
        Value::Text(words::action(cause, Words::Chinese)),
    ])
}

/// One sentence for whoever reads only the first lines.
fn verdict(r: &Report<'_>) -> String {
    use crate::amount::grouped;
    let apart = r.balance.ours.saturating_sub(r.balance.theirs);
    if apart == 0
        && r.outcome.differs.is_empty()
        && r.outcome.only_ours.is_empty()
        && r.outcome.only_theirs.is_empty()
    {
        return "双方一致。Both sides agree.".to_owned();
    }
    let rest = if r.balance.unexplained == 0 {
        format!(
            "差额已全部查明，调节后余额 {}",
            grouped(r.balance.ours_adjusted)
        )
    } else {
        format!("未查明差异 {} unexplained", grouped(r.balance.unexplained))
    };
    format!("双方余额相差 Balances differ by {}；{rest}", grouped(apart))
}

/// 差异调节表.
pub(super) fn adjusted(book: &mut XlsxWriter, r: &Report<'_>) -> Result<(), FormatError> {
    let mut sheet = book.sheet(spec(
        "差异调节表 Adjusted balances",
        vec![
            "差异调节表 Both balances adjusted to one figure".to_owned(),
            "未入账的一方调整；已知原因的金额差异按对方数调我方，待双方确认。The side that has not booked an item is adjusted."
                .to_owned(),
        ],
        vec![
            text("我方 Ours", 46),
            count("笔数 Items"),
            money("金额 Amount"),
            text("对方 Theirs", 46),
            count("笔数 Items"),
            money("金额 Amount"),
        ],
    ))?;
    sheet.row(&[
        Value::Text("我方账面余额 Our balance"),
        Value::Empty,
        amount(r.balance.ours),
        Value::Text("对方账面余额 Their balance"),
        Value::Empty,
        amount(r.balance.theirs),
    ])?;
    let of = |party: Party| -> Vec<&Adjustment> {
        r.balance
            .adjustments
            .iter()
            .filter(|a| a.party == party)
            .collect()
    };
    let (left, right) = (of(Party::Ours), of(Party::Theirs));
    for i in 0..left.len().max(right.len()) {
        let (a, b) = (left.get(i), right.get(i));
        let (x, y) = (a.map(|a| label(a)), b.map(|b| label(b)));
        let words = |text: &Option<String>| text.clone().unwrap_or_default();
        let (x, y) = (words(&x), words(&y));
        let cell = |a: Option<&&Adjustment>| match a {
            Some(a) => (number(a.count), amount(a.amount)),
            None => (Value::Empty, Value::Empty),
        };
        let ((n, v), (m, w)) = (cell(a), cell(b));
        sheet.row(&[Value::Text(&x), n, v, Value::Text(&y), m, w])?;
    }
    sheet.total(&[
        Value::Text("调节后余额 Adjusted balance"),
        Value::Empty,
        amount(r.balance.ours_adjusted),
        Value::Text("调节后余额 Adjusted balance"),
        Value::Empty,
        amount(r.balance.theirs_adjusted),
    ])?;
    sheet.total(&[
        Value::Text("未查明差异 Unexplained"),
        Value::Empty,
        amount(r.balance.unexplained),
    ])?;
    sheet.finish()
}

/// 加/减 and the cause, in both languages.
fn label(a: &Adjustment) -> String {
    let sign = if a.amount < 0 { "减 less" } else { "加 add" };
    match a.cause {
        Some(cause) => format!(
            "{sign}：{} {}",
            words::cause(cause, Words::Chinese),
            words::cause(cause, Words::English)
        ),
        None => format!("{sign}：含税口径差 tax shown by one side only"),
    }
}
