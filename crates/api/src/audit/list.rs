//! `GET /audit`

use super::event::{EventView, view};
use crate::call::{ApiResult, Call, ListQuery, write_cursor};
use crate::params::Params;
use crate::parse::Fields;
use jieqing_domain::admin::query::{AuditFilter, audit};
use jieqing_kernel::actor::User;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::decode;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Filters of the list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ListAuditQuery {
    /// Kind of document, e.g. `order`.
    subject_type: Option<String>,
    /// A document.
    subject: Option<String>,
    /// Who.
    actor_id: Option<String>,
    /// What, e.g. `order.confirmed`.
    kind: Option<String>,
    /// First business day.
    from: Option<String>,
    /// Last business day.
    to: Option<String>,
    /// Continue after this page.
    cursor: Option<String>,
    /// Rows wanted, 1–500.
    limit: Option<i64>,
}

/// A page of the audit trail, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AuditList {
    items: Vec<EventView>,
    next_cursor: Option<String>,
}

impl ListAuditQuery {
    fn filter(&self) -> Result<AuditFilter> {
        let mut fields = Fields::new();
        let mut date = |path: &'static str, text: &Option<String>| {
            text.as_ref().map(|t| fields.date(path, t).to_string())
        };
        let (from, to) = (date("from", &self.from), date("to", &self.to));
        let actor = self.actor_id.as_ref();
        let actor = actor.map(|t| fields.id::<User>("actor_id", t).raw());
        let subject_id = match &self.subject {
            None => None,
            Some(text) => {
                let digits = text.split_once('_').map_or("", |(_, digits)| digits);
                Some(decode(digits).ok_or(Error::NotFound)?)
            }
        };
        fields.finish(AuditFilter {
            subject_type: self.subject_type.clone(),
            subject_id,
            actor,
            kind: self.kind.clone(),
            from,
            to,
        })
    }
}

/// List the audit trail
#[utoipa::path(get, path = "/api/v1/audit", operation_id = "list_audit", tag = "audit",
    params(ListAuditQuery), responses((status = 200, body = AuditList)))]
pub(crate) async fn list_audit(call: Call, Params(query): Params<ListAuditQuery>) -> ApiResult {
    let paging = ListQuery {
        cursor: query.cursor.clone(),
        limit: query.limit,
    };
    call.read(move |tx, ctx, _| {
        let page = audit(tx, ctx, &query.filter()?, &paging.page()?)?;
        Ok(AuditList {
            next_cursor: write_cursor(&page.next),
            items: page.items.into_iter().map(view).collect(),
        })
    })
    .await
}
