//! Entries by hand.

use super::{Text, text};

pub(super) static TEXTS: &[Text] = &[
    text(
        "field.debit_or_credit",
        "每行只填借方或贷方其中之一",
        "Give either a debit or a credit",
    ),
    text(
        "books.unbalanced",
        "借贷不平：借方 {debit}，贷方 {credit}，差 {difference}。请核对分录",
        "The entry does not balance: debits {debit}, credits {credit}, difference {difference}. Check its lines",
    ),
    text(
        "books.account_unknown",
        "科目表中没有在用的科目 {account}。请选择其他科目，或先在“设置—科目”中添加",
        "The chart has no account {account} in use. Choose another, or add it in Settings → Accounts first",
    ),
    text(
        "books.account_kept",
        "科目 {account}“{name}”由单据自动记账（与未清项、收款逐笔核对），不能手工记账。请用发票、收款或核销处理",
        "Account {account} “{name}” is kept by documents and ties to them line by line; nothing is posted to it by hand. Use an invoice, a receipt or a write-off",
    ),
    text(
        "books.not_by_hand",
        "凭证 {number} 由单据 {document} 产生，不能在此冲销。请冲销或更正该单据",
        "Entry {number} was posted by document {document} and is not reversed here. Reverse or correct that document",
    ),
];
