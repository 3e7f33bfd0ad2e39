// A small company of a journey's own: first set-up with the printed token, then terms, products and customers by API.
import assert from 'node:assert/strict';
import crypto from 'node:crypto';

export const ADMIN = { user: 'admin', password: 'correct horse battery staple' };

/** Answers `api(method, path, body)` signed in as the company's first user. */
export async function openCompany(server) {
  const token = await setupToken(server);
  const setup = await fetch(`${server.url}/api/v1/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify({
      token,
      company_name: '上海衡信供应链有限公司',
      uscc: '91330100799655058B',
      accounting_standard: 'enterprise',
      login: ADMIN.user,
      name: '王芳',
      password: ADMIN.password,
    }),
  });
  assert.ok(setup.ok, `set-up: ${setup.status} ${await setup.text()}`);
  return signedInApi(server, ADMIN);
}

export async function setupToken(server) {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const found = /首次启动[^\n]*\n\s*\n\s+(\S+)/.exec(server.log(400));
    if (found) return found[1];
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no set-up token was printed:\n${server.log()}`);
}

export async function signedInApi(server, { user, password }) {
  const login = await fetch(`${server.url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify({ login: user, password }),
  });
  assert.ok(login.ok, `sign in: ${login.status} ${await login.text()}`);
  const cookie = login.headers.getSetCookie().map((c) => c.split(';')[0]).join('; ');
  const read = await fetch(`${server.url}/api/v1/session`, { headers: { cookie } });
  const { csrf } = await read.json();
  return async (method, path, body, version) => {
    const form = body instanceof FormData;
    const answer = await fetch(`${server.url}/api/v1${path}`, {
      method,
      headers: {
        cookie,
        'x-csrf': csrf,
        'idempotency-key': crypto.randomUUID(),
        ...(body === undefined || form ? {} : { 'content-type': 'application/json' }),
        ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
      },
      ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  };
}

/** Terms, three products and two customers. */
export async function basics(api) {
  const known = (await api('GET', '/terms')).items;
  const terms = known[0]?.id ?? (await api('POST', '/terms', { code: 'N30', name: '开票后30天', rule: 'net 30' })).id;
  const product = (sku, name, spec, unit, price) =>
    api('POST', '/products', { sku, name, spec, unit, tax_rate: '0.13', price, tax_code: '1090304000000000000' });
  const products = [
    await product('ZC-6204', '深沟球轴承', '20×47×14', '个', '12.50'),
    await product('DJ-Y2-90', '三相异步电动机', 'Y2-90L-4 1.5kW', '台', '1180'),
    await product('XL-B1200', '三角带', 'B1200', '条', '18.60'),
  ];
  const customer = (name, tax_id, credit_limit) =>
    api('POST', '/customers', {
      name,
      tax_id,
      currency: 'CNY',
      terms_id: terms,
      credit_limit,
      addresses: [
        { kind: 'delivery', recipient: '张工', phone: '13800000001', address: '杭州市余杭区仓前街道 99 号', is_default: true },
      ],
    });
  const customers = [
    await customer('杭州云栖贸易有限公司', '91330100799655058B', '500000.00'),
    await customer('宁波海曙五金机电有限公司', '', '50000.00'),
  ];
  return { terms, products, customers };
}

/** Imports csv text as the wizard does, and stores it. */
export async function store(api, kind, csv, options = {}) {
  const form = new FormData();
  form.set('kind', kind);
  form.set('options', JSON.stringify(options));
  form.set('file', new Blob([csv], { type: 'text/csv' }), `${kind}.csv`);
  const seen = await api('POST', '/imports', form);
  const done = await api('POST', `/imports/${seen.id}/commit`);
  if (done.state === 'committed') return;
  const { items } = await api('GET', `/imports/${seen.id}/rows?outcome=failed`);
  assert.fail(`${kind}: ${items.map((row) => `${row.row_no} ${row.column}: ${row.message}`).join('; ')}`);
}

/** Confirmed, delivered, signed and invoiced orders, oldest first: one per amount, a unit each. */
export async function invoiced(api, customer, sku, amounts) {
  const day = (ago) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
  const rows = amounts.map((amount, at) => [`SO-E2E-${at + 1}`, amount, day(90 - at * 20)]);
  const lines = (head, row) => [head, ...rows.map(row)].join('\n');
  await store(
    api,
    'orders',
    lines('订单号,客户编码,订单日期,货号,数量,单价,税率', ([no, amount, on]) =>
      [no, customer, on, sku, 1, amount, '13%'].join(','),
    ),
    { order_state: 'confirmed', credit: 'off' },
  );
  await store(api, 'deliveries', lines('订单号,送货日期', ([no, , on]) => `${no},${on}`));
  await store(api, 'invoices', lines('订单号,开票日期', ([no, , on]) => `${no},${on}`));
}

/** A colleague with one role, the first password changed already. */
export async function addUser(server, api, login, name, role) {
  const { temporary_password } = await api('POST', '/users', { login, name, roles: [{ role, scope: 'company' }] });
  const password = `${login} battery staple horse`;
  const own = await signedInApi(server, { user: login, password: temporary_password });
  await own('POST', '/session/password', { old_password: temporary_password, new_password: password });
  return { user: login, password };
}
