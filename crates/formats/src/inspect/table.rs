//! Tables by their columns: orders, customers, items, invoices, open items.

use super::Found;
use crate::table::header::{self, FieldKind, FieldSpec, normalize};
use crate::table::{FileKind, Sheet, Workbook};

/// Columns that tell what a row is, by kind; the kind with the most hits wins.
const KINDS: &[(&str, &[&str])] = &[
    (
        "orders",
        &[
            "orderno",
            "orderid",
            "ordernumber",
            "orderdate",
            "requireddate",
            "shippeddate",
            "quantity",
            "unitprice",
            "订单号",
            "订单编号",
            "订单日期",
            "数量",
            "单价",
            "交货日期",
            "order_id",
            "freight",
            "quantityordered",
            "priceeach",
            "orderlinenumber",
            "invoicedate",
            "stockcode",
            "orderurl",
            "shippingrefund",
        ],
    ),
    (
        "customers",
        &[
            "customerid",
            "customernumber",
            "customername",
            "companyname",
            "creditlimit",
            "contactname",
            "country",
            "city",
            "客户编码",
            "客户编号",
            "客户名称",
            "统一社会信用代码",
            "纳税人识别号",
            "信用额度",
            "联系人",
            "地址",
        ],
    ),
    (
        "items",
        &[
            "productid",
            "productcode",
            "productname",
            "sku",
            "buyprice",
            "msrp",
            "unitsinstock",
            "productline",
            "商品编码",
            "商品名称",
            "规格型号",
            "计量单位",
            "单位",
            "税收分类编码",
            "物料编码",
        ],
    ),
    (
        "open_items",
        &[
            "invoiceno",
            "invoicenumber",
            "invoiceid",
            "docid",
            "duedate",
            "cleardate",
            "custnumber",
            "totalopenamount",
            "settleddate",
            "daystosettle",
            "invoiceamount",
            "发票号码",
            "到期日",
            "应收日期",
            "未收金额",
        ],
    ),
    (
        "receipts",
        &[
            "receiptid",
            "paymentdate",
            "checknumber",
            "payer",
            "receivedon",
            "paymentid",
            "收款日期",
            "收款金额",
            "收款单号",
            "付款单位",
        ],
    ),
    (
        "invoices",
        &[
            "发票代码",
            "价税合计",
            "税额",
            "税率",
            "购方名称",
            "销方名称",
            "开票日期",
            "数电票号码",
        ],
    ),
];

/// Tells what the rows of a table are.
#[must_use]
pub fn of_table(book: &Workbook) -> Found {
    let format = book.kind.as_str();
    let filled: Vec<&Sheet> = book.sheets.iter().filter(|s| !s.rows.is_empty()).collect();
    let mut kind = match book.kind {
        FileKind::Csv => "table",
        _ => "workbook",
    };
    let mut best = 1;
    let mut facts = Vec::new();
    for sheet in &filled {
        let words: Vec<&str> = KINDS
            .iter()
            .flat_map(|(_, names)| names.iter().copied())
            .collect();
        let spec = FieldSpec {
            name: "column",
            aliases_zh: &words,
            aliases_en: &[],
            kind: FieldKind::Text,
            required: false,
        };
        let header = header::find(&sheet.rows, &[spec]);
        let names: Vec<String> = header.as_ref().map(|h| h.names.clone()).unwrap_or_default();
        let folded: Vec<String> = names.iter().map(|n| normalize(n)).collect();
        for (name, columns) in KINDS {
            let hits = columns
                .iter()
                .filter(|c| folded.iter().any(|f| f == *c))
                .count();
            if hits > best {
                best = hits;
                kind = name;
            }
        }
        let rows = header
            .as_ref()
            .map_or(sheet.rows.len(), |h| sheet.rows.len() - h.index - 1);
        facts.push(("sheet".to_owned(), sheet.name.clone()));
        facts.push(("rows".to_owned(), rows.to_string()));
        if let Some(header) = &header {
            facts.push(("header_row".to_owned(), header.number.to_string()));
            facts.push(("columns".to_owned(), names.join(", ")));
        }
    }
    if let Some(encoding) = &book.encoding {
        facts.push(("encoding".to_owned(), encoding.clone()));
    }
    Found {
        kind,
        format: format.to_owned(),
        facts,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{ReadOptions, TableFile};

    #[test]
    fn columns_tell_the_kind() {
        let kind = |text: &str| {
            let book = TableFile::read(text.as_bytes(), "a.csv", &ReadOptions::default()).unwrap();
            of_table(&book).kind
        };
        assert_eq!(
            kind("orderNumber,orderDate,requiredDate,status\n1,2024-01-01,2024-01-02,x\n"),
            "orders"
        );
        assert_eq!(
            kind("客户编码,客户名称,信用额度\nA1,甲公司,1000\n"),
            "customers"
        );
        assert_eq!(
            kind("productCode,productName,MSRP\nA1,car,10.00\n"),
            "items"
        );
        assert_eq!(kind("a,b\n1,2\n"), "table");
    }
}
