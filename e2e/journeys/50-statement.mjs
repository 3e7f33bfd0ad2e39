import assert from 'node:assert/strict';
import fs from 'node:fs';
import { ADMIN, basics, openCompany } from '../lib/company.mjs';
import { openPage } from '../lib/browser.mjs';
import { journey, overflow, screenshots, settle, signIn } from '../lib/page.mjs';

const day = (date) => new Date(date.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
const TODAY = day(new Date());

/** An order of 5,900.00, delivered and signed today. */
async function business(api) {
  const { products, customers } = await basics(api);
  const order = await api('POST', '/orders', {
    order: {
      customer_id: customers[0].id,
      ordered_on: TODAY,
      requested_on: TODAY,
      currency: 'CNY',
      lines: [{ product_id: products[1].id, qty: '5', price: '1180.00' }],
    },
    submit: true,
    accept_warnings: true,
  });
  await api('POST', `/orders/${order.id}/confirm`, undefined, order.version);
  const { lines } = await api('GET', `/orders/${order.id}`);
  const { id } = await api('POST', '/deliveries', {
    order_id: order.id,
    dispatched_on: TODAY,
    lines: lines.map((line) => ({ order_line_id: line.id, qty: line.qty })),
  });
  const delivery = await api('GET', `/deliveries/${id}`);
  const signed = delivery.lines.map((line) => ({ line_id: line.id, signed: line.qty, rejected: '0' }));
  await api('POST', `/deliveries/${id}/sign`, { signed_on: TODAY, signed_by: '张工', lines: signed }, delivery.version);
  return { customer: customers[0], delivery };
}

journey('50-statement', { acceptDownloads: true }, async ({ page, browser, server, step, shot }) => {
  const { api, customer, delivery } = await step('a company with a signed delivery', async () => {
    const signedIn = await openCompany(server);
    return { api: signedIn, ...(await business(signedIn)) };
  });
  await step('sign in', () => signIn(page, server, ADMIN));

  await step('the home asks for its invoice and shows what is owed', async () => {
    await page.goto(`${server.url}/`);
    await page.getByRole('heading', { name: '工作台' }).waitFor();
    await settle(page);
    await page.getByText('¥5,900.00').first().waitFor();
    const row = page.getByRole('link', { name: new RegExp(`待开票.*${delivery.number}`) });
    await row.waitFor();
    await shot('home');
    assert.equal(await overflow(page), 0);
    await row.click();
    await page.waitForURL(`**/deliveries/${delivery.id}`);
  });

  await step('a statement for the running month', async () => {
    await page.goto(`${server.url}/statements`);
    await page.getByRole('button', { name: '制作对账单' }).waitFor();
    await settle(page);
    await page.keyboard.press('n');
    const dialog = page.getByRole('dialog');
    await dialog.locator('#customer_id:focus').waitFor();
    await page.keyboard.type('云栖');
    await page.locator('.ant-select-item-option', { hasText: '杭州云栖' }).waitFor();
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: '本月' }).click();
    assert.equal(await dialog.getByLabel('起').inputValue(), `${TODAY.slice(0, 7)}-01`);
    assert.equal(await dialog.getByLabel('止').inputValue(), TODAY);
    await shot('make');
    await dialog.getByRole('button', { name: '生成' }).click();
    await page.waitForURL(/\/statements\/stm_/);
    await settle(page);
    await page.getByText('人民币伍仟玖佰圆整').waitFor();
    await page.getByRole('link', { name: delivery.number }).waitFor();
    await shot('statement');
    assert.equal(await overflow(page), 0);
  });

  await step('as PDF and as workbook', async () => {
    for (const [button, head] of [
      ['PDF', '%PDF-'],
      ['Excel', 'PK'],
    ]) {
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: button }).click(),
      ]);
      const bytes = fs.readFileSync(await file.path());
      assert.equal(bytes.subarray(0, head.length).toString('latin1'), head);
      assert.match(file.suggestedFilename(), /^ST-\d{6}-0001.*\.(pdf|xlsx)$/);
    }
  });

  await step('the customer objects and confirms on a phone, without an account', async () => {
    await page.keyboard.press('s');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('发给谁（姓名、电话）').fill('周会计');
    await dialog.getByRole('button', { name: '生成链接' }).click();
    const address = (await page.locator('[data-link]').innerText()).trim();
    await shot('link');
    await page.keyboard.press('Escape');
    const phone = await openPage(browser, { viewport: { width: 390, height: 844 } });
    const theirs = phone.page;
    const picture = (name) => theirs.screenshot({ path: `${screenshots}/50-statement/phone-${name}.png` });
    await theirs.goto(address);
    await theirs.getByText('人民币伍仟玖佰圆整').waitFor();
    assert.equal(await overflow(theirs), 0);
    await theirs.getByRole('button', { name: '有异议' }).nth(1).click();
    await theirs.getByLabel('贵方金额').fill('5,800');
    await theirs.getByLabel('说明').fill('合同价 1160');
    await picture('mark');
    await theirs.getByRole('button', { name: '提交异议 (1)' }).click();
    await theirs.getByLabel('姓名 *').fill('周会计');
    await theirs.locator('dialog').getByRole('button', { name: '提交异议' }).click();
    await theirs.getByText('异议已提交').waitFor();
    // The clerk sees it without reloading, and answers.
    await page.getByRole('button', { name: '不认可' }).click();
    await page.getByRole('dialog').getByLabel('给客户的答复').fill('合同第 3 条是 1180');
    await page.getByRole('dialog').getByRole('button', { name: '不认可' }).click();
    await page.getByText('↳ 合同第 3 条是 1180').waitFor();
    await theirs.reload();
    await theirs.getByText('合同第 3 条是 1180').waitFor();
    await theirs.getByRole('button', { name: '确认无误' }).click();
    await theirs.getByLabel('姓名 *').fill('周会计');
    await theirs.locator('dialog').getByRole('button', { name: '确认无误' }).click();
    await theirs.getByText('已确认，谢谢').waitFor();
    await picture('confirmed');
    await page.locator('[data-status="confirmed"]').first().waitFor();
    await shot('agreed');
    assert.deepEqual(phone.problems, []);
    await phone.context.close();
  });

  await step('from the ageing down to the document', async () => {
    await page.goto(`${server.url}/aging`);
    await page.getByRole('heading', { name: '账龄', exact: true }).waitFor();
    await settle(page);
    const table = page.getByRole('table', { name: '账龄' });
    await table.getByRole('button', { name: '5,900.00' }).first().click();
    const drawer = page.getByRole('dialog');
    await drawer.getByText('合计 1 条').waitFor();
    await shot('ageing');
    await drawer.getByRole('link', { name: delivery.number }).click();
    await page.waitForURL(`**/deliveries/${delivery.id}`);
  });

  await step('void it with a reason', async () => {
    const { items } = await api('GET', `/statements?customer_id=${customer.id}`);
    assert.equal(items.length, 1);
    assert.equal(items[0].closing, '5900.00');
    await page.goto(`${server.url}/statements/${items[0].id}`);
    await page.getByRole('button', { name: '作废' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: '作废' }).click();
    await dialog.getByText('请写明原因').waitFor();
    await dialog.getByRole('button', { name: '漏记单据' }).click();
    await dialog.getByRole('button', { name: '作废' }).click();
    await page.locator('[data-status="void"]').first().waitFor();
    await settle(page);
    await shot('void');
    const after = await api('GET', `/statements/${items[0].id}`);
    assert.equal(after.statement.void_reason, '漏记单据');
  });
});
