import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { childEnding, couldNotStart } from '#scripts/child-ending.ts';
import { downloadElectron } from '#scripts/electron-download.ts';
import { tempFolder } from '#test/support/temp-library.ts';

const ROOT = resolve(import.meta.dirname, '..', '..', '..');
const HANG = 'setInterval(() => undefined, 1000);';

/** A checkout whose Electron installer is the given script. */
function checkoutWithInstaller(script: string): string {
  const root = tempFolder();
  const folder = join(root, 'node_modules', 'electron');
  mkdirSync(join(folder, 'dist'), { recursive: true });
  writeFileSync(join(folder, 'install.js'), script);
  return root;
}

describe('the download of Electron', () => {
  test('gives the program that the installer has put there', async () => {
    const root = checkoutWithInstaller(
      `const { writeFileSync } = require('node:fs');
       writeFileSync(__dirname + '/dist/electron', '');
       writeFileSync(__dirname + '/path.txt', 'electron');`,
    );
    expect(await downloadElectron(root)).toEqual({
      program: join(root, 'node_modules', 'electron', 'dist', 'electron'),
    });
  });

  test('is given up when nothing comes any more', async () => {
    const root = checkoutWithInstaller(HANG);
    expect(await downloadElectron(root, 400)).toEqual({
      failure: 'the download of the Electron binary stood still for 0.4 s',
    });
  });

  test('is not given up while bytes come, however long it takes', async () => {
    const root = checkoutWithInstaller(
      `const { appendFileSync, writeFileSync } = require('node:fs');
       const part = require('node:os').tmpdir() + '/part';
       let left = 30;
       setInterval(() => {
         appendFileSync(part, 'x');
         if (--left > 0) return;
         writeFileSync(__dirname + '/dist/electron', '');
         writeFileSync(__dirname + '/path.txt', 'electron');
         process.exit(0);
       }, 100);`,
    );
    expect(await downloadElectron(root, 2000)).toHaveProperty('program');
  });

  test('says why it failed', async () => {
    const root = checkoutWithInstaller(`throw new Error('Response code 404 (Not Found)');`);
    expect(await downloadElectron(root)).toEqual({
      failure: 'the Electron binary could not be fetched: Error: Response code 404 (Not Found)',
    });
  });

  test.skipIf(process.platform === 'win32').each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('ends with npm start on %s, and nothing is started in its place', async (signal, code) => {
    const root = checkoutWithInstaller(`console.log('fetching ' + process.pid); ${HANG}`);
    const module = pathToFileURL(join(ROOT, 'scripts', 'electron-download.ts')).href;
    const script = `import { downloadElectron } from ${JSON.stringify(module)};
      await downloadElectron(${JSON.stringify(root)});
      console.log('went on');`;
    const start = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    start.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    await expect.poll(() => output, { timeout: 15_000 }).toContain('fetching');
    start.kill(signal);
    // The pipe closes only when the installer, which holds it too, has ended.
    const [[exitCode]] = await Promise.all([once(start, 'exit'), once(start.stdout, 'close')]);
    expect(exitCode).toBe(code);
    expect(output).not.toContain('went on');
  });
});

describe('a child', () => {
  test('leaves no listeners for signals behind', async () => {
    const before = process.listenerCount('SIGINT');
    const ending = childEnding(spawn(process.execPath, ['--eval', 'process.exit(3)']));
    expect(process.listenerCount('SIGINT')).toBe(before + 1);
    expect(await ending).toEqual({ code: 3, signal: null, stopCode: null });
    expect(process.listenerCount('SIGINT')).toBe(before);
  });

  test('that is no program ends with an error', async () => {
    const ending = childEnding(spawn(join(tempFolder(), 'nothing')));
    expect(await ending).toEqual({ code: 1, signal: null, stopCode: null });
  });
});

test.each([
  ['a crash at once', { code: null, signal: 'SIGTRAP', stopCode: null }, 100, true],
  ['an error at once', { code: 1, signal: null, stopCode: null }, 100, true],
  ['an error later', { code: 1, signal: null, stopCode: null }, 60_000, false],
  ['a window closed at once', { code: 0, signal: null, stopCode: null }, 100, false],
  ['a window that somebody killed', { code: null, signal: 'SIGKILL', stopCode: null }, 100, false],
  ['a window that somebody ended', { code: null, signal: 'SIGTERM', stopCode: null }, 100, false],
  ['Ctrl-C, whatever the window says to it', { code: 1, signal: null, stopCode: 130 }, 100, false],
] as const)('after %s the browser is served: only if it could not start', (_what, ending, ranMs, expected) => {
  expect(couldNotStart(ending, ranMs)).toBe(expected);
});

test.each(['start.mjs', 'dev.mjs'])('%s --help prints the options and nothing else', (script) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'scripts', script), '--help'], {
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/^MusicForge: /);
  for (const option of ['--browser', '--port', '--no-open', '--data', '--demo', '--help'])
    expect(stdout).toContain(`  ${option} `);
  expect(stdout).not.toMatch(/No desktop window|Building/);
});
