import { emptyTrack, type InterchangeTrack } from './model.ts';
import type { DropCounter } from './read-report.ts';

type Field = Exclude<keyof InterchangeTrack, 'id' | 'cues' | 'grid' | 'extra'>;

const NOTHING = emptyTrack('');
const FIELDS = Object.keys(NOTHING).filter((key) => !['id', 'cues', 'grid', 'extra'].includes(key)) as Field[];

/** Counts what a track has and a format without cues and grids cannot hold: all fields but `kept`, and all extras but `keptExtra`. */
export function dropFields(
  track: InterchangeTrack,
  kept: ReadonlySet<string>,
  drops: DropCounter,
  keptExtra: ReadonlySet<string> = new Set(),
): void {
  for (const field of FIELDS) {
    // A key is held by a format that holds its text.
    if (!kept.has(field) && track[field] !== NOTHING[field]) drops.drop(`track.${field}`);
  }
  for (const cue of track.cues) drops.drop(`cue.${cue.type}`);
  drops.drop('track.grid', track.grid.length);
  for (const name of Object.keys(track.extra)) if (!keptExtra.has(name)) drops.drop(`extra.${name}`);
}
