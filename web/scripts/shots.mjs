/* global localStorage */
// Screenshots for looking at: node scripts/shots.mjs [base] [path[@name]…]
// Each page is taken at 1440 and 820 wide, light and dark, into shots/.
import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';

const base = process.argv[2] ?? 'http://127.0.0.1:5173';
const pages = process.argv.slice(3).length > 0 ? process.argv.slice(3) : ['/__gallery@gallery'];
const widths = (process.env.WIDTHS ?? '1440,820').split(',').map((w) => Number(w));
const themes = (process.env.THEMES ?? 'light,dark').split(',');
const locale = process.env.LOCALE ?? 'zh-CN';
mkdirSync('shots', { recursive: true });

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
for (const theme of themes) {
  for (const width of widths) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, locale });
    await context.addInitScript(
      ([t, l]) => {
        localStorage.setItem('jq.theme', JSON.stringify(t));
        localStorage.setItem('jq.locale', JSON.stringify(l));
      },
      [theme, locale],
    );
    const page = await context.newPage();
    page.on('console', (m) => m.type() === 'error' && console.log('console:', m.text()));
    page.on('pageerror', (e) => console.log('pageerror:', e.message));
    for (const entry of pages) {
      const [path, name = path.replace(/\W+/g, '-')] = entry.split('@');
      await page.goto(base + path, { waitUntil: 'load' });
      await page.waitForTimeout(Number(process.env.WAIT ?? 1500));
      const file = `shots/${name}-${width}-${theme}.png`;
      await page.screenshot({ path: file, fullPage: process.env.FULL === '1' });
      console.log(file);
    }
    await context.close();
  }
}
await browser.close();
