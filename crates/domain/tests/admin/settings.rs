//! Terms and bank accounts change and go out of use; the receivable account stays once posted to.

use crate::support::{World, code};
use jieqing_db::{db_test, params, sql};
use jieqing_domain::settings::{
    AccountRole, ChangeBankAccount, ChangeTerms, CreateBankAccount, CreateTerms, MapAccount, query,
};
use jieqing_kernel::currency::Currency;
use jieqing_kernel::error::Error;

sql!(
    POST,
    "insert into ledger_lines (company_id, entry_id, line_no, account, posted_on, currency, debit_minor,
       credit_minor, base_debit_minor, base_credit_minor)
     values ($1, 1, 1, '1122', '2026-11-24', 'CNY', 11300, 0, 11300, 0)"
);

db_test! { terms_change_and_go_out_of_use, |test: TestDb| {
    let world = World::new(test);
    let run = |c: ChangeTerms| code(world.jieqing.execute(&world.boss, c));
    let new = |text: &str| CreateTerms { code: text.to_owned(), name: text.to_owned(), rule: "net_45".to_owned() };
    let id = world.jieqing.execute(&world.boss, new("T45")).expect("terms");
    let now = || world.jieqing.db.read(|tx| query::one_terms(tx, &world.boss, id)).expect("terms");
    let change = ChangeTerms { id, version: 1, code: "T50".to_owned(), name: "五十天".to_owned(), rule: "net_50".to_owned(), active: true };
    assert_eq!(run(change.clone()), "ok");
    assert_eq!(run(change.clone()), "stale 2");
    assert_eq!(run(ChangeTerms { version: 2, active: false, ..change.clone() }), "ok");
    assert_eq!((now().code.as_str(), now().rule.as_str(), now().active, now().version), ("T50", "net_50", false, 3));
    assert_eq!(run(ChangeTerms { version: 3, rule: "soon".to_owned(), ..change.clone() }), "rule settings.terms_rule");
    assert_eq!(run(ChangeTerms { version: 3, code: "NET30".to_owned(), ..change }), "settings.code_taken");
} }

db_test! { bank_accounts_change_and_go_out_of_use, |test: TestDb| {
    let world = World::new(test);
    let command = CreateBankAccount { code: "B".to_owned(), name: "基本户".to_owned(), bank: String::new(), account: String::new(), currency: Currency::CNY, method: "bank".to_owned() };
    let id = world.jieqing.execute(&world.boss, command).expect("account");
    let change = ChangeBankAccount { id, version: 1, code: "B".to_owned(), name: "一般户".to_owned(), bank: "工行".to_owned(), account: "12".to_owned(), method: "wallet".to_owned(), active: false };
    assert_eq!(code(world.jieqing.execute(&world.boss, change.clone())), "ok");
    let now = world.jieqing.db.read(|tx| query::bank_account(tx, &world.boss, id)).expect("account");
    assert_eq!((now.name.as_str(), now.method.as_str(), now.active, now.version), ("一般户", "wallet", false, 2));
    assert_eq!(code(world.jieqing.execute(&world.boss, ChangeBankAccount { version: 2, method: "gold".to_owned(), ..change.clone() })), "method field.not_a_code");
    assert_eq!(code(world.jieqing.execute(&world.boss, change)), "stale 2");
} }

db_test! { the_receivable_account_stays_once_posted_to, |test: TestDb| {
    let world = World::new(test);
    let map = |role, to: &str| {
        let command = MapAccount { role, code: to.to_owned(), name: "应收".to_owned(), name_en: String::new() };
        world.jieqing.execute(&world.boss, command)
    };
    map(AccountRole::Receivable, "112201").expect("nothing posted yet");
    map(AccountRole::Receivable, "1122").expect("and back");
    let company = world.boss.company;
    world.jieqing.db.write(move |tx| Ok::<_, Error>(tx.exec_one(&POST, params![company])?)).expect("posted");
    match map(AccountRole::Receivable, "112201") {
        Err(Error::Refused(refusal)) => {
            assert_eq!(refusal.code, "settings.receivable_posted");
            let fact = |name: &str| refusal.facts.iter().find(|(n, _)| *n == name).map(|(_, v)| v.clone());
            assert_eq!(fact("lines").as_deref(), Some("1"));
            assert_eq!(fact("balance").as_deref(), Some("113.00 CNY"));
        }
        other => panic!("{other:?}"),
    }
    map(AccountRole::Receivable, "1122").expect("the same account");
    map(AccountRole::Bank, "100201").expect("another role");
} }
