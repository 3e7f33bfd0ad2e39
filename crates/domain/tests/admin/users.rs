//! Users, roles, separation of duties, several companies.

use crate::support::{SECOND, World, code, company, word};
use jieqing_db::db_test;
use jieqing_domain::access::{Permission, Role};
use jieqing_domain::admin::auth::{
    ChangePassword, LoginOutcome, SwitchCompany, own_face, own_password,
};
use jieqing_domain::admin::query::{
    AuditFilter, UserFilter, access_log, audit, get_user, list_users, timeline,
};
use jieqing_domain::admin::{
    AddMember, AssignRoles, ChangeCompany, CompanyDraft, CreateCompany, CreateUser, CreditCheck,
    GrantScope, Proof, ReceivableOn, ResetPassword, RoleGrant, SaveDepartment, SetUserActive,
    UserDraft,
};
use jieqing_kernel::actor::{Ctx, User};
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;
use jieqing_kernel::page::PageRequest;

fn grant(role: Role) -> RoleGrant {
    RoleGrant {
        role,
        scope: GrantScope::Company,
    }
}

fn new_user(world: &World, login: &str, roles: &[Role]) -> CreateUser {
    CreateUser {
        login: login.to_owned(),
        draft: UserDraft {
            name: format!("员工{login}"),
            email: String::new(),
            locale: "zh-CN".to_owned(),
        },
        password_hash: world.hasher.hash("temporary 1").expect("hash"),
        roles: roles.iter().map(|r| grant(*r)).collect(),
        reason: String::new(),
    }
}

fn create(world: &World, login: &str, roles: &[Role]) -> Id<User> {
    world
        .jieqing
        .execute(&world.boss, new_user(world, login, roles))
        .expect("created")
}

fn version(world: &World, id: Id<User>) -> i64 {
    world
        .jieqing
        .db
        .read(|tx| get_user(tx, &world.boss, id))
        .expect("user")
        .version
}

fn assign(
    world: &World,
    ctx: &Ctx,
    id: Id<User>,
    roles: &[Role],
    reason: &str,
) -> Result<Id<User>> {
    let command = AssignRoles {
        id,
        version: version(world, id),
        roles: roles.iter().map(|r| grant(*r)).collect(),
        reason: reason.to_owned(),
    };
    world.jieqing.execute(ctx, command)
}

db_test! { a_temporary_password_allows_nothing_but_its_change, |test: TestDb| {
    let world = World::new(test);
    let id = create(&world, "Li.Qiang", &[Role::Clerk]);
    let secret = world.session("li.qiang", "temporary 1");
    let principal = world.principal(&secret).expect("in");
    assert!(principal.must_change_password);
    let ctx = world.ctx(id);
    let read = |permission| code(world.jieqing.read(&ctx, permission, |_, _, _| Ok(())));
    assert_eq!(read(Permission::OrdersRead), "forbidden orders.read");
    assert_eq!(read(Permission::SelfUse), "ok");
    let (_, verified) = world.jieqing.db.read(|tx| own_password(tx, &ctx)).expect("stored");
    let hash = world.hasher.hash("my own words").expect("hash");
    world.jieqing.execute(&ctx, ChangePassword { verified, hash, keep: None }).expect("changed");
    assert_eq!(read(Permission::OrdersRead), "ok");
    assert_eq!(word(&world.login("li.qiang", "my own words")), "in");
} }

db_test! { logins_are_unique_whatever_their_case, |test: TestDb| {
    let world = World::new(test);
    create(&world, "Wang", &[Role::Sales]);
    let before = world.events();
    let again = world.jieqing.execute(&world.boss, new_user(&world, " wang ", &[Role::Sales]));
    assert_eq!(code(again), "admin.login_taken");
    let spaced = world.jieqing.execute(&world.boss, new_user(&world, "a b", &[]));
    assert_eq!(code(spaced), "login field.login");
    assert_eq!(world.events(), before);
} }

db_test! { a_right_taken_away_is_gone_on_the_next_request, |test: TestDb| {
    let world = World::new(test);
    let id = create(&world, "li", &[Role::Auditor]);
    let secret = world.session("li", "temporary 1");
    let ctx = world.ctx(id);
    let face = |ctx: &Ctx| world.jieqing.db.read(|tx| own_face(tx, ctx)).expect("face");
    assert_eq!(face(&ctx).roles, [Role::Auditor]);
    assign(&world, &world.boss, id, &[Role::Sales], "").expect("assigned");
    assert_eq!(face(&ctx).roles, [Role::Sales]);
    let audit = world.jieqing.read(&ctx, Permission::AuditRead, |_, _, _| Ok(()));
    assert_eq!(code(audit), "forbidden audit.read");
    assert!(world.principal(&secret).is_some());
    assign(&world, &world.boss, id, &[], "").expect("all taken");
    assert!(world.principal(&secret).is_none());
    assert_eq!(word(&world.login("li", "temporary 1")), "no role");
    assert_eq!(code(world.jieqing.read(&ctx, Permission::SelfUse, |_, _, _| Ok(()))), "forbidden self.use");
} }

db_test! { a_disabled_user_is_out_at_once, |test: TestDb| {
    let world = World::new(test);
    let id = create(&world, "li", &[Role::Clerk]);
    let secret = world.session("li", "temporary 1");
    let set = |active| {
        let command = SetUserActive { id, version: version(&world, id), active };
        world.jieqing.execute(&world.boss, command)
    };
    set(false).expect("disabled");
    assert!(world.principal(&secret).is_none());
    assert_eq!(word(&world.login("li", "temporary 1")), "wrong");
    set(true).expect("enabled");
    assert!(world.principal(&secret).is_none(), "the old session stays dead");
    world.wait(10 * SECOND);
    assert_eq!(word(&world.login("li", "temporary 1")), "in");
    let stale = SetUserActive { id, version: 1, active: false };
    assert_eq!(code(world.jieqing.execute(&world.boss, stale)), "stale 3");
} }

db_test! { nobody_raises_or_disables_themselves, |test: TestDb| {
    let world = World::new(test);
    let boss = Id::from_raw(world.boss.actor.raw());
    let before = world.events();
    assert_eq!(code(assign(&world, &world.boss, boss, &[Role::Administrator], "")), "admin.not_yourself");
    let command = SetUserActive { id: boss, version: 1, active: false };
    assert_eq!(code(world.jieqing.execute(&world.boss, command)), "admin.not_yourself");
    let command = ResetPassword { id: boss, version: 1, password_hash: "x".to_owned() };
    assert_eq!(code(world.jieqing.execute(&world.boss, command)), "admin.not_yourself");
    assert_eq!(world.events(), before);
} }

db_test! { the_last_administrator_stays, |test: TestDb| {
    let world = World::new(test);
    let boss: Id<User> = Id::from_raw(world.boss.actor.raw());
    let second = create(&world, "second", &[Role::Administrator]);
    let ctx = world.ctx(second);
    let (_, verified) = world.jieqing.db.read(|tx| own_password(tx, &ctx)).expect("stored");
    let hash = world.hasher.hash("my own words").expect("hash");
    world.jieqing.execute(&ctx, ChangePassword { verified, hash, keep: None }).expect("changed");
    // The boss goes; then the second can't.
    assign(&world, &ctx, boss, &[Role::Clerk], "").expect("two of them");
    let third = create_by(&world, &ctx, "third", &[Role::Auditor]);
    assert_eq!(code(assign(&world, &world.ctx(third), second, &[], "")), "forbidden users.write");
    let system = Ctx { actor: jieqing_kernel::actor::Actor::System, ..world.boss.clone() };
    let before = world.events();
    assert_eq!(code(assign(&world, &system, second, &[Role::Clerk], "")), "admin.last_administrator");
    let command = SetUserActive { id: second, version: version(&world, second), active: false };
    assert_eq!(code(world.jieqing.execute(&system, command)), "admin.last_administrator");
    assert_eq!(world.events(), before);
} }

fn create_by(world: &World, ctx: &Ctx, login: &str, roles: &[Role]) -> Id<User> {
    world
        .jieqing
        .execute(ctx, new_user(world, login, roles))
        .expect("created")
}

db_test! { roles_that_should_be_apart_need_a_reason, |test: TestDb| {
    let world = World::new(test);
    let id = create(&world, "li", &[Role::Cashier]);
    let both = [Role::Cashier, Role::Finance];
    let before = world.events();
    assert_eq!(code(assign(&world, &world.boss, id, &both, " ")), "admin.duties_conflict");
    assert_eq!(world.events(), before);
    assign(&world, &world.boss, id, &both, "人手不足，至 2026-12-31").expect("with a reason");
    let filter = AuditFilter { kind: Some("user.exception_recorded".to_owned()), ..AuditFilter::default() };
    let page = world.jieqing.db.read(|tx| audit(tx, &world.boss, &filter, &PageRequest::default())).expect("audit");
    assert!(page.items[0].payload.contains("cashier + finance"), "{}", page.items[0].payload);
    assert!(page.items[0].payload.contains("人手不足"));
    assert_eq!(page.items[0].actor_name, "王芳");
} }

db_test! { a_second_company_is_apart_from_the_first, |test: TestDb| {
    let world = World::new(test);
    let other = world.jieqing.execute(&world.boss, CreateCompany { new: company("B") }).expect("founded");
    assert_eq!(code(world.jieqing.execute(&world.boss, CreateCompany { new: company("B") })), "admin.company_code_taken");
    let id = create(&world, "li", &[Role::Clerk]);
    let secret = world.session("boss", "correct horse");
    let Proof::Session(session) = world.principal(&secret).expect("in").proof else { panic!() };
    world.jieqing.execute(&world.boss, SwitchCompany { session, company: other }).expect("switched");
    let principal = world.principal(&secret).expect("still in");
    assert_eq!(principal.company, other);
    let there = Ctx { company: other, ..world.boss.clone() };
    let face = world.jieqing.db.read(|tx| own_face(tx, &there)).expect("face");
    assert_eq!(face.roles, [Role::Administrator, Role::Clerk, Role::Finance, Role::SalesManager]);
    let listed = |ctx: &Ctx| {
        let page = world.jieqing.db.read(|tx| list_users(tx, ctx, &UserFilter::default(), &PageRequest::default()));
        let logins: Vec<_> = page.expect("users").items.into_iter().map(|u| u.login).collect();
        logins
    };
    assert_eq!(listed(&world.boss), ["boss", "li"]);
    assert_eq!(listed(&there), ["boss"]);
    let peek = world.jieqing.db.read(|tx| get_user(tx, &there, id));
    assert_eq!(code(peek), "not found");
    // A role there, but the account stays with its company.
    let add = AddMember { login: "LI".to_owned(), roles: vec![grant(Role::Sales)], reason: String::new() };
    world.jieqing.execute(&there, add).expect("added");
    assert_eq!(listed(&there), ["boss", "li"]);
    let reset = ResetPassword { id, version: version(&world, id), password_hash: "x".to_owned() };
    assert_eq!(code(world.jieqing.execute(&there, reset)), "admin.managed_elsewhere");
    let li = world.session("li", "temporary 1");
    let Proof::Session(session) = world.principal(&li).expect("in").proof else { panic!() };
    let unknown = SwitchCompany { session, company: Id::from_raw(7) };
    assert_eq!(code(world.jieqing.execute(&world.ctx(id), unknown)), "not found");
} }

db_test! { departments_and_scopes, |test: TestDb| {
    let world = World::new(test);
    let east = SaveDepartment { id: None, code: "EAST".to_owned(), name: "华东".to_owned(), active: true };
    let id = world.jieqing.execute(&world.boss, east.clone()).expect("made");
    assert_eq!(code(world.jieqing.execute(&world.boss, east.clone())), "admin.code_taken");
    let renamed = SaveDepartment { id: Some((id, 1)), name: "华东大区".to_owned(), ..east };
    world.jieqing.execute(&world.boss, renamed.clone()).expect("renamed");
    assert_eq!(code(world.jieqing.execute(&world.boss, renamed)), "stale 2");
    let user = create(&world, "li", &[]);
    let roles = vec![
        RoleGrant { role: Role::Sales, scope: GrantScope::Department(id) },
        RoleGrant { role: Role::Sales, scope: GrantScope::Department(id) },
        RoleGrant { role: Role::Administrator, scope: GrantScope::Own },
        RoleGrant { role: Role::Clerk, scope: GrantScope::Department(Id::from_raw(9)) },
    ];
    let command = AssignRoles { id: user, version: version(&world, user), roles, reason: String::new() };
    assert_eq!(
        code(world.jieqing.execute(&world.boss, command)),
        "roles[1].role field.duplicate, roles[2].scope field.not_a_code, roles[3].department_id field.unknown_reference"
    );
} }

db_test! { settings_of_the_company, |test: TestDb| {
    let world = World::new(test);
    let draft = CompanyDraft {
        name: "云栖贸易".to_owned(), name_en: String::new(), uscc: String::new(), address: String::new(),
        phone: String::new(), bank_name: String::new(), bank_account: String::new(),
        receivable_on: ReceivableOn::Dispatch, credit_check: CreditCheck::Warn, count_undelivered: false,
        over_tolerance_e9: 50_000_000, under_tolerance_e9: 1_000_000_001, write_off_limit: 500, bill_weight_e9: 1_000_000_000,
    };
    let bad = world.jieqing.execute(&world.boss, ChangeCompany { version: 1, draft: draft.clone() });
    assert_eq!(code(bad), "under_tolerance field.out_of_range");
    let draft = CompanyDraft { under_tolerance_e9: 0, ..draft };
    world.jieqing.execute(&world.boss, ChangeCompany { version: 1, draft: draft.clone() }).expect("changed");
    let stale = world.jieqing.execute(&world.boss, ChangeCompany { version: 1, draft });
    assert_eq!(code(stale), "stale 2");
    let subject = world.boss.company.to_string();
    let page = world.jieqing.db.read(|tx| timeline(tx, &world.boss, &subject, &PageRequest::default())).expect("timeline");
    let kinds: Vec<_> = page.items.iter().map(|e| e.kind.as_str()).collect();
    assert_eq!(kinds, ["company.changed", "company.created"]);
} }

db_test! { failed_logins_are_told_to_the_account_s_administrators, |test: TestDb| {
    let world = World::new(test);
    assert_eq!(word(&world.login("boss", "guess guess")), "wrong");
    assert_eq!(word(&world.login("nobody", "guess guess")), "wrong");
    assert!(matches!(world.login("boss", "correct horse"), LoginOutcome::In { .. }));
    let page = world.jieqing.db.read(|tx| access_log(tx, &world.boss, None, &PageRequest::default())).expect("log");
    let seen: Vec<_> = page.items.iter().map(|r| (r.kind.as_str(), r.detail.as_str(), r.user_name.as_str())).collect();
    assert_eq!(seen, [("login", "boss", "王芳"), ("login_failed", "boss", "王芳")]);
} }
