//! Bank statements.

use super::{Text, text};

pub(super) static TEXTS: &[Text] = &[
    text(
        "bank.account_unknown",
        "没有账号为“{account}”（{currency}）的本方账户。请选择账户，或先在“设置—银行账户”中登记该账号",
        "None of our accounts has the number “{account}” ({currency}). Choose the account, or enter the number in Settings → Bank accounts",
    ),
    text(
        "bank.account_unnamed",
        "文件里没有写明账号，可能是：{accounts}。请在导入时选择账户",
        "The file states no account number; it may be of: {accounts}. Choose the account when importing",
    ),
    text(
        "bank.other_account",
        "文件是账号 {stated} 的流水，所选账户“{chosen}”的账号是 {number}。请选择正确的账户",
        "The file is of account {stated}; the chosen account “{chosen}” has the number {number}. Choose the right account",
    ),
    text(
        "bank.currency",
        "账户“{account}”的币种是 {expected}，文件是 {stated}。请选择对应币种的账户",
        "The account “{account}” is kept in {expected}, the file is in {stated}. Choose an account in that currency",
    ),
    text(
        "bank.does_not_foot",
        "{place}：期初 {opening} + 发生额 {sum} ≠ 期末 {closing}，差 {difference}。公司规定不接收不平的对账单，请向银行重新下载",
        "{place}: opening {opening} + rows {sum} is not closing {closing}, difference {difference}. The company takes no statement that does not foot; download it again",
    ),
    text(
        "bank.no_day",
        "{place}：没有记账日期。请补上日期后重新导入",
        "{place}: there is no booking date. Add it and import again",
    ),
    text(
        "bank.future",
        "{place}：记账日期 {day} 晚于今天 {today}。请检查日期的写法",
        "{place}: the booking date {day} is after today, {today}. Check how dates are written",
    ),
    text(
        "bank.amount",
        "{place}：金额 {amount} 的小数位多于币种允许的位数，或超出范围。请更正后重新导入",
        "{place}: the amount {amount} has more decimals than its currency or is too large. Correct it and import again",
    ),
    text(
        "bank.already_stored",
        "该文件已于 {at} 入库，无需重复操作",
        "The file was stored at {at}; there is nothing left to do",
    ),
    text(
        "bank.not_read",
        "文件的状态是“{state}”，还不能入库。请等待读取完成，或重新上传",
        "The file is {state} and can't be stored yet. Wait until it is read, or upload it again",
    ),
    text(
        "bank.reversed",
        "{day} 的 {amount} 已被冲正，不是收入",
        "{amount} of {day} was taken back by the bank; it is no income",
    ),
];
