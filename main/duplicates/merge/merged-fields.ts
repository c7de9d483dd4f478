import type { RowFields } from '#main/storage/mutation.ts';
import { readGrid, shiftGrid } from './grid-offset.ts';

type TrackFields = RowFields<'tracks'>;

/** Text and numbers of which the kept track takes the first that it does not have. */
const FILLED = [
  'artist',
  'album',
  'album_artist',
  'genre',
  'label',
  'year',
  'track_number',
  'colour',
  'remixer',
  'mix',
  'composer',
  'grouping',
  'disc_number',
] as const satisfies readonly (keyof TrackFields)[];

const LONGEST_COMMENT = 5000;

const isEmpty = (value: string | number | null): boolean => value === null || value === '';

/** The comments of all, each once, a line for each. */
function unitedComment(own: string, others: readonly string[]): string {
  let comment = own.trim();
  for (const other of others.map((each) => each.trim())) {
    if (other === '' || comment.includes(other)) continue;
    comment = comment === '' ? other : `${comment}\n${other}`;
  }
  return comment.slice(0, LONGEST_COMMENT);
}

const latest = (dates: readonly (string | null)[]): string | null =>
  dates
    .filter((date) => date !== null)
    .sort()
    .at(-1) ?? null;

/** What one of the others brings. */
export interface MergedTrack {
  readonly fields: TrackFields;
  /** How much later it is than the kept one. */
  readonly offsetSeconds: number;
  /** The user has set its key. */
  readonly hasOwnKey: boolean;
}

/** A grid and a key that the user gave to one of the others, where the kept track has none of its own. */
function corrected(own: TrackFields, keepsKey: boolean, others: readonly MergedTrack[]): Partial<TrackFields> {
  const withGrid = own.grid === null ? others.find(({ fields }) => readGrid(fields.grid) !== null) : undefined;
  const grid = readGrid(withGrid?.fields.grid ?? null);
  const keyed = keepsKey ? undefined : others.find(({ hasOwnKey }) => hasOwnKey);
  return {
    ...(withGrid === undefined || grid === null
      ? {}
      : {
          grid: JSON.stringify(shiftGrid(grid, withGrid.offsetSeconds)),
          bpm: withGrid.fields.bpm,
          grid_locked: withGrid.fields.grid_locked,
        }),
    ...(keyed === undefined ? {} : { key_index: keyed.fields.key_index, key_locked: keyed.fields.key_locked }),
  };
}

/** @param keepsKey The user has set the key of the kept track. */
export function mergedFields(
  own: TrackFields,
  keepsKey: boolean,
  others: readonly MergedTrack[],
): Partial<TrackFields> {
  const rows = others.map(({ fields }) => fields);
  const filled = FILLED.flatMap((field) => {
    const other = isEmpty(own[field]) ? rows.find((row) => !isEmpty(row[field])) : undefined;
    return other === undefined ? [] : [[field, other[field]] as const];
  });
  return {
    ...Object.fromEntries(filled),
    ...corrected(own, keepsKey, others),
    comment: unitedComment(
      own.comment,
      rows.map(({ comment }) => comment),
    ),
    rating: Math.max(own.rating, ...rows.map(({ rating }) => rating)),
    play_count: rows.reduce((sum, { play_count: plays }) => sum + plays, own.play_count),
    added_at: [own, ...rows].map(({ added_at: at }) => at).sort()[0] ?? own.added_at,
    last_played_at: latest([own, ...rows].map(({ last_played_at: at }) => at)),
  };
}
