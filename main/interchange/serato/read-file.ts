import { type IAudioMetadata, parseFile } from 'music-metadata';
import type { InterchangeTrack } from '#main/interchange/model.ts';
import type { BlockOptions } from '#main/interchange/open-blocks.ts';
import type { ReadReport } from '#main/interchange/read-report.ts';
import { encodeUtf8 } from '#main/interchange/bytes.ts';
import { type SeratoContainer, type SeratoPayload, seratoPayloadOf } from './fields.ts';
import { readSeratoTags, type SeratoTags } from './read-tags.ts';

const READ_AT_ONCE = 8;

function containerOf(tagType: string, { format }: IAudioMetadata): SeratoContainer | null {
  if (tagType.startsWith('ID3v2')) return 'id3';
  if (tagType === 'iTunes') return 'mp4';
  if (tagType !== 'vorbis') return null;
  return format.container === 'FLAC' ? 'flac' : 'ogg';
}

/** The bytes of a field, whichever way a container keeps them. */
function bytesOf(value: unknown): Uint8Array | null {
  if (typeof value === 'string') return encodeUtf8(value);
  if (value instanceof Uint8Array) return value;
  if (typeof value === 'object' && value !== null && 'data' in value) return bytesOf(value.data);
  return null;
}

/** Objects of ID3 are told apart by what they describe, other fields by their names. */
function nameOf(id: string, value: unknown): string {
  const isObject = id === 'GEOB' || id === 'GEO';
  return isObject && typeof value === 'object' && value !== null && 'description' in value
    ? String(value.description)
    : id;
}

function tagsOf(metadata: IAudioMetadata, report: ReadReport): SeratoTags | null {
  for (const [tagType, fields] of Object.entries(metadata.native)) {
    const container = containerOf(tagType, metadata);
    if (container === null) continue;
    const payloads: Partial<Record<SeratoPayload, Uint8Array>> = {};
    for (const { id, value } of fields) {
      const payload = seratoPayloadOf(container, nameOf(id, value));
      const bytes = payload === null ? null : bytesOf(value);
      if (payload !== null && bytes !== null) payloads[payload] ??= bytes;
    }
    if (Object.keys(payloads).length > 0) return readSeratoTags(payloads, container, report);
  }
  return null;
}

/** What the tags of a music file say to Serato, and to everybody. */
export interface TaggedMusic {
  /** null where Serato has written nothing. */
  readonly serato: SeratoTags | null;
  readonly common: IAudioMetadata['common'];
  readonly durationSeconds: number | null;
}

/** Reads the tags of a music file; null where it cannot be read. */
export async function readMusicFile(path: string, report: ReadReport): Promise<TaggedMusic | null> {
  try {
    const metadata = await parseFile(path, { skipCovers: true, duration: false });
    const { common, format } = metadata;
    return { serato: tagsOf(metadata, report), common, durationSeconds: format.duration ?? null };
  } catch (error) {
    // A file that is not on this machine is the rule with the library of another one.
    const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!isAbsent) report.problem(path, 'Its tags cannot be read; it comes without what Serato has set in it.');
    return null;
  }
}

/** What Serato has written into a music file; null where it has written nothing, or the file cannot be read. */
export async function readSeratoFile(path: string, report: ReadReport): Promise<SeratoTags | null> {
  return (await readMusicFile(path, report))?.serato ?? null;
}

/** A few at once; ends early when the signal aborts. `onProgress` is told 0-1. */
export async function forEachPath<Path>(
  paths: readonly Path[],
  { signal, onProgress }: BlockOptions,
  work: (path: Path, index: number) => Promise<void>,
): Promise<void> {
  let [next, done] = [0, 0];
  const line = async (): Promise<void> => {
    for (let n = next; n < paths.length && !signal.aborted; n = next) {
      next += 1;
      const path = paths[n];
      if (path !== undefined) await work(path, n);
      done += 1;
      onProgress(done / paths.length);
    }
  };
  await Promise.all(Array.from({ length: READ_AT_ONCE }, line));
}

/** Adds what Serato keeps in the music files themselves: cues, loops, grids and colours, of those that are on this machine. */
export async function withFileTags(
  tracks: readonly InterchangeTrack[],
  report: ReadReport,
  options: BlockOptions,
): Promise<InterchangeTrack[]> {
  const result = [...tracks];
  await forEachPath(tracks, options, async (track, n) => {
    const tags = track.path === null ? null : await readSeratoFile(track.path, report);
    if (tags !== null) {
      result[n] = { ...track, ...tags, bpm: tags.bpm ?? track.bpm, extra: { ...track.extra, ...tags.extra } };
    }
  });
  return result;
}
