// What a person does on a page, and the frame that every journey runs in.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { launch, openPage, WAIT_MS } from './browser.mjs';
import { root, startServer } from './server.mjs';

export const screenshots = path.join(root, 'e2e/screenshots');

const JOURNEY_MS = Number(process.env.E2E_JOURNEY_MS ?? 300_000);

/**
 * One journey on a server and a browser of its own:
 *
 *     journey('10-order', { demo: true }, async ({ page, server, step, shot, expectProblem }) => {
 *       await step('sign in', () => signIn(page, server));
 *       await shot('orders');
 *     });
 *
 * options: those of startServer and of openPage. It fails on any console error, exception, failed request
 * or 5xx answer that `expectProblem(/pattern/)` did not announce; then it leaves a last picture.
 */
export function journey(name, { server: serverOptions = {}, demo = false, ...pageOptions }, body) {
  test(name, async (t) => {
    const pictures = path.join(screenshots, name);
    fs.rmSync(pictures, { recursive: true, force: true });
    const server = await startServer({ demo, ...serverOptions });
    const browser = await launch();
    try {
      const { context, page, problems } = await openPage(browser, pageOptions);
      const shot = pictureTaker(page, pictures);
      // The screens ask who is signed in; nobody is an answer.
      const expected = [/401 \(Unauthorized\) \(\S+\/api\/v1\/session\)$/];
      const expectProblem = (pattern) => expected.push(pattern);
      const step = (title, action) => announce(title, action, t);
      try {
        await inTime(body({ t, server, browser, context, page, step, shot, expectProblem }));
        const unexpected = problems.filter((problem) => !expected.some((pattern) => pattern.test(problem)));
        assert.deepEqual(unexpected, [], 'the page reported problems');
      } catch (error) {
        await shot('failed').catch(() => undefined);
        console.error(`${name}: ${page.url()}\nproblems: ${problems.join('\n  ') || 'none'}\nserver:\n${server.log()}`);
        throw error;
      }
    } finally {
      await browser.close();
      await server.stop();
    }
  });
}

/** The runner's own time limit would leave the server and the browser running. */
async function inTime(work) {
  let late;
  const limit = new Promise((_, reject) => {
    late = setTimeout(() => reject(new Error(`not done after ${JOURNEY_MS / 1000} s`)), JOURNEY_MS);
  });
  try {
    await Promise.race([work, limit]);
  } finally {
    clearTimeout(late);
  }
}

async function announce(title, action, t) {
  const began = performance.now();
  try {
    return await action();
  } catch (error) {
    error.message = `at the step '${title}': ${error.message}`;
    throw error;
  } finally {
    t.diagnostic(`${title}: ${Math.round(performance.now() - began)} ms`);
  }
}

/** shot('list') → screenshots/<journey>/01-list.png */
function pictureTaker(page, folder) {
  let number = 0;
  return async (name, options = {}) => {
    number += 1;
    fs.mkdirSync(folder, { recursive: true });
    await settle(page);
    const file = path.join(folder, `${String(number).padStart(2, '0')}-${name}.png`);
    await page.screenshot({ path: file, ...options });
    return file;
  };
}

/** Waits until nothing on the page is loading and its fonts are there. */
export async function settle(page) {
  await page.waitForLoadState('load');
  await page.waitForFunction(
    () =>
      document.fonts.status === 'loaded' &&
      document.querySelector('[aria-busy="true"], .ant-spin-spinning, .ant-skeleton') === null,
    undefined,
    { timeout: WAIT_MS },
  );
}

/** Signs in by the form that every password manager understands. */
export async function signIn(page, server, { user, password } = credentials()) {
  await page.goto(`${server.url}/`);
  await page.locator('input[autocomplete="username"]').fill(user);
  await page.locator('input[autocomplete="current-password"]').fill(password);
  await page.locator('button[type="submit"]').click();
  await page.locator('input[autocomplete="current-password"]').waitFor({ state: 'detached' });
  await settle(page);
}

/** The demo company's administrator. */
export function credentials() {
  return { user: process.env.E2E_USER ?? 'admin', password: process.env.E2E_PASSWORD ?? 'demo-jieqing-2026' };
}

/** By how many pixels the page is wider than its window; anything over 0 makes a person scroll sideways. */
export const overflow = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
