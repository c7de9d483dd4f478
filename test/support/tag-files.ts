import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { TAG_READERS } from '#main/host/host-file-tags.ts';
import { changeTags, type ChangedTags, type FieldTexts, takeBack } from '#main/tags/entry-changes.ts';
import type { NamedContent, TagEntry } from '#main/tags/tag-document.ts';
import { prepareFile, withTaggedFile, writePrepared } from '#main/tags/tagged-file.ts';
import { encodePng } from '#main/demo/png.ts';
import { needFfmpeg } from './ffmpeg.ts';

const HOOKS = { onTemporary: () => undefined };

export interface WrittenTags extends ChangedTags {
  /** Bytes that the tag took before. */
  readonly size: number;
}

/** Writes as the service does, without its record. @param contents Under names of programs' own. */
export async function writeTags(
  path: string,
  texts: FieldTexts,
  contents: readonly NamedContent[] = [],
): Promise<WrittenTags> {
  const { changed, prepared } = await withTaggedFile(TAG_READERS, path, async (file) => {
    const changed = changeTags(
      file.document,
      texts,
      contents.length === 0 ? null : { contents, before: '', after: '' },
    );
    return { changed, prepared: await prepareFile(file, changed.entries) };
  });
  await writePrepared(TAG_READERS, prepared, changed.fields, HOOKS);
  return { ...changed, size: prepared.size };
}

/** Takes a write back. @returns How many entries were not as it had left them. */
export async function restoreTags(path: string, { changes, size }: WrittenTags): Promise<number> {
  const { prepared, changedSince } = await withTaggedFile(TAG_READERS, path, async (file) => {
    const { entries, changedSince } = takeBack(file.document.entries, changes);
    return { prepared: await prepareFile(file, entries, size), changedSince };
  });
  await writePrepared(TAG_READERS, prepared, [], HOOKS);
  return changedSince;
}

export const entriesOf = (path: string): Promise<readonly TagEntry[]> =>
  withTaggedFile(TAG_READERS, path, async ({ document }) => document.entries);

/** Hash of a file; of any of its bytes. */
export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
export const fileHash = (path: string): string => hashOf(readFileSync(path));

/** Hash of the samples that come out of a file, as any player would hear them. */
export function samplesHash(path: string): string {
  const args = ['-v', 'error', '-nostdin', '-i', `file:${path}`, '-map', '0:a', '-f', 'md5', '-'];
  return execFileSync(needFfmpeg(), args, { timeout: 20_000, encoding: 'utf8' }).trim();
}

/** A picture of random colours, large enough to matter. */
export function coverPng(size = 64): Buffer {
  const pixels = new Uint8Array(size * size * 3).map((_, index) => (index * 7919) % 251);
  return Buffer.from(encodePng(size, size, pixels));
}
