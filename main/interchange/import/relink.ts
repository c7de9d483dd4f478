import { setImmediate as nextTurn } from 'node:timers/promises';
import { presentFileFields } from '#main/storage/file-fields.ts';
import type { Mutation } from '#main/storage/mutation.ts';
import { analysedContent } from '#main/storage/queries/missing-files.ts';
import type { ImportDeps } from './import-deps.ts';
import type { ReadyImport } from './import-job.ts';
import { isMerged, type TrackMatch } from './match-tracks.ts';
import { filesOfTracks, storedFields, tracksOfPaths } from './stored-tracks.ts';

type Files = Pick<ReadyImport, 'files' | 'folderOf'>;

/** Entries of tracks that are there, with the files that they name and the library did not have. */
function withFiles(matches: readonly TrackMatch[], files: Files['files']) {
  return matches.filter(isMerged).flatMap((match) => {
    const file = match.path === null ? undefined : files.get(match.path);
    return file === undefined ? [] : [{ trackId: match.trackId, file }];
  });
}

/** Gives tracks none of whose files is in its place those that an import names. */
export function relinkMutations(
  { database }: ImportDeps,
  { matches, files, folderOf }: Files & { readonly matches: readonly TrackMatch[] },
): Mutation[] {
  const named = withFiles(matches, files);
  const ids = named.map(({ trackId }) => trackId);
  const taken = new Set(
    tracksOfPaths(
      database,
      named.map(({ file }) => file.path),
    ).keys(),
  );
  const [places, fields] = [filesOfTracks(database, ids), storedFields(database, ids)];
  return named.flatMap(({ trackId, file }): Mutation[] => {
    const own = places.get(trackId) ?? [];
    if (taken.has(file.path) || own.some(({ missingSince }) => missingSince === null)) return [];
    taken.add(file.path);
    const set = presentFileFields(file, trackId, folderOf(file.path));
    const [missing] = own;
    const hasLength = fields.get(trackId)?.duration_seconds !== null;
    const { has_artwork, duration_seconds } = file.tags;
    return [
      missing === undefined
        ? { op: 'insert', table: 'files', id: database.newId(), set }
        : { op: 'update', table: 'files', id: missing.id, set },
      { op: 'update', table: 'tracks', id: trackId, set: { has_artwork, ...(hasLength ? {} : { duration_seconds }) } },
    ];
  });
}

const TRACKS_AT_ONCE = 200;
/** Two contents of equal samples may be told apart behind a colon: the analysis of either holds. */
const sampleOf = (contentHash: string | null): string => contentHash?.split(':', 1)[0] ?? '';

/** Has tracks analysed that an import has given a file whose sound is new to them. */
export async function analyseRelinked(deps: ImportDeps, { sources, files }: ReadyImport): Promise<void> {
  const { database } = deps;
  const named = withFiles(
    sources.flatMap(({ matches }) => matches),
    files,
  );
  for (let start = 0; start < named.length; start += TRACKS_AT_ONCE) {
    const some = named.slice(start, start + TRACKS_AT_ONCE);
    const holders = tracksOfPaths(
      database,
      some.map(({ file }) => file.path),
    );
    const changed = some.filter(
      ({ trackId, file }) =>
        holders.get(file.path) === trackId &&
        sampleOf(analysedContent(database, trackId)) !== sampleOf(file.contentHash),
    );
    if (changed.length > 0) await deps.onTracksAdded(changed.map(({ trackId }) => trackId));
    await nextTurn();
  }
}
