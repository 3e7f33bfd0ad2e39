import assert from 'node:assert/strict';
import { ADMIN, basics, invoiced, openCompany } from '../lib/company.mjs';
import { journey, overflow, settle, signIn } from '../lib/page.mjs';

journey('30-receipts', {}, async ({ page, server, step, shot }) => {
  const { api, customer } = await step('a customer with three invoices', async () => {
    const signedIn = await openCompany(server);
    await basics(signedIn);
    const { items } = await signedIn('GET', '/customers?search=%E4%BA%91%E6%A0%96');
    await invoiced(signedIn, items[0].code, 'ZC-6204', ['1000.00', '2000.00', '3000.50']);
    return { api: signedIn, customer: items[0] };
  });
  const sides = async () => api('GET', `/customers/${customer.id}/allocation-sides`);
  const open = (items) => items.map((item) => item.open);
  assert.deepEqual(open((await sides()).debits), ['1000.00', '2000.00', '3000.50']);
  await step('sign in', () => signIn(page, server, ADMIN));

  await step('enter a receipt by keyboard', async () => {
    await page.goto(`${server.url}/receipts`);
    await page.getByRole('button', { name: '录入收款' }).first().waitFor();
    await settle(page);
    await page.keyboard.press('n');
    const dialog = page.getByRole('dialog');
    await dialog.locator('#customer_id:focus').waitFor();
    await page.keyboard.type('云栖');
    await page.locator('.ant-select-item-option', { hasText: '杭州云栖' }).waitFor();
    await page.keyboard.press('Enter');
    await dialog.locator('#amount').fill('2500');
    await dialog.locator('#bank_ref').fill('E2E-0001');
    await shot('entry');
    await dialog.getByRole('button', { name: '保存' }).click();
    await page.waitForURL(/\/receipts\/rcp_/);
    await page.locator('[data-status="claimed"]').first().waitFor();
    await dialog.waitFor({ state: 'hidden' });
    await settle(page);
    await shot('receipt');
  });

  await step('oldest first fills both sides', async () => {
    await page.getByRole('button', { name: '核销', exact: true }).waitFor();
    await page.keyboard.press('h');
    await page.waitForURL(/\/receipts\/allocate/);
    await page.getByText('款项多出').waitFor();
    await settle(page);
    await page.keyboard.press('o');
    await page.getByRole('button', { name: '核销 ¥2,500.00' }).waitFor();
    const amounts = page.getByLabel(/^本次核销 IN-/);
    assert.equal(await amounts.count(), 2);
    assert.equal(await amounts.nth(0).inputValue(), '1,000.00');
    assert.equal(await amounts.nth(1).inputValue(), '1,500.00');
    await page.getByText('两侧相等').waitFor();
    await shot('oldest-first');
    assert.equal(await overflow(page), 0);
  });

  await step('part of it by hand: more than is open is refused before sending', async () => {
    const second = page.getByLabel(/^本次核销 IN-/).nth(1);
    // The field shows the plain figure once it has the focus.
    await second.click();
    await second.fill('2000.01');
    await second.blur();
    await page.getByRole('alert').filter({ hasText: '超过未清金额' }).waitFor();
    await second.click();
    await second.fill('500');
    await second.blur();
    await page.getByText('款项多出').waitFor();
    await page.getByRole('button', { name: '核销 ¥1,500.00' }).waitFor();
  });

  await step('allocate, and see what is left', async () => {
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: '撤销刚才的核销' }).waitFor();
    await settle(page);
    const { debits, credits } = await sides();
    assert.deepEqual(open(debits), ['1500.00', '3000.50']);
    assert.deepEqual(open(credits), ['-1000.00']);
    await shot('allocated');
  });

  await step('undo restores both sides exactly', async () => {
    await page.keyboard.press('Control+z');
    await page.getByText('已撤销').first().waitFor();
    await page.getByRole('button', { name: '撤销刚才的核销' }).waitFor({ state: 'detached' });
    const { debits, credits } = await sides();
    assert.deepEqual(open(debits), ['1000.00', '2000.00', '3000.50']);
    assert.deepEqual(open(credits), ['-2500.00']);
    await shot('undone');
  });

  await step('the balance is what the papers say', async () => {
    const { items } = await api('GET', '/open-items?side=debit&totals=true');
    assert.equal(items.length, 3);
    const receipts = await api('GET', '/receipts');
    assert.equal(receipts.items[0].open, '2500.00');
    await page.goto(`${server.url}/receipts`);
    await page.getByRole('tab', { name: '有未核销余额' }).click();
    await page.getByText('2,500.00').first().waitFor();
    await settle(page);
    await shot('list');
  });
});
