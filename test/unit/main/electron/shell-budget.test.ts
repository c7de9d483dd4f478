import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..', '..', '..');

/** TypeScript files of a folder, with their text. */
function sources(folder: string): { readonly name: string; readonly text: string }[] {
  return readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.ts'))
    .map((name) => ({ name: `${folder}/${name}`, text: readFileSync(join(ROOT, folder, name), 'utf8') }));
}

const shell = [...sources('main/electron'), ...sources('preload')];

test('the shell, which no test can run without Electron, stays under 500 lines', () => {
  const lines = shell.reduce((sum, { text }) => sum + text.split('\n').length - 1, 0);
  expect(lines).toBeLessThan(500);
});

test('decisions do not need Electron to be tested: they import its types only', () => {
  const decisions = shell.filter(({ name }) => /(url|policy|options|template|cipher)\.ts$/.test(name));
  expect(decisions.map(({ name }) => name).sort()).toEqual([
    'main/electron/app-url.ts',
    'main/electron/menu-template.ts',
    'main/electron/restart-policy.ts',
    'main/electron/safe-storage-cipher.ts',
    'main/electron/window-options.ts',
  ]);
  for (const { name, text } of decisions) expect(text, name).not.toMatch(/^import (?!type).*'electron'/m);
});

test('the preload script exposes one thing', () => {
  const preload = shell.find(({ name }) => name === 'preload/preload.ts')?.text ?? '';
  expect(preload.match(/exposeInMainWorld/g)).toHaveLength(1);
});
