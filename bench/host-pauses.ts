/**
 * The longest piece of work on the host's thread, in processor time, while it does what is heavy for it:
 * npm run bench -- pauses
 * Between two pieces the host answers the window; target: none over 50 ms.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { JobIntake } from '#main/analysis/job-intake.ts';
import { JobQueue } from '#main/analysis/job-queue.ts';
import { overviewOf } from '#main/analysis/overview.ts';
import { createResultStore } from '#main/analysis/result-store.ts';
import { createGenreService } from '#main/genres/create-genre-service.ts';
import type { LibraryDeps } from '#main/library/library-deps.ts';
import { scanFolder } from '#main/library/scan-folder.ts';
import { ScanProgress } from '#main/library/scan-progress.ts';
import { createTrackLists } from '#main/library/track-list.ts';
import { systemClock } from '#main/platform/clock.ts';
import { TimbreIndex } from '#main/sets/timbre-index.ts';
import { openDatabase } from '#main/storage/open-database.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import { COLUMN_BYTES, encodePeaks, levelsOf } from '#shared/domain/peaks.ts';
import { DEFAULT_ANALYSIS_OPTIONS } from '#shared/domain/track-analysis.ts';
import analysisResult from '#test/support/analysis-worker-double.ts';
import { addTimbredTracks } from '#test/support/timbred-library.ts';
import { reportPieces } from './report-pieces.ts';

const TRACKS = 100_000;
/** Columns of the longest waveform there is (main/dsp/waveform.ts). */
const MOST_COLUMNS = 120_000;
const SETTLING_MS = 3000;

/** The queue of the analysis with all tracks of the library; nothing takes from it. */
async function queueAll(): Promise<void> {
  const queue = new JobQueue({ library: database, clock: systemClock, owner: 'bench', leaseMs: 60_000 });
  const hooks = {
    onBegun: () => queue.countQueued(),
    onGrown: () => queue.countQueued(),
    onCancelled: () => undefined,
  };
  const intake = new JobIntake({ library: database, queue, clock: systemClock, ...hooks });
  await reportPieces(`queueing ${TRACKS} tracks`, () => intake.enqueue(undefined, { force: false, outdated: false }));
  const results = createResultStore(database, queue, systemClock);
  const job = queue.take();
  const source = job && results.source(job.trackId);
  const options = DEFAULT_ANALYSIS_OPTIONS;
  const reply = await analysisResult({ path: folder, ffmpegPath: '', options });
  if (job === undefined || source === undefined || reply.type !== 'done') throw new Error('There is nothing to store.');
  await reportPieces('storing the result of the longest track', () =>
    results.store(job, { ...source, options }, { ...reply.analysis, peaks }),
  );
  await reportPieces(`cancelling ${TRACKS} jobs`, () => intake.cancel(undefined));
  const ids = database.query.all(database.db.selectFrom('tracks').select('id')).map(({ id }) => id as TrackId);
  await reportPieces(`queueing a selection of ${TRACKS} tracks`, () =>
    intake.enqueue(ids, { force: false, outdated: false }),
  );
  await intake.cancel(undefined);
}

/** Scans a folder that the library knows `TRACKS` files of. */
async function scanAll(): Promise<void> {
  const music = join(folder, 'music');
  const here = join(music, 'here.mp3');
  mkdirSync(music);
  writeFileSync(here, 'no music');
  const folderId = database.newId();
  const set = { path: music, last_scanned_at: null };
  database.mutate({
    origin: 'user',
    label: 'Add',
    mutations: [{ op: 'insert', table: 'library_folders', id: folderId, set }],
  });
  database.raw.prepare("UPDATE files SET folder_id = ?, path = ? || '/' || id || '.mp3'").run(folderId, music);
  await sleep(SETTLING_MS);
  const deps: LibraryDeps = {
    database,
    clock: systemClock,
    homeFolder: folder,
    ownPlaces: [],
    watcherUrl: new URL(import.meta.url),
    judge: () => Promise.resolve(),
    onTracksAdded: () => undefined,
    onNotice: () => undefined,
    onProblem: (error) => {
      throw error;
    },
  };
  const tools = { deps, progress: new ScanProgress(systemClock), signal: new AbortController().signal };
  const scan = (root: string) =>
    scanFolder({ folder: { id: folderId, path: music }, roots: [root], continues: null, label: 'Scan' }, tools);
  await reportPieces(`scan of one file, ${TRACKS} known`, () => scan(here));
  await reportPieces(`scan that finds ${TRACKS} files gone`, () => scan(music));
}

const folder = mkdtempSync(join(tmpdir(), 'musicforge-bench-'));
const data = Uint8Array.from({ length: MOST_COLUMNS * COLUMN_BYTES }, (_, index) => index % 251);
const peaks = { columnsPerSecond: 98, data };
const database = openDatabase({ path: join(folder, 'library.db'), clock: systemClock, backupDelayMs: 3_600_000 });
try {
  await reportPieces('waveform of the longest track, made to store', () => [
    encodePeaks(levelsOf(peaks)),
    overviewOf(peaks),
  ]);
  const [first = ''] = addTimbredTracks(database, TRACKS).keys();
  // Timers of the library were held up meanwhile.
  await sleep(SETTLING_MS);
  const index = new TimbreIndex(database);
  await reportPieces(`first look-up of timbre, ${TRACKS} tracks`, () => index.nearest(first, 25, new Set()));
  await reportPieces(`later look-up of timbre, ${TRACKS} tracks`, () => index.nearest(first, 25, new Set()));
  const lists = createTrackLists(database, systemClock);
  const list = { source: { kind: 'all' as const }, search: '', sort: [] };
  await reportPieces(`first list of ${TRACKS} tracks`, () => lists.readPage(list, 0, 100));
  await reportPieces(`learning genres from ${TRACKS} tracks`, () => createGenreService(database, systemClock).learn());
  await queueAll();
  await scanAll();
} finally {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
}
