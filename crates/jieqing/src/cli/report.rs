//! `jieqing report`: figures for people and scripts.

use super::workplace::{Work, Workplace};
use crate::failure::Outcome;
use clap::Subcommand;
use jieqing_domain::access::{Permission, Scope};
use jieqing_domain::receivables::query::{CustomerTotals, customer_totals};
use jieqing_kernel::decimal::format_scaled;
use serde_json::{Map, Value, json};

/// Figures for people and scripts
#[derive(clap::Args)]
pub(super) struct Report {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// What every customer ordered, was invoiced, paid and owes, in company currency
    Balances(Options),
    /// Customers who owe more than their credit limit
    OverLimit(Options),
}

#[derive(clap::Args)]
struct Options {
    #[command(flatten)]
    work: Work,
    /// One line of JSON
    #[arg(long)]
    json: bool,
}

impl Report {
    /// Prints it.
    pub(super) fn run(self) -> Outcome {
        match self.what {
            What::Balances(options) => balances(&options),
            What::OverLimit(options) => over_limit(&options),
        }
    }
}

fn totals(options: &Options) -> Outcome<(Workplace, Vec<CustomerTotals>)> {
    let w = options.work.open()?;
    let rows = w
        .jieqing
        .read(&w.ctx, Permission::ReportsRead, |tx, ctx, _| {
            customer_totals(tx, ctx, &Scope::Company)
        })?;
    Ok((w, rows))
}

fn balances(options: &Options) -> Outcome {
    let (w, rows) = totals(options)?;
    let text = |minor| format_scaled(minor, w.ctx.base_currency.exponent());
    let sum = |f: fn(&CustomerTotals) -> i64| jieqing_kernel::money::sum(rows.iter().map(f));
    let (ordered, invoiced) = (sum(|r| r.ordered)?, sum(|r| r.invoiced)?);
    let (received, balance) = (sum(|r| r.received)?, sum(|r| r.balance)?);
    if options.json {
        let by_customer: Map<String, Value> = rows
            .iter()
            .map(|r| (r.code.clone(), json!(text(r.balance))))
            .collect();
        let over: Vec<_> = rows
            .iter()
            .filter(|r| r.over_limit())
            .map(|r| r.code.as_str())
            .collect();
        super::say(json!({
            "customers": rows.len(), "orders": sum(|r| r.orders)?,
            "order_total": text(ordered), "invoiced": text(invoiced),
            "payments": text(received), "balance": text(balance),
            "over_limit": over, "by_customer": by_customer,
        }));
        return Ok(());
    }
    super::say("code\tname\tordered\tinvoiced\treceived\tbalance");
    for r in &rows {
        super::say(format!(
            "{}\t{}\t{}\t{}\t{}\t{}",
            r.code,
            r.name,
            text(r.ordered),
            text(r.invoiced),
            text(r.received),
            text(r.balance)
        ));
    }
    super::say(format!(
        "\tall\t{}\t{}\t{}\t{}",
        text(ordered),
        text(invoiced),
        text(received),
        text(balance)
    ));
    Ok(())
}

fn over_limit(options: &Options) -> Outcome {
    let (w, rows) = totals(options)?;
    let text = |minor| format_scaled(minor, w.ctx.base_currency.exponent());
    let over: Vec<_> = rows.iter().filter(|r| r.over_limit()).collect();
    if options.json {
        let rows: Vec<_> = over
            .iter()
            .map(|r| {
                json!({
                    "code": r.code, "name": r.name, "balance": text(r.balance),
                    "credit_limit": r.credit_limit.map(text),
                })
            })
            .collect();
        super::say(json!(rows));
        return Ok(());
    }
    for r in over {
        super::say(format!(
            "{}\t{}\t{}\t> {}",
            r.code,
            r.name,
            text(r.balance),
            r.credit_limit.map(text).unwrap_or_default()
        ));
    }
    Ok(())
}
