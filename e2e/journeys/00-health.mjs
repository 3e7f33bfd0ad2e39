import assert from 'node:assert/strict';
import { journey, overflow, settle } from '../lib/page.mjs';

journey('00-health', {}, async ({ page, server, step, shot }) => {
  await step('the server says that it is well', async () => {
    for (const address of ['/healthz', '/readyz']) {
      const answer = await fetch(server.url + address);
      assert.equal(answer.status, 200, address);
    }
  });
  await step('the start page renders', async () => {
    const answer = await page.goto(`${server.url}/`);
    assert.equal(answer?.status(), 200);
    await page.locator('#root > *').first().waitFor();
    await settle(page);
    assert.notEqual((await page.locator('#root').innerText()).trim(), '', 'the page shows no words');
    assert.equal(await overflow(page), 0);
  });
  await shot('start');
});
