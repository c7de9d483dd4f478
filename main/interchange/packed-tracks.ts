import { deserialize, serialize } from 'node:v8';
import { type CueType, emptyTrack, type GridMarker, type InterchangeCue, type InterchangeTrack } from './model.ts';
import type { TrackCollector } from './track-list.ts';

/** So many are packed and unpacked within a millisecond. */
const TRACKS_A_PAGE = 250;

/** Fields with one value for each track. */
const FIELDS = Object.keys(emptyTrack('')).filter(
  (name): name is Exclude<keyof InterchangeTrack, 'grid' | 'cues'> => name !== 'grid' && name !== 'cues',
);

/** Columns: names of fields would take more room than what is in them. By field, then by row. */
type Columns<Row> = { readonly [Field in keyof Row]: readonly Row[Field][] };

interface Page {
  /** By field, in the order of FIELDS, then by track. */
  readonly fields: readonly (readonly unknown[])[];
  /** How many markers each track has, and the markers of all, one after the other. */
  readonly gridSizes: readonly number[];
  readonly grids: Columns<GridMarker>;
  readonly cueSizes: readonly number[];
  readonly cues: Columns<InterchangeCue>;
}

function gridColumns(rows: readonly GridMarker[]): Columns<GridMarker> {
  return {
    startSeconds: rows.map((row) => row.startSeconds),
    bpm: rows.map((row) => row.bpm),
    beatsPerBar: rows.map((row) => row.beatsPerBar),
    beatNumber: rows.map((row) => row.beatNumber),
    slot: rows.map((row) => row.slot),
    name: rows.map((row) => row.name),
  };
}

function cueColumns(rows: readonly InterchangeCue[]): Columns<InterchangeCue> {
  return {
    type: rows.map((row) => row.type),
    slot: rows.map((row) => row.slot),
    startSeconds: rows.map((row) => row.startSeconds),
    endSeconds: rows.map((row) => row.endSeconds),
    name: rows.map((row) => row.name),
    colour: rows.map((row) => row.colour),
  };
}

function pack(tracks: readonly InterchangeTrack[]): Uint8Array<ArrayBuffer> {
  const page: Page = {
    fields: FIELDS.map((field) => tracks.map((track) => track[field])),
    gridSizes: tracks.map(({ grid }) => grid.length),
    grids: gridColumns(tracks.flatMap(({ grid }) => grid)),
    cueSizes: tracks.map(({ cues }) => cues.length),
    cues: cueColumns(tracks.flatMap(({ cues }) => cues)),
  };
  // A copy: what `serialize` gives has room for twice as much.
  return new Uint8Array(serialize(page));
}

// Rows are written out field by field: objects that are made by names take five times as long, and there are a million of them.
function markersOf({ startSeconds, bpm, beatsPerBar, beatNumber, slot, name }: Columns<GridMarker>): GridMarker[] {
  return startSeconds.map((start, row) => ({
    startSeconds: start,
    bpm: bpm[row] as number,
    beatsPerBar: beatsPerBar[row] as number,
    beatNumber: beatNumber[row] as number,
    slot: slot[row] ?? null,
    name: name[row] as string,
  }));
}

function cuesOf({ type, slot, startSeconds, endSeconds, name, colour }: Columns<InterchangeCue>): InterchangeCue[] {
  return startSeconds.map((start, row) => ({
    type: type[row] as CueType,
    slot: slot[row] ?? null,
    startSeconds: start,
    endSeconds: endSeconds[row] ?? null,
    name: name[row] as string,
    colour: colour[row] ?? null,
  }));
}

function unpack(bytes: Uint8Array): InterchangeTrack[] {
  const page = deserialize(bytes) as Page;
  const markers = markersOf(page.grids);
  const cues = cuesOf(page.cues);
  let [marker, cue] = [0, 0];
  return page.gridSizes.map((gridSize, row) => {
    const track: Record<string, unknown> = {};
    for (let field = 0; field < FIELDS.length; field += 1) track[FIELDS[field] as string] = page.fields[field]?.[row];
    track['grid'] = markers.slice(marker, marker + gridSize);
    const cueSize = page.cueSizes[row] ?? 0;
    track['cues'] = cues.slice(cue, cue + cueSize);
    marker += gridSize;
    cue += cueSize;
    return track as unknown as InterchangeTrack;
  });
}

/**
 * The tracks of a library in a sixth of the room that they take as objects, outside of the heap: those of a working DJ would fill
 * it, and keep the collector of garbage busy. They are unpacked page by page, so go through them in their order.
 */
export class PackedTracks implements TrackCollector {
  private readonly packed: Uint8Array<ArrayBuffer>[];
  /** The last ones, not packed yet. */
  private open: InterchangeTrack[] = [];
  private unpacked: { readonly page: number; readonly tracks: readonly InterchangeTrack[] } | null = null;
  length: number;

  /** @param pages Of another list, as `takePages` gives them, with the number of their tracks. */
  constructor(pages: readonly Uint8Array<ArrayBuffer>[] = [], length = 0) {
    this.packed = [...pages];
    this.length = length;
  }

  push(track: InterchangeTrack): void {
    this.open.push(track);
    this.length += 1;
    if (this.open.length === TRACKS_A_PAGE) this.close();
  }

  at(index: number): InterchangeTrack | undefined {
    const page = Math.floor(index / TRACKS_A_PAGE);
    return this.tracksOf(page)[index - page * TRACKS_A_PAGE];
  }

  *[Symbol.iterator](): Iterator<InterchangeTrack> {
    for (let page = 0; page * TRACKS_A_PAGE < this.length; page += 1) yield* this.tracksOf(page);
  }

  /** What a list of the same length can be made of, in another thread too. Nothing can be pushed any more. */
  takePages(): readonly Uint8Array<ArrayBuffer>[] {
    if (this.open.length > 0) this.close();
    return this.packed;
  }

  private close(): void {
    this.packed.push(pack(this.open));
    this.open = [];
  }

  private tracksOf(page: number): readonly InterchangeTrack[] {
    const bytes = this.packed[page];
    if (bytes === undefined) return page === this.packed.length ? this.open : [];
    if (this.unpacked?.page !== page) this.unpacked = { page, tracks: unpack(bytes) };
    return this.unpacked.tracks;
  }
}
