//! Invoices.

use super::{Text, text};

pub(super) static TEXTS: &[Text] = &[
    text(
        "invoicing.over_billed",
        "{delivery} 的 {product}：签收 {signed}，退货 {returned}，已开票 {invoiced}，不能再开 {wanted}。请减少数量",
        "{product} of {delivery}: signed {signed}, returned {returned}, invoiced {invoiced}; {wanted} can't be invoiced. Lower the quantity",
    ),
    text(
        "invoicing.nothing_to_invoice",
        "没有可开票的金额：货物未签收或已全部开票",
        "Nothing can be invoiced: not signed for, or invoiced already",
    ),
    text(
        "invoicing.other_customer",
        "一张发票只能对应一个客户，请分开开票",
        "One invoice is for one customer; make one each",
    ),
    text(
        "invoicing.other_currency",
        "一张发票只能用一种币种：{first} 与 {other}。请分开开票",
        "One invoice is in one currency: {first} and {other}. Make one each",
    ),
    text(
        "invoicing.terms_differ",
        "所选订单的付款条件不同，请为发票指定付款条件",
        "The orders have different payment terms; choose those of the invoice",
    ),
    text(
        "invoicing.no_due_date",
        "付款条件“{terms}”算不出到期日，请在设置中更正",
        "The payment terms “{terms}” give no due date; correct them in the settings",
    ),
    text(
        "invoicing.not_draft",
        "发票 {number} 已开具，不能修改或删除。需要更正请开红字发票",
        "Invoice {number} is issued and can't be changed or deleted. Issue a red invoice to correct it",
    ),
    text(
        "invoicing.not_issued",
        "发票还是草稿，请先开具",
        "The invoice is a draft; issue it first",
    ),
    text(
        "invoicing.not_blue",
        "{number} 是红字发票，不能再冲红",
        "{number} is a red invoice and can't be credited",
    ),
    text(
        "invoicing.draft_outdated",
        "草稿金额 {drafted} 已变为 {now}，请重新保存草稿后再开具",
        "The draft's amount of {drafted} is now {now}; save the draft again, then issue it",
    ),
    text(
        "invoicing.before_signoff",
        "开票日期 {issued_on} 早于签收日期 {signed_on}，请改用签收日或之后的日期",
        "The invoice's date {issued_on} lies before the sign-off on {signed_on}; use that day or a later one",
    ),
    text(
        "invoicing.buyer_tax_data",
        "客户 {customer} 的税号“{tax_id}”不能开具专用发票，请先补正开票资料或改开普通发票",
        "Customer {customer} can't get a special invoice with tax id “{tax_id}”; correct the tax data or issue an ordinary one",
    ),
    text(
        "invoicing.bureau_number_taken",
        "发票号码 {bureau_number} 已用于 {number}",
        "Bureau number {bureau_number} belongs to {number}",
    ),
    text(
        "invoicing.bureau_number_kept",
        "{number} 的发票号码 {bureau_number} 已登记，不能更改",
        "{number} has bureau number {bureau_number}; it can't be changed",
    ),
    text(
        "invoicing.source_taken",
        "来源单号 {source_no} 已用于发票 {number}",
        "Source number {source_no} belongs to invoice {number}",
    ),
    text(
        "invoicing.over_credited",
        "{number} 第 {line} 行只剩 {left} 可冲红，不能冲 {wanted}",
        "Line {line} of {number} has {left} left to credit; {wanted} is too much",
    ),
    text(
        "invoicing.fully_credited",
        "发票 {number} 已全额冲红",
        "Invoice {number} is fully credited",
    ),
    text(
        "invoicing.full_only",
        "原因 {reason} 只能整张冲红；{number} 已有部分冲红或只选了部分行，请改用 02 或 04",
        "Reason {reason} credits the whole invoice only; {number} is partly credited or only some lines were chosen. Use 02 or 04",
    ),
    text(
        "invoicing.already_credited",
        "{product} 退货 {wanted}，但发票上只剩 {left} 未冲红。请先核对红字发票",
        "{wanted} of {product} come back, but invoices have only {left} left to credit. Check the red invoices first",
    ),
    text(
        "invoicing.not_signed",
        "这一行的送货单还没有签收",
        "The delivery of this line is not signed for",
    ),
    text(
        "invoicing.one_of",
        "数量和金额填一项",
        "Give either a quantity or an amount",
    ),
    text(
        "fapiao.number_length",
        "发票号码应为 20 位，实际 {found} 位",
        "A bureau number has 20 digits; {found} given",
    ),
    text(
        "fapiao.number_character",
        "发票号码第 {position} 位“{found}”不是数字",
        "Character {position}, “{found}”, is not a digit",
    ),
    text(
        "fapiao.number_year",
        "发票号码前两位应为开票年份 {expected}，实际 {found}",
        "A bureau number starts with the year of issue, {expected}; {found} given",
    ),
    text(
        "fapiao.number_region",
        "发票号码第 3–4 位 {found} 不是有效的地区代码",
        "Digits 3–4, {found}, are no region",
    ),
];
