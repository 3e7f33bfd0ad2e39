//! `GET /reports/dashboard`

use super::aging::{AgingSums, BucketBody, heads, sums};
use crate::call::{ApiResult, Call};
use crate::wire_money::amount;
use jieqing_domain::insight::{self, Kpi};
use jieqing_domain::texts::{Lang, say};
use jieqing_kernel::currency::Currency;
use jieqing_kernel::decimal::format_scaled;
use serde::Serialize;
use utoipa::ToSchema;

/// Sales of a month in company currency, returns taken off.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SalesBody {
    /// `YYYY-MM`.
    #[schema(example = "2026-11")]
    period: String,
    /// Without tax.
    #[schema(example = "1000000.00")]
    net: String,
    /// With tax.
    #[schema(example = "1130000.00")]
    gross: String,
}

/// Receivables in one currency.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReceivablesBody {
    /// Currency.
    #[schema(example = "CNY")]
    currency: String,
    /// Balance.
    #[schema(example = "3000.00")]
    balance: String,
    /// The same in company currency.
    #[schema(example = "3000.00")]
    base: String,
    /// Of it overdue debts, company currency.
    #[schema(example = "4000.00")]
    base_overdue: String,
}

/// A figure that went into a ratio.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct KpiPart {
    /// Which.
    #[schema(example = "received")]
    name: &'static str,
    /// Amount in company currency, or a number of days.
    #[schema(example = "2800000.00")]
    value: String,
}

/// A ratio or number of days with its definition.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct KpiBody {
    /// Definition, the key of its formula text.
    #[schema(example = "kpi.k1a")]
    id: &'static str,
    /// Formula in words.
    #[schema(example = "回款率（当期）= 本月收到的客户款 ÷ 本月含税销售额")]
    formula: String,
    /// `0.9333` for ratios, `36.0` for days; null when the denominator is 0.
    #[schema(example = "0.9333")]
    value: Option<String>,
    /// `ratio` or `days`.
    #[schema(example = "ratio")]
    unit: &'static str,
    /// First day.
    #[schema(example = "2026-11-01")]
    from: String,
    /// Last day.
    #[schema(example = "2026-11-24")]
    to: String,
    /// What it was made of.
    parts: Vec<KpiPart>,
}

/// A debtor.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DebtorBody {
    /// Customer.
    #[schema(example = "cus_0c1x2y3z4w5v6")]
    customer_id: String,
    /// Its name.
    #[schema(example = "杭州云栖贸易有限公司")]
    customer_name: String,
    /// Currency of the debt.
    #[schema(example = "CNY")]
    currency: String,
    /// Its ageing in company currency.
    base: AgingSums,
}

/// The home page's figures.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DashboardBody {
    /// End of this day.
    #[schema(example = "2026-11-24")]
    as_of: String,
    /// Company currency.
    #[schema(example = "CNY")]
    base_currency: String,
    /// Twelve months; empty unless the caller sees the whole company.
    sales: Vec<SalesBody>,
    /// By currency.
    receivables: Vec<ReceivablesBody>,
    /// Heads of the ageing chart, days overdue.
    buckets: Vec<BucketBody>,
    /// Ageing in company currency.
    aging: AgingSums,
    /// Largest balances.
    top_debtors: Vec<DebtorBody>,
    /// Ratios; empty unless the caller sees the whole company.
    kpis: Vec<KpiBody>,
}

fn kpi(k: Kpi, lang: Lang, base: Currency) -> KpiBody {
    let places = if k.unit == "ratio" { 4 } else { 1 };
    KpiBody {
        id: k.id,
        formula: say(lang, k.id, &[]),
        value: k.value.map(|v| format_scaled(v, places)),
        unit: k.unit,
        from: k.from.to_string(),
        to: k.to.to_string(),
        parts: k
            .parts
            .into_iter()
            .map(|(name, value)| KpiPart {
                name,
                value: if name == "days" {
                    value.to_string()
                } else {
                    amount(value, base)
                },
            })
            .collect(),
    }
}

/// Get the dashboard
#[utoipa::path(get, path = "/api/v1/reports/dashboard", operation_id = "get_dashboard", tag = "reports",
    responses((status = 200, body = DashboardBody)))]
pub(crate) async fn get_dashboard(call: Call) -> ApiResult {
    let lang = call.teller.lang;
    call.read(move |tx, ctx, scope| {
        let base = ctx.base_currency;
        let show = |minor| amount(minor, base);
        let d = insight::dashboard(tx, ctx, scope)?;
        Ok(DashboardBody {
            as_of: d.as_of.to_string(),
            base_currency: base.to_string(),
            sales: d
                .sales
                .into_iter()
                .map(|m| SalesBody {
                    net: show(m.net),
                    gross: show(m.gross),
                    period: m.period,
                })
                .collect(),
            receivables: d
                .receivables
                .into_iter()
                .map(|r| ReceivablesBody {
                    currency: r.currency.to_string(),
                    balance: amount(r.balance, r.currency),
                    base: show(r.base),
                    base_overdue: show(r.base_overdue),
                })
                .collect(),
            buckets: heads(d.buckets),
            aging: sums(&d.aging, base),
            top_debtors: d
                .top
                .into_iter()
                .map(|l| DebtorBody {
                    customer_id: l.customer.to_string(),
                    customer_name: l.name,
                    currency: l.currency.to_string(),
                    base: sums(&l.base, base),
                })
                .collect(),
            kpis: d.kpis.into_iter().map(|k| kpi(k, lang, base)).collect(),
        })
    })
    .await
}
