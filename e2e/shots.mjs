// A picture of every screen, for people to look at: each route, in three sizes, light and dark.
//   node shots.mjs [ROUTE…]        the routes of routes.txt when none is given
//   JIEQING_URL=http://…           a server that runs already, instead of one with a fresh demo company
//   E2E_USER, E2E_PASSWORD         who signs in
// Pictures: screenshots/shots/<width>x<height>-<theme>/<route>.png. Exit 1 when a screen reported a problem.
import fs from 'node:fs';
import path from 'node:path';
import { launch, openPage } from './lib/browser.mjs';
import { overflow, screenshots, settle, signIn } from './lib/page.mjs';
import { root, startServer } from './lib/server.mjs';

const SIZES = [
  [1440, 900],
  [1280, 800],
  [820, 1180],
];
const THEMES = ['light', 'dark'];

const folder = path.join(screenshots, 'shots');
const routes = process.argv.length > 2 ? process.argv.slice(2).map(asRoute) : listed();
const given = process.env.JIEQING_URL;
const server = given ? { url: given.replace(/\/$/, ''), stop: async () => {} } : await startServer({ demo: true });
const browser = await launch();
let bad = 0;
try {
  fs.rmSync(folder, { recursive: true, force: true });
  for (const [width, height] of SIZES) {
    for (const theme of THEMES) {
      const name = `${width}x${height}-${theme}`;
      const options = { viewport: { width, height }, colorScheme: theme };
      await walk(name, options, routes.filter((route) => route.open), false);
      await walk(name, options, routes.filter((route) => !route.open), true);
    }
  }
} finally {
  await browser.close();
  await server.stop();
}
console.log(`pictures in ${path.relative(process.cwd(), folder)}; ${bad} with problems`);
process.exitCode = bad === 0 ? 0 : 1;

async function walk(name, options, some, signedIn) {
  if (some.length === 0) return;
  const { context, page, problems } = await openPage(browser, options);
  try {
    if (signedIn) await signIn(page, server);
    for (const route of some) await take(name, page, problems, route);
  } finally {
    await context.close();
  }
}

async function take(name, page, problems, route) {
  problems.length = 0;
  const began = performance.now();
  await page.goto(server.url + route.path);
  await settle(page).catch((error) => problems.push(`still loading: ${error.message.split('\n')[0]}`));
  const took = Math.round(performance.now() - began);
  const wide = await overflow(page);
  if (wide > 0) problems.push(`wider than the window by ${wide} px`);
  const file = path.join(folder, name, `${route.open ? 'public-' : ''}${slug(route.path)}.png`);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  await page.screenshot({ path: file });
  if (problems.length > 0) bad += 1;
  console.log(`${problems.length > 0 ? '✗' : '✓'} ${name} ${route.path} ${took} ms`);
  for (const problem of problems) console.log(`    ${problem}`);
}

function listed() {
  const lines = fs.readFileSync(path.join(root, 'e2e/routes.txt'), 'utf8').split('\n');
  return lines.map((line) => line.trim()).filter((line) => line && !line.startsWith('#')).map(asRoute);
}

function asRoute(text) {
  const open = text.startsWith('public ');
  return { open, path: open ? text.slice('public '.length).trim() : text };
}

function slug(route) {
  return route.replace(/^\//, '').replace(/[^\p{L}\p{N}]+/gu, '-').replace(/-$/, '') || 'start';
}
