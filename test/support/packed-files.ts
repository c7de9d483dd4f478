import { lstatSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const builderRequire = createRequire(createRequire(import.meta.url).resolve('electron-builder'));

interface Matcher {
  readonly patterns: string[];
  createFilter(): (file: string, stat: object) => boolean;
}
interface MatcherModule {
  readonly FileMatcher: new (from: string, to: string, expand: (text: string) => string, patterns: string[]) => Matcher;
  readonly getNodeModuleFileMatcher: (
    from: string,
    to: string,
    expand: (text: string) => string,
    platformOptions: object,
    packager: object,
  ) => Matcher;
}
const { FileMatcher, getNodeModuleFileMatcher } = builderRequire('app-builder-lib/out/fileMatcher') as MatcherModule;
const asItIs = (text: string): string => text;

/**
 * Files of an installed package that electron-builder packs, by its own rules.
 * @param config Of electron-builder, as it was read.
 * @returns Paths in the package, in order.
 */
export function packedFiles(root: string, name: string, config: object): string[] {
  const source = join(root, 'node_modules', name);
  const { patterns } = getNodeModuleFileMatcher(
    root,
    '',
    asItIs,
    {},
    {
      config,
      debugLogger: { isEnabled: false },
    },
  );
  const isPacked = new FileMatcher(source, '', asItIs, patterns).createFilter();
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => {
    const stat = lstatSync(join(source, file));
    const described = Object.assign(stat, { moduleFullFilePath: join('node_modules', name, file) });
    return stat.isFile() && isPacked(join(source, file), described);
  });
  return files.sort();
}
