import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { ownPlaces } from '#main/host/own-places.ts';
import { createLibraryService, type LibraryService } from '#main/library/create-library-service.ts';
import type { LibraryDeps } from '#main/library/library-deps.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import type { LibraryFolder, ScanState } from '#shared/contract/library.ts';
import { manualClock, openTempLibrary, tempFolder } from './temp-library.ts';

const WATCHER = new URL(import.meta.resolve('#main/library/watcher-worker.ts'));

/** A live file with its live track. */
export interface ScannedRow {
  readonly path: string;
  readonly track: string;
  readonly title: string;
  readonly missing: string | null;
}

/** A library service on a real database, with what a test of scanning asks for. */
export interface ScannedLibrary {
  readonly database: LibraryDatabase;
  readonly service: LibraryService;
  /** Tracks that were handed to the analysis, in order. */
  readonly analysed: readonly string[];
  /** By path. */
  rows(): ScannedRow[];
  titles(): string[];
  countTracks(): number;
  /** Adds a folder and waits for its scan. */
  add(path: string): Promise<LibraryFolder>;
  rescan(): Promise<void>;
  /** Lets time go by; else it stands still. */
  advance(byMs: number): void;
  state(): Promise<ScanState>;
}

interface ScannedLibraryOptions extends Pick<LibraryDeps, 'onNotice' | 'onProblem'> {
  /** There must be one; without it the library has a folder of its own. */
  readonly dataFolder: string;
}

/** @param expected What hears of notices and problems; without it they fail the test. */
export function openScannedLibrary(expected?: Partial<ScannedLibraryOptions>): ScannedLibrary {
  const clock = manualClock();
  const dataFolder = expected?.dataFolder ?? tempFolder();
  const database = openTempLibrary({ clock, path: join(dataFolder, 'library.db') });
  const analysed: string[] = [];
  const service = createLibraryService({
    database,
    clock,
    homeFolder: '/',
    ownPlaces: ownPlaces(dataFolder),
    watcherUrl: WATCHER,
    judge: () => Promise.resolve(),
    onTracksAdded: (ids) => void analysed.push(...ids),
    onNotice: ({ message }) => {
      throw new Error(message);
    },
    onProblem: (error) => {
      throw error;
    },
    ...expected,
  });
  onTestFinished(() => service.close());
  const select = `SELECT files.path, tracks.id AS track, tracks.title, files.missing_since AS missing FROM files
    JOIN tracks ON tracks.id = files.track_id WHERE files.deleted_at IS NULL AND tracks.deleted_at IS NULL ORDER BY path`;
  const rows = (): ScannedRow[] => database.raw.prepare<[], ScannedRow>(select).all();
  return {
    database,
    service,
    analysed,
    rows,
    titles: () => rows().map(({ title }) => title),
    countTracks: () => new Set(rows().map(({ track }) => track)).size,
    add: async (path) => {
      const folder = await service.addFolder(path);
      await service.scansDone();
      return folder;
    },
    rescan: async () => {
      service.scan();
      await service.scansDone();
    },
    advance: (byMs) => clock.advance(byMs),
    state: async () => {
      for await (const state of service.watchScan()) return state;
      throw new Error('The scan has no state');
    },
  };
}
