//! Own, departments, company: what a user with several assignments sees in lists, documents, search.

use crate::support::{World, code, user, user_with};
use jieqing_db::db_test;
use jieqing_domain::access::{Permission, Role, authorize};
use jieqing_domain::admin::{GrantScope, RoleGrant, SaveDepartment};
use jieqing_domain::customers::query::{CustomerFilter, get, list};
use jieqing_domain::customers::{CreateCustomer, CustomerDraft};
use jieqing_domain::insight::search;
use jieqing_domain::wire;
use jieqing_kernel::actor::{Ctx, Department};
use jieqing_kernel::id::Id;
use jieqing_kernel::page::PageRequest;

fn department(world: &World, code: &str) -> Id<Department> {
    let command = SaveDepartment {
        id: None,
        code: code.to_owned(),
        name: code.to_owned(),
        active: true,
    };
    world
        .jieqing
        .execute(&world.boss, command)
        .expect("department")
}

fn customer(
    world: &World,
    name: &str,
    owner: i64,
    department: Id<Department>,
) -> Id<wire::Customer> {
    let draft = CustomerDraft {
        owner,
        department: department.raw(),
        ..CustomerDraft::named(name.to_owned())
    };
    world
        .jieqing
        .execute(&world.boss, CreateCustomer { draft })
        .expect("customer")
}

/// Names in the list, which must be those whose document may be opened and those the search finds.
fn seen(world: &World, ctx: &Ctx, all: &[Id<wire::Customer>]) -> Vec<String> {
    world
        .jieqing
        .db
        .read(|tx| {
            let scope = authorize(tx, ctx, Permission::CustomersRead)?;
            let page = list(
                tx,
                ctx,
                &scope,
                &CustomerFilter::default(),
                &PageRequest::default(),
            )?;
            let names: Vec<String> = page.items.iter().map(|c| c.name.clone()).collect();
            for id in all {
                let opened = code(get(tx, ctx, &scope, *id)) == "ok";
                assert_eq!(opened, page.items.iter().any(|c| c.id == *id));
            }
            let found = search(tx, ctx, "公司", 50)?;
            assert_eq!(found.len(), names.len());
            Ok::<_, jieqing_kernel::error::Error>(names)
        })
        .expect("read")
}

db_test! { a_user_sees_all_departments_they_have_a_role_in, |test: TestDb| {
    let world = World::new(test);
    let (east, west, south) = (department(&world, "EAST"), department(&world, "WEST"), department(&world, "SOUTH"));
    let in_department = |d| RoleGrant { role: Role::Sales, scope: GrantScope::Department(d) };
    let one = user(&world, "one", Role::Sales, GrantScope::Department(west));
    let two = user_with(&world, "two", vec![in_department(east), in_department(west)]);
    let own = user(&world, "own", Role::Sales, GrantScope::Own);
    let mixed = user_with(&world, "mixed", vec![
        RoleGrant { role: Role::Sales, scope: GrantScope::Own },
        RoleGrant { role: Role::Clerk, scope: GrantScope::Department(east) },
    ]);
    let wide = user_with(&world, "wide", vec![in_department(east), RoleGrant { role: Role::SalesManager, scope: GrantScope::Company }]);
    let boss = world.boss.actor.raw();
    let all = [
        customer(&world, "公司东", boss, east),
        customer(&world, "公司西", boss, west),
        customer(&world, "公司南", own.actor.raw(), south),
        customer(&world, "公司南二", mixed.actor.raw(), south),
    ];
    assert_eq!(seen(&world, &one, &all), ["公司西"]);
    assert_eq!(seen(&world, &two, &all), ["公司东", "公司西"]);
    assert_eq!(seen(&world, &own, &all), ["公司南"]);
    assert_eq!(seen(&world, &mixed, &all), ["公司东", "公司南二"]);
    assert_eq!(seen(&world, &wide, &all).len(), 4);
    // The clerk of the east writes no customer of the south that is not their own.
    let draft = CustomerDraft { owner: boss, department: south.raw(), ..CustomerDraft::named("新".to_owned()) };
    let id = world.jieqing.execute(&mixed, CreateCustomer { draft }).expect("written");
    let scope = world.jieqing.db.read(|tx| authorize(tx, &mixed, Permission::CustomersWrite)).expect("scope");
    let made = world.jieqing.db.read(|tx| get(tx, &mixed, &scope, id)).expect("seen");
    assert_eq!(made.draft.department, east.raw());
} }
