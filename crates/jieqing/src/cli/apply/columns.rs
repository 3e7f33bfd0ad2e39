//! Columns by name: in any order and case, under the names that exports give them.

use super::problems::{Problem, Refused};
use std::borrow::Cow;

/// A column of a file.
pub(super) struct Column {
    /// As the documentation calls it.
    pub(super) name: &'static str,
    /// Other names, folded as [`fold`] does.
    also: &'static [&'static str],
    needed: bool,
}

const fn needed(name: &'static str, also: &'static [&'static str]) -> Column {
    Column {
        name,
        also,
        needed: true,
    }
}

const fn optional(name: &'static str, also: &'static [&'static str]) -> Column {
    Column {
        name,
        also,
        needed: false,
    }
}

pub(super) const ITEMS: [Column; 12] = [
    needed("item_id", &["单据标识", "应收标识"]),
    optional("customer_id", &["客户编号", "客户代码", "客户编码"]),
    optional("customer", &["customername", "客户", "客户名称"]),
    optional(
        "doc_date",
        &["invoicedate", "单据日期", "发票日期", "开票日期"],
    ),
    optional("due_date", &["duedate", "到期日", "到期日期", "应收日期"]),
    needed("amount", &["openamount", "金额", "未收金额", "应收金额"]),
    optional("currency", &["币种", "币别"]),
    optional(
        "doc_no",
        &[
            "documentno",
            "invoiceno",
            "单据号",
            "单据编号",
            "发票号",
            "发票号码",
        ],
    ),
    optional("order_no", &["orderno", "订单号", "订单编号"]),
    optional("delivery_no", &["送货单号", "出库单号", "发货单号"]),
    optional("statement_no", &["对账单号", "结算单号"]),
    optional(
        "customer_ref",
        &["customerno", "pono", "客户单号", "采购单号"],
    ),
];

pub(super) const RECEIPTS: [Column; 6] = [
    needed("receipt_id", &["收款标识", "流水号", "交易流水号"]),
    optional(
        "date",
        &["bookingdate", "日期", "交易日期", "收款日期", "记账日期"],
    ),
    optional(
        "payer",
        &["payername", "付款方", "付款人", "对方户名", "付款方名称"],
    ),
    needed("amount", &["金额", "收款金额", "贷方金额"]),
    optional("currency", &["币种", "币别"]),
    optional(
        "text",
        &["memo", "reference", "摘要", "附言", "用途", "备注"],
    ),
];

pub(super) const REMITTANCES: [Column; 5] = [
    needed("receipt_id", &["收款标识", "流水号", "交易流水号"]),
    needed("doc_ref", &["docno", "单据号", "发票号", "单据编号"]),
    optional("amount", &["金额"]),
    optional("currency", &["币种", "币别"]),
    optional("memo", &["text", "备注", "附言"]),
];

pub(super) const ALIASES: [Column; 2] = [
    needed(
        "payer",
        &[
            "alias",
            "name",
            "付款方",
            "付款人",
            "付款方名称",
            "对方户名",
        ],
    ),
    needed("customer_id", &["客户编号", "客户代码", "客户编码"]),
];

/// Where the columns of a file stand.
pub(super) type Places<const N: usize> = [Option<usize>; N];

/// Finds the columns in a header row.
pub(super) fn find<const N: usize>(
    columns: &[Column; N],
    header: &[Cow<'_, str>],
) -> Result<Places<N>, Refused> {
    let names: Vec<String> = header.iter().map(|name| fold(name)).collect();
    let mut places = [None; N];
    for (place, column) in places.iter_mut().zip(columns) {
        let own = fold(column.name);
        let by = |wanted: &str| names.iter().position(|n| n == wanted);
        *place = by(&own).or_else(|| column.also.iter().find_map(|other| by(other)));
        if place.is_none() && column.needed {
            return Err(Refused::at_column(
                column.name,
                Problem::MISSING,
                format!("no such column; the file has {}", header.join(", ")),
            ));
        }
    }
    Ok(places)
}

/// Letters and digits only, narrow and in lower case.
fn fold(name: &str) -> String {
    name.chars()
        .map(|c| match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            other => other,
        })
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(names: &[&'static str]) -> Vec<Cow<'static, str>> {
        names.iter().map(|n| Cow::Borrowed(*n)).collect()
    }

    #[test]
    fn order_case_and_marks_do_not_matter() {
        let found = find(
            &RECEIPTS,
            &header(&["Amount", "TEXT", "\u{feff}Receipt-ID", "对方户名"]),
        );
        let places = found.ok().unwrap();
        assert_eq!(places, [Some(2), None, Some(3), Some(0), None, Some(1)]);
    }

    #[test]
    fn a_missing_column_is_named_with_those_there_are() {
        let refused = find(&ITEMS, &header(&["item_id", "sum"])).err().unwrap();
        let text = refused.to_string();
        assert!(
            text.contains("amount") && text.contains("item_id, sum"),
            "{text}"
        );
    }
}
