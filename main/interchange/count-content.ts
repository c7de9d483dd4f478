import type { ContentCounts } from '#shared/contract/interchange.ts';
import type { InterchangeLibrary, InterchangeTrack, PlaylistNode } from './model.ts';
import type { TrackList } from './track-list.ts';

const NOTHING: ContentCounts = {
  tracks: 0,
  cues: 0,
  loops: 0,
  gridSegments: 0,
  playlists: 0,
  folders: 0,
  plays: 0,
};

function countNodes(nodes: readonly PlaylistNode[]): { playlists: number; folders: number } {
  let [playlists, folders] = [0, 0];
  // A stack of its own: folders can be nested deeper than calls.
  const waiting = [...nodes];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.kind === 'playlist') playlists += 1;
    else {
      folders += 1;
      for (const child of node.children) waiting.push(child);
    }
  }
  return { playlists, folders };
}

/** Counts what tracks have, one by one. */
export class TrackCounter {
  private tracks = 0;
  private cues = 0;
  private loops = 0;
  private gridSegments = 0;

  add({ grid, cues }: InterchangeTrack): void {
    this.tracks += 1;
    this.gridSegments += grid.length;
    for (const { type } of cues) {
      if (type === 'loop') this.loops += 1;
      else this.cues += 1;
    }
  }

  /** How much of each there is, in the tracks that were counted and the lists of a library. */
  with({ playlists, plays }: Pick<InterchangeLibrary, 'playlists' | 'plays'>): ContentCounts {
    const { tracks, cues, loops, gridSegments } = this;
    return { tracks, cues, loops, gridSegments, ...countNodes(playlists), plays: plays.length };
  }
}

/** How much of each there is. */
export function countContent(library: InterchangeLibrary<TrackList>): ContentCounts {
  const counter = new TrackCounter();
  for (const track of library.tracks) counter.add(track);
  return counter.with(library);
}

export function addCounts(all: readonly ContentCounts[]): ContentCounts {
  return all.reduce(
    (sum, counts) => ({
      tracks: sum.tracks + counts.tracks,
      cues: sum.cues + counts.cues,
      loops: sum.loops + counts.loops,
      gridSegments: sum.gridSegments + counts.gridSegments,
      playlists: sum.playlists + counts.playlists,
      folders: sum.folders + counts.folders,
      plays: sum.plays + counts.plays,
    }),
    NOTHING,
  );
}
