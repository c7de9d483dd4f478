import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { deaf } from '#test/support/tagger-models.ts';
import { onnxModel } from '#test/support/onnx-model.ts';
import { packedFiles } from '#test/support/packed-files.ts';
import { tempFolder } from '#test/support/temp-library.ts';

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

test('the Debian package has the home page and the maintainer without which it is not built', async () => {
  const { linux } = await load();
  const { homepage } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  expect(homepage).toMatch(/^https:\/\//);
  expect(linux.maintainer).toMatch(/\S/);
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

test('of the runtime for tagger models only its part for Node is packed, and that part runs by itself', async () => {
  const config = await load();
  const folder = tempFolder();
  const packed = ['onnxruntime-web', 'onnxruntime-common', 'protobufjs', 'flatbuffers', 'long', '@types/node'].flatMap(
    (name) => packedFiles(root, name, config).map((file) => join('node_modules', name, file)),
  );
  for (const file of packed) cpSync(join(root, file), join(folder, file));
  const bytes = packed.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
  expect(bytes).toBeLessThan(15 * 1024 * 1024);
  writeFileSync(join(folder, 'tiny.onnx'), onnxModel({ weights: deaf(4) }));
  const script = `
    import { env, InferenceSession, Tensor } from 'onnxruntime-web';
    env.wasm.numThreads = 1;
    const session = await InferenceSession.create('tiny.onnx');
    const melspectrogram = new Tensor('float32', new Float32Array(128 * 96), [1, 128, 96]);
    console.log((await session.run({ melspectrogram })).activations.data.join(' '));`;
  writeFileSync(join(folder, 'run.mjs'), script);
  const output = execFileSync(process.execPath, ['run.mjs'], { cwd: folder, encoding: 'utf8', timeout: 60_000 });
  expect(output.trim()).toBe('0.25 0.25 0.25 0.25');
  const unpacked = ['node_modules/onnxruntime-web/**', 'node_modules/onnxruntime-common/**'];
  expect(config.asarUnpack).toEqual(expect.arrayContaining(unpacked));
});
