import type { Dropped, GridMarker, InterchangeCue } from '#main/interchange/model.ts';
import type { SeratoTags } from './read-tags.ts';

/** Serato keeps whole milliseconds, and grids as numbers of 32 bits. */
const SAME_SECONDS = 0.001;
const SAME_BPM = 0.005;

const isSameTime = (a: number | null, b: number | null): boolean =>
  a === null || b === null ? a === b : Math.abs(a - b) <= SAME_SECONDS;

function isSameCue(a: InterchangeCue, b: InterchangeCue): boolean {
  return (
    isSameTime(a.startSeconds, b.startSeconds) &&
    isSameTime(a.endSeconds, b.endSeconds) &&
    a.name === b.name &&
    a.colour === b.colour
  );
}

export const isSameBpm = (a: number | null, b: number | null): boolean =>
  a === null || b === null ? a === b : Math.abs(a - b) <= SAME_BPM;

export function isSameGrid(a: readonly GridMarker[], b: readonly GridMarker[]): boolean {
  return (
    a.length === b.length &&
    a.every((marker, n) => {
      const other = b[n];
      return (
        other !== undefined && isSameTime(marker.startSeconds, other.startSeconds) && isSameBpm(marker.bpm, other.bpm)
      );
    })
  );
}

/** Cues by their pads, loops by their order, for they have none. */
function byPlace(cues: readonly InterchangeCue[]): Map<string, InterchangeCue> {
  let loops = 0;
  return new Map(
    cues.map((cue) => {
      if (cue.type !== 'loop') return [`cue ${cue.slot}`, cue];
      loops += 1;
      return [`loop ${loops}`, cue];
    }),
  );
}

interface Differences {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

function compareCues(before: readonly InterchangeCue[], after: readonly InterchangeCue[]): Differences {
  const [old, next] = [byPlace(before), byPlace(after)];
  const both = [...next].flatMap(([place, cue]) => {
    const was = old.get(place);
    return was === undefined ? [] : [isSameCue(was, cue)];
  });
  return {
    added: next.size - both.length,
    changed: both.filter((same) => !same).length,
    removed: old.size - both.length,
  };
}

export function areSameCues(before: readonly InterchangeCue[], after: readonly InterchangeCue[]): boolean {
  const { added, changed, removed } = compareCues(before, after);
  return added + changed + removed === 0;
}

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;

function gridWords(grid: readonly GridMarker[]): string {
  const bpms = [...new Set(grid.map(({ bpm }) => bpm.toFixed(2)))];
  return bpms.length === 1 ? `grid ${bpms[0]} BPM` : `grid in ${grid.length} parts`;
}

const ofKind = (cues: readonly InterchangeCue[], isLoop: boolean): InterchangeCue[] =>
  cues.filter(({ type }) => (type === 'loop') === isLoop);

const differenceWords = ({ added, changed, removed }: Differences): string =>
  [added > 0 ? `${added} new` : '', changed > 0 ? `${changed} changed` : '', removed > 0 ? `${removed} removed` : '']
    .filter(Boolean)
    .join(', ');

/** What a file says to Serato; '' where it says nothing. */
export function describeSeratoTags({ cues, grid, bpm, colour }: SeratoTags): string {
  const [points, loops] = [ofKind(cues, false), ofKind(cues, true)];
  const parts = [
    points.length > 0 ? count(points.length, 'cue') : '',
    loops.length > 0 ? count(loops.length, 'loop') : '',
    grid.length > 0 ? gridWords(grid) : bpm === null ? '' : `${bpm.toFixed(2)} BPM`,
    colour === null ? '' : 'colour',
  ];
  return parts.filter(Boolean).join(', ');
}

const LEFT_OUT: Readonly<Record<string, string>> = {
  'cue.memory': 'memory cue',
  'cue.slot': 'cue above pad 8',
  'cue.loop': 'loop',
};

/** What is not written for want of a place in Serato. */
function leftOutWords(dropped: Dropped): string {
  const parts = Object.entries(LEFT_OUT).flatMap(([what, words]) => {
    const number = dropped[what] ?? 0;
    return number === 0
      ? []
      : [what === 'cue.slot' && number > 1 ? `${number} cues above pad 8` : count(number, words)];
  });
  return parts.length === 0 ? '' : `; without ${parts.join(', ')}`;
}

/** What a file will say to Serato, with what is other than before in brackets. */
export function describeSeratoChange(before: SeratoTags | null, after: SeratoTags, dropped: Dropped): string {
  const words = describeSeratoTags(after);
  if (before === null || describeSeratoTags(before) === '') return words + leftOutWords(dropped);
  const changes = [
    ...[false, true].map((isLoop) => {
      const said = differenceWords(compareCues(ofKind(before.cues, isLoop), ofKind(after.cues, isLoop)));
      return said === '' ? '' : `${isLoop ? 'loops' : 'cues'}: ${said}`;
    }),
    isSameGrid(before.grid, after.grid) ? '' : 'other grid',
    isSameBpm(before.bpm, after.bpm) || !isSameGrid(before.grid, after.grid) ? '' : 'other tempo',
    before.colour === after.colour ? '' : 'other colour',
  ].filter(Boolean);
  return `${words}${changes.length === 0 ? '' : ` (${changes.join('; ')})`}${leftOutWords(dropped)}`;
}
