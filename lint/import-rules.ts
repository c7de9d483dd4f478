/**
 * Who may import what (docs/architecture.md), as a table: the first row whose folder holds the file decides.
 * A target is a folder of the house or one of the outside words: `node` (built-ins), `electron`, `zod`,
 * `packages` (any npm package but electron), `npm:NAME` (that one package). A folder may always import itself.
 */
export interface ImportRule {
  readonly folder: string;
  readonly allow: readonly string[];
}

/** Use-case folders. They never import each other: `main/host/create-host.ts` connects them. */
export const SERVICES = [
  'main/library',
  'main/analysis',
  'main/genres',
  'main/history',
  'main/sets',
  'main/crates',
  'main/media',
  'main/demo',
  'main/settings',
  'main/sources',
  'main/tagger',
  'main/interchange',
  'main/duplicates',
  'main/missing',
  'main/quality',
  'main/tags',
  'main/text-edits',
  'main/backups',
  'main/copies',
  'main/renders',
];

const RENDERER_LOWER = ['renderer/canvas', 'renderer/host-client', 'renderer/shell', 'renderer/stores', 'renderer/ui'];

export const IMPORT_RULES: readonly ImportRule[] = [
  { folder: 'shared/domain', allow: [] },
  // The contract is built with @orpc/contract, which is made to be shared by both sides.
  { folder: 'shared/contract', allow: ['npm:@orpc/contract', 'zod', 'shared'] },
  // Time-stretching, for the window's audio thread and for tests in Node alike.
  { folder: 'shared/stretch', allow: ['npm:signalsmith-stretch', 'shared/domain'] },
  { folder: 'shared', allow: ['zod'] },
  // FFT and key detection are packages; the file system, clock and database are not reachable from here.
  { folder: 'main/dsp', allow: ['packages', 'shared/domain'] },
  { folder: 'main/platform', allow: ['node', 'packages', 'shared'] },
  { folder: 'main/storage', allow: ['node', 'packages', 'shared', 'main/platform'] },
  ...SERVICES.map((folder) => ({ folder, allow: ['node', 'packages', 'shared', 'main/platform', 'main/storage'] })),
  {
    folder: 'main/worker',
    allow: [
      'node',
      'packages',
      'shared',
      'main/dsp',
      'main/platform',
      'main/analysis/worker-messages.ts',
      'main/tagger/tagger-messages.ts',
      'main/duplicates/fingerprint-messages.ts',
    ],
  },
  { folder: 'main/rpc', allow: ['packages', 'shared', ...SERVICES] },
  {
    folder: 'main/host',
    allow: ['node', 'packages', 'shared', 'main/rpc', 'main/storage', 'main/platform', 'main/worker', ...SERVICES],
  },
  { folder: 'main/electron', allow: ['node', 'packages', 'electron', 'shared', 'main/platform', 'main/media'] },
  { folder: 'preload', allow: ['electron', 'shared'] },
  { folder: 'renderer/app', allow: ['packages', 'shared', 'renderer/features', ...RENDERER_LOWER] },
  // `*` stands for one folder: each feature is a folder of its own and closed to the others.
  { folder: 'renderer/features/*', allow: ['packages', 'shared', ...RENDERER_LOWER] },
  { folder: 'renderer/canvas', allow: ['packages', 'shared'] },
  { folder: 'renderer/host-client', allow: ['packages', 'shared'] },
  { folder: 'renderer/shell', allow: ['packages', 'shared'] },
  { folder: 'renderer/stores', allow: ['packages', 'shared'] },
  { folder: 'renderer/ui', allow: ['packages', 'shared'] },
  { folder: 'test', allow: ['node', 'packages', 'shared', 'main', 'renderer', 'lint', 'scripts', 'bench'] },
  { folder: 'bench', allow: ['node', 'packages', 'shared', 'main', 'test', 'scripts'] },
  { folder: 'scripts', allow: ['node', 'packages', 'shared', 'main', 'test'] },
  { folder: 'lint', allow: ['node', 'packages'] },
];

/** The folder of `rule` that holds `file` (with `*` filled in), or null. Paths are relative to the root, with `/`. */
export function matchFolder(rule: ImportRule, file: string): string | null {
  const wanted = rule.folder.split('/');
  const parts = file.split('/');
  if (parts.length <= wanted.length) return null;
  const fits = wanted.every((segment, index) => segment === '*' || segment === parts[index]);
  return fits ? parts.slice(0, wanted.length).join('/') : null;
}

const inside = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);

function allowsPackage(name: string, allow: readonly string[]): boolean {
  if (name.startsWith('node:')) return allow.includes('node');
  if (name === 'electron' || name.startsWith('electron/')) return allow.includes('electron');
  if (name === 'zod') return allow.includes('zod') || allow.includes('packages');
  return allow.includes('packages') || allow.includes(`npm:${name}`);
}

/**
 * @param file The importing file, relative to the root.
 * @param specifier What stands in the import.
 * @returns Why the import is forbidden, or null when it is allowed.
 */
export function whyForbidden(file: string, specifier: string): string | null {
  if (specifier.split('/').includes('..'))
    return 'Go up with a subpath import (#main/..., #shared/..., #renderer/...), not "..".';
  if (specifier.startsWith('./')) return null;
  for (const rule of IMPORT_RULES) {
    const own = matchFolder(rule, file);
    if (own === null) continue;
    const target = specifier.startsWith('#') ? specifier.slice(1) : null;
    const allowed =
      target === null
        ? allowsPackage(specifier, rule.allow)
        : [own, ...rule.allow].some((folder) => inside(target, folder));
    return allowed
      ? null
      : `${own} may not import ${target ?? specifier} (docs/architecture.md, "Who may import what").`;
  }
  // Deny by default: a new folder of the house needs a row before it may import anything.
  return /^(main|renderer|shared|preload)\//.test(file)
    ? `${file} lies in a folder without a row in lint/import-rules.ts.`
    : null;
}
