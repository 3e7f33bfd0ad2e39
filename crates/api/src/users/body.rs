//! Roles as received.

use crate::parse::Fields;
use jieqing_domain::access::Role;
use jieqing_domain::admin::{GrantScope, RoleGrant};
use jieqing_kernel::id::Id;
use serde::Deserialize;
use utoipa::ToSchema;

/// A role to be given.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RoleBody {
    /// Role.
    #[schema(example = "sales")]
    role: String,
    /// `own`, `department` or `company`.
    #[schema(example = "own")]
    scope: String,
    /// Department of a department scope.
    #[schema(example = json!(null))]
    department_id: Option<String>,
}

/// The roles of a body.
pub(super) fn grants(fields: &mut Fields, roles: &[RoleBody]) -> Vec<RoleGrant> {
    let mut out = Vec::new();
    for (i, sent) in roles.iter().enumerate() {
        let parsed = Role::parse(&sent.role);
        let role = fields.word(format!("roles[{i}].role"), parsed, Role::Auditor);
        let scope = match (sent.scope.as_str(), &sent.department_id) {
            ("own", None) => Some(GrantScope::Own),
            ("company", None) => Some(GrantScope::Company),
            ("department", Some(text)) => {
                let path = format!("roles[{i}].department_id");
                Some(GrantScope::Department(fields.id(path, text)))
            }
            _ => None,
        };
        let fallback = GrantScope::Department(Id::from_raw(0));
        let scope = fields.word(format!("roles[{i}].scope"), scope, fallback);
        out.push(RoleGrant { role, scope });
    }
    out
}
