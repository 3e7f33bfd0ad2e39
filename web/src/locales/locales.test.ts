import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import enUS from './en-US';
import zhCN from './zh-CN';

const PLURAL = /_(zero|one|two|few|many|other)$/;

function keysOf(tree: unknown, path = ''): string[] {
  if (typeof tree !== 'object' || tree === null) return [path.replace(PLURAL, '')];
  return Object.entries(tree).flatMap(([key, value]) =>
    keysOf(value, path ? `${path}.${key}` : key),
  );
}

function textsOf(tree: unknown, path = ''): [string, string][] {
  if (typeof tree === 'string') return [[path, tree]];
  return Object.entries(tree as object).flatMap(([key, value]) =>
    textsOf(value, path ? `${path}.${key}` : key),
  );
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourceFiles(path);
    return /\.tsx?$/.test(entry.name) && !/\.test\./.test(entry.name) ? [path] : [];
  });
}

describe('texts', () => {
  const zh = new Set(keysOf(zhCN));
  const en = new Set(keysOf(enUS));

  it('has the same keys in both languages', () => {
    expect([...zh].filter((key) => !en.has(key))).toEqual([]);
    expect([...en].filter((key) => !zh.has(key))).toEqual([]);
  });

  it('has the same placeholders in both languages', () => {
    const holes = (text: string) =>
      [...text.matchAll(/{{\s*(\w+)\s*}}/g)]
        .map((m) => m[1])
        .sort()
        .join();
    const english = new Map(textsOf(enUS));
    const wrong = textsOf(zhCN).filter(([key, text]) => {
      const other = english.get(key);
      return other !== undefined && holes(other) !== holes(text);
    });
    expect(wrong).toEqual([]);
  });

  it('leaves no Chinese in English texts, except the language switch', () => {
    const left = textsOf(enUS).filter(
      ([key, text]) => /[\u4e00-\u9fff]/.test(text) && key !== 'shell.action.toggleLocale',
    );
    expect(left).toEqual([]);
  });

  it('knows every key used in the source', () => {
    const missing: string[] = [];
    for (const file of sourceFiles(join(process.cwd(), 'src'))) {
      if (file.includes('/gallery/') || file.includes('/locales/')) continue;
      const text = readFileSync(file, 'utf8');
      for (const match of text.matchAll(/\bt\(\s*'([a-zA-Z0-9_.]+)'/g)) {
        const key = match[1] ?? '';
        if (!zh.has(key)) missing.push(`${key} (${file})`);
      }
    }
    expect(missing).toEqual([]);
  });
});
