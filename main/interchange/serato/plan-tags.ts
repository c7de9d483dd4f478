import { AppError } from '#shared/errors/app-error.ts';
import type { Dropped, InterchangeTrack } from '#main/interchange/model.ts';
import { createReadReport } from '#main/interchange/read-report.ts';
import { shiftTimes } from '#main/interchange/shift-times.ts';
import {
  type SeratoContainer,
  type SeratoPayload,
  type SeratoPayloads,
  seratoFieldName,
  seratoPayloadOf,
} from './fields.ts';
import { readSeratoTags, type SeratoTags } from './read-tags.ts';
import { areSameCues, describeSeratoChange, describeSeratoTags, isSameBpm, isSameGrid } from './tag-words.ts';
import { wantedTags } from './wanted-tags.ts';
import { formatSeratoTags } from './write-tags.ts';

/** A tag field under a name of its own: "Serato Markers2", "SERATO_BEATGRID". */
export interface SeratoField {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What is to be written into one file. */
export interface SeratoTagPlan {
  /** Only those that change. */
  readonly contents: readonly SeratoField[];
  /** In words; '' where there was nothing. */
  readonly before: string;
  readonly after: string;
  /** What the reader will find then, as text (`seratoTagsText`). */
  readonly expected: string;
}

const CONTAINERS: Readonly<Record<string, SeratoContainer>> = {
  mp3: 'id3',
  wav: 'id3',
  aiff: 'id3',
  flac: 'flac',
  ogg: 'ogg',
  m4a: 'mp4',
};

/** @throws {AppError} `unsupported` for kinds of files in which Serato keeps nothing. */
function containerOf(format: string): SeratoContainer {
  const container = CONTAINERS[format];
  if (container !== undefined) return container;
  throw new AppError(
    'unsupported',
    `Serato keeps nothing in ${format.toUpperCase()} files. Leave Serato out to write the other fields.`,
  );
}

/** What was read, as text that is equal where it is. */
export const seratoTagsText = (tags: SeratoTags | null): string =>
  tags === null ? '' : JSON.stringify([tags.cues, tags.grid, tags.bpm, tags.colour, tags.locked, tags.extra]);

function payloadsOf(fields: readonly SeratoField[], container: SeratoContainer): SeratoPayloads {
  const payloads: Partial<Record<SeratoPayload, Uint8Array>> = {};
  for (const { name, bytes } of fields) {
    const payload = seratoPayloadOf(container, name);
    // Of several of one name the first counts, as it does when they are read.
    if (payload !== null) payloads[payload] ??= bytes;
  }
  return payloads;
}

/** Flips and the like, which stand in Markers2; gains and versions do not. */
const keptText = ({ extra }: SeratoTags): string =>
  JSON.stringify(Object.entries(extra).filter(([name]) => name.startsWith('Markers2.')));
const gainsText = ({ extra }: SeratoTags): string =>
  JSON.stringify([extra['Autotags.autoGain'] ?? '', extra['Autotags.gain'] ?? '']);

const areSameMarkers = (a: SeratoTags, b: SeratoTags): boolean =>
  areSameCues(a.cues, b.cues) && a.colour === b.colour && a.locked === b.locked && keptText(a) === keptText(b);

/** Which fields say something else than before; a field that says the same in other bytes is left alone. */
function changedPayloads(before: SeratoTags | null, after: SeratoTags, held: SeratoPayloads): SeratoPayload[] {
  const old = before ?? { cues: [], grid: [], bpm: null, colour: null, locked: false, extra: {} };
  const changed: SeratoPayload[] = [];
  if (!areSameMarkers(old, after)) changed.push('markers', 'markers2');
  if (!isSameGrid(old.grid, after.grid)) changed.push('beatGrid');
  if (!isSameBpm(old.bpm, after.bpm) || gainsText(old) !== gainsText(after)) changed.push('autotags');
  // Without it, Serato analyses the file anew and puts a grid of its own over this one.
  if (changed.includes('beatGrid') && held.analysis === undefined) changed.push('analysis');
  return changed;
}

function fieldsOf(made: SeratoPayloads, names: readonly SeratoPayload[], container: SeratoContainer): SeratoField[] {
  return names.flatMap((payload) => {
    const [name, bytes] = [seratoFieldName(container, payload), made[payload]];
    return name === null || bytes === undefined ? [] : [{ name, bytes }];
  });
}

/** What has no place in Serato of the track's own cues and grid that are written; all that the file keeps has its place. */
function droppedOf(wanted: SeratoTags, track: SeratoTags, container: SeratoContainer): Dropped {
  const own = new Set(track.cues);
  const cues = wanted.cues.filter((cue) => own.has(cue));
  return formatSeratoTags({ ...wanted, cues, grid: wanted.grid === track.grid ? wanted.grid : [] }, container).dropped;
}

/**
 * What to write into a file so that Serato shows the cues, loops, colours and grid of the library. Of which the library has
 * none, those of the file stay; what only Serato knows stays in any case.
 * @param track On our own time line.
 * @param delaySeconds By how much Serato's times are later in this file (`delayOf`).
 * @returns null where the file says it already, or nothing is to be said.
 * @throws {AppError} `unsupported` for kinds of files in which Serato keeps nothing.
 */
export function planSeratoTags(
  track: InterchangeTrack,
  file: { readonly format: string; readonly fields: readonly SeratoField[]; readonly delaySeconds: number },
): SeratoTagPlan | null {
  const container = containerOf(file.format);
  const held = payloadsOf(file.fields, container);
  const report = createReadReport();
  const read = (payloads: SeratoPayloads): SeratoTags => readSeratoTags(payloads, container, report);
  const before = Object.keys(held).length === 0 ? null : read(held);
  const shifted = shiftTimes(track, file.delaySeconds);
  const wanted = wantedTags(shifted, before);
  const { payloads } = formatSeratoTags(wanted, container);
  const after = read(payloads);
  const contents = fieldsOf(payloads, changedPayloads(before, after, held), container);
  if (contents.length === 0) return null;
  return {
    contents,
    before: before === null ? '' : describeSeratoTags(before),
    after: describeSeratoChange(before, after, droppedOf(wanted, shifted, container)),
    expected: seratoTagsText(read({ ...held, ...payloadsOf(contents, container) })),
  };
}
