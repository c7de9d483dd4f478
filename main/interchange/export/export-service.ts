import type { Clock } from '#main/platform/clock.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { plannedEntries, setPlan, setTrackFacts } from '#main/storage/queries/set-builder.ts';
import { mixHints } from '#main/interchange/sheet/mix-hints.ts';
import type { SheetEntryPlan, SheetPlan } from '#main/interchange/sheet/set-sheet.ts';
import type { SetId } from '#shared/contract/ids.ts';
import type { ExportFormat, ExportReport, ExportScope } from '#shared/contract/interchange.ts';
import type { TransitionPlan } from '#shared/domain/transition/plan-transition.ts';
import { addDropped } from '#main/interchange/read-report.ts';
import { changeTimeLine } from '#main/interchange/time-line.ts';
import { contentOfScope } from './export-scope.ts';
import { formatSheet } from './format-list.ts';
import type { LibraryWriter, WrittenLibrary } from './write-library.ts';

export interface ExportDeps {
  readonly database: LibraryDatabase;
  readonly clock: Clock;
  readonly newUuid: () => string;
  readonly writeLibrary: LibraryWriter;
  /** Ids of the tracks that a search finds now. */
  readonly smartTracks: (query: string) => Promise<readonly string[]>;
  /** How the tracks of a set go over into the next, by id of the track that is left. @throws {AppError} `not-found` */
  readonly transitions: (id: SetId) => Promise<ReadonlyMap<string, TransitionPlan>>;
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
  /** The set sheet as one HTML page. @throws {AppError} `not-found` */
  sheet(setId: SetId): Promise<{ html: string }>;
}

const DEFAULT_TITLE = 'MusicForge';

function reportOf({ path, counts, dropped }: WrittenLibrary): ExportReport {
  return { path, written: counts, dropped: Object.entries(dropped).map(([what, count]) => ({ what, count })) };
}

/** What is planned of a set, for its sheet. */
async function planFor(
  { database, transitions }: Pick<ExportDeps, 'database' | 'transitions'>,
  format: ExportFormat,
  scope: ExportScope,
): Promise<SheetPlan | null> {
  if (format !== 'html' || scope.kind !== 'set') return null;
  const plan = setPlan(database, scope.id);
  if (plan === undefined) return null;
  const entries = plannedEntries(database, scope.id);
  const mixes = await transitions(scope.id);
  const facts = setTrackFacts(database, [...new Set(entries.map(({ trackId }) => trackId))]);
  const entryOf = ({ trackId, phase, notes }: (typeof entries)[number]): [string, SheetEntryPlan] => {
    const mix = mixes.get(trackId);
    const missing = facts.get(trackId)?.missing === 1;
    return [trackId, { phase, notes, missing, mix: mix === undefined ? null : mixHints(mix) }];
  };
  const { starts_at: startsAt, venue, notes } = plan;
  return { startsAt, venue, notes, entries: new Map(entries.map(entryOf)) };
}

export function createExportService(deps: ExportDeps): ExportService {
  const { database, clock, newUuid, smartTracks, writeLibrary } = deps;
  return {
    sheet: async (setId) => {
      const scope = { kind: 'set', id: setId } as const;
      const { library } = await contentOfScope(database, scope, 'html', smartTracks);
      return { html: formatSheet(library, DEFAULT_TITLE, await planFor(deps, 'html', scope)).output };
    },
    export: async ({ format, scope, path, replace }) => {
      const { library, dropped } = await contentOfScope(database, scope, format, smartTracks);
      // Serato's crates hold no times.
      const { tracks } =
        format === 'traktor-nml' ? await changeTimeLine(library.tracks, 'late', (track) => track.path) : library;
      const target = {
        path,
        format,
        replace,
        title: DEFAULT_TITLE,
        nowMs: clock.now(),
        uuid: newUuid(),
        plan: await planFor(deps, format, scope),
      };
      const written = await writeLibrary({ ...library, tracks }, target);
      return reportOf({ ...written, dropped: addDropped(dropped, written.dropped) });
    },
  };
}
