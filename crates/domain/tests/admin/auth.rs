//! First start, logins, sessions, tokens.

use crate::support::{NOW, SECOND, World, code, setup, word};
use jieqing_db::db_test;
use jieqing_domain::access::Permission;
use jieqing_domain::admin::auth::{
    ChangePassword, CreateToken, EndOtherSessions, EndSession, HashCost, Hasher, LoginOutcome,
    RevokeToken, hash_secret, make_setup_token, own_face, own_password, own_sessions, own_tokens,
    run_setup, setup_needed, token_secret,
};
use jieqing_domain::admin::{Proof, SESSION_IDLE, SESSION_MOST, authenticate_token, touch};
use jieqing_domain::{Jieqing, customers};
use jieqing_kernel::clock::Clock;
use jieqing_kernel::page::PageRequest;

db_test! { the_setup_token_works_once_and_for_an_hour, |test: TestDb| {
    let jieqing = Jieqing::new(test.db.clone(), Clock::manual(NOW), 1);
    let hasher = Hasher::try_new(HashCost::CHEAP).expect("cost");
    assert!(jieqing.db.read(setup_needed).expect("read"));
    let run = |token: &str| {
        let (clock, ids) = (jieqing.clock.clone(), jieqing.ids.clone());
        let with = setup(&hasher, token);
        jieqing.db.write(move |tx| run_setup(tx, &clock, &ids, &with).map(|_| ()))
    };
    assert_eq!(code(run("guessed")), "admin.setup_token");
    let old = jieqing.db.write(|tx| make_setup_token(tx, NOW)).expect("t").expect("needed");
    let token = jieqing.db.write(|tx| make_setup_token(tx, NOW)).expect("t").expect("needed");
    assert_eq!(code(run(&old)), "admin.setup_token");
    jieqing.clock.set(NOW + 3_600 * SECOND);
    assert_eq!(code(run(&token)), "admin.setup_token");
    jieqing.clock.set(NOW + 3_599 * SECOND);
    run(&token).expect("in time");
    assert_eq!(code(run(&token)), "admin.setup_done");
    assert!(!jieqing.db.read(setup_needed).expect("read"));
    assert_eq!(jieqing.db.write(|tx| make_setup_token(tx, NOW)).expect("none"), None);
} }

db_test! { the_first_user_can_work_and_the_exception_is_recorded, |test: TestDb| {
    let world = World::new(test);
    let face = world.jieqing.db.read(|tx| own_face(tx, &world.boss)).expect("face");
    assert_eq!((face.login.as_str(), face.name.as_str()), ("boss", "王芳"));
    let roles: Vec<_> = face.roles.iter().map(|r| r.as_str()).collect();
    assert_eq!(roles, ["administrator", "clerk", "finance", "sales_manager"]);
    assert!(face.permissions.contains(&Permission::UsersWrite));
    assert!(face.permissions.contains(&Permission::OrdersConfirm));
    let events = world.jieqing.db.read(|tx| -> jieqing_kernel::error::Result<_> {
        Ok(jieqing_db::events::after(tx, world.boss.company.raw(), 0, 100)?)
    }).expect("events");
    let kinds: Vec<_> = events.iter().map(|e| e.kind.as_str()).collect();
    assert_eq!(kinds, ["company.created", "user.created", "user.exception_recorded"]);
} }

db_test! { unknown_wrong_and_right, |test: TestDb| {
    let world = World::new(test);
    assert_eq!(word(&world.login("nobody", "correct horse")), "wrong");
    assert_eq!(word(&world.login("boss", "Correct horse")), "wrong");
    assert_eq!(word(&world.login(" BOSS ", "correct horse")), "in");
} }

db_test! { guessing_is_slowed_but_the_owner_gets_in, |test: TestDb| {
    let world = World::new(test);
    for _ in 0..5 {
        assert_eq!(word(&world.login("boss", "guess guess")), "wrong");
    }
    // Even the right password is not looked at now.
    assert_eq!(word(&world.login("boss", "correct horse")), "wait 2");
    assert_eq!(word(&world.login("nobody", "x")), "wrong");
    world.wait(2 * SECOND);
    assert_eq!(word(&world.login("boss", "guess guess")), "wrong");
    assert_eq!(word(&world.login("boss", "guess guess")), "wait 4");
    world.wait(4 * SECOND);
    assert_eq!(word(&world.login("boss", "correct horse")), "in");
    // A success starts over.
    assert_eq!(word(&world.login("boss", "guess guess")), "wrong");
    assert_eq!(word(&world.login("boss", "correct horse")), "in");
} }

db_test! { an_unknown_account_is_slowed_the_same_way, |test: TestDb| {
    let world = World::new(test);
    for _ in 0..5 {
        assert_eq!(word(&world.login("nobody", "guess guess")), "wrong");
    }
    assert_eq!(word(&world.login("nobody", "guess guess")), "wait 2");
} }

db_test! { a_login_makes_a_new_session_and_ends_the_one_before, |test: TestDb| {
    let world = World::new(test);
    let first = world.session("boss", "correct horse");
    let other = world.session("boss", "correct horse");
    // A secret planted by somebody else never becomes a session.
    let LoginOutcome::In { secret, .. } =
        world.login_replacing("boss", "correct horse", Some("planted")) else { panic!("in") };
    assert_ne!(secret, "planted");
    assert!(world.principal("planted").is_none());
    let LoginOutcome::In { secret: renewed, .. } =
        world.login_replacing("boss", "correct horse", Some(&first)) else { panic!("in") };
    assert!(world.principal(&first).is_none());
    assert!(world.principal(&renewed).is_some());
    assert!(world.principal(&other).is_some());
    let (a, b) = (world.principal(&renewed).expect("a"), world.principal(&other).expect("b"));
    assert_ne!(a.csrf, b.csrf);
    assert_eq!(a.csrf.len(), 64);
} }

db_test! { sessions_end_idle_or_old, |test: TestDb| {
    let world = World::new(test);
    let secret = world.session("boss", "correct horse");
    world.wait(SESSION_IDLE - 1);
    let principal = world.principal(&secret).expect("alive");
    assert!(principal.unseen);
    let now = world.now();
    world.jieqing.db.write(move |tx| Ok(touch(tx, principal.proof, now)?)).expect("touch");
    assert!(!world.principal(&secret).expect("alive").unseen);
    world.wait(SESSION_IDLE);
    assert!(world.principal(&secret).is_none(), "idle");

    let secret = world.session("boss", "correct horse");
    let born = world.now();
    while world.now() + SESSION_IDLE / 2 < born + SESSION_MOST {
        world.wait(SESSION_IDLE / 2);
        let now = world.now();
        let proof = world.principal(&secret).expect("kept alive").proof;
        world.jieqing.db.write(move |tx| Ok(touch(tx, proof, now)?)).expect("touch");
    }
    world.jieqing.clock.set(born + SESSION_MOST);
    assert!(world.principal(&secret).is_none(), "twelve hours are the most");
} }

db_test! { own_sessions_can_be_seen_and_ended, |test: TestDb| {
    let world = World::new(test);
    let (here, there, third) = (
        world.session("boss", "correct horse"),
        world.session("boss", "correct horse"),
        world.session("boss", "correct horse"),
    );
    let id = |secret: &str| match world.principal(secret).expect("alive").proof {
        Proof::Session(id) => id,
        Proof::Token(_) => panic!("a session"),
    };
    let (keep, end) = (id(&here), id(&there));
    assert_eq!(world.jieqing.db.read(|tx| own_sessions(tx, &world.boss)).expect("list").len(), 3);
    world.jieqing.execute(&world.boss, EndSession { id: end }).expect("end");
    assert!(world.principal(&there).is_none());
    assert_eq!(code(world.jieqing.execute(&world.boss, EndSession { id: end })), "not found");
    assert_eq!(world.jieqing.execute(&world.boss, EndOtherSessions { keep }).expect("end"), 1);
    assert!(world.principal(&third).is_none());
    assert!(world.principal(&here).is_some());
} }

db_test! { a_changed_password_ends_the_other_sessions, |test: TestDb| {
    let world = World::new(test);
    let (here, there) = (
        world.session("boss", "correct horse"),
        world.session("boss", "correct horse"),
    );
    let Proof::Session(keep) = world.principal(&here).expect("alive").proof else { panic!() };
    let (_, stored) = world.jieqing.db.read(|tx| own_password(tx, &world.boss)).expect("stored");
    let change = ChangePassword {
        verified: stored,
        hash: world.hasher.hash("battery staple").expect("hash"),
        keep: Some(keep),
    };
    world.jieqing.execute(&world.boss, change.clone()).expect("change");
    assert!(world.principal(&here).is_some());
    assert!(world.principal(&there).is_none());
    assert_eq!(word(&world.login("boss", "correct horse")), "wrong");
    assert_eq!(word(&world.login("boss", "battery staple")), "in");
    // The password it was verified against is no more.
    assert_eq!(code(world.jieqing.execute(&world.boss, change)), "admin.password_wrong");
} }

db_test! { tokens_do_no_more_than_they_were_given, |test: TestDb| {
    let world = World::new(test);
    let id = world.boss.new_id();
    let secret = token_secret(id).expect("secret");
    let make = |scopes: Vec<Permission>, days| CreateToken {
        id, name: "报表".to_owned(), scopes, days, hash: secret.hash,
    };
    let before = world.events();
    let run = |command| code(world.jieqing.execute(&world.boss, command));
    assert_eq!(run(make(vec![Permission::CustomersCredit], 30)), "admin.scope_too_wide");
    assert_eq!(run(make(vec![], 367)), "scopes field.required, days field.out_of_range");
    assert_eq!(world.events(), before);
    assert_eq!(run(make(vec![Permission::CustomersRead], 366)), "ok");
    let found = |secret: &str| {
        let hash = hash_secret(secret);
        world.jieqing.db.read(|tx| authenticate_token(tx, &hash, world.now())).expect("read")
    };
    let principal = found(&secret.text).expect("live");
    assert!(found(&secret.text[..secret.text.len() - 1]).is_none());
    let mut ctx = world.ctx(principal.user);
    ctx.token_scopes = principal.token_scopes.clone();
    let list = |ctx| world.jieqing.read(ctx, Permission::CustomersRead, |tx, ctx, scope| {
        customers::query::list(tx, ctx, scope, &customers::query::CustomerFilter::default(),
            &PageRequest::default())
    });
    assert!(list(&ctx).is_ok());
    let orders = world.jieqing.read(&ctx, Permission::OrdersRead, |_, _, _| Ok(()));
    assert_eq!(code(orders), "forbidden orders.read");
    // A token makes no tokens and touches no sessions.
    let other = CreateToken { id: world.boss.new_id(), ..make(vec![Permission::CustomersRead], 1) };
    assert_eq!(code(world.jieqing.execute(&ctx, other)), "forbidden self.use");
    let face = world.jieqing.db.read(|tx| own_face(tx, &ctx)).expect("face");
    assert_eq!(face.permissions, [Permission::CustomersRead, Permission::SelfUse]);

    world.jieqing.execute(&world.boss, RevokeToken { id }).expect("revoke");
    assert!(found(&secret.text).is_none());
    assert_eq!(code(world.jieqing.execute(&world.boss, RevokeToken { id })), "not found");
    let tokens = world.jieqing.db.read(|tx| own_tokens(tx, &world.boss)).expect("list");
    assert_eq!(tokens.len(), 1);
    assert_eq!(tokens[0].revoked_at, Some(NOW));
} }
