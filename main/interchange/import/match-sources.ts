import { setImmediate as nextTurn } from 'node:timers/promises';
import { folderFinder } from '#main/platform/folder-of.ts';
import { folderPaths } from '#main/storage/queries/folders.ts';
import { type InterchangeTrack, MOST_PROBLEMS, type ReadProblem } from '#main/interchange/model.ts';
import { PackedTracks } from '#main/interchange/packed-tracks.ts';
import type { OpenedSource, SourceReader } from '#main/interchange/read-source.ts';
import { SET_EXTRA } from '#main/interchange/text/set-text/parse-set-text.ts';
import { changeTimeLineInto, isLateFormat, type StoppedCues } from '#main/interchange/time-line.ts';
import type { TrackList } from '#main/interchange/track-list.ts';
import type { ImportDeps } from './import-deps.ts';
import type { ReadyImport } from './import-job.ts';
import type { ImportProgress } from './import-progress.ts';
import { indexLibrary } from './library-index.ts';
import { findLocalFiles } from './local-files.ts';
import { matchTracks } from './match-tracks.ts';
import { previewImport } from './preview.ts';

type Source = OpenedSource<TrackList>;

/** Reads the files, one after the other. */
export async function readAll(
  readSource: SourceReader,
  paths: readonly string[],
  progress: ImportProgress,
  signal: AbortSignal,
): Promise<Source[]> {
  progress.start('reading');
  const sources: Source[] = [];
  for (const path of paths) {
    const onProgress = (fraction: number): void => progress.report((sources.length + fraction) / paths.length);
    sources.push(withoutUnknown(await readSource(path, { signal, onProgress })));
  }
  return sources;
}

/** Times of Traktor and Serato are 26 ms late for some files (time-line.ts). */
async function onOwnTimeLine(source: Source, pathOf: (track: InterchangeTrack) => string | null): Promise<Source> {
  if (!isLateFormat(source.format)) return source;
  const { tracks } = source.reading.library;
  const { tracks: moved, stopped } = await changeTimeLineInto(tracks, new PackedTracks(), 'early', pathOf);
  return withProblems(source, moved, stopped.map(problemOfStopped));
}

function problemOfStopped({ title, count }: StoppedCues): ReadProblem {
  const message =
    count === 1
      ? 'A cue or loop in the first 26 ms would come before the start of the file; it stands at the start.'
      : `${count} cues and loops in the first 26 ms would come before the start of the file; they stand at the start.`;
  return { where: `track "${title}"`, message };
}

function withProblems(source: Source, tracks: TrackList, more: readonly ReadProblem[]): Source {
  const { reading } = source;
  return {
    ...source,
    reading: {
      ...reading,
      library: { ...reading.library, tracks },
      problems: [...reading.problems, ...more].slice(0, MOST_PROBLEMS),
      problemCount: reading.problemCount + more.length,
    },
  };
}

/** Rows of a tracklist whose track nobody knows ("ID - ID") are none for the library. */
function withoutUnknown(source: Source): Source {
  const { reading } = source;
  if (source.format !== 'set-text') return source;
  const tracks = [...reading.library.tracks].filter(({ extra }) => extra[SET_EXTRA.unknown] === undefined);
  const left = reading.library.tracks.length - tracks.length;
  if (left === 0) return source;
  const problem = { where: '', message: `${left} rows name no track ("ID"); they were left out.` };
  return withProblems(source, tracks, [problem]);
}

const TRACKS_AT_ONCE = 500;

/** The paths that files of an import have in it, each once. */
async function pathsOf(sources: readonly Source[]): Promise<string[]> {
  const paths = new Set<string>();
  let done = 0;
  for (const { reading } of sources) {
    for (const { path } of reading.library.tracks) {
      if (path !== null) paths.add(path);
      done += 1;
      if (done % TRACKS_AT_ONCE === 0) await nextTurn();
    }
  }
  return [...paths];
}

/** Compares what was read with the library. */
export async function matchAll(
  deps: ImportDeps,
  opened: readonly Source[],
  progress: ImportProgress,
  signal: AbortSignal,
): Promise<ReadyImport> {
  const { database } = deps;
  progress.start('matching');
  const index = await indexLibrary(database, () => nextTurn());
  const wanted = await pathsOf(opened);
  const options = { signal, onProgress: (fraction: number) => progress.report(fraction * 0.8) };
  const { paths, files } = await findLocalFiles(deps, wanted, index, options);
  const pathOf = ({ path }: InterchangeTrack): string | null => (path === null ? null : (paths.get(path) ?? null));
  const sources = await Promise.all(opened.map((source) => onOwnTimeLine(source, pathOf)));
  const found = await matchTracks({
    sources,
    index,
    newId: database.newId,
    pause: () => nextTurn(),
    localFile: (track) => {
      const here = pathOf(track);
      return here === null ? null : (files.get(here) ?? { path: here });
    },
  });
  const matched = found.map(({ source: { name, format, reading }, matches, counter }) => {
    const missingFiles = matches.filter(({ path, isRepeated }) => path === null && !isRepeated).length;
    return { name, format, reading, matches, counts: counter.with(reading.library), missingFiles };
  });
  const total = matched.reduce((sum, { matches }) => sum + matches.length, 0);
  const preview = await previewImport(database, matched, async (done) => {
    progress.report(0.8 + (0.2 * done) / Math.max(1, total));
    await nextTurn();
  });
  return { sources: matched, files, folderOf: folderFinder(folderPaths(database)), preview };
}
