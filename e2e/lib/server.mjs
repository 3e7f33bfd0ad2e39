// The real binary on a port of its own, with data of its own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const binary =
  process.env.JIEQING_BIN ??
  path.join(path.resolve(root, process.env.CARGO_TARGET_DIR ?? 'target'), 'release/jieqing');

const READY_MS = 60_000;
const STOP_MS = 10_000;

/**
 * Starts `jieqing serve` and answers when /readyz does.
 * demo: with the demo company; args, env: more of either; data: a data folder that is kept.
 */
export async function startServer({ demo = false, args = [], env = {}, data } = {}) {
  if (!fs.existsSync(binary)) throw new Error(`there is no ${binary}: \`make e2e\` builds it`);
  const folder = data ?? fs.mkdtempSync(path.join(os.tmpdir(), 'jieqing-e2e-'));
  if (demo && data === undefined) fs.cpSync(await demoCompany(), folder, { recursive: true });
  const port = await freePort();
  const listen = `127.0.0.1:${port}`;
  const child = spawn(binary, ['serve', '--data', folder, '--listen', listen, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = collect(child);
  const server = {
    url: `http://${listen}`,
    data: folder,
    pid: child.pid,
    /** The last lines that it wrote. */
    log: (lines = 40) => output.join('').split('\n').slice(-lines).join('\n'),
    async stop() {
      await end(child);
      if (data === undefined) fs.rmSync(folder, { recursive: true, force: true });
    },
  };
  try {
    await ready(server, child);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return server;
}

/** Runs `jieqing …` to its end and answers what it wrote; throws when it fails. */
export async function run(args, env = {}) {
  const child = spawn(binary, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = collect(child);
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`jieqing ${args.join(' ')} ended with ${code}:\n${output.join('')}`);
  return output.join('');
}

/** A demo company, made once for each build of the binary and copied for each journey. */
async function demoCompany() {
  const { mtimeMs, size } = fs.statSync(binary);
  const made = path.join(root, '.work/e2e', `demo-${Math.round(mtimeMs)}-${size}`);
  if (!fs.existsSync(made)) {
    const part = `${made}.${process.pid}`;
    fs.mkdirSync(path.dirname(made), { recursive: true });
    await run(['demo', '--data', part]);
    fs.renameSync(part, made);
  }
  return made;
}

function collect(child) {
  const output = [];
  const take = (chunk) => {
    output.push(chunk.toString());
    if (output.length > 2000) output.splice(0, 1000);
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  child.on('error', (error) => output.push(`${binary}: ${error.message}\n`));
  return output;
}

async function ready(server, child) {
  const until = Date.now() + READY_MS;
  while (Date.now() < until) {
    if (child.exitCode !== null || child.pid === undefined) {
      throw new Error(`the server ended before it was ready:\n${server.log()}`);
    }
    const answer = await fetch(`${server.url}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the server was not ready after ${READY_MS} ms:\n${server.log()}`);
}

async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const closed = once(child, 'close');
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await closed;
  clearTimeout(late);
}

/** Below the ephemeral range, so that no outgoing connection can hold it. */
async function freePort() {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const port = 10_000 + Math.floor(Math.random() * 10_000);
    const probe = net.createServer();
    const free = await new Promise((resolve) => {
      probe.once('error', () => resolve(false));
      probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
    });
    if (free) return port;
  }
  throw new Error('no free port between 10000 and 20000');
}
