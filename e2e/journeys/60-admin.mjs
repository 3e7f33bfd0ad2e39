import assert from 'node:assert/strict';
import { ADMIN, basics, openCompany } from '../lib/company.mjs';
import { journey, overflow, settle, signIn } from '../lib/page.mjs';

const PASSWORD = 'zhoulin battery staple horse';

/** Last day of the month after `day`, both `YYYY-MM-DD`. */
function endOfNextMonth(day) {
  const [year, month] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month + 1, 0)).toISOString().slice(0, 10);
}

journey('60-admin', {}, async ({ page, server, step, shot, expectProblem }) => {
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date());
  await step('a company with money in its books', async () => {
    const api = await openCompany(server);
    const { customers } = await basics(api);
    const [account] = (await api('GET', '/bank-accounts')).items;
    await api('POST', '/receipts', {
      customer_id: customers[0].id,
      bank_account_id: account.id,
      received_on: today,
      currency: 'CNY',
      amount: '8800.00',
      payer: '杭州云栖贸易有限公司',
    });
  });
  await step('sign in', () => signIn(page, server, ADMIN));

  await step('月结30天 in the reading of the contract, with its due date', async () => {
    await page.goto(`${server.url}/settings?tab=terms`);
    await page.locator('[data-action="new"]').click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('#name').fill('月结30天');
    await dialog.locator('#code').fill('YJ30');
    assert.equal(await dialog.locator('[data-rule]').count(), 4);
    await dialog.locator('[data-rule="next_month_end"]').click();
    const due = endOfNextMonth(today);
    await dialog.locator('[data-dues]').getByText(due).waitFor();
    await dialog.getByText('next_month_end').first().waitFor();
    await shot('terms');
    await dialog.getByRole('button', { name: '保存' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('cell', { name: 'YJ30' }).waitFor();
    assert.equal(await overflow(page), 0);
  });

  const password = await step('a colleague who sells', async () => {
    await page.goto(`${server.url}/users`);
    await settle(page);
    await page.getByRole('button', { name: '新建用户' }).waitFor();
    await page.keyboard.press('n');
    await page.waitForURL('**/users/new');
    await page.locator('#name').fill('周琳');
    await page.locator('#login').fill('zhoulin');
    await page.getByLabel('角色', { exact: true }).click();
    await page.locator('.ant-select-item-option', { hasText: /^销售$/ }).click();
    await page.keyboard.press('Control+s');
    const secret = page.locator('[data-secret]');
    await secret.waitFor();
    const shown = (await secret.textContent()).trim();
    await shot('temporary-password');
    await page.getByRole('button', { name: '已保存好，关闭' }).click();
    await page.waitForURL(/\/users\/usr_/);
    await page.getByText('临时密码，待本人修改').waitFor();
    await settle(page);
    await shot('user');
    return shown;
  });

  await step('the trial balance balances and opens its entries', async () => {
    await page.goto(`${server.url}/ledger/trial-balance`);
    await page.getByText('借贷平衡').waitFor();
    const foot = await page.locator('tfoot td').allTextContents();
    const [, openingDebit, openingCredit, debit, credit, closingDebit, closingCredit] = foot;
    assert.equal(debit, '8,800.00');
    assert.deepEqual([openingCredit, credit, closingCredit], [openingDebit, debit, closingDebit]);
    await shot('trial-balance');
    await page.getByRole('link', { name: '8,800.00' }).first().click();
    await page.waitForURL(/\/ledger\/entries\?.*account=/);
    await settle(page);
    await page.getByRole('link', { name: /^记-/ }).click();
    await page.waitForURL(/\/ledger\/entries\/ent_/);
    await settle(page);
    await shot('entry');
    await page.getByRole('link', { name: /^RC-/ }).click();
    await page.waitForURL(/\/receipts\/rcp_/);
  });

  await step('a period is closed knowingly, and reopened with a reason', async () => {
    await page.goto(`${server.url}/periods`);
    await page.locator('[data-action="close"]').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('借贷平衡').waitFor();
    await dialog.getByText('0 处差异').waitFor();
    const confirm = dialog.getByRole('button', { name: '结账' });
    assert.ok(await confirm.isDisabled(), 'the month still runs: it has to be ticked first');
    await dialog.getByRole('checkbox').check();
    await confirm.click();
    await page.getByRole('cell', { name: '已结账' }).waitFor();
    await dialog.waitFor({ state: 'detached' });
    await shot('closed');
    await page.locator('[data-action="reopen"]').click();
    await page.getByRole('dialog').locator('#reason').fill('补录一笔收款');
    await page.getByRole('dialog').getByRole('button', { name: '反结账' }).click();
    await page.getByRole('cell', { name: '开放' }).waitFor();
  });

  await step('the audit log tells it', async () => {
    await page.goto(`${server.url}/audit`);
    await settle(page);
    await page.getByText('反结账').first().waitFor();
    await page.getByText('补录一笔收款').first().waitFor();
    await shot('audit');
  });

  await step('the colleague chooses a password before anything else', async () => {
    await page.context().clearCookies();
    await page.goto(`${server.url}/`);
    await page.locator('input[autocomplete="username"]').fill('zhoulin');
    await page.locator('input[autocomplete="current-password"]').fill(password);
    await page.locator('button[type="submit"]').click();
    await page.waitForURL('**/password');
    await page.locator('#old_password').fill(password);
    await page.locator('#new_password').fill(PASSWORD);
    await page.locator('#again').fill(PASSWORD);
    await shot('first-password');
    await page.getByRole('button', { name: '修改密码' }).click();
    await page.getByRole('navigation').waitFor();
    await settle(page);
  });

  await step('and sees what sales may see, no more', async () => {
    const navigation = page.getByRole('navigation');
    await navigation.getByText('订单', { exact: true }).waitFor();
    for (const hidden of ['用户与角色', '审计记录', '试算平衡', '数据核验']) {
      assert.equal(await navigation.getByText(hidden).count(), 0, `${hidden} is not for sales`);
    }
    expectProblem(/ApiProblem: forbidden/);
    await page.goto(`${server.url}/users`);
    await page.getByText('没有权限').first().waitFor();
    await shot('refused');
  });
});
