-- Accounts that entries by hand need: what is owed to suppliers, their tax, what the owners put in.
insert into accounts (company_id, code, name, name_en, side, role)
  select c.id, '2202', '应付账款', 'Accounts payable', 'credit', 'payable' from companies c
  where not exists (select 1 from accounts a where a.company_id = c.id and a.code = '2202');
insert into accounts (company_id, code, name, name_en, side, role)
  select c.id, '222103', '应交增值税—进项税额', 'Input VAT', 'debit', 'input_tax' from companies c
  where not exists (select 1 from accounts a where a.company_id = c.id and a.code = '222103');
insert into accounts (company_id, code, name, name_en, side, role)
  select c.id, '4001', '实收资本', 'Paid-in capital', 'credit', 'paid_in_capital' from companies c
  where c.standard = 'enterprise' and not exists (select 1 from accounts a where a.company_id = c.id and a.code = '4001');
insert into accounts (company_id, code, name, name_en, side, role)
  select c.id, '3001', '实收资本', 'Paid-in capital', 'credit', 'paid_in_capital' from companies c
  where c.standard = 'small' and not exists (select 1 from accounts a where a.company_id = c.id and a.code = '3001');
