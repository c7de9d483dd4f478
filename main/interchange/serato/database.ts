import { parseKey } from '#shared/domain/key.ts';
import { emptyTrack, type InterchangeTrack } from '#main/interchange/model.ts';
import type { ReadReport } from '#main/interchange/read-report.ts';
import { type Chunk, readChunkNumber, readChunks, readChunkText } from './chunks.ts';
import { fromSeratoPath } from './paths.ts';
import { shownTrackColour } from './track-colour.ts';

type Known = { -readonly [Key in keyof InterchangeTrack]?: InterchangeTrack[Key] };
type Field = (body: Uint8Array) => Known;

/** Text fields of the database and what they are called here. */
const TEXTS = {
  tsng: 'title',
  tart: 'artist',
  talb: 'album',
  tgen: 'genre',
  tcom: 'comment',
  tgrp: 'grouping',
  tlbl: 'label',
  tcmp: 'composer',
  trmx: 'remixer',
} as const;

const FIELDS: Readonly<Record<string, Field>> = {
  tbpm: (body) => ({ bpm: positive(readChunkText(body)) }),
  tkey: (body) => ({ keyText: readChunkText(body), key: parseKey(readChunkText(body)) }),
  tlen: (body) => ({ durationSeconds: readLength(readChunkText(body)) }),
  tbit: (body) => ({ bitRate: scaled(readChunkText(body)) }),
  tsmp: (body) => ({ sampleRate: scaled(readChunkText(body)) }),
  ttyr: (body) => ({ year: positive(/\d{4}/.exec(readChunkText(body))?.[0] ?? '') }),
  utkn: (body) => ({ trackNumber: readChunkNumber(body) || null }),
  udsc: (body) => ({ discNumber: readChunkNumber(body) || null }),
  utpc: (body) => ({ playCount: readChunkNumber(body) }),
  ulbl: (body) => ({ colour: shownTrackColour(readChunkNumber(body) ?? 0xffffff) }),
  bbgl: (body) => ({ locked: readChunkNumber(body) === 1 }),
};

/** Kept as they are, for there is nothing like them elsewhere: kind of file, flags, times of the file. */
const KEPT =
  /^(ttyp|utme|sbav|bhrt|bmis|bply|blop|bitu|bovc|bcrt|biro|bwlb|bwll|buns|bkrk|blck|bstm|tiid|tcor|tafp|pbrt|uadt)$/;
/** Each says the same as another one that is read first; the rougher one counts where the other is missing. */
const TWICE: readonly (readonly [exact: string, rough: string])[] = [
  ['uadd', 'tadd'],
  ['ufsb', 'tsiz'],
];

function positive(text: string): number | null {
  const value = Number.parseFloat(text.replace(',', '.'));
  return Number.isFinite(value) && value > 0 ? value : null;
}

/** "320.0kbps", "44.1k", "14.6MB". */
function scaled(text: string): number | null {
  const value = positive(text);
  const unit = /^[\d.,\s]*([kMG]?)/.exec(text)?.[1] ?? '';
  const factor = { k: 1_000, M: 1_048_576, G: 1_073_741_824 }[unit] ?? 1;
  return value === null ? null : Math.round(value * factor);
}

/** "06:22.93", "1:02:03". */
function readLength(text: string): number | null {
  const parts = text.split(':').map((part) => Number.parseFloat(part.replace(',', '.')));
  const seconds = parts.reduce((sum, part) => sum * 60 + part, 0);
  return Number.isFinite(seconds) && seconds > 0 ? Math.round(seconds * 1_000) / 1_000 : null;
}

/** @param unixSeconds 0 is not set. */
function readTime(unixSeconds: number | null): string | null {
  if (unixSeconds === null || unixSeconds <= 0 || unixSeconds > 0xffffffff) return null;
  return new Date(unixSeconds * 1_000).toISOString();
}

function readTwice(chunks: ReadonlyMap<string, Chunk>): Partial<InterchangeTrack> {
  const number = (tag: string) => {
    const chunk = chunks.get(tag);
    return chunk === undefined ? null : readChunkNumber(chunk.body);
  };
  const text = (tag: string) => {
    const chunk = chunks.get(tag);
    return chunk === undefined ? '' : readChunkText(chunk.body);
  };
  return {
    addedAt: readTime(number('uadd')) ?? readTime(positive(text('tadd'))),
    sizeBytes: number('ufsb') || scaled(text('tsiz')),
  };
}

/** What a kept field says: text, or a number in decimal. */
function keptText({ tag, body }: Chunk): string {
  return /^[tp]/.test(tag) ? readChunkText(body) : String(readChunkNumber(body) ?? '');
}

function readTrack(otrk: Chunk, root: string, report: ReadReport): InterchangeTrack | null {
  const where = `byte ${otrk.offset}`;
  const byTag = new Map<string, Chunk>();
  for (const chunk of readChunks(otrk.body)) {
    if (chunk.isWhole) byTag.set(chunk.tag, chunk);
    else report.problem(where, 'The entry of a track is cut short; what was before the cut was read.');
  }
  const file = byTag.get('pfil');
  const stored = file === undefined ? '' : readChunkText(file.body);
  if (stored === '') {
    report.problem(where, 'A track without a path was left out: Serato cannot find it either.');
    return null;
  }
  const known: Known = { ...readTwice(byTag) };
  const extra: Record<string, string> = {};
  for (const [tag, chunk] of byTag) {
    const text = TEXTS[tag as keyof typeof TEXTS];
    const field = FIELDS[tag];
    if (text !== undefined) known[text] = readChunkText(chunk.body);
    else if (field !== undefined) Object.assign(known, field(chunk.body));
    else if (KEPT.test(tag)) extra[`otrk.${tag}`] = keptText(chunk);
    else if (tag !== 'pfil' && !TWICE.some((pair) => pair.includes(tag))) report.unknown(`otrk.${tag}`);
  }
  return { ...emptyTrack(stored), ...known, path: fromSeratoPath(stored, root), extra };
}

/**
 * Reads "database V2". Tracks are named by their path as Serato keeps it, as its crates do.
 * @param root Where the drive is: "C:", "/", "/Volumes/USB".
 * @source github.com/Holzhaus/triseratops; files of Serato DJ Pro.
 */
export function parseSeratoDatabase(bytes: Uint8Array, root: string, report: ReadReport): InterchangeTrack[] {
  const tracks = new Map<string, InterchangeTrack>();
  for (const chunk of readChunks(bytes)) {
    const { tag, offset, isWhole } = chunk;
    if (!isWhole) report.problem(`byte ${offset}`, 'The database is cut short; what was before the cut was read.');
    if (tag === 'otrk') {
      const track = readTrack(chunk, root, report);
      if (track === null) continue;
      if (tracks.has(track.id)) {
        report.problem(`byte ${offset}`, `"${track.id}" stands in the database twice; the last entry was taken.`);
      }
      tracks.set(track.id, track);
    } else if (tag !== 'vrsn' && tag !== '') report.unknown(tag);
  }
  return [...tracks.values()];
}
