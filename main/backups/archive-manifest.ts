import { z } from 'zod';
import { LibraryCounts } from '#shared/contract/backups.ts';

/** Raised when an older program could not read a newer archive any more. */
export const ARCHIVE_VERSION = 1;
export const ARCHIVE_ENDING = '.musicforge';

/** Files of an archive. */
export const LIBRARY_ENTRY = 'library.db.gz';
export const MANIFEST_ENTRY = 'manifest.json';
/** As sha256sum writes and checks it. Comes last: an archive that has it was written to its end. */
export const CHECKSUMS_ENTRY = 'SHA256SUMS';

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const ArchiveManifest = z.object({
  format: z.literal('musicforge-library'),
  version: z.int().min(1),
  appVersion: z.string(),
  /** Of the database. */
  schemaVersion: z.int().min(1),
  /** ISO time. */
  madeAt: z.string(),
  hasWaveforms: z.boolean(),
  counts: LibraryCounts,
  /** The database as it was before it was compressed. */
  library: z.object({ bytes: z.int().min(1), sha256: Sha256 }),
});
export type ArchiveManifest = z.infer<typeof ArchiveManifest>;

/** What is known of an archive of any version. */
export const AnyManifest = z.object({
  format: z.literal('musicforge-library'),
  version: z.int().min(1),
  appVersion: z.string(),
});

/** "<64 hex>  <name>" a line. */
export function formatChecksums(sums: Readonly<Record<string, string>>): string {
  return Object.entries(sums)
    .map(([name, sum]) => `${sum}  ${name}\n`)
    .join('');
}

export function parseChecksums(text: string): ReadonlyMap<string, string> {
  const lines = [...text.matchAll(/^([0-9a-f]{64}) [ *](.+)$/gm)];
  return new Map(lines.map(([, sum = '', name = '']) => [name, sum]));
}
