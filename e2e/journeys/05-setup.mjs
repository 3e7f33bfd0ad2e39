import assert from 'node:assert/strict';
import { ADMIN, setupToken, signedInApi } from '../lib/company.mjs';
import { journey, overflow, settle, signIn } from '../lib/page.mjs';

journey('05-setup', {}, async ({ page, server, step, shot, expectProblem }) => {
  const token = await step('the server prints a token', () => setupToken(server));

  await step('an empty server leads to the first set-up', async () => {
    await page.goto(`${server.url}/`);
    await page.waitForURL('**/setup');
    await page.locator('#token').waitFor();
    await settle(page);
    assert.equal(await overflow(page), 0);
    await shot('empty');
  });

  await step('a wrong token and a wrong tax id are told', async () => {
    expectProblem(/status of 4\d\d .*\/api\/v1\/setup\)/);
    await page.locator('#token').fill('jqs_wrong-token-wrong-token');
    await page.locator('#company_name').fill('上海衡信供应链有限公司');
    await page.locator('#uscc').fill('91330100799655058C');
    await page.locator('#name').fill('王芳');
    await page.locator('#login').fill(ADMIN.user);
    await page.locator('#password').fill(ADMIN.password);
    await page.locator('#again').fill(`${ADMIN.password}!`);
    await page.getByText('统一社会信用代码校验不通过').waitFor();
    await page.getByText('两次输入不一致').waitFor();
    await page.locator('#uscc').fill('91330100799655058B');
    await page.locator('#again').fill(ADMIN.password);
    await page.locator('button[type="submit"]').click();
    await page.getByText(/口令/).and(page.locator('[role="alert"] *, .ant-form-item-explain *')).first().waitFor();
    await shot('wrong-token');
  });

  await step('with the right one the company is there and one is signed in', async () => {
    await page.locator('#token').fill(token);
    await page.locator('button[type="submit"]').click();
    await page.waitForURL((url) => !/setup|login/.test(url.pathname));
    await page.getByText('上海衡信供应链有限公司').first().waitFor();
    await settle(page);
    await shot('started');
    const api = await signedInApi(server, ADMIN);
    const { user, company } = await api('GET', '/session');
    assert.equal(user.name, '王芳');
    assert.equal(company.name, '上海衡信供应链有限公司');
  });

  await step('the set-up is over for good', async () => {
    await page.goto(`${server.url}/setup`);
    await page.waitForURL((url) => url.pathname !== '/setup');
    const answer = await fetch(`${server.url}/api/v1/setup`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'again' },
      body: JSON.stringify({
        token,
        company_name: 'x',
        accounting_standard: 'enterprise',
        login: 'second',
        name: 'x',
        password: ADMIN.password,
      }),
    });
    assert.ok(answer.status >= 400 && answer.status < 500, `second set-up: ${answer.status}`);
    await page.context().clearCookies();
    await signIn(page, server, ADMIN);
  });
});
