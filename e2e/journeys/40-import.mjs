import assert from 'node:assert/strict';
import { ADMIN, basics, openCompany } from '../lib/company.mjs';
import { journey, overflow, settle, signIn } from '../lib/page.mjs';

const HEAD = '客户编码,客户名称,税号';
const WRONG = [
  HEAD,
  'W001,无锡恒达机电有限公司,91330100799655058B',
  'W002,常州天力轴承有限公司,',
  'W003,,',
];
const RIGHT = [
  HEAD,
  'W001,无锡恒达机电有限公司,91330100799655058B',
  'W002,常州天力轴承有限公司,',
  'W003,镇江金峰电器有限公司,',
];
const csv = (lines, name = '客户.csv') => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`),
});

journey('40-import', {}, async ({ page, server, step, shot, expectProblem }) => {
  const api = await step('a company', async () => {
    const signedIn = await openCompany(server);
    await basics(signedIn);
    return signedIn;
  });
  const count = async () => (await api('GET', '/customers?search=W00')).items.length;
  await step('sign in', () => signIn(page, server, ADMIN));
  const file = page.locator('input[type="file"]').first();
  const look = async (lines, name) => {
    await page.goto(`${server.url}/imports/new?kind=customers`);
    await page.getByText('把文件拖到这里').waitFor();
    await file.setInputFiles(csv(lines, name));
    await page.waitForURL(/\/imports\/imp_/);
    await page.getByRole('table', { name: '列的对应' }).waitFor();
    await settle(page);
  };

  await step('what is no table is refused with a reason', async () => {
    expectProblem(/status of 4\d\d .*\/api\/v1\/imports\)/);
    await page.goto(`${server.url}/imports`);
    await page.getByText('还没有导入过').waitFor();
    await page.keyboard.press('n');
    await page.waitForURL('**/imports/new');
    await page.getByRole('radio', { name: /^客户/ }).click();
    const rubbish = Buffer.from('PK\u0003\u0004 this is no workbook');
    await file.setInputFiles({ name: '客户.xlsx', mimeType: 'application/octet-stream', buffer: rubbish });
    await page.getByRole('alert').first().waitFor();
    await settle(page);
    await shot('refused');
  });

  await step('the preview names row, column and reason; nothing is stored', async () => {
    await look(WRONG);
    const notes = page.getByRole('table', { name: '需要看的行' });
    const nameless = notes.getByRole('row').filter({ hasText: 'W003' });
    await nameless.getByText('必填').waitFor();
    await nameless.getByRole('cell', { name: '4', exact: true }).waitFor();
    await nameless.getByRole('cell', { name: '客户名称' }).waitFor();
    assert.ok(await page.getByRole('button', { name: '导入 2 行' }).isDisabled());
    await page.getByText('1 行有错').waitFor();
    await shot('preview');
    assert.equal(await overflow(page), 0);
    assert.equal(await count(), 0);
  });

  await step('corrected, it is stored', async () => {
    await look(RIGHT);
    await page.getByRole('button', { name: '导入 3 行' }).click();
    await page.getByText('新增 3').first().waitFor();
    await settle(page);
    await shot('stored');
    assert.equal(await count(), 3);
  });

  await step('the same file again changes nothing, and the columns are remembered', async () => {
    await look(RIGHT, '客户-again.csv');
    await page.getByText('没有需要导入的行').waitFor();
    await page.getByText('沿用上次').first().waitFor();
    assert.ok(await page.getByRole('button', { name: '导入', exact: true }).isDisabled());
    await shot('again');
    assert.equal(await count(), 3);
  });

  await step('a change is shown field by field', async () => {
    await look([HEAD, RIGHT[1], 'W002,常州天力轴承股份有限公司,', RIGHT[3]]);
    const notes = page.getByRole('table', { name: '需要看的行' });
    await notes.getByText('常州天力轴承股份有限公司').first().waitFor();
    await page.getByRole('button', { name: '导入 1 行' }).click();
    await page.getByText('更新 1').first().waitFor();
    await page.goto(`${server.url}/imports`);
    await page.getByRole('link', { name: '客户.csv' }).first().waitFor();
    await settle(page);
    await shot('list');
  });
});
