import assert from 'node:assert/strict';
import { ADMIN, basics, invoiced, openCompany } from '../lib/company.mjs';
import { journey, settle, signIn } from '../lib/page.mjs';

journey('80-lists', {}, async ({ page, context, server, step, shot, expectProblem }) => {
  await step('a company with two invoices', async () => {
    const api = await openCompany(server);
    await basics(api);
    const { items } = await api('GET', '/customers?search=%E4%BA%91%E6%A0%96');
    await invoiced(api, items[0].code, 'ZC-6204', ['1000.00', '2000.00']);
  });
  await step('sign in', () => signIn(page, server, ADMIN));

  await step('a view stands in the address: reload keeps it, Back leaves it', async () => {
    await page.goto(`${server.url}/orders`);
    await page.getByText('合计 2 条').waitFor();
    await page.getByRole('tab', { name: '草稿' }).click();
    await page.waitForURL(/status=draft/);
    await page.reload();
    await page.getByRole('tab', { name: '草稿', selected: true }).waitFor();
    await page.goBack();
    await page.waitForURL((url) => url.pathname === '/orders' && url.search === '');
    await page.getByText('合计 2 条').waitFor();
    await settle(page);
  });

  await step('without a connection the list says so, and shows no rows of another filter', async () => {
    expectProblem(/ERR_INTERNET_DISCONNECTED/);
    await context.setOffline(true);
    await page.getByRole('tab', { name: '待发货' }).click();
    await page.getByRole('alert').first().waitFor();
    assert.equal(await page.getByRole('link', { name: /^SO-/ }).count(), 0);
    await shot('offline');
    await context.setOffline(false);
    await page.getByRole('button', { name: '重试' }).click();
    await page.getByRole('alert').waitFor({ state: 'detached' });
  });
});
