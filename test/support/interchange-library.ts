import * as fc from 'fast-check';
import {
  emptyTrack,
  type GridMarker,
  type InterchangeCue,
  type InterchangeLibrary,
  type InterchangeTrack,
  type PlaylistNode,
} from '#main/interchange/model.ts';
import { parseKey } from '#shared/domain/key.ts';

/** Libraries as a format can hold them, for what is written and read again. */
const ODD = [
  '&<>"\'',
  'Ame\u0301lie',
  'Amélie',
  '日本 🚀',
  'a\tb\nc\rd',
  ' padded ',
  ']]>',
  '&amp;',
  '%20%',
  '100% #1',
  '\u0085\u2028',
];
/** Without what XML cannot hold. */
const holdable = (value: string): string =>
  value.replace(/[\p{Control}\p{Surrogate}\ufffe\uffff]/gu, (character) =>
    /[\t\n\r\u0085]/.test(character) ? character : '',
  );

export const text: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...ODD),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.string({ unit: 'binary', maxLength: 20 }).map(holdable),
);

const folderName = text
  .map((value) => value.replace(/[/\\:]/g, '_'))
  .filter((value) => value !== '' && !/^(?:Users|Volumes|home|media|mnt|private|Applications|Library)$/i.test(value));
const path = fc
  .tuple(
    fc.constantFrom('C:\\', '/Users/', '/Volumes/Disk/', '\\\\nas\\music\\'),
    fc.array(folderName, { maxLength: 3 }),
    folderName,
  )
  .map(([root, folders, name]) =>
    [...folders, `${name}.mp3`].join(root.includes('\\') ? '\\' : '/').replace(/^/, () => root),
  );

const nullable = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> => fc.option(value, { nil: null });
const date = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));
/** To the nanosecond, the finest that any of the formats has. */
const seconds = fc.integer({ min: 0, max: 4_000_000_000_000 }).map((value) => value / 1e9);
const bpm = fc.integer({ min: 20_000_000, max: 300_000_000 }).map((value) => value / 1e6);
const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);

export interface TrackScope {
  readonly colours: readonly string[];
  readonly cueColours: boolean;
  /** Grids of any bar and a tempo each; else bars of four and one tempo. */
  readonly freeGrid: boolean;
  /** Bits a second are multiples of it, bytes of the other. */
  readonly bitRateStep: number;
  readonly sizeStep: number;
  readonly wholeSeconds: boolean;
}

const marker = ({ freeGrid }: TrackScope): fc.Arbitrary<GridMarker> =>
  fc.record({
    startSeconds: seconds,
    bpm,
    beatsPerBar: freeGrid ? fc.integer({ min: 4, max: 16 }) : fc.constant(4),
    beatNumber: freeGrid ? fc.integer({ min: 1, max: 4 }) : fc.constant(1),
    slot: freeGrid ? fc.constant(null) : nullable(fc.integer({ min: 0, max: 7 })),
    name: freeGrid ? fc.constant('') : text.filter((name) => name !== 'AutoGrid'),
  });

const cue = ({ cueColours }: TrackScope): fc.Arbitrary<InterchangeCue> =>
  fc
    .record({
      type: fc.constantFrom('cue', 'fade-in', 'fade-out', 'load', 'loop'),
      slot: nullable(fc.integer({ min: 0, max: 7 })),
      startSeconds: seconds,
      endSeconds: fc.integer({ min: 0, max: 60_000 }),
      name: text.filter((name) => name !== 'n.n.'),
      colour: cueColours ? nullable(colour) : fc.constant(null),
    })
    .map((value) => ({
      ...value,
      endSeconds: value.type === 'loop' ? Math.round((value.startSeconds + value.endSeconds / 1e3) * 1e9) / 1e9 : null,
    }));

const grid = (scope: TrackScope): fc.Arbitrary<GridMarker[]> =>
  fc.array(marker(scope), { maxLength: 5 }).map((markers) => {
    const sorted = markers.toSorted((a, b) => a.startSeconds - b.startSeconds);
    return scope.freeGrid ? sorted : sorted.map((each) => ({ ...each, bpm: sorted[0]?.bpm ?? each.bpm }));
  });

const count = (min: number, max: number) => nullable(fc.integer({ min, max }));

/** @param fields Those that differ from format to format. */
export const track = (scope: TrackScope, fields: (keyof InterchangeTrack)[]): fc.Arbitrary<InterchangeTrack> =>
  fc
    .record({
      path,
      title: text,
      artist: text,
      album: text,
      genre: text,
      label: text,
      comment: text,
      remixer: text,
      mix: text,
      composer: text,
      grouping: text,
      year: count(1, 9_999),
      trackNumber: count(1, 999),
      discNumber: count(1, 99),
      rating: count(0, 5),
      colour: nullable(fc.constantFrom(...scope.colours)),
      durationSeconds: fc.integer({ min: 1, max: 30_000_000 }).map((ms) => (scope.wholeSeconds ? ms : ms / 1e3)),
      bpm: nullable(bpm),
      keyText: fc.constantFrom('', 'Am', '8A', 'F#m', '2d', 'no key'),
      sizeBytes: nullable(fc.integer({ min: 1, max: 1e6 }).map((value) => value * scope.sizeStep)),
      bitRate: nullable(fc.integer({ min: 8, max: 3_000 }).map((value) => value * scope.bitRateStep)),
      sampleRate: count(8_000, 192_000),
      addedAt: nullable(date),
      lastPlayedAt: nullable(date),
      playCount: count(0, 5_000),
      locked: fc.boolean(),
      grid: grid(scope),
      cues: fc.array(cue(scope), { maxLength: 12 }),
    })
    .map((values) => {
      const empty = emptyTrack('');
      const left = Object.fromEntries(fields.map((field) => [field, empty[field]]));
      return { ...empty, ...values, ...left, key: parseKey(values.keyText) };
    });

const playlists = (ids: readonly string[]): fc.Arbitrary<PlaylistNode[]> =>
  fc
    .letrec<{ node: PlaylistNode; list: PlaylistNode; folder: PlaylistNode }>((tie) => ({
      node: fc.oneof({ maxDepth: 4, withCrossShrink: true }, tie('list'), tie('folder')),
      list: fc.record({
        kind: fc.constant('playlist'),
        name: text,
        trackIds: ids.length === 0 ? fc.constant([]) : fc.array(fc.constantFrom(...ids), { maxLength: 6 }),
      }),
      folder: fc.record({ kind: fc.constant('folder'), name: text, children: fc.array(tie('node'), { maxLength: 3 }) }),
    }))
    .node.chain((first) => fc.constant([first]));

/** Tracks with ids "1", "2" ... and no path twice, and folders of them. */
export const library = (tracks: fc.Arbitrary<InterchangeTrack>): fc.Arbitrary<InterchangeLibrary> =>
  fc
    .uniqueArray(tracks, { maxLength: 5, selector: (each) => each.path?.normalize('NFC').toLowerCase() })
    .map((found) => found.map((each, index) => ({ ...each, id: String(index + 1) })))
    .chain((found) =>
      playlists(found.map(({ id }) => id)).map((nodes) => ({ tracks: found, playlists: nodes, plays: [] })),
    );
