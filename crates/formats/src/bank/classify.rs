//! What an entry is: payments are candidates for receivables, the rest is shown and kept out.

use super::model::{BankStatement, Entry, EntryKind};

/// Accounts and names of the company itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnAccounts {
    /// Account numbers without blanks.
    pub accounts: Vec<String>,
    /// Names of the company.
    pub names: Vec<String>,
}

/// Words in the purpose, the business type or the name of the other side. The first hit decides.
const WORDS: &[(EntryKind, &[&str])] = &[
    (
        EntryKind::Fee,
        &[
            "手续费",
            "账户管理费",
            "工本费",
            "年费",
            "短信服务费",
            "汇划费",
            "收费项目",
            "网银服务费",
            "bank fee",
            "service charge",
            "charges",
            "entgelt",
            "abschluss",
            "gebyrer",
            "frais",
            "comisi",
            "provisiones",
            "kosten rek",
        ],
    ),
    (
        EntryKind::Tax,
        &[
            "利息税",
            "税款",
            "缴税",
            "实时扣税",
            "社保",
            "社会保险",
            "公积金",
            "待报解预算收入",
            "国家金库",
            "税务局",
            "finanzamt",
            "income tax",
        ],
    ),
    (
        EntryKind::Interest,
        &[
            "结息",
            "利息",
            "存款利息",
            "活期利息",
            "interest",
            "zinsen",
            "odsetki",
            "rente",
            "intereses",
        ],
    ),
    (
        EntryKind::Refund,
        &[
            "退款",
            "退汇",
            "退票",
            "refund",
            "retoure",
            "ruecklast",
            "terugbetaling",
        ],
    ),
    (
        EntryKind::OwnTransfer,
        &[
            "内部转账",
            "本行转存",
            "同名划转",
            "账户互转",
            "资金归集",
            "零钱提现",
            "零钱充值",
            "余额提现",
            "提现",
            "own transfer",
            "uebertrag",
        ],
    ),
    (
        EntryKind::Finance,
        &[
            "理财",
            "贷款发放",
            "贷款归还",
            "还贷",
            "基金申购",
            "基金赎回",
            "定期存款",
            "结构性存款",
        ],
    ),
];

/// Words of fees that say so of money out only: a customer pays us a 服务费 as well.
const OUT: &[&str] = &["收费", "服务费"];

/// Words in the name of a bank.
const BANKS: &[&str] = &["银行", "信用社", "信用联社", "农商行", "bank", "sparkasse"];

/// Longest text looked at for a word that must stand alone: a long purpose that mentions interest
/// is a payment about interest, not interest.
const SHORT: usize = 40;

/// Sets the kind of every entry that is still a payment.
pub fn classify(statement: &mut BankStatement, own: &OwnAccounts) {
    let holder = statement.holder.clone();
    for entry in &mut statement.entries {
        if entry.kind == EntryKind::Payment {
            entry.kind = kind_of(entry, holder.as_deref(), own);
        }
    }
}

fn kind_of(entry: &Entry, holder: Option<&str>, own: &OwnAccounts) -> EntryKind {
    let same_name = |name: &str| {
        let wanted = fold(name);
        holder.is_some_and(|h| fold(h) == wanted) || own.names.iter().any(|n| fold(n) == wanted)
    };
    let own_account = entry
        .counterparty_account
        .as_ref()
        .is_some_and(|account| own.accounts.contains(account));
    if own_account || entry.counterparty.as_deref().is_some_and(same_name) {
        return EntryKind::OwnTransfer;
    }
    let text = entry.text.to_lowercase();
    let party = entry
        .counterparty
        .as_deref()
        .unwrap_or_default()
        .to_lowercase();
    let short = text.chars().count() <= SHORT;
    // Money from a customer whose text speaks of a fee or of interest is a payment.
    let from_customer = entry.amount.is_sign_positive()
        && !party.is_empty()
        && !BANKS.iter().any(|word| party.contains(word));
    if !entry.amount.is_sign_positive() && short && OUT.iter().any(|w| text.contains(w)) {
        return EntryKind::Fee;
    }
    for (kind, words) in WORDS {
        let aside = matches!(
            kind,
            EntryKind::Fee | EntryKind::Interest | EntryKind::Finance
        );
        let hit = words.iter().any(|word| {
            if text.starts_with(word) {
                return true;
            }
            match kind {
                // The treasury and the tax office are named as the other side.
                EntryKind::Tax => party.contains(word) || (short && text.contains(word)),
                _ if aside && from_customer => false,
                _ => short && text.contains(word),
            }
        });
        if hit {
            return *kind;
        }
    }
    EntryKind::Payment
}

/// A name for comparison: half width, no blanks and brackets, lower case.
fn fold(name: &str) -> String {
    name.chars()
        .map(crate::table::value::fold_width)
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(text: &str, party: &str) -> EntryKind {
        let mut statement = BankStatement {
            holder: Some("青岛海风（集团）有限公司".to_owned()),
            entries: vec![Entry {
                text: text.to_owned(),
                counterparty: Some(party.to_owned()).filter(|p| !p.is_empty()),
                ..Entry::default()
            }],
            ..BankStatement::default()
        };
        classify(&mut statement, &OwnAccounts::default());
        statement.entries.first().map(|e| e.kind).unwrap()
    }

    #[test]
    fn kinds() {
        assert_eq!(
            kind("货款 XS2024-0012", "上海某某有限公司"),
            EntryKind::Payment
        );
        for text in [
            "货款 扣手续费5元",
            "货款及逾期利息",
            "软件服务费",
            "还货款 免贷款利息",
        ] {
            assert_eq!(kind(text, "上海某某有限公司"), EntryKind::Payment, "{text}");
        }
        assert_eq!(
            kind("季度利息", "中国工商银行青岛分行"),
            EntryKind::Interest
        );
        assert_eq!(kind("提现", ""), EntryKind::OwnTransfer);
        assert_eq!(kind("结息", ""), EntryKind::Interest);
        assert_eq!(kind("利息税 个人活期结息", ""), EntryKind::Tax);
        assert_eq!(kind("对公转账手续费", ""), EntryKind::Fee);
        assert_eq!(kind("退款-一卡通充值", "一卡通"), EntryKind::Refund);
        assert_eq!(kind("实时扣税", "国家金库青岛分库"), EntryKind::Tax);
        assert_eq!(
            kind("往来款", "青岛海风(集团)有限公司"),
            EntryKind::OwnTransfer
        );
    }
}
