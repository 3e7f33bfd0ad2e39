//! Account roles and the charts of both Chinese standards (china.md §4.1).
//!
//! Postings name roles; each company maps roles to its own codes, so codes are never literals in
//! a posting.

use crate::store::chart as sql;
use jieqing_db::{DbResult, WriteTx, params, text_enum};

text_enum! {
    /// What an account is for, independent of its code.
    pub enum AccountRole {
        /// 库存现金
        Cash = "cash",
        /// 银行存款
        Bank = "bank",
        /// 其他货币资金 (wallets)
        OtherMoney = "other_money",
        /// 应收票据
        Notes = "notes_receivable",
        /// 应收账款: the control account of the sub-ledger
        Receivable = "receivable",
        /// 其他应收款
        OtherReceivable = "other_receivable",
        /// 坏账准备
        Allowance = "bad_debt_allowance",
        /// 库存商品
        Inventory = "inventory",
        /// 应付账款
        Payable = "payable",
        /// 实收资本
        Capital = "paid_in_capital",
        /// 应交税费—应交增值税(进项税额)
        InputTax = "input_tax",
        /// 短期借款 (bills discounted with recourse)
        ShortTermLoan = "short_term_loan",
        /// 其他流动负债—已背书未到期票据
        EndorsedNotes = "endorsed_notes",
        /// 预收账款 / 合同负债
        Advances = "advances",
        /// 应交税费—应交增值税(销项税额)
        OutputTax = "output_tax",
        /// 应交税费—待转销项税额
        DeferredTax = "deferred_output_tax",
        /// 其他应付款—待认领款
        Unclaimed = "unclaimed",
        /// 主营业务收入
        Revenue = "revenue",
        /// 主营业务成本
        CostOfSales = "cost_of_sales",
        /// 销售费用
        SellingExpense = "selling_expense",
        /// 财务费用—手续费
        BankCharges = "bank_charges",
        /// 财务费用—贴现利息
        DiscountInterest = "discount_interest",
        /// 财务费用—汇兑差额
        ExchangeDifference = "exchange_difference",
        /// 信用减值损失
        CreditLoss = "credit_loss",
        /// 营业外收入
        OtherIncome = "other_income",
        /// 营业外支出
        OtherExpense = "other_expense",
    }
}

text_enum! {
    /// Which standard the chart follows.
    pub enum AccountingStandard {
        /// 企业会计准则
        Enterprise = "enterprise",
        /// 小企业会计准则
        Small = "small",
    }
}

/// An account of a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChartRow {
    /// Code in the ledger.
    pub code: &'static str,
    /// Chinese name.
    pub name: &'static str,
    /// English name.
    pub name_en: &'static str,
    /// Normal side: `debit` or `credit`.
    pub side: &'static str,
    /// Role it plays.
    pub role: AccountRole,
}

const fn row(
    code: &'static str,
    name: &'static str,
    name_en: &'static str,
    side: &'static str,
    role: AccountRole,
) -> ChartRow {
    ChartRow {
        code,
        name,
        name_en,
        side,
        role,
    }
}

const SHARED: &[ChartRow] = &[
    row(
        "1001",
        "库存现金",
        "Cash on hand",
        "debit",
        AccountRole::Cash,
    ),
    row(
        "1002",
        "银行存款",
        "Bank deposits",
        "debit",
        AccountRole::Bank,
    ),
    row(
        "1012",
        "其他货币资金",
        "Other monetary funds",
        "debit",
        AccountRole::OtherMoney,
    ),
    row(
        "1121",
        "应收票据",
        "Notes receivable",
        "debit",
        AccountRole::Notes,
    ),
    row(
        "1122",
        "应收账款",
        "Accounts receivable",
        "debit",
        AccountRole::Receivable,
    ),
    row(
        "1221",
        "其他应收款",
        "Other receivables",
        "debit",
        AccountRole::OtherReceivable,
    ),
    row(
        "1405",
        "库存商品",
        "Finished goods",
        "debit",
        AccountRole::Inventory,
    ),
    row(
        "2001",
        "短期借款",
        "Short-term loans",
        "credit",
        AccountRole::ShortTermLoan,
    ),
    row(
        "2202",
        "应付账款",
        "Accounts payable",
        "credit",
        AccountRole::Payable,
    ),
    row(
        "222101",
        "应交增值税—销项税额",
        "Output VAT",
        "credit",
        AccountRole::OutputTax,
    ),
    row(
        "222102",
        "应交税费—待转销项税额",
        "Output VAT to be transferred",
        "credit",
        AccountRole::DeferredTax,
    ),
    row(
        "222103",
        "应交增值税—进项税额",
        "Input VAT",
        "debit",
        AccountRole::InputTax,
    ),
    row(
        "2241",
        "其他应付款—待认领款",
        "Unclaimed receipts",
        "credit",
        AccountRole::Unclaimed,
    ),
    row(
        "2245",
        "其他流动负债—已背书未到期票据",
        "Endorsed bills not yet due",
        "credit",
        AccountRole::EndorsedNotes,
    ),
];

const ENTERPRISE: &[ChartRow] = &[
    row(
        "1231",
        "坏账准备",
        "Bad debt allowance",
        "credit",
        AccountRole::Allowance,
    ),
    row(
        "2204",
        "合同负债",
        "Contract liabilities",
        "credit",
        AccountRole::Advances,
    ),
    row(
        "4001",
        "实收资本",
        "Paid-in capital",
        "credit",
        AccountRole::Capital,
    ),
    row(
        "6001",
        "主营业务收入",
        "Revenue",
        "credit",
        AccountRole::Revenue,
    ),
    row(
        "6301",
        "营业外收入",
        "Non-operating income",
        "credit",
        AccountRole::OtherIncome,
    ),
    row(
        "6401",
        "主营业务成本",
        "Cost of sales",
        "debit",
        AccountRole::CostOfSales,
    ),
    row(
        "6601",
        "销售费用",
        "Selling expenses",
        "debit",
        AccountRole::SellingExpense,
    ),
    row(
        "660301",
        "财务费用—手续费",
        "Bank charges",
        "debit",
        AccountRole::BankCharges,
    ),
    row(
        "660302",
        "财务费用—汇兑差额",
        "Exchange differences",
        "debit",
        AccountRole::ExchangeDifference,
    ),
    row(
        "660303",
        "财务费用—贴现利息",
        "Discount interest",
        "debit",
        AccountRole::DiscountInterest,
    ),
    row(
        "6702",
        "信用减值损失",
        "Credit impairment losses",
        "debit",
        AccountRole::CreditLoss,
    ),
    row(
        "6711",
        "营业外支出",
        "Non-operating expenses",
        "debit",
        AccountRole::OtherExpense,
    ),
];

const SMALL: &[ChartRow] = &[
    row(
        "2203",
        "预收账款",
        "Advances from customers",
        "credit",
        AccountRole::Advances,
    ),
    row(
        "3001",
        "实收资本",
        "Paid-in capital",
        "credit",
        AccountRole::Capital,
    ),
    row(
        "5001",
        "主营业务收入",
        "Revenue",
        "credit",
        AccountRole::Revenue,
    ),
    row(
        "5301",
        "营业外收入",
        "Non-operating income",
        "credit",
        AccountRole::OtherIncome,
    ),
    row(
        "5401",
        "主营业务成本",
        "Cost of sales",
        "debit",
        AccountRole::CostOfSales,
    ),
    row(
        "5601",
        "销售费用",
        "Selling expenses",
        "debit",
        AccountRole::SellingExpense,
    ),
    row(
        "560301",
        "财务费用—手续费",
        "Bank charges",
        "debit",
        AccountRole::BankCharges,
    ),
    row(
        "560302",
        "财务费用—汇兑差额",
        "Exchange differences",
        "debit",
        AccountRole::ExchangeDifference,
    ),
    row(
        "560303",
        "财务费用—贴现利息",
        "Discount interest",
        "debit",
        AccountRole::DiscountInterest,
    ),
    row(
        "5711",
        "营业外支出",
        "Non-operating expenses",
        "debit",
        AccountRole::OtherExpense,
    ),
];

/// The default chart of a standard.
pub fn chart_of(standard: AccountingStandard) -> impl Iterator<Item = &'static ChartRow> {
    SHARED.iter().chain(match standard {
        AccountingStandard::Enterprise => ENTERPRISE,
        AccountingStandard::Small => SMALL,
    })
}

/// Writes the default chart of a new company.
///
/// # Errors
/// [`DbError`](jieqing_db::DbError).
pub fn install_chart(
    tx: &mut WriteTx<'_>,
    company: i64,
    standard: AccountingStandard,
) -> DbResult<()> {
    for account in chart_of(standard) {
        tx.exec_one(
            &sql::INSERT_ACCOUNT,
            params![
                company,
                account.code,
                account.name,
                account.name_en,
                account.side,
                account.role
            ],
        )?;
    }
    Ok(())
}
