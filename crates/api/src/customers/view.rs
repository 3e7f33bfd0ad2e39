//! Customers as sent.

use jieqing_domain::ReadTx;
use jieqing_domain::access::{Permission, Scope, authorize};
use jieqing_domain::customers::query::{CustomerDetail, get, warnings};
use jieqing_domain::receivables::exposure;
use jieqing_domain::texts::{Lang, say};
use jieqing_domain::wire;
use jieqing_kernel::actor::{Ctx, Department, User};
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;
use jieqing_kernel::money::{Money, sum};
use jieqing_kernel::taxid::{mask_account, mask_phone};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A customer with everything. Phones and account numbers are masked without `customers.private`.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CustomerView {
    /// Id.
    #[schema(example = "cus_0c1x2y3z4w5v6")]
    id: String,
    /// Code.
    #[schema(example = "KH-202611-0001")]
    code: String,
    /// Name.
    #[schema(example = "杭州云栖贸易有限公司")]
    name: String,
    #[schema(example = "Yunqi Trading Co., Ltd.")]
    name_en: String,
    /// `normal`, `hold` or `stop`.
    #[schema(example = "normal")]
    status: &'static str,
    /// Why on hold or stopped.
    #[schema(example = "")]
    hold_reason: String,
    #[schema(example = "杭州云栖贸易有限公司")]
    invoice_title: String,
    #[schema(example = "91330100799655058B")]
    tax_id: String,
    #[schema(example = "杭州市西湖区文三路 1 号")]
    tax_address: String,
    #[schema(example = "0571-8****001")]
    tax_phone: String,
    #[schema(example = "中国工商银行杭州分行")]
    tax_bank: String,
    #[schema(example = "1202****2345")]
    tax_account: String,
    #[schema(example = "fapiao@example.com")]
    invoice_email: String,
    #[schema(example = "CN")]
    country: String,
    #[schema(example = "华东")]
    region: String,
    #[schema(example = "经销")]
    channel: String,
    /// Currency of new orders.
    #[schema(example = "CNY")]
    currency: String,
    /// Payment terms; null when none were chosen.
    #[schema(example = "trm_0c1x2y3z4w5v6")]
    terms_id: Option<String>,
    /// Their name.
    #[schema(example = "月结30天")]
    terms: String,
    /// Credit limit in company currency; null is unlimited.
    #[schema(example = "500000.00")]
    credit_limit: Option<String>,
    #[schema(example = "B")]
    credit_grade: String,
    /// What counts against the limit, in company currency.
    #[schema(example = "120000.00")]
    exposure: String,
    /// By currency.
    balances: Vec<CustomerBalance>,
    owner_id: Option<String>,
    #[schema(example = "张三")]
    owner: String,
    department_id: Option<String>,
    #[schema(example = "销售一部")]
    department: String,
    #[schema(example = 31)]
    cut_off_day: i64,
    #[schema(example = "")]
    note: String,
    addresses: Vec<AddressView>,
    contacts: Vec<ContactView>,
    bank_accounts: Vec<PayingAccountView>,
    /// Names they pay under, besides their own.
    #[schema(example = json!(["云栖贸易"]))]
    aliases: Vec<String>,
    /// What looks odd but stops nothing.
    warnings: Vec<CustomerWarningView>,
    /// Version for `If-Match`.
    #[schema(example = 3)]
    version: i64,
}

/// What a customer owes in one currency.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CustomerBalance {
    #[schema(example = "CNY")]
    currency: String,
    /// Invoiced and open.
    #[schema(example = "100000.00")]
    billed: String,
    /// Signed, not invoiced.
    #[schema(example = "20000.00")]
    unbilled: String,
    /// Receipts and credits not applied (negative).
    #[schema(example = "-5000.00")]
    credit: String,
    /// Confirmed, not delivered.
    #[schema(example = "5000.00")]
    undelivered: String,
    /// Bills of exchange not yet honoured, as far as the company counts them.
    #[schema(example = "0.00")]
    bills: String,
}

/// An address.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AddressView {
    #[schema(example = "delivery")]
    kind: String,
    #[schema(example = "王五")]
    recipient: String,
    #[schema(example = "138****0001")]
    phone: String,
    #[schema(example = "杭州市西湖区文三路 1 号")]
    address: String,
    is_default: bool,
}

/// A person.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ContactView {
    #[schema(example = "李四")]
    name: String,
    #[schema(example = "采购经理")]
    title: String,
    #[schema(example = "138****0002")]
    phone: String,
    #[schema(example = "lisi@example.com")]
    email: String,
    #[schema(example = "对账")]
    duty: String,
}

/// An account they pay from.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PayingAccountView {
    #[schema(example = "中国工商银行杭州分行")]
    bank: String,
    #[schema(example = "1202****2345")]
    account: String,
    #[schema(example = "杭州云栖贸易有限公司")]
    holder: String,
}

/// A warning.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CustomerWarningView {
    /// Stable code.
    #[schema(example = "customers.same_name")]
    code: &'static str,
    /// In the caller's language.
    #[schema(example = "可能重复：C-1002 云栖贸易")]
    message: String,
    /// Figures.
    #[schema(example = json!({"code": "C-1002", "name": "云栖贸易"}))]
    facts: BTreeMap<&'static str, String>,
}

/// A customer inside `scope`, as the caller may see it.
pub(super) fn load(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    id: Id<wire::Customer>,
    lang: Lang,
) -> Result<CustomerView> {
    let detail = get(tx, ctx, scope, id)?;
    let private = authorize(tx, ctx, Permission::CustomersPrivate).is_ok();
    let exposures = exposure(tx, ctx, id)?;
    let balances = exposures.iter().map(|e| {
        let text = |minor| Money::new(minor, e.currency).text();
        CustomerBalance {
            currency: e.currency.to_string(),
            billed: text(e.billed),
            unbilled: text(e.unbilled),
            credit: text(e.credit),
            undelivered: text(e.undelivered),
            bills: text(e.bills),
        }
    });
    let base = |minor| Money::new(minor, ctx.base_currency).text();
    let mut view = CustomerView {
        exposure: base(sum(exposures.iter().map(|e| e.base))?),
        balances: balances.collect(),
        credit_limit: detail.draft.credit_limit.map(base),
        ..known(detail, private)
    };
    for warning in warnings(tx, ctx, id)? {
        view.warnings.push(CustomerWarningView {
            code: warning.code,
            message: say(lang, warning.code, &warning.facts),
            facts: warning.facts.into_iter().collect(),
        });
    }
    Ok(view)
}

fn known(detail: CustomerDetail, private: bool) -> CustomerView {
    let d = detail.draft;
    let phone = |text: String| if private { text } else { mask_phone(&text) };
    let account = |text: String| if private { text } else { mask_account(&text) };
    let id = |raw: i64| Some(raw).filter(|raw| *raw != 0);
    CustomerView {
        id: detail.id.to_string(),
        code: d.code.unwrap_or_default(),
        name: d.name,
        name_en: d.name_en,
        status: detail.status.as_str(),
        hold_reason: detail.hold_reason,
        invoice_title: d.invoice_title,
        tax_id: d.tax_id,
        tax_address: d.tax_address,
        tax_phone: phone(d.tax_phone),
        tax_bank: d.tax_bank,
        tax_account: account(d.tax_account),
        invoice_email: d.invoice_email,
        country: d.country,
        region: d.region,
        channel: d.channel,
        currency: d.currency.to_string(),
        terms_id: id(d.terms.raw()).map(|_| d.terms.to_string()),
        terms: detail.terms_name,
        credit_limit: None,
        credit_grade: detail.grade,
        exposure: String::new(),
        balances: Vec::new(),
        owner_id: id(d.owner).map(|raw| Id::<User>::from_raw(raw).to_string()),
        owner: detail.owner_name,
        department_id: id(d.department).map(|raw| Id::<Department>::from_raw(raw).to_string()),
        department: detail.department_name,
        cut_off_day: d.cut_off_day,
        note: d.note,
        addresses: d
            .addresses
            .into_iter()
            .map(|a| AddressView {
                kind: a.kind,
                recipient: a.recipient,
                phone: phone(a.phone),
                address: a.address,
                is_default: a.is_default,
            })
            .collect(),
        contacts: d
            .contacts
            .into_iter()
            .map(|c| ContactView {
                name: c.name,
                title: c.title,
                phone: phone(c.phone),
                email: c.email,
                duty: c.duty,
            })
            .collect(),
        bank_accounts: d
            .bank_accounts
            .into_iter()
            .map(|b| PayingAccountView {
                bank: b.bank,
                account: account(b.account),
                holder: b.holder,
            })
            .collect(),
        aliases: d.aliases,
        warnings: Vec::new(),
        version: detail.version,
    }
}
