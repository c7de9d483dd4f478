import { basename, extname } from 'node:path';
import { AppError } from '#shared/errors/app-error.ts';
import { emptyTrack, type InterchangeTrack, type ReadResult } from '#main/interchange/model.ts';
import type { BlockOptions } from '#main/interchange/open-blocks.ts';
import { createReadReport } from '#main/interchange/read-report.ts';
import { forEachPath, readMusicFile, type TaggedMusic } from './read-file.ts';

/** As the other tags of the file have it; without a title, it is called as its file is. */
function trackOf(path: string, { serato, common, durationSeconds }: TaggedMusic): InterchangeTrack | null {
  if (serato === null) return null;
  return {
    ...emptyTrack(path),
    path,
    title: common.title ?? basename(path, extname(path)),
    artist: common.artist ?? '',
    album: common.album ?? '',
    genre: (common.genre ?? []).join(', '),
    year: common.year ?? null,
    durationSeconds,
    ...serato,
  };
}

const nothingOf = (count: number): string =>
  count === 1
    ? 'Serato has written nothing into 1 music file; it was left out.'
    : `Serato has written nothing into ${count.toLocaleString('en')} music files; they were left out.`;

/**
 * Reads cues, loops, grids and colours that Serato has written into music files, without a library of Serato. Files in which it
 * has written nothing are left out, and counted in a problem.
 * @param paths Absolute.
 */
export async function readMusicTags(paths: readonly string[], options: BlockOptions): Promise<ReadResult> {
  const report = createReadReport();
  const tracks: (InterchangeTrack | null)[] = paths.map(() => null);
  let without = 0;
  await forEachPath(paths, options, async (path, n) => {
    const music = await readMusicFile(path, report);
    tracks[n] = music === null ? null : trackOf(path, music);
    if (music !== null && tracks[n] === null) without += 1;
  });
  options.signal.throwIfAborted();
  if (without > 0) report.problem('', nothingOf(without));
  return report.result({ tracks: tracks.filter((track) => track !== null), playlists: [], plays: [] });
}

/** @throws {AppError} `not-found` where Serato has written into none of a folder's files: it is the wrong folder. */
export function checkFound({ library }: ReadResult, files: number): void {
  if (library.tracks.length > 0) return;
  throw new AppError(
    'not-found',
    `This folder is no library, and Serato has written nothing into its ${files.toLocaleString('en')} music files. Choose the file of a library, or the folder "_Serato_" or "Engine Library".`,
  );
}
