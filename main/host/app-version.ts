import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @param root Folder of package.json: the checkout, or app.asar in a packaged program. */
export function readAppVersion(root: string): string {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return version;
}
