import { randomUUID } from 'node:crypto';
import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { browseFiles } from '#main/interchange/browse-files.ts';
import { createExportService } from '#main/interchange/export/export-service.ts';
import type { ImportDeps, MusicFile } from '#main/interchange/import/import-deps.ts';
import { createImportService, type ImportService } from '#main/interchange/import/import-service.ts';
import { createInterchangeThread } from '#main/interchange/thread/interchange-thread.ts';
import { readAudioFile } from '#main/library/read-audio-file.ts';
import { taggedFields } from '#main/library/scan-write.ts';
import { tagFieldValues } from '#main/library/tag-values.ts';
import { createTrackLists } from '#main/library/track-list.ts';
import { artistMutations } from '#main/library/track-artist-mutations.ts';
import type { InterchangeUseCases } from '#main/rpc/interchange.ts';
import { createTransitionsService } from '#main/sets/create-transitions-service.ts';
import type { Settings } from '#shared/contract/settings.ts';
import { mixRulesOf } from '#shared/domain/set-checks/set-track.ts';
import { backupFailure, type Foundation } from './foundation.ts';

async function statOrNull(path: string): Promise<Stats | null> {
  try {
    return await stat(path);
  } catch (error) {
    // Gone since it was looked for: the track waits as missing.
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}

/** As a scan reads it. @returns null where there is no music file. */
export async function readMusicFile(path: string): Promise<MusicFile | null> {
  const stats = await statOrNull(path);
  const reading = stats?.isFile() ? await readAudioFile(path, stats) : null;
  if (reading?.kind !== 'audio') return null;
  const { file } = reading;
  const { sizeBytes, modifiedMs, contentHash, format, headers, tags } = file;
  const { sampleRate, bitRate, channels } = headers;
  return {
    path,
    sizeBytes,
    modifiedMs,
    contentHash,
    format,
    sampleRate,
    bitRate,
    channels,
    tags: taggedFields(file),
    artists: tags.artists,
    remixers: tags.remixers,
    sayings: tagFieldValues(tags.sound, tags.genre),
  };
}

export interface HostInterchange extends InterchangeUseCases {
  readonly imports: ImportService;
  /** Stops an import that runs. */
  close(): Promise<void>;
}

/**
 * Connects the exchange with other programs to the library.
 * @param onTracksAdded Tracks with files that are new to the library.
 * @param judge Brings the scores up to date that searches of smart crates ask for.
 */
export function createHostInterchange(
  { database, clock, log, notices }: Pick<Foundation, 'database' | 'clock' | 'log' | 'notices'>,
  workerUrl: URL,
  onTracksAdded: ImportDeps['onTracksAdded'],
  judge: () => Promise<void>,
  settings: () => Settings,
): HostInterchange {
  const transitions = createTransitionsService(database);
  const lists = createTrackLists(database, clock, judge);
  const { readSource, writeLibrary } = createInterchangeThread(workerUrl);
  const imports = createImportService({
    database,
    clock,
    readSource,
    readMusicFile,
    artistMutations: (tracks) => artistMutations(database, tracks),
    onTracksAdded,
    onProblem: (error) => log.error('import failed', { error }),
    // An import can be undone: that there is no backup is told, and does not stop it.
    backUp: async () => {
      try {
        await database.backUp('import');
      } catch (error) {
        log.error('backup before the import failed', { error });
        notices.post(backupFailure(error, 'The import went on; it can be undone.'));
      }
    },
  });
  const exports = createExportService({
    database,
    clock,
    newUuid: randomUUID,
    writeLibrary,
    transitions: async (id) => {
      const pairs = await transitions.plans(id, mixRulesOf(settings()));
      return new Map(pairs.map(({ trackId, plan }) => [trackId, plan]));
    },
    smartTracks: (search) => lists.readIds({ source: { kind: 'all' }, search, sort: [] }),
  });
  return {
    imports,
    browse: (path, kind) => browseFiles(path ?? homedir(), kind),
    preview: (paths) => imports.preview(paths),
    apply: (rules) => imports.apply(rules),
    cancel: () => imports.cancel(),
    watch: (signal) => imports.watch(signal),
    sheet: (setId) => exports.sheet(setId),
    export: (request) => exports.export(request),
    close: async () => {
      imports.cancel();
      await imports.idle();
    },
  };
}
