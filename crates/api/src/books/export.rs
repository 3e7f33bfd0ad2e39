//! `GET /ledger/trial-balance/export.xlsx`

use super::trial_balance::TrialBalanceQuery;
use crate::call::{ApiResult, Call};
use crate::export::{Cell, Export, Shown};
use crate::params::Params;
use jieqing_domain::access::Permission;
use jieqing_domain::books;
use jieqing_domain::texts::Lang;

const EXPORT: Export = Export {
    title: ("试算平衡表", "trial-balance"),
    columns: &[
        ("科目编码", "Account", Shown::Text),
        ("科目", "Name", Shown::Wide),
        ("期初余额", "Opening", Shown::MoneySum),
        ("本期借方", "Debits", Shown::MoneySum),
        ("本期贷方", "Credits", Shown::MoneySum),
        ("期末余额", "Closing", Shown::MoneySum),
    ],
};

/// Export the trial balance
///
/// Balances are debit minus credit, so the sums of the opening and closing columns are zero.
#[utoipa::path(get, path = "/api/v1/ledger/trial-balance/export.xlsx", operation_id = "export_trial_balance", tag = "books",
    params(TrialBalanceQuery), responses((status = 200, description = "xlsx", body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
pub(crate) async fn export_trial_balance(
    call: Call,
    Params(asked): Params<TrialBalanceQuery>,
) -> ApiResult {
    let lang = call.teller.lang;
    call.export(
        EXPORT,
        Permission::LedgerRead,
        move |tx, ctx, scope, sheet| {
            let (from, to) = asked.range(ctx.today());
            let base = ctx.base_currency;
            for row in books::trial(tx, ctx, scope, &from, &to)?.rows {
                let name = match lang {
                    Lang::Zh => row.name,
                    Lang::En => row.name_en,
                };
                let closing = row
                    .opening
                    .saturating_add(row.debit)
                    .saturating_sub(row.credit);
                let mut cells: Vec<Cell> = vec![row.account.into(), name.into()];
                let amounts = [row.opening, row.debit, row.credit, closing];
                cells.extend(amounts.map(|minor| Cell::Money(minor, base)));
                sheet.row(&cells)?;
            }
            Ok(())
        },
    )
    .await
}
