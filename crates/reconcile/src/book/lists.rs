//! The sheets with rows.

use super::{
    MOST_ROWS, Report, amount, count, date, day, first_day, keys, money, number, places, spec, text,
};
use crate::outcome::{Group, Party};
use crate::side::{Field, Side};
use crate::words::{self, Words};
use jieqing_formats::FormatError;
use jieqing_formats::xlsx_out::{SheetWriter, Value, XlsxWriter};

/// What was said on a row, the first words.
fn said(side: &Side, row: u32) -> String {
    [Field::Item, Field::Kind, Field::Text]
        .iter()
        .map(|f| side.text(row as usize, *f))
        .filter(|t| !t.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .take(80)
        .collect()
}

/// Tells that a list was cut.
fn cut(sheet: &mut SheetWriter<'_>, all: usize) -> Result<(), FormatError> {
    if all > MOST_ROWS {
        let text = format!("另有 {} 行未列 rows not shown", all - MOST_ROWS);
        sheet.total(&[Value::Text(&text)])?;
    }
    Ok(())
}

fn our_cause(cause: crate::Cause) -> String {
    format!(
        "{} {}",
        words::cause(cause, Words::Chinese),
        words::cause(cause, Words::English)
    )
}

/// Groups that differ, the largest difference first.
pub(super) fn differences(book: &mut XlsxWriter, r: &Report<'_>) -> Result<(), FormatError> {
    let mut sheet = book.sheet(spec(
        "差异 Differences",
        vec!["双方都有、金额不符 On both sides, amounts differ".to_owned()],
        vec![
            text("我方单号 Our number", 24),
            text("对方单号 Their number", 24),
            day("日期 Date"),
            money("我方金额 Ours"),
            money("对方金额 Theirs"),
            money("差额 Difference"),
            text("原因 Cause", 34),
            text("处理建议 What to do", 52),
            text("说明 Description", 36),
            text("我方行 Our rows", 12),
            text("对方行 Their rows", 12),
        ],
    ))?;
    let mut list: Vec<&Group> = r.outcome.differs.iter().collect();
    list.sort_by_key(|g| {
        std::cmp::Reverse(g.ours_amount.saturating_sub(g.theirs_amount).unsigned_abs())
    });
    for g in list.iter().take(MOST_ROWS) {
        let cause = g.cause.map(our_cause).unwrap_or_default();
        let what = g.cause.map_or("", |c| words::action(c, Words::Chinese));
        let (o, t) = (&r.ours.side, &r.theirs.side);
        let note = [
            g.ours.first().map(|x| said(o, *x)),
            g.theirs.first().map(|x| said(t, *x)),
        ]
        .into_iter()
        .flatten()
        .filter(|s| !s.is_empty())
        .collect::<Vec<_>>()
        .join(" / ");
        sheet.row(&[
            Value::Text(&keys(o, &g.ours)),
            Value::Text(&keys(t, &g.theirs)),
            date(first_day(o, &g.ours)),
            amount(g.ours_amount),
            amount(g.theirs_amount),
            amount(g.ours_amount.saturating_sub(g.theirs_amount)),
            Value::Text(&cause),
            Value::Text(what),
            Value::Text(&note),
            Value::Text(&places(o, &g.ours)),
            Value::Text(&places(t, &g.theirs)),
        ])?;
    }
    cut(&mut sheet, list.len())?;
    sheet.finish()
}

/// Rows that one side has alone.
pub(super) fn singles(
    book: &mut XlsxWriter,
    r: &Report<'_>,
    ours: bool,
) -> Result<(), FormatError> {
    let (name, title, side, other, list) = if ours {
        (
            "仅我方 Only ours",
            "我方有、对方无 On our side only",
            &r.ours.side,
            &r.theirs.side,
            &r.outcome.only_ours,
        )
    } else {
        (
            "仅对方 Only theirs",
            "对方有、我方无 On their side only",
            &r.theirs.side,
            &r.ours.side,
            &r.outcome.only_theirs,
        )
    };
    let mut sheet = book.sheet(spec(
        name,
        vec![title.to_owned()],
        vec![
            text("单号 Number", 24),
            day("日期 Date"),
            money("金额 Amount"),
            text("可能原因 Likely cause", 34),
            text("处理建议 What to do", 52),
            text("说明 Description", 36),
            text("金额相同的对方单据 Same amount", 26),
            count("行 Row"),
        ],
    ))?;
    for s in list.iter().take(MOST_ROWS) {
        let maybe = s
            .maybe
            .map(|m| format!("{} ?", other.key(m as usize)))
            .unwrap_or_default();
        let row = side.rows().get(s.row as usize);
        sheet.row(&[
            Value::Text(&side.key(s.row as usize)),
            date(row.map_or(crate::NO_DAY, |r| r.day)),
            amount(s.amount),
            Value::Text(&our_cause(s.cause)),
            Value::Text(words::action(s.cause, Words::Chinese)),
            Value::Text(&said(side, s.row)),
            Value::Text(&maybe),
            Value::Integer(row.map_or(0, |r| i64::from(r.number))),
        ])?;
    }
    cut(&mut sheet, list.len())?;
    sheet.finish()
}

/// Rows that repeat others.
pub(super) fn duplicates(book: &mut XlsxWriter, r: &Report<'_>) -> Result<(), FormatError> {
    let mut sheet = book.sheet(spec(
        "重复 Duplicates",
        vec!["同一方记了两次 The same row twice on one side".to_owned()],
        vec![
            text("哪一方 Side", 14),
            text("单号 Number", 24),
            day("日期 Date"),
            money("金额 Amount"),
            text("说明 Description", 36),
            count("行 Row"),
            count("重复的行 Repeats row"),
        ],
    ))?;
    for d in r.outcome.duplicates.iter().take(MOST_ROWS) {
        let (label, side) = match d.party {
            Party::Ours => ("我方 ours", &r.ours.side),
            Party::Theirs => ("对方 theirs", &r.theirs.side),
        };
        let line = |row: u32| {
            side.rows()
                .get(row as usize)
                .map_or(0, |r| i64::from(r.number))
        };
        sheet.row(&[
            Value::Text(label),
            Value::Text(&side.key(d.row as usize)),
            date(first_day(side, &[d.row])),
            amount(d.amount),
            Value::Text(&said(side, d.row)),
            Value::Integer(line(d.row)),
            Value::Integer(line(d.of)),
        ])?;
    }
    cut(&mut sheet, r.outcome.duplicates.len())?;
    sheet.finish()
}

/// Groups that agree.
pub(super) fn matched(book: &mut XlsxWriter, r: &Report<'_>) -> Result<(), FormatError> {
    let mut sheet = book.sheet(spec(
        "核对一致 Matched",
        vec!["双方一致 Both sides agree".to_owned()],
        vec![
            text("我方单号 Our number", 24),
            text("对方单号 Their number", 24),
            day("我方日期 Our date"),
            day("对方日期 Their date"),
            money("我方金额 Ours"),
            money("对方金额 Theirs"),
            count("我方笔数 Our rows"),
            count("对方笔数 Their rows"),
            text("依据 Matched by", 34),
        ],
    ))?;
    let (o, t) = (&r.ours.side, &r.theirs.side);
    for g in r.outcome.matched.iter().take(MOST_ROWS) {
        let by = words::how(g.how, Words::Chinese);
        let taxed;
        let by = match g.tax {
            Some(rate) => {
                taxed = format!("{by}；一方不含税（{}.{:02}%）", rate / 100, rate % 100);
                taxed.as_str()
            }
            None => by,
        };
        sheet.row(&[
            Value::Text(&keys(o, &g.ours)),
            Value::Text(&keys(t, &g.theirs)),
            date(first_day(o, &g.ours)),
            date(first_day(t, &g.theirs)),
            amount(g.ours_amount),
            amount(g.theirs_amount),
            number(g.ours.len()),
            number(g.theirs.len()),
            Value::Text(by),
        ])?;
    }
    cut(&mut sheet, r.outcome.matched.len())?;
    sheet.finish()
}

/// How the files were read: columns, rows that are no records, what could not be read.
pub(super) fn left_out(book: &mut XlsxWriter, r: &Report<'_>) -> Result<(), FormatError> {
    let mut sheet = book.sheet(spec(
        "读取说明 How the files were read",
        vec![
            "列的识别、未取的行、读不出的内容 Columns, rows left out, what could not be read"
                .to_owned(),
        ],
        vec![
            text("哪一方 Side", 14),
            text("内容 What", 22),
            text("列或行 Column or row", 20),
            text("说明 Text", 60),
        ],
    ))?;
    for (label, loaded) in [("我方 ours", r.ours), ("对方 theirs", r.theirs)] {
        for c in &loaded.columns {
            let what = format!("列 column：{}", c.role.word());
            let text = format!("{}（{}%）", c.name, c.confidence);
            let place = format!("{}", c.column + 1);
            sheet.row(&[
                Value::Text(label),
                Value::Text(&what),
                Value::Text(&place),
                Value::Text(&text),
            ])?;
        }
        for l in loaded.left_out.iter().take(10_000) {
            let what = format!("未取 left out：{}", l.why.code());
            sheet.row(&[
                Value::Text(label),
                Value::Text(&what),
                Value::Text(&l.row.to_string()),
                Value::Text(&l.text),
            ])?;
        }
        for p in loaded.problems.iter().take(10_000) {
            sheet.row(&[
                Value::Text(label),
                Value::Text(p.code),
                Value::Text(&p.row.to_string()),
                Value::Text(&p.text),
            ])?;
        }
    }
    sheet.finish()
}
