import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { IMPORT_RULES, matchFolder } from '#lint/import-rules.ts';

/**
 * Plants forbidden code in a copy of the house and expects the real linter and the real compiler to refuse it.
 * Linters go silently green when a pattern stops matching; this is what notices.
 */
const root = resolve(import.meta.dirname, '..', '..');
let house: string;

beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), 'musicforge-house-'));
  for (const name of ['lint', 'oxlint.config.ts', 'package.json', 'tsconfig.base.json']) {
    cpSync(join(root, name), join(house, name), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'), 'junction');
});
afterAll(() => rmSync(house, { recursive: true, force: true }));

function plant(file: string, text: string): void {
  const path = join(house, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

interface Finding {
  readonly code: string;
  readonly filename: string;
  readonly message: string;
}

function lint(...args: string[]): Finding[] {
  const oxlint = join(root, 'node_modules', 'oxlint', 'bin', 'oxlint');
  const result = spawnSync(process.execPath, [oxlint, '--format', 'json', ...args], { cwd: house, encoding: 'utf8' });
  const report: { diagnostics: Finding[] } = JSON.parse(result.stdout);
  return report.diagnostics.map((finding) => ({ ...finding, filename: finding.filename.replaceAll('\\', '/') }));
}

/** One import per row of the table that the row forbids. The list must stay as long as the table. */
const FORBIDDEN: Readonly<Record<string, string>> = {
  'shared/domain': 'zod',
  'shared/contract': 'node:fs',
  'shared/stretch': 'zod',
  shared: '#main/storage/schema.ts',
  'main/dsp': 'node:fs',
  'main/platform': '#main/storage/schema.ts',
  'main/storage': '#main/library/scan.ts',
  'main/library': '#main/analysis/queue.ts',
  'main/analysis': '#main/dsp/tempo.ts',
  'main/genres': '#main/library/scan.ts',
  'main/sets': '#main/library/scan.ts',
  'main/crates': '#main/sets/create-sets-service.ts',
  'main/media': '#main/library/scan.ts',
  'main/demo': '#main/analysis/queue.ts',
  'main/settings': '#renderer/app/main.tsx',
  'main/sources': '#renderer/app/main.tsx',
  // Not even where its own thread lives: the runtime must not come into the host.
  'main/tagger': '#main/worker/onnx-tagger.ts',
  'main/interchange': '#main/library/scan.ts',
  'main/duplicates': '#main/worker/fingerprint-file.ts',
  'main/missing': '#main/library/walk-folder.ts',
  'main/quality': '#main/library/edit-each.ts',
  'main/history': '#main/library/edit-tracks.ts',
  'main/tags': '#main/library/scan.ts',
  'main/text-edits': '#main/library/edit-tracks.ts',
  'main/backups': '#main/library/scan.ts',
  'main/copies': '#main/interchange/playlist/m3u.ts',
  'main/renders': '#main/sets/read-set.ts',
  'main/worker': '#main/storage/schema.ts',
  'main/rpc': '#main/storage/schema.ts',
  'main/host': 'electron',
  'main/electron': '#main/storage/open-database.ts',
  preload: 'node:fs',
  'renderer/app': '#main/library/scan.ts',
  'renderer/features/*': '#renderer/features/other/panel.tsx',
  'renderer/canvas': '#renderer/stores/selection.ts',
  'renderer/host-client': '#renderer/features/library/table.tsx',
  'renderer/shell': 'electron',
  'renderer/stores': '#renderer/host-client/client.ts',
  'renderer/ui': '#renderer/stores/selection.ts',
  test: 'electron',
  bench: '#renderer/app/main.tsx',
  scripts: '#renderer/app/main.tsx',
  lint: '#shared/domain/key.ts',
};

const plantedName = (folder: string) => `${folder.replace('*', 'planted')}/planted.ts`;

describe('import rules', () => {
  test('every row of the table has a forbidden import to try', () => {
    expect(Object.keys(FORBIDDEN).sort()).toEqual(IMPORT_RULES.map((rule) => rule.folder).sort());
  });

  test('each planted import is caught, an allowed one is not', () => {
    for (const [folder, specifier] of Object.entries(FORBIDDEN)) {
      plant(plantedName(folder), `import * as planted from '${specifier}';\nexport const used = planted;\n`);
    }
    plant(
      'main/library/allowed.ts',
      "import * as allowed from '#main/storage/schema.ts';\nexport const used = allowed;\n",
    );
    plant('main/unknown-folder/planted.ts', "import * as x from 'node:fs';\nexport const used = x;\n");
    plant('main/library/climbs.ts', "import * as x from '../storage/schema.ts';\nexport const used = x;\n");
    plant(
      'main/library/climbs-later.ts',
      "import * as x from './../../main/storage/schema.ts';\nexport const used = x;\n",
    );
    plant('main/library/climbs-out.ts', "import * as x from '#main/library/../sets/x.ts';\nexport const used = x;\n");
    plant('shared/contract/server.ts', "import * as x from '@orpc/server';\nexport const used = x;\n");
    plant('shared/contract/allowed.ts', "export * from '@orpc/contract';\nexport * as z from 'zod';\n");
    plant('main/library/re-exports.ts', "export * from '#main/rpc/router.ts';\n");
    plant('main/library/lazy.ts', "export const lazy = () => import('electron');\n");
    plant('main/library/template.ts', 'export const lazy = () => import(`electron`);\n');
    const caught = new Set(
      lint()
        .filter((finding) => finding.code === 'house(imports)')
        .map((finding) => finding.filename),
    );
    const expected = [
      ...Object.keys(FORBIDDEN).map(plantedName),
      'main/unknown-folder/planted.ts',
      'main/library/climbs.ts',
      'main/library/climbs-later.ts',
      'main/library/climbs-out.ts',
      'shared/contract/server.ts',
      'main/library/re-exports.ts',
      'main/library/lazy.ts',
      'main/library/template.ts',
    ];
    expect([...caught].sort()).toEqual(expected.sort());
  });

  test('every source folder of the product stands in the table', () => {
    const folders = ['main', 'renderer', 'shared'].flatMap((area) =>
      readdirSync(join(root, area), { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && entry.name !== 'features')
        .map((entry) => `${area}/${entry.name}/x.ts`),
    );
    const homeless = folders.filter((file) => !IMPORT_RULES.some((rule) => matchFolder(rule, file) !== null));
    expect(homeless).toEqual([]);
  });
});

describe('budgets and habits', () => {
  const lines = (count: number, line: string) => `${Array.from({ length: count }, () => line).join('\n')}\n`;
  const branches = Array.from({ length: 13 }, (_, index) => `  if (value === ${index}) return ${index + 1};`).join(
    '\n',
  );
  const planted: Readonly<Record<string, readonly [code: string, text: string]>> = {
    'long-file.ts': ['eslint(max-lines)', lines(301, '// a line')],
    'long-function.ts': [
      'eslint(max-lines-per-function)',
      `export function long(value: number): number {\n${lines(60, '  value += 1;')}  return value;\n}\n`,
    ],
    'complex.ts': [
      'eslint(complexity)',
      `export function complex(value: number): number {\n${branches}\n  return 0;\n}\n`,
    ],
    'any.ts': ['typescript(no-explicit-any)', 'export const loose = (value: any) => value;\n'],
    'default.ts': ['import(no-default-export)', 'const x = 1;\nexport default x;\n'],
    'swallowed.ts': ['eslint(no-empty)', 'export function f() {\n  try {\n    JSON.parse("");\n  } catch {}\n}\n'],
    'console.ts': ['eslint(no-console)', "export function f() {\n  console.log('x');\n}\n"],
  };

  test.each(Object.entries(planted))('%s is an error', (name, [code, text]) => {
    plant(`main/library/${name}`, text);
    const found = lint(`main/library/${name}`);
    expect(found.map((finding) => finding.code)).toContain(code);
  });

  test('a cycle of imports is an error', () => {
    plant('main/library/cycle-a.ts', "import { b } from './cycle-b.ts';\nexport const a = () => b;\n");
    plant('main/library/cycle-b.ts', "import { a } from '#main/library/cycle-a.ts';\nexport const b = () => a;\n");
    const found = lint('main/library/cycle-a.ts', 'main/library/cycle-b.ts').map((finding) => finding.code);
    expect(found).toContain('import(no-cycle)');
  });
});

describe('the compiler', () => {
  /** Puts an area's own tsconfig over one planted file, so that its lib and types decide. Returns the errors. */
  function compile(area: string, text: string): string {
    const { references: _references, ...config } = JSON.parse(readFileSync(join(root, area, 'tsconfig.json'), 'utf8'));
    plant(`${area}/tsconfig.json`, JSON.stringify({ ...config, include: ['planted.ts'] }));
    plant(`${area}/planted.ts`, text);
    const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    const args = [tsc, '-p', join(house, area), '--noEmit', '--emitDeclarationOnly', 'false'];
    return spawnSync(process.execPath, args, { encoding: 'utf8', cwd: house }).stdout;
  }

  test.each([
    ['shared', 'export const x = document.title;\n', 'document'],
    ['shared', 'export const x = process.pid;\n', 'process'],
    ['main/dsp', 'export const x = document.title;\n', 'document'],
    ['main/dsp', 'export const x = process.pid;\n', 'process'],
    ['renderer', 'export const x = process.pid;\n', 'process'],
    ['main/electron', 'export const x = document.title;\n', 'document'],
  ])('%s cannot use what its area does not have: %s', (area, text, name) => {
    expect(compile(area, text)).toContain(`Cannot find name '${name}'`);
  });
});
