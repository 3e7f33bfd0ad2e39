//! Columns of invoices, receipts and bills of exchange.

use super::{CUSTOMER_ALIASES, ORDER_NO, field, required};
use jieqing_formats::table::header::FieldKind::{Amount, Currency, Date, Id, Name, Text};
use jieqing_formats::table::header::FieldSpec;

pub(in crate::imports) const INVOICES: &[FieldSpec<'static>] = &[
    ORDER_NO,
    field(
        "invoiced_on",
        Date,
        &["开票日期"],
        &["invoice date", "invoiced on", "shipped date"],
    ),
    field(
        "status",
        Name,
        &["订单状态", "状态"],
        &["status", "order status"],
    ),
    field(
        "bureau_number",
        Id,
        &["发票号码", "数电票号码"],
        &["invoice number", "bureau number"],
    ),
];

pub(in crate::imports) const RECEIPTS: &[FieldSpec<'static>] = &[
    required(field(
        "received_on",
        Date,
        &["收款日期", "到账日期", "交易日期", "日期"],
        &["payment date", "received on", "value date", "date"],
    )),
    required(field(
        "amount",
        Amount,
        &["收款金额", "金额", "到账金额", "贷方金额"],
        &["amount", "amount received", "payment amount", "credit"],
    )),
    field("customer", Id, CUSTOMER_ALIASES.0, CUSTOMER_ALIASES.1),
    field(
        "payer",
        Name,
        &["付款方", "付款人", "对方户名", "付款单位"],
        &["payer", "customer name", "paid by"],
    ),
    field(
        "payer_account",
        Id,
        &["付款账号", "对方账号"],
        &["payer account"],
    ),
    field(
        "bank_ref",
        Id,
        &["流水号", "交易流水号"],
        &["bank reference", "transaction id"],
    ),
    field(
        "reference",
        Id,
        &["票据号", "支票号", "凭证号"],
        &["check number", "cheque number", "reference"],
    ),
    field(
        "bank_account",
        Id,
        &["收款账户", "账户编码"],
        &["bank account", "account code"],
    ),
    field("currency", Currency, &["币种", "币别"], &["currency"]),
    field("fee", Amount, &["手续费"], &["fee", "bank fee"]),
    field(
        "text",
        Text,
        &["摘要", "用途", "附言", "备注"],
        &["purpose", "memo", "text", "description"],
    ),
];

pub(in crate::imports) const BILLS: &[FieldSpec<'static>] = &[
    required(field(
        "package_no",
        Id,
        &[
            "票据包号",
            "票据(包)号",
            "票据（包）号",
            "票据号码",
            "票据号",
            "票号",
        ],
        &["package number", "bill number", "package no"],
    )),
    field(
        "interval",
        Id,
        &["子票区间", "子票区间号", "票据区间", "区间"],
        &["interval", "sub-bill interval"],
    ),
    field(
        "amount",
        Amount,
        &["票面金额", "票据金额", "票据(包)金额", "金额"],
        &["face", "face amount", "amount"],
    ),
    required(field(
        "issued_on",
        Date,
        &["出票日", "出票日期"],
        &["issue date", "issued on", "date of issue"],
    )),
    required(field(
        "due_on",
        Date,
        &["到期日", "到期日期", "汇票到期日"],
        &["due date", "due on", "maturity"],
    )),
    field(
        "received_on",
        Date,
        &["收票日", "收票日期", "签收日期", "签收日"],
        &["received on", "received date"],
    ),
    required(field(
        "acceptor",
        Name,
        &["承兑人", "承兑人名称", "承兑人全称", "承兑行", "承兑行名称"],
        &["acceptor", "acceptor name"],
    )),
    field(
        "drawer",
        Name,
        &["出票人", "出票人名称", "出票人全称"],
        &["drawer", "drawer name"],
    ),
    field("drawer_account", Id, &["出票人账号"], &["drawer account"]),
    field(
        "drawer_bank",
        Name,
        &["出票人开户行", "出票人开户行名称"],
        &["drawer bank"],
    ),
    field(
        "payee",
        Name,
        &["收款人", "收款人名称", "收款人全称"],
        &["payee", "payee name"],
    ),
    field(
        "endorser",
        Name,
        &["前手", "背书人", "前手背书人", "直接前手", "前手名称"],
        &["endorser", "previous holder"],
    ),
    field(
        "transferable",
        Text,
        &["能否转让", "是否可转让", "转让标记", "不得转让标记"],
        &["transferable"],
    ),
    field("customer", Id, CUSTOMER_ALIASES.0, CUSTOMER_ALIASES.1),
    field("note", Text, &["备注", "摘要"], &["note", "memo"]),
];
