//! Settings.

use super::{Text, text};

pub(super) static TEXTS: &[Text] = &[
    text(
        "settings.code_taken",
        "编码 {code} 已被“{name}”使用",
        "The code {code} belongs to “{name}”",
    ),
    text(
        "settings.receivable_posted",
        "应收账款科目 {account} 已有 {lines} 条分录（余额 {balance}），不能改为 {wanted}：未清项目与该科目核对。请在新公司或尚未记账时设置",
        "The receivable account {account} has {lines} posted lines (balance {balance}) and can't become {wanted}: open items tie to it. Set it before the first posting",
    ),
    text(
        "settings.account_unknown",
        "科目表中没有 {account}；请同时填写科目名称以新增它",
        "The chart has no account {account}; give its name to add it",
    ),
    text(
        "settings.terms_rule",
        "付款条件规则无法识别：{why}。例：net_30、eom_30、next_month_day_25",
        "The rule of the terms can't be read: {why}. For example net_30, eom_30, next_month_day_25",
    ),
];
