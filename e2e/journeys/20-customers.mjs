import assert from 'node:assert/strict';
import { ADMIN, addUser, basics, openCompany } from '../lib/company.mjs';
import { journey, overflow, settle, signIn } from '../lib/page.mjs';

journey('20-customers', {}, async ({ page, server, step, shot }) => {
  const { api, credit } = await step('a company with products and customers', async () => {
    const signedIn = await openCompany(server);
    await basics(signedIn);
    const credit = await addUser(server, signedIn, 'zhaomin', '赵敏', 'credit_controller');
    return { api: signedIn, credit };
  });
  await step('sign in', () => signIn(page, server, ADMIN));

  await step('a wrong tax id is told at its field', async () => {
    await page.goto(`${server.url}/customers`);
    await settle(page);
    await page.getByRole('button', { name: '新建客户' }).first().waitFor();
    await page.keyboard.press('n');
    await page.waitForURL('**/customers/new');
    await settle(page);
    await page.locator('#name').fill('苏州恒远电气设备有限公司');
    await page.locator('#tax_id').fill('91330100799655058C');
    await page.locator('#terms_id').focus();
    await page.keyboard.type('货到');
    await page.locator('.ant-select-item-option', { hasText: '货到付款' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('校验位不对').waitFor();
    await shot('wrong-tax-id');
    assert.equal(await overflow(page), 0);
  });

  await step('with the right one it is saved', async () => {
    await page.locator('#tax_id').fill('91330100799655058B');
    await page.getByText('校验通过').waitFor();
    await page.getByRole('button', { name: '添加联系人' }).click();
    await page.getByLabel('姓名').fill('李会计');
    await page.keyboard.press('Control+s');
    await page.waitForURL(/\/customers\/cus_/);
    await settle(page);
    await page.getByRole('heading', { name: '苏州恒远电气设备有限公司' }).waitFor();
    await shot('customer');
  });

  await step('put on hold by the credit controller', async () => {
    const { items } = await api('GET', '/customers?search=%E6%81%92%E8%BF%9C');
    assert.equal(items.length, 1);
    await page.context().clearCookies();
    await signIn(page, server, credit);
    await page.goto(`${server.url}/customers/${items[0].id}`);
    await page.getByRole('button', { name: '调整额度' }).waitFor();
    await settle(page);
    await page.keyboard.press('h');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: '逾期未付' }).click();
    await dialog.getByRole('button', { name: '暂停' }).click();
    await page.locator('[data-status="hold"]').first().waitFor();
    await settle(page);
    await page.getByText('新订单须信控放行').first().waitFor();
    await shot('hold');
  });

  await step('the list shows it', async () => {
    await page.goto(`${server.url}/customers`);
    await settle(page);
    await page.getByRole('tab', { name: '已暂停' }).click();
    await settle(page);
    await page.getByRole('link', { name: '苏州恒远电气设备有限公司' }).waitFor();
    await shot('list');
  });
});
