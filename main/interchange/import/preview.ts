import type {
  ContentCounts,
  ImportConflict,
  ImportFormat,
  ImportPreview,
  MergeField,
} from '#shared/contract/interchange.ts';
import { DEFAULT_RULES } from '#shared/contract/interchange.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { addCounts } from '#main/interchange/count-content.ts';
import { MOST_PROBLEMS, type ReadResult } from '#main/interchange/model.ts';
import type { TrackList } from '#main/interchange/track-list.ts';
import type { TrackMatch } from './match-tracks.ts';
import { mergeCues } from './merge-cues.ts';
import { mergeFields } from './merge-fields.ts';
import { storedCues, storedFields } from './stored-tracks.ts';
import { importedFields } from './track-columns.ts';

/** A file that was read, with what its entries are to the library. */
export interface ReadSource {
  readonly name: string;
  readonly format: ImportFormat;
  readonly reading: ReadResult<TrackList>;
  readonly counts: ContentCounts;
  readonly matches: readonly TrackMatch[];
  /** Tracks whose file is not on this machine. */
  readonly missingFiles: number;
}

const MOST_CONFLICTS = 300;
const MATCHES_AT_ONCE = 200;

/** Counts where library and import say different things. */
class Conflicts {
  readonly examples: ImportConflict[] = [];
  readonly byField: Partial<Record<MergeField, number>> = {};
  tracks = 0;

  add(database: LibraryDatabase, matches: readonly TrackMatch[]): void {
    const ids = matches.map(({ trackId }) => trackId);
    const [fields, cues] = [storedFields(database, ids), storedCues(database, ids)];
    for (const { trackId, track } of matches) {
      const mine = fields.get(trackId);
      if (mine === undefined) continue;
      const { conflicts } = mergeFields(mine, importedFields(track), DEFAULT_RULES, () => false);
      const own = cues.get(trackId) ?? [];
      const found = mergeCues(own, track.cues, 'mine').isConflict
        ? [...conflicts, { field: 'cues' as const, mine: `${own.length} cues`, theirs: `${track.cues.length} cues` }]
        : conflicts;
      if (found.length > 0) this.tracks += 1;
      for (const conflict of found) {
        this.byField[conflict.field] = (this.byField[conflict.field] ?? 0) + 1;
        if (this.examples.length < MOST_CONFLICTS) {
          this.examples.push({ title: mine.title, artist: mine.artist, ...conflict });
        }
      }
    }
  }
}

/** @param pause Called every few hundred tracks with how many are done: others get their turn. */
export async function previewImport(
  database: LibraryDatabase,
  sources: readonly ReadSource[],
  pause: (done: number) => Promise<void>,
): Promise<ImportPreview> {
  const all = sources.flatMap(({ matches }) => matches);
  const first = all.filter(({ isRepeated }) => !isRepeated);
  const known = first.filter(({ kind }) => kind !== 'new');
  const conflicts = new Conflicts();
  for (let start = 0; start < known.length; start += MATCHES_AT_ONCE) {
    conflicts.add(database, known.slice(start, start + MATCHES_AT_ONCE));
    await pause(start);
  }
  const files = sources.map(({ name, format, counts }) => ({ name, format, counts }));
  const matchedBy = (kind: TrackMatch['kind']): number => first.filter((match) => match.kind === kind).length;
  const unknown = new Map<string, number>();
  for (const { reading } of sources) {
    for (const [name, count] of Object.entries(reading.unknown)) unknown.set(name, (unknown.get(name) ?? 0) + count);
  }
  return {
    files,
    counts: addCounts(files.map(({ counts }) => counts)),
    added: matchedBy('new'),
    matched: { path: matchedBy('path'), content: matchedBy('content'), name: matchedBy('name') },
    merged: all.length - first.length,
    missingFiles: sources.reduce((sum, { missingFiles }) => sum + missingFiles, 0),
    conflictingTracks: conflicts.tracks,
    conflictsByField: conflicts.byField,
    conflicts: conflicts.examples,
    problems: sources
      .flatMap(({ name, reading }) => reading.problems.map((problem) => ({ file: name, ...problem })))
      .slice(0, MOST_PROBLEMS),
    problemCount: sources.reduce((sum, { reading }) => sum + reading.problemCount, 0),
    unknown: [...unknown].map(([name, count]) => ({ name, count })).toSorted((a, b) => b.count - a.count),
  };
}
