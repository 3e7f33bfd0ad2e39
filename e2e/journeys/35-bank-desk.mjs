import assert from 'node:assert/strict';
import { ADMIN, basics, invoiced, openCompany } from '../lib/company.mjs';
import { gbk } from '../lib/gbk.mjs';
import { journey, overflow, settle, signIn } from '../lib/page.mjs';

journey('35-bank-desk', {}, async ({ page, server, step, shot }) => {
  const { api, customer } = await step('a customer with three invoices', async () => {
    const signedIn = await openCompany(server);
    await basics(signedIn);
    const { items } = await signedIn('GET', '/customers?search=%E4%BA%91%E6%A0%96');
    await invoiced(signedIn, items[0].code, 'ZC-6204', ['1000.00', '2000.00', '3000.50']);
    return { api: signedIn, customer: items[0] };
  });
  const debits = async () => {
    const sides = await api('GET', `/customers/${customer.id}/allocation-sides`);
    return sides.debits;
  };
  const before = await debits();
  const [first, second] = before;
  const day = new Date().toISOString().slice(0, 10);
  const file = gbk(
    [
      '户名,测试公司,账号,6222000011',
      '交易日期,借方发生额,贷方发生额,余额,对方户名,摘要,流水号',
      `${day},,1000.00,11000.00,${customer.name},货款 ${first.document_no},T1`,
      `${day},,2000.00,13000.00,钱塘李四,付 ${second.document_no},T2`,
      `${day},,800.00,13800.00,${customer.name},货款,T3`,
      `${day},5.00,,13795.00,,手续费,T4`,
      '',
    ].join('\r\n'),
  );
  await step('sign in', () => signIn(page, server, ADMIN));

  await step('a GBK file of the bank is read and looked at', async () => {
    await page.goto(`${server.url}/bank`);
    await page.getByRole('button', { name: '导入银行文件' }).first().waitFor();
    await settle(page);
    await page.keyboard.press('n');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('账户').click();
    await page.locator('.ant-select-item-option', { hasText: 'CNY' }).first().click();
    const upload = dialog.locator('input[type=file]');
    await upload.setInputFiles({ name: '工行.csv', mimeType: 'text/csv', buffer: file });
    await page.waitForURL(/\/bank\/imports\/bim_/);
    await page.getByRole('button', { name: '入库 4 行' }).waitFor();
    await page.getByText('客户收款 2').waitFor();
    await page.getByText('待认领 1').waitFor();
    await page.getByText('不计入应收 1').waitFor();
    await shot('preview');
    assert.equal(await overflow(page), 0);
    assert.deepEqual((await api('GET', '/receipts')).items, []);
  });

  await step('stored: receipts, and the fee kept out', async () => {
    await page.keyboard.press('Control+Enter');
    await page.getByText('已入库。').waitFor();
    assert.equal((await api('GET', '/receipts')).items.length, 3);
    await page.goto(`${server.url}/bank`);
    await page.getByText('首份').waitFor();
    await shot('statements');
    assert.equal(await overflow(page), 0);
  });

  await step('proposals, and everything exact at once', async () => {
    await page.goto(`${server.url}/receipts/desk`);
    await page.getByText('还没有分析过这笔收款').waitFor();
    await settle(page);
    await page.keyboard.press('r');
    await page.locator('[data-status="exact"]').first().waitFor();
    await page.locator('[data-status="proposed"]').first().waitFor();
    await shot('proposals');
    assert.equal(await overflow(page), 0);
    await page.keyboard.press('e');
    await page.getByText('已核销 1 笔').waitFor();
    assert.equal((await debits()).length, 2);
  });

  await step('a proposal for an unknown payer, accepted: claimed, applied, remembered', async () => {
    await page.locator('button', { hasText: '钱塘李四' }).first().click();
    await page.getByText(`附言写明 ${second.document_no}`).waitFor();
    await shot('reasons');
    await page.keyboard.press('Control+Enter');
    await page.getByText('并记住了付款人').waitFor();
    assert.equal((await debits()).length, 1);
    assert.equal((await api('GET', '/payer-aliases')).items[0].payer, '钱塘李四');
  });

  await step('a part on an item, and taken back exactly', async () => {
    const items = page.getByRole('region', { name: '未清应收' });
    const last = (await debits())[0];
    const amount = page.getByLabel(`本次核销 ${last.document_no}`);
    if ((await amount.count()) === 0) await items.getByText(last.document_no).click();
    await amount.click();
    await amount.fill('300');
    await page.getByText('余下').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText('已核销', { exact: true }).first().waitFor();
    const less = (await debits())[0];
    assert.equal(less.open, (Number(last.open) - 300).toFixed(2));
    await page.locator('h1').click();
    await page.keyboard.press('Control+z');
    await page.getByText('核销已撤销').first().waitFor();
    assert.equal((await debits())[0].open, last.open);
    await shot('undone');
  });
});
