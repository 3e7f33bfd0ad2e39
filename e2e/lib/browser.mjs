// Debian's Chromium, headless, with an empty profile, and a page that remembers what went wrong in it.
import { chromium } from 'playwright-core';

export const executable = process.env.CHROMIUM ?? '/usr/bin/chromium';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** How long a step waits for what it expects; continuous integration may be slow. */
export const WAIT_MS = Number(process.env.E2E_WAIT_MS ?? 30_000);

/** Playwright gives each launch an empty user-data-dir of its own. */
export const launch = () => chromium.launch({ executablePath: executable, headless: true, args: FLAGS });

/**
 * A page in a context of its own (no cookies shared). `problems` holds what a journey must not see:
 * console errors, uncaught exceptions, failed requests, answers of 500 and above.
 */
export async function openPage(browser, { viewport = { width: 1440, height: 900 }, ...options } = {}) {
  const context = await browser.newContext({
    viewport,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(WAIT_MS);
  const problems = [];
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    const { url } = message.location();
    problems.push(`console: ${message.text()}${url ? ` (${url})` : ''}`);
  });
  page.on('pageerror', (error) => problems.push(`exception: ${error.stack ?? error.message}`));
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText;
    // A request given up by leaving the page, and a download, are no failures.
    if (reason !== 'net::ERR_ABORTED') problems.push(`request: ${request.method()} ${request.url()}: ${reason}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 500) problems.push(`answer ${response.status()}: ${response.url()}`);
  });
  return { context, page, problems };
}
