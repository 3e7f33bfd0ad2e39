//! `GET /terms`, `GET /terms/{id}`, `POST /terms`, `GET /terms/preview`

use crate::body::Body;
use crate::call::{ApiResult, Call};
use crate::params::Params;
use crate::parse::Fields;
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::settings::{CreateTerms, query};
use jieqing_domain::wire;
use jieqing_kernel::calendar::HolidayCalendar;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::error::{Error, FieldError, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::money::Money;
use jieqing_kernel::terms::{Language, Terms, describe, schedule};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Payment terms.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TermsBody {
    /// Id.
    #[schema(example = "trm_0c1x2y3z4w5v6")]
    id: String,
    /// Code.
    #[schema(example = "EOM30")]
    code: String,
    /// Name.
    #[schema(example = "月结30天")]
    name: String,
    /// Rule in its text form.
    #[schema(example = "eom_30")]
    rule: String,
    /// The rule in Chinese.
    #[schema(example = "开票月月末后30天")]
    description_zh: String,
    /// The rule in English.
    #[schema(example = "30 days after the end of the invoice month")]
    description_en: String,
    /// Whether new documents may take them.
    active: bool,
    /// Row version.
    #[schema(example = 1)]
    version: i64,
}

/// All payment terms.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TermsList {
    items: Vec<TermsBody>,
    /// The list is short and comes whole.
    next_cursor: Option<String>,
}

/// List payment terms
#[utoipa::path(get, path = "/api/v1/terms", operation_id = "list_terms", tag = "settings",
    responses((status = 200, body = TermsList)))]
pub(crate) async fn list_terms(call: Call) -> ApiResult {
    call.read(|tx, ctx, _| {
        let items = query::terms(tx, ctx)?.into_iter().map(body).collect();
        Ok(TermsList {
            items,
            next_cursor: None,
        })
    })
    .await
}

pub(super) fn body(row: query::TermsRow) -> TermsBody {
    let parsed = row.rule.parse::<Terms>();
    let say = |lang| {
        parsed
            .as_ref()
            .map(|t| describe(t, lang))
            .unwrap_or_default()
    };
    TermsBody {
        id: row.id.to_string(),
        description_zh: say(Language::Zh),
        description_en: say(Language::En),
        code: row.code,
        name: row.name,
        rule: row.rule,
        active: row.active,
        version: row.version,
    }
}

/// Get payment terms
#[utoipa::path(get, path = "/api/v1/terms/{id}", operation_id = "get_terms", tag = "settings",
    params(("id" = String, Path, example = "trm_0c1x2y3z4w5v6")),
    responses((status = 200, body = TermsBody)))]
pub(crate) async fn get_terms(call: Call, Path(id): Path<String>) -> ApiResult {
    let id: Id<wire::Terms> = call.id(&id)?;
    call.read(move |tx, ctx, _| Ok(body(query::one_terms(tx, ctx, id)?)))
        .await
}

/// Payment terms to be entered.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CreateTermsBody {
    /// Short unique code.
    #[schema(example = "EOM45")]
    code: String,
    /// Name.
    #[schema(example = "月结45天")]
    name: String,
    /// Rule in its text form.
    #[schema(example = "eom_45")]
    rule: String,
}

/// The new record.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TermsCreated {
    /// Id.
    #[schema(example = "trm_0c1x2y3z4w5v6")]
    id: String,
}

/// Create payment terms
#[utoipa::path(post, path = "/api/v1/terms", operation_id = "create_terms", tag = "settings",
    request_body = CreateTermsBody, responses((status = 201, body = TermsCreated)))]
pub(crate) async fn create_terms(call: Call, body: Body<CreateTermsBody>) -> ApiResult {
    let CreateTermsBody { code, name, rule } = body.value;
    call.with_body(body.hash)
        .write(
            StatusCode::CREATED,
            CreateTerms { code, name, rule },
            |_, _, id| Ok(TermsCreated { id: id.to_string() }),
        )
        .await
}

/// What to compute.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct PreviewTermsQuery {
    /// Rule in its text form.
    rule: String,
    /// Day of the base event.
    on: String,
    /// Amount, CNY.
    amount: String,
}

/// An instalment.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DueBody {
    /// Before the holiday roll.
    #[schema(example = "2026-12-30")]
    raw_due_on: String,
    /// Due date.
    #[schema(example = "2026-12-30")]
    due_on: String,
    /// Amount.
    #[schema(example = "1000.00")]
    amount: String,
}

/// What the rule means.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TermsPreview {
    /// In Chinese.
    #[schema(example = "开票月月末后30天")]
    description_zh: String,
    /// In English.
    #[schema(example = "30 days after the end of the invoice month")]
    description_en: String,
    /// When what is due.
    dues: Vec<DueBody>,
}

impl PreviewTermsQuery {
    fn compute(&self) -> Result<TermsPreview> {
        let mut fields = Fields::new();
        let on = fields.date("on", &self.on);
        let amount = fields.money("amount", &self.amount, Currency::CNY);
        fields.finish(())?;
        let bad = |why: String| {
            Error::Invalid(vec![
                FieldError::new("rule", "settings.terms_rule").with("why", why),
            ])
        };
        let terms: Terms = self.rule.parse().map_err(|e| bad(format!("{e}")))?;
        let dues = schedule(&terms, on, amount, &HolidayCalendar::china_2026())
            .map_err(|e| bad(format!("{e}")))?;
        Ok(TermsPreview {
            description_zh: describe(&terms, Language::Zh),
            description_en: describe(&terms, Language::En),
            dues: dues
                .iter()
                .map(|due| DueBody {
                    raw_due_on: due.raw_due_on.to_string(),
                    due_on: due.due_on.to_string(),
                    amount: Money::new(due.amount, Currency::CNY).text(),
                })
                .collect(),
        })
    }
}

/// Preview what a rule means
#[utoipa::path(get, path = "/api/v1/terms/preview", operation_id = "preview_terms", tag = "settings",
    params(PreviewTermsQuery), responses((status = 200, body = TermsPreview)))]
pub(crate) async fn preview_terms(
    call: Call,
    Params(query): Params<PreviewTermsQuery>,
) -> ApiResult {
    call.read(move |_, _, _| query.compute()).await
}
