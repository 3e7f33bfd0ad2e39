import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { ADMIN, basics, invoiced, openCompany } from '../lib/company.mjs';
import { journey, overflow, settle, signIn } from '../lib/page.mjs';

const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe calls serious or critical on the page that is open, one line each. */
async function findings(page) {
  await page.evaluate(`${axe};0`);
  return page.evaluate(async () => {
    const { violations } = await globalThis.axe.run({ resultTypes: ['violations'] });
    return violations
      .filter((v) => ['serious', 'critical'].includes(v.impact))
      .flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(' ')}: ${n.html.slice(0, 120)}`));
  });
}

journey('70-accessibility', {}, async ({ page, server, step, shot }) => {
  const routes = await step('a company with one of each document', async () => {
    const api = await openCompany(server);
    await basics(api);
    const { items } = await api('GET', '/customers?search=%E4%BA%91%E6%A0%96');
    await invoiced(api, items[0].code, 'ZC-6204', ['1000.00', '2000.00']);
    const first = async (list) => `/${list}/${(await api('GET', `/${list}`)).items[0].id}`;
    return [
      '/',
      '/customers',
      `/customers/${items[0].id}`,
      '/orders',
      '/orders/new',
      await first('orders'),
      await first('deliveries'),
      '/invoices',
      await first('invoices'),
      `/receipts/allocate?customer_id=${items[0].id}`,
      '/aging',
      '/ledger/trial-balance',
      '/users?tab=roles',
      '/settings?tab=terms',
      '/imports/new',
      '/account',
    ];
  });
  await page.addInitScript(() => localStorage.setItem('jq.locale', '"en-US"'));
  await page.goto(server.url);
  await settle(page);
  assert.deepEqual(await findings(page), [], 'the sign-in page');
  await signIn(page, server, ADMIN);

  const looks = [
    { theme: 'light', viewport: { width: 1280, height: 800 }, some: routes },
    { theme: 'dark', viewport: { width: 820, height: 1180 }, some: routes.filter((_, at) => at % 3 === 0) },
  ];
  for (const { theme, viewport, some } of looks) {
    await step(`no serious finding, nothing wider than the window: ${theme}`, async () => {
      await page.addInitScript((t) => localStorage.setItem('jq.theme', JSON.stringify(t)), theme);
      await page.setViewportSize(viewport);
      for (const route of some) {
        await page.goto(server.url + route);
        await page.locator('h1').first().waitFor();
        await settle(page);
        assert.deepEqual(await findings(page), [], `${route}, ${theme}`);
        assert.equal(await overflow(page), 0, `${route}, ${theme}`);
      }
      await shot(theme);
    });
  }
});
