//! Words of the printed statement in both languages.

use super::super::model::StatementBucket;
use jieqing_kernel::clock::{Micros, rfc3339};

/// All fixed words.
pub(super) struct Labels {
    pub(super) english: bool,
    pub(super) title: &'static str,
    pub(super) number: &'static str,
    pub(super) version: &'static str,
    pub(super) customer: &'static str,
    pub(super) customer_code: &'static str,
    pub(super) tax_id: &'static str,
    pub(super) our_tax_id: &'static str,
    pub(super) period: &'static str,
    pub(super) to: &'static str,
    pub(super) currency: &'static str,
    pub(super) terms: &'static str,
    pub(super) contact: &'static str,
    pub(super) phone: &'static str,
    pub(super) opening: &'static str,
    pub(super) increases: &'static str,
    pub(super) decreases: &'static str,
    pub(super) closing: &'static str,
    pub(super) in_words: &'static str,
    pub(super) movements: &'static str,
    pub(super) columns: [&'static str; 7],
    pub(super) brought_forward: &'static str,
    pub(super) total: &'static str,
    pub(super) made_of: &'static str,
    pub(super) not_due: &'static str,
    pub(super) overdue: &'static str,
    pub(super) days: &'static str,
    pub(super) more_than: &'static str,
    pub(super) credits: &'static str,
    pub(super) billed: &'static str,
    pub(super) unbilled: &'static str,
    pub(super) unapplied: &'static str,
    pub(super) unapplied_columns: [&'static str; 3],
    pub(super) bank: &'static str,
    pub(super) account: &'static str,
    pub(super) account_name: &'static str,
    pub(super) issuer: &'static str,
    pub(super) confirmation: &'static str,
    pub(super) agreed: &'static str,
    pub(super) differs: &'static str,
    pub(super) handler: &'static str,
    pub(super) sign_phone: &'static str,
    pub(super) date: &'static str,
    pub(super) note: &'static str,
    pub(super) made_at: &'static str,
    pub(super) fingerprint: &'static str,
    pub(super) replaced: &'static str,
    pub(super) voided: &'static str,
}

const ZH: Labels = Labels {
    english: false,
    title: "应收账款对账单",
    number: "编号",
    version: "第 {n} 版",
    customer: "客户",
    customer_code: "客户编号",
    tax_id: "客户税号",
    our_tax_id: "我方税号",
    period: "对账期间",
    to: "至",
    currency: "币种",
    terms: "付款条件",
    contact: "客户对账人",
    phone: "我方电话",
    opening: "期初余额",
    increases: "本期应收",
    decreases: "本期收款及贷项",
    closing: "期末余额",
    in_words: "期末余额大写",
    movements: "往来明细",
    columns: [
        "日期",
        "单据号",
        "关联单号",
        "摘要",
        "应收",
        "收款/贷项",
        "余额",
    ],
    brought_forward: "上期结转",
    total: "本期合计",
    made_of: "期末余额构成（账龄）",
    not_due: "未到期",
    overdue: "逾期",
    days: "天",
    more_than: "以上",
    credits: "未核销贷项",
    billed: "已开票未收",
    unbilled: "已签收未开票",
    unapplied: "尚未核销的收款与贷项",
    unapplied_columns: ["日期", "单据号", "未核销金额"],
    bank: "开户行",
    account: "收款账号",
    account_name: "收款户名",
    issuer: "发出单位（盖章）",
    confirmation: "客户确认（盖章）",
    agreed: "□ 信息证明无误",
    differs: "□ 信息不符，差异金额及说明：",
    handler: "经办人签字",
    sign_phone: "联系电话",
    date: "日期",
    note: "请贵公司核对后盖章确认并回传。如有不符，请列明差异单据、金额及原因。本对账单由系统依据已过账单据生成，所列尚欠款项请按约定的付款条件支付。",
    made_at: "生成于",
    fingerprint: "内容指纹",
    replaced: "本对账单已被新版本替代",
    voided: "本对账单已作废",
};

const EN: Labels = Labels {
    english: true,
    title: "Statement of account",
    number: "No.",
    version: "version {n}",
    customer: "Customer",
    customer_code: "Customer code",
    tax_id: "Customer tax id",
    our_tax_id: "Our tax id",
    period: "Period",
    to: "to",
    currency: "Currency",
    terms: "Payment terms",
    contact: "Contact",
    phone: "Our phone",
    opening: "Opening balance",
    increases: "Charges",
    decreases: "Payments and credits",
    closing: "Closing balance",
    in_words: "",
    movements: "Movements",
    columns: [
        "Date",
        "Document",
        "Reference",
        "Description",
        "Charge",
        "Payment/credit",
        "Balance",
    ],
    brought_forward: "Brought forward",
    total: "Total of the period",
    made_of: "Closing balance by age",
    not_due: "Not due",
    overdue: "Overdue",
    days: "days",
    more_than: "and more",
    credits: "Credits not applied",
    billed: "Invoiced and open",
    unbilled: "Delivered, not invoiced",
    unapplied: "Payments and credits not applied yet",
    unapplied_columns: ["Date", "Document", "Open"],
    bank: "Bank",
    account: "Account",
    account_name: "Account holder",
    issuer: "Issued by (seal)",
    confirmation: "Confirmed by the customer (seal)",
    agreed: "□ The information is correct",
    differs: "□ It differs; amount and reason:",
    handler: "Signature",
    sign_phone: "Phone",
    date: "Date",
    note: "Please check, confirm with signature and seal, and return. If anything differs, name the documents, amounts and reasons. This statement was made from posted documents; please pay what is open according to the agreed terms.",
    made_at: "made",
    fingerprint: "Fingerprint",
    replaced: "This statement was replaced by a newer version",
    voided: "This statement is void",
};

impl Labels {
    pub(super) fn of(english: bool) -> &'static Self {
        if english { &EN } else { &ZH }
    }

    /// Head of a bucket: 未到期, 逾期 1–30 天, 逾期 366 天以上.
    pub(super) fn bucket(&self, bucket: &StatementBucket) -> String {
        let space = if self.english { " " } else { "" };
        match (bucket.from, bucket.to) {
            (None, _) => self.not_due.to_owned(),
            (Some(from), Some(to)) => {
                format!("{}{space}{from}–{to}{space}{}", self.overdue, self.days)
            }
            (Some(from), None) => format!(
                "{}{space}{from}{space}{}{space}{}",
                self.overdue, self.days, self.more_than
            ),
        }
    }

    pub(super) fn minute(at: Micros) -> String {
        let text = rfc3339(at);
        let (day, rest) = text.split_once('T').unwrap_or((&text, ""));
        format!("{day} {} UTC", rest.get(..5).unwrap_or_default())
    }
}
