//! `GET /rates`, `PUT /rates`

use crate::body::Body;
use crate::call::{ApiResult, Call};
use crate::parse::Fields;
use axum::http::StatusCode;
use jieqing_domain::rates::SetRate;
use jieqing_domain::settings::query;
use jieqing_kernel::decimal::{RATE_SCALE, format_trimmed};
use jieqing_kernel::error::Result;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An exchange rate.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RateBody {
    /// Currency.
    #[schema(example = "USD")]
    currency: String,
    /// First day it holds.
    #[schema(example = "2026-11-01")]
    valid_on: String,
    /// Company currency per unit.
    #[schema(example = "7.18")]
    rate: String,
}

/// Exchange rates.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RateList {
    items: Vec<RateBody>,
    /// The newest 500 come whole.
    next_cursor: Option<String>,
}

/// List exchange rates
#[utoipa::path(get, path = "/api/v1/rates", operation_id = "list_rates", tag = "settings",
    responses((status = 200, body = RateList)))]
pub(crate) async fn list_rates(call: Call) -> ApiResult {
    call.read(|tx, ctx, _| {
        let items = query::rates(tx, ctx)?
            .into_iter()
            .map(|row| RateBody {
                currency: row.currency.to_string(),
                valid_on: row.valid_on.to_string(),
                rate: format_trimmed(row.rate_e9, RATE_SCALE),
            })
            .collect();
        Ok(RateList {
            items,
            next_cursor: None,
        })
    })
    .await
}

impl RateBody {
    fn command(&self) -> Result<SetRate> {
        let mut fields = Fields::new();
        let command = SetRate {
            currency: fields.currency("currency", &self.currency),
            valid_on: fields.date("valid_on", &self.valid_on),
            rate_e9: fields.scaled("rate", &self.rate, RATE_SCALE),
        };
        fields.finish(command)
    }
}

/// Set an exchange rate
#[utoipa::path(put, path = "/api/v1/rates", operation_id = "set_rate", tag = "settings",
    request_body = RateBody, responses((status = 200, body = RateBody)))]
pub(crate) async fn set_rate(call: Call, body: Body<RateBody>) -> ApiResult {
    let command = body.value.command().map_err(|e| call.fail(&e))?;
    call.with_body(body.hash)
        .write(StatusCode::OK, command, move |_, _, ()| {
            Ok(RateBody {
                currency: command.currency.to_string(),
                valid_on: command.valid_on.to_string(),
                rate: format_trimmed(command.rate_e9, RATE_SCALE),
            })
        })
        .await
}
