//! SQL of settings.

use jieqing_db::sql;

sql!(
    pub(super) TERMS,
    "select id, code, name, rule, active, version from payment_terms
     where company_id = $1 order by code"
);
sql!(pub(super) TERMS_NAME, "select name from payment_terms where company_id = $1 and code = $2");
sql!(
    pub(super) INSERT_TERMS,
    "insert into payment_terms (company_id, id, code, name, rule, version) values ($1, $2, $3, $4, $5, 1)"
);
sql!(
    pub(super) BANKS,
    "select id, code, name, bank, account, currency, method, active, version from bank_accounts
     where company_id = $1 order by id"
);
sql!(pub(super) BANK_NAME, "select name from bank_accounts where company_id = $1 and code = $2");
sql!(
    pub(super) INSERT_BANK,
    "insert into bank_accounts (company_id, id, code, name, bank, account, currency, method, version)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 1)"
);
sql!(
    pub(super) ACCOUNTS,
    "select code, name, name_en, side, role, active from accounts where company_id = $1 order by code"
);
sql!(pub(super) ACCOUNT, "select name from accounts where company_id = $1 and code = $2");
sql!(pub(super) OF_ROLE, "select code, side from accounts where company_id = $1 and role = $2");
sql!(pub(super) CLEAR_ROLE, "update accounts set role = '' where company_id = $1 and role = $2");
sql!(
    pub(super) MAP,
    "insert into accounts (company_id, code, name, name_en, side, role) values ($1, $2, $3, $4, $5, $6)
     on conflict (company_id, code) do update set role = excluded.role,
       name = case when excluded.name = '' then accounts.name else excluded.name end,
       name_en = case when excluded.name_en = '' then accounts.name_en else excluded.name_en end"
);
sql!(
    pub(super) RATES,
    "select currency, valid_on, rate_e9 from exchange_rates where company_id = $1
     order by currency, valid_on desc limit 500"
);
sql!(
    pub(super) TERMS_NOW,
    "select rule, version from payment_terms where company_id = $1 and id = $2"
);
sql!(
    pub(super) TERMS_OTHER,
    "select name from payment_terms where company_id = $1 and code = $2 and id <> $3"
);
sql!(
    pub(super) CHANGE_TERMS,
    "update payment_terms set code = $4, name = $5, rule = $6, active = $7, version = version + 1
     where company_id = $1 and id = $2 and version = $3"
);
sql!(
    pub(super) BANK_NOW,
    "select version from bank_accounts where company_id = $1 and id = $2"
);
sql!(
    pub(super) BANK_OTHER,
    "select name from bank_accounts where company_id = $1 and code = $2 and id <> $3"
);
sql!(
    pub(super) CHANGE_BANK,
    "update bank_accounts set code = $4, name = $5, bank = $6, account = $7, method = $8, active = $9,
       version = version + 1
     where company_id = $1 and id = $2 and version = $3"
);
sql!(
    pub(super) POSTED,
    "select count(*), cast(coalesce(sum(base_debit_minor - base_credit_minor), 0) as bigint)
     from ledger_lines where company_id = $1 and account = $2"
);
