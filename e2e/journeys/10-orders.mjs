import assert from 'node:assert/strict';
import { ADMIN, basics, openCompany } from '../lib/company.mjs';
import { journey, overflow, settle, signIn } from '../lib/page.mjs';

const BUREAU = '26332000000012345678';

journey('10-orders', {}, async ({ page, server, step, shot }) => {
  const api = await step('a company with products and customers', async () => {
    const signedIn = await openCompany(server);
    await basics(signedIn);
    return signedIn;
  });
  await step('sign in', () => signIn(page, server, ADMIN));

  await step('enter an order by keyboard', async () => {
    await page.goto(`${server.url}/orders`);
    await settle(page);
    await page.getByRole('button', { name: '新建订单' }).first().waitFor();
    await page.keyboard.press('n');
    await page.waitForURL('**/orders/new');
    await settle(page);
    await page.locator('#customer_id:focus').waitFor();
    await page.keyboard.type('云栖');
    await page.locator('.ant-select-item-option', { hasText: '杭州云栖' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('信用占用').first().waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.type('PO-2026-0077');
    await page.getByRole('button', { name: /点击这里开始录入/ }).click();
    for (const [sku, qty] of [
      ['ZC-6204', '100'],
      ['DJ-Y2-90', '5'],
    ]) {
      await page.keyboard.type(sku);
      await page.getByRole('option', { name: new RegExp(sku) }).first().waitFor();
      await page.keyboard.press('Tab');
      await page.keyboard.type(qty);
      await page.keyboard.press('Enter');
    }
    await page.getByText('价目表').nth(1).waitFor();
    await page.getByText('7,150.00').first().waitFor();
    await shot('entry');
    assert.equal(await overflow(page), 0);
  });

  await step('submit and confirm', async () => {
    await page.keyboard.press('Control+Shift+Enter');
    await page.waitForURL(/\/orders\/ord_/);
    await settle(page);
    await page.locator('[data-status="submitted"]').first().waitFor();
    await shot('submitted');
    await page.keyboard.press('c');
    await page.getByRole('dialog').getByRole('button', { name: '确认订单' }).click();
    await page.locator('[data-status="confirmed"]').first().waitFor();
  });

  await step('deliver what is left', async () => {
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: '发货', exact: true }).waitFor();
    await page.keyboard.press('d');
    await page.waitForURL(/\/deliveries\/new/);
    await settle(page);
    assert.equal(await page.getByLabel('本次发货 1').inputValue(), '100');
    await page.getByLabel('运单号').fill('SF1234567890');
    await shot('delivery');
    await page.keyboard.press('Control+Enter');
    await page.waitForURL(/\/deliveries\/dlv_/);
    await settle(page);
  });

  await step('sign for it, one piece rejected', async () => {
    await page.getByRole('button', { name: '签收' }).first().waitFor();
    await page.keyboard.press('s');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('签收人').fill('张工');
    await dialog.getByLabel('拒收数量 1').fill('1');
    assert.equal(await dialog.getByLabel('签收数量 1').inputValue(), '99');
    await dialog.getByRole('button', { name: '签收' }).click();
    await dialog.getByText('请写明拒收原因').waitFor();
    await dialog.getByLabel('拒收原因 1').fill('货物破损');
    // Leaving the field closes its list of reasons, which covers the button.
    await page.keyboard.press('Tab');
    await shot('sign-off');
    await dialog.getByRole('button', { name: '签收' }).click();
    await page.locator('[data-status="signed"]').first().waitFor();
    await settle(page);
    await shot('signed');
  });

  await step('invoice and issue', async () => {
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: '开票', exact: true }).waitFor();
    await page.keyboard.press('i');
    await page.waitForURL(/\/invoices\/new/);
    await settle(page);
    await page.getByText('已选 2 / 2 行').waitFor();
    await shot('billable');
    await page.keyboard.press('Control+Enter');
    await page.waitForURL(/\/invoices\/inv_/);
    await settle(page);
    await page.getByText('价税合计（大写）').waitFor();
    await page.keyboard.press('Control+Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('发票号码').fill(BUREAU);
    await dialog.getByRole('button', { name: '开具' }).click();
    await page.locator('[data-status="issued"]').first().waitFor();
    await settle(page);
    await page.getByText(BUREAU).first().waitFor();
    await shot('issued');
  });

  await step('the server agrees', async () => {
    const { items } = await api('GET', '/invoices');
    assert.equal(items.length, 1);
    assert.equal(items[0].total, '7137.50');
    assert.equal(items[0].open, '7137.50');
    const orders = await api('GET', '/orders');
    assert.equal(orders.items[0].delivery_state, 'partial');
  });
});
