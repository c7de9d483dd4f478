import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..', '..');
const builderRequire = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
const { getConfig, validateConfiguration } = builderRequire('app-builder-lib/out/util/config/config');
const { DebugLogger } = builderRequire('builder-util');

const load = () => getConfig(root, join(root, 'electron-builder.yml'), null);

test('the packaging configuration is valid for electron-builder', async () => {
  await expect(validateConfiguration(await load(), new DebugLogger(false))).resolves.toBeUndefined();
});

test('the validation that was just passed does refuse mistakes', async () => {
  const broken = { ...(await load()), asarUnpak: ['x'] };
  await expect(validateConfiguration(broken, new DebugLogger(false))).rejects.toThrow(/asarUnpak/);
});

test('the fuses close what an attacker could use', async () => {
  const { electronFuses } = await load();
  expect(electronFuses).toEqual({
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableCookieEncryption: true,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
    loadBrowserProcessSpecificV8Snapshot: false,
  });
});

test('every system gets its installer, and what is opened by path lies outside the archive', async () => {
  const config = await load();
  expect(config.mac.target).toEqual(['dmg']);
  expect(config.win.target).toEqual(['nsis']);
  expect(config.linux.target).toEqual(['AppImage', 'deb']);
  expect(config.asar).toBe(true);
  expect(config.asarUnpack).toEqual(
    expect.arrayContaining(['dist/host/**', 'dist/worker/**', 'node_modules/better-sqlite3/**']),
  );
});

test('native packages that run in the product are unpacked', async () => {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const native = Object.keys(dependencies).filter((name) =>
    existsSync(join(root, 'node_modules', name, 'binding.gyp')),
  );
  const { asarUnpack } = await load();
  expect(native.filter((name) => !asarUnpack.includes(`node_modules/${name}/**`))).toEqual([]);
  expect(native).toContain('better-sqlite3');
});
