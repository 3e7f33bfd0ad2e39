//! The people of the demo company.

use jieqing_domain::access::Role;

/// A user of the demo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoPerson {
    /// Login.
    pub login: &'static str,
    /// Name.
    pub name: &'static str,
    /// Roles.
    pub roles: &'static [Role],
    /// `company`, `department` or `own`.
    pub scope: &'static str,
    /// Department code.
    pub department: &'static str,
}

/// Departments besides those every new company starts with (`SALES`, `FIN`, `LOG`).
pub const MORE_DEPARTMENTS: &[(&str, &str)] =
    &[("JS", "结算部"), ("FW", "法务部"), ("SJ", "审计部")];

/// Everybody, the administrator first. Salespeople own the customers.
#[must_use]
pub fn people() -> Vec<DemoPerson> {
    let person = |login, name, roles, scope, department| DemoPerson {
        login,
        name,
        roles,
        scope,
        department,
    };
    vec![
        person(
            "admin",
            "周敏",
            &[
                Role::Administrator,
                Role::Clerk,
                Role::Finance,
                Role::SalesManager,
                Role::CreditController,
            ],
            "company",
            "JS",
        ),
        person("jiesuan", "李静", &[Role::Clerk], "company", "JS"),
        person("chuna", "陈晓燕", &[Role::Cashier], "company", "FIN"),
        person("caiwu", "赵国强", &[Role::Finance], "company", "FIN"),
        person("wuliu", "孙涛", &[Role::Logistics], "company", "LOG"),
        person(
            "xinkong",
            "吴丽华",
            &[Role::CreditController],
            "company",
            "FIN",
        ),
        person("fawu", "郑凯", &[Role::Legal], "company", "FW"),
        person("shenji", "钱学文", &[Role::Auditor], "company", "SJ"),
        person("xsjl", "王建军", &[Role::SalesManager], "company", "SALES"),
        person("xs1", "刘洋", &[Role::Sales], "own", "SALES"),
        person("xs2", "张婷", &[Role::Sales], "own", "SALES"),
        person("xs3", "黄磊", &[Role::Sales], "own", "SALES"),
        person("xs4", "何雨欣", &[Role::Sales], "own", "SALES"),
    ]
}
