import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { contentSecurityPolicy, createNonce, SECURITY_HEADERS, withNonce } from './content-security.ts';

const MIME_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};

/** Files of the build carry a hash of their content in the name, so they never change. */
const FOREVER = 'public, max-age=31536000, immutable';

function plain(status: number, text: string, headers: Record<string, string> = {}): Response {
  return new Response(text, {
    status,
    headers: { ...SECURITY_HEADERS, 'content-type': 'text/plain; charset=utf-8', ...headers },
  });
}

async function pageResponse(file: string): Promise<Response> {
  const nonce = createNonce();
  const html = withNonce(await readFile(file, 'utf8'), nonce);
  return new Response(html, {
    headers: {
      ...SECURITY_HEADERS,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentSecurityPolicy(nonce),
      'cache-control': 'no-store',
    },
  });
}

/** URL paths of all files below `folder` and where they are: "/index.html", "/assets/index-1a2b.js". */
async function listFiles(folder: string, prefix = '/'): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  // By hand: inside a packaged program (an asar archive) not every option of readdir is known.
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) files.set(`${prefix}${entry.name}`, path);
    else for (const [url, file] of await listFiles(path, `${prefix}${entry.name}/`)) files.set(url, file);
  }
  return files;
}

/**
 * Serves the built renderer. Only files that stood in the folder at the first request exist: a path is looked up, never
 * joined, so there is nothing to traverse. The page gets a fresh style nonce and its policy with every response.
 * @param folder Absolute path of dist/renderer.
 */
export function createPageFiles(folder: string): (request: Request) => Promise<Response> {
  let files: Promise<ReadonlyMap<string, string>> | null = null;
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return plain(405, 'Method not allowed', { allow: 'GET, HEAD' });
    files ??= listFiles(folder);
    const path = new URL(request.url).pathname;
    const file = (await files).get(path === '/' ? '/index.html' : path);
    if (file === undefined) return plain(404, 'Not found');
    if (file.endsWith('.html')) return pageResponse(file);
    return new Response(await readFile(file), {
      headers: {
        ...SECURITY_HEADERS,
        'content-type': MIME_TYPES[extname(file)] ?? 'application/octet-stream',
        'cache-control': path.startsWith('/assets/') ? FOREVER : 'no-cache',
      },
    });
  };
}
