import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { cutoffsOfTracks, filesOfTracks, useOfTracks } from '#main/storage/queries/duplicates.ts';
import { inParts } from '#main/storage/queries/in-parts.ts';
import { trackRows } from '#main/storage/queries/track-rows.ts';
import type { DuplicateGroup, DuplicateTrack, TrackFile } from '#shared/contract/duplicates.ts';
import { TrackId } from '#shared/contract/ids.ts';
import { bestTrack } from './best-track.ts';
import type { TrackGroup } from './groups.ts';

type FileRow = ReturnType<typeof filesOfTracks>[number];

function trackFile(row: FileRow): TrackFile {
  return {
    path: row.path,
    format: row.format,
    bitRate: row.bit_rate,
    sampleRate: row.sample_rate,
    sizeBytes: row.size_bytes,
    missing: row.missing_since !== null,
  };
}

const UNUSED = { crates: 0, sets: 0, cues: 0 };

/** Everything that is shown of tracks side by side. */
function duplicateTracks(database: LibraryDatabase, ids: readonly string[]): Map<string, DuplicateTrack> {
  const files = Map.groupBy(filesOfTracks(database, ids), (row) => row.track_id);
  const cutoffs = cutoffsOfTracks(database, ids);
  const uses = useOfTracks(database, ids);
  return new Map(
    inParts(ids)
      .flatMap((part) => trackRows(database, part))
      .map((track) => {
        const use = uses.get(track.id) ?? UNUSED;
        const own: DuplicateTrack = {
          track,
          files: (files.get(track.id) ?? []).map(trackFile),
          cutoffHz: cutoffs.get(track.id) ?? null,
          ...use,
          plays: track.playCount,
        };
        return [track.id, own];
      }),
  );
}

export function describeGroups(database: LibraryDatabase, groups: readonly TrackGroup[]): DuplicateGroup[] {
  const tracks = duplicateTracks(
    database,
    groups.flatMap(({ trackIds }) => trackIds),
  );
  return groups.flatMap(({ id, trackIds, by, likeness }) => {
    const members = trackIds.map((each) => tracks.get(each)).filter((track) => track !== undefined);
    if (members.length < 2) return [];
    const { best, why } = bestTrack(members);
    const others = members.filter((track) => track !== best);
    return [{ id: TrackId.parse(id), tracks: [best, ...others], by, likeness, best: best.track.id, why }];
  });
}
