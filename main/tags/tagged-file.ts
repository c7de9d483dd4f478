import type { Stats } from 'node:fs';
import { open, realpath } from 'node:fs/promises';
import { basename } from 'node:path';
import { byteReader } from '#main/platform/byte-reader.ts';
import { TAG_FIELDS, type TagField } from '#shared/contract/file-tags.ts';
import { keyIndex, parseKey } from '#shared/domain/key.ts';
import { commentLine } from '#shared/domain/tag-comment.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { FieldChange } from './entry-changes.ts';
import { type KnownSound, openDocument } from './open-document.ts';
import { type OpenNew, replaceFile } from './replace-file.ts';
import { type Splice, splicedSize } from './splice.ts';
import { refusal, type TagDocument, type TagEntry } from './tag-document.ts';
import { isSameOutside } from './compare-files.ts';

/** What another reader makes of the tags of a file. */
export interface TagsAsRead {
  readonly keyIndex: number | null;
  readonly bpm: number | null;
  /** 1-10. */
  readonly energyLevel: number | null;
  readonly rating: number;
  readonly comment: string;
  /** Everything else that it reads, to be compared. */
  readonly others: string;
}

/** What the library knows of files; the host connects it. */
export interface FileReaders {
  readonly identify: (path: string) => Promise<KnownSound | null>;
  /** Hash of every byte of the sound, wherever in the file that is. */
  readonly hashSound: (path: string) => Promise<string | null>;
  readonly readTags: (path: string, format: string) => Promise<TagsAsRead>;
}

/** A file and its tag, at one moment. */
export interface TaggedFile {
  /** Without links. */
  readonly path: string;
  readonly stats: Stats;
  readonly sound: KnownSound;
  readonly document: TagDocument;
}

const READ_FAILURES: Readonly<Record<string, string>> = {
  ENOENT: 'The file is not there. Connect its drive, or scan its folder again.',
  EACCES: 'There is no permission to read it. Change its permissions.',
  EPERM: 'There is no permission to read it. Change its permissions.',
};

/** @throws {AppError} What a failure to read means for the user. */
function readError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const words = READ_FAILURES[code];
  return words === undefined ? error : new AppError(code === 'ENOENT' ? 'not-found' : 'permission-denied', words);
}

/**
 * Takes the tag of a file apart for as long as `use` runs.
 * @throws {AppError} With the reason why it cannot be written.
 */
export async function withTaggedFile<Result>(
  readers: FileReaders,
  given: string,
  use: (file: TaggedFile) => Promise<Result>,
): Promise<Result> {
  try {
    const path = await realpath(given);
    const sound = await readers.identify(path);
    if (sound === null) throw refusal('There is no sound in it that is known.');
    const handle = await open(path, 'r');
    try {
      const stats = await handle.stat();
      if (!stats.isFile()) throw refusal('It is no file.');
      const document = await openDocument(byteReader(handle, stats.size), sound);
      return await use({ path, stats, sound, document });
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw readError(error);
  }
}

/** The new file of a change, described but not yet made. */
export interface PreparedFile extends Omit<TaggedFile, 'document'> {
  readonly kind: string;
  readonly surroundings: string;
  readonly entries: readonly TagEntry[];
  readonly splices: readonly Splice[];
  /** Bytes of the tag before. */
  readonly size: number;
}

export async function prepareFile(
  file: TaggedFile,
  entries: readonly TagEntry[],
  size?: number,
): Promise<PreparedFile> {
  const { document, ...rest } = file;
  const splices = await document.render(entries, size);
  const { kind, surroundings } = document;
  return { ...rest, kind, surroundings, entries, splices, size: document.size };
}

export const differs = (what: string): AppError =>
  refusal(`${what}. The file was left as it is; please report this with the kind of file.`);

async function checkEntries(readers: FileReaders, prepared: PreparedFile, temporary: string): Promise<void> {
  const { entries, kind, surroundings } = prepared;
  await withTaggedFile(readers, temporary, async ({ document }) => {
    const isSame =
      document.kind === kind &&
      document.surroundings === surroundings &&
      document.entries.length === entries.length &&
      document.entries.every(({ raw }, index) => entries[index]?.raw.equals(raw) === true);
    if (!isSame) throw differs('The new tag did not come back as it was written');
  });
}

const SAME_BPM = 0.01;

function isSameKey(text: string, index: number | null): boolean {
  const key = parseKey(text);
  return key !== null && keyIndex(key) === index;
}

/** Whether the other reader finds the text of a field. */
const FINDS: Readonly<Record<TagField, (text: string, read: TagsAsRead) => boolean>> = {
  key: (text, read) => isSameKey(text, read.keyIndex),
  bpm: (text, { bpm }) => bpm !== null && Math.abs(bpm - Number(text)) < SAME_BPM,
  energy: (text, { energyLevel }) => energyLevel === Number(text),
  rating: (text, { rating }) => rating === Number(text),
  comment: (text, { comment }) => comment === commentLine(text),
};

async function checkReading(
  readers: FileReaders,
  { path, sound }: PreparedFile,
  temporary: string,
  fields: readonly FieldChange[],
): Promise<void> {
  const [before, after] = [await readers.readTags(path, sound.format), await readers.readTags(temporary, sound.format)];
  if (before.others !== after.others) throw differs('Other tags would have changed');
  const unread = TAG_FIELDS.find((field) => {
    const text = fields.find((change) => change.field === field)?.after ?? '';
    // What is gone may be said by another tag of the file.
    return text !== '' && !FINDS[field](text, after);
  });
  if (unread === undefined) return;
  throw refusal(`Another tag in it says something else about the ${unread}. Let a tag editor make one of them.`);
}

export interface WriteHooks {
  readonly onTemporary: (path: string) => void;
  readonly openNew?: OpenNew | undefined;
  /** Looks at the new file as well, before it takes the place of the old one. @throws When it must not. */
  readonly check?: (temporary: string) => Promise<void>;
}

/**
 * Makes the prepared file, proves that nothing but the entries differs, and puts it in place.
 * @param fields Values that another reader must find in it.
 * @throws {AppError} As replaceFile; the file is then as it was.
 */
export async function writePrepared(
  readers: FileReaders,
  prepared: PreparedFile,
  fields: readonly FieldChange[],
  { check: checkMore, ...hooks }: WriteHooks,
): Promise<Stats> {
  const { path, splices, stats } = prepared;
  const before = await readers.hashSound(path);
  async function check(temporary: string): Promise<void> {
    const sound = await readers.identify(temporary);
    if (sound?.format !== prepared.sound.format) throw differs('The new file was not recognised');
    if (!(await isSameOutside({ path, size: stats.size, splices }, temporary, splicedSize(stats.size, splices))))
      throw differs('The copy was not exact');
    if (before === null || before !== (await readers.hashSound(temporary)))
      throw differs('The sound would have changed');
    await checkEntries(readers, prepared, temporary);
    await checkReading(readers, prepared, temporary, fields);
    await checkMore?.(temporary);
  }
  return await replaceFile({ path, splices, stats, check, ...hooks });
}

/** @throws {AppError} When the file is not the one that the library knows. */
export function checkKnown(path: string, isKnown: boolean): void {
  if (isKnown) return;
  throw new AppError('conflict', `${basename(path)} was changed since it was scanned. Scan its folder and try again.`);
}
