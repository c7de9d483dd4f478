import type { Clock } from '#main/platform/clock.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import type { ExportFormat, ExportReport, ExportScope } from '#shared/contract/interchange.ts';
import { addDropped } from '#main/interchange/read-report.ts';
import { changeTimeLine } from '#main/interchange/time-line.ts';
import { contentOfScope } from './export-scope.ts';
import type { LibraryWriter, WrittenLibrary } from './write-library.ts';

export interface ExportDeps {
  readonly database: LibraryDatabase;
  readonly clock: Clock;
  readonly newUuid: () => string;
  readonly writeLibrary: LibraryWriter;
  /** Ids of the tracks that a search finds now. */
  readonly smartTracks: (query: string) => Promise<readonly string[]>;
}

export interface ExportRequest {
  readonly format: ExportFormat;
  readonly scope: ExportScope;
  readonly path: string;
  readonly replace: boolean;
}

export interface ExportService {
  /** @throws {AppError} `not-found` for a crate or set that is gone, `conflict` for a file that is there, ... */
  export(request: ExportRequest): Promise<ExportReport>;
}

const DEFAULT_TITLE = 'MusicForge';

function reportOf({ path, counts, dropped }: WrittenLibrary): ExportReport {
  return { path, written: counts, dropped: Object.entries(dropped).map(([what, count]) => ({ what, count })) };
}

export function createExportService(deps: ExportDeps): ExportService {
  const { database, clock, newUuid, smartTracks, writeLibrary } = deps;
  return {
    export: async ({ format, scope, path, replace }) => {
      const { library, dropped } = await contentOfScope(database, scope, format, smartTracks);
      // Serato's crates hold no times.
      const { tracks } =
        format === 'traktor-nml' ? await changeTimeLine(library.tracks, 'late', (track) => track.path) : library;
      const target = { path, format, replace, title: DEFAULT_TITLE, nowMs: clock.now(), uuid: newUuid() };
      const written = await writeLibrary({ ...library, tracks }, target);
      return reportOf({ ...written, dropped: addDropped(dropped, written.dropped) });
    },
  };
}
