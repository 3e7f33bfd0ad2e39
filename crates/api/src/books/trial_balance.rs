//! `GET /ledger/trial-balance`

use crate::call::{ApiResult, Call};
use crate::params::Params;
use crate::wire_money::amount;
use jieqing_domain::books;
use jieqing_kernel::date::{Date, period_of};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Range of periods.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct TrialBalanceQuery {
    /// First period, `YYYY-MM`; the current one when absent.
    from: Option<String>,
    /// Last period; the first one when absent.
    to: Option<String>,
}

impl TrialBalanceQuery {
    pub(super) fn range(&self, today: Date) -> (String, String) {
        let from = self.from.clone().unwrap_or_else(|| period_of(today));
        let to = self.to.clone().unwrap_or_else(|| from.clone());
        (from, to)
    }
}

/// An account. Balances are debit minus credit.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TrialRowBody {
    /// Code.
    #[schema(example = "1122")]
    account: String,
    /// Chinese name.
    #[schema(example = "应收账款")]
    name: String,
    /// English name.
    #[schema(example = "Accounts receivable")]
    name_en: String,
    /// Normal side.
    #[schema(example = "debit")]
    side: String,
    /// Balance before the range.
    #[schema(example = "0.00")]
    opening: String,
    /// Debits in the range.
    #[schema(example = "1130.00")]
    debit: String,
    /// Credits in the range.
    #[schema(example = "0.00")]
    credit: String,
    /// Balance after the range.
    #[schema(example = "1130.00")]
    closing: String,
}

/// Both sides of a sum.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BothSides {
    /// Debits.
    #[schema(example = "1130.00")]
    debit: String,
    /// Credits.
    #[schema(example = "1130.00")]
    credit: String,
}

/// A trial balance in company currency.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TrialBalanceBody {
    /// First period.
    #[schema(example = "2026-11")]
    from: String,
    /// Last period.
    #[schema(example = "2026-11")]
    to: String,
    /// Company currency.
    #[schema(example = "CNY")]
    currency: String,
    /// Accounts by code.
    rows: Vec<TrialRowBody>,
    /// Opening balances.
    opening: BothSides,
    /// Movements.
    movement: BothSides,
    /// Closing balances.
    closing: BothSides,
    /// Whether both sides are equal in all three.
    #[schema(example = true)]
    balanced: bool,
}

/// Get the trial balance
#[utoipa::path(get, path = "/api/v1/ledger/trial-balance", operation_id = "get_trial_balance", tag = "books",
    params(TrialBalanceQuery), responses((status = 200, body = TrialBalanceBody)))]
pub(crate) async fn get_trial_balance(
    call: Call,
    Params(query): Params<TrialBalanceQuery>,
) -> ApiResult {
    call.read(move |tx, ctx, scope| {
        let (from, to) = query.range(ctx.today());
        let trial = books::trial(tx, ctx, scope, &from, &to)?;
        let show = |minor| amount(minor, ctx.base_currency);
        let both = |(debit, credit)| BothSides {
            debit: show(debit),
            credit: show(credit),
        };
        Ok(TrialBalanceBody {
            currency: ctx.base_currency.to_string(),
            rows: trial
                .rows
                .into_iter()
                .map(|r| TrialRowBody {
                    opening: show(r.opening),
                    debit: show(r.debit),
                    credit: show(r.credit),
                    closing: show(r.opening.saturating_add(r.debit).saturating_sub(r.credit)),
                    account: r.account,
                    name: r.name,
                    name_en: r.name_en,
                    side: r.side,
                })
                .collect(),
            opening: both(trial.opening),
            movement: both(trial.movement),
            closing: both(trial.closing),
            balanced: trial.balanced,
            from,
            to,
        })
    })
    .await
}
