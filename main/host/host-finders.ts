import { realpath } from 'node:fs/promises';
import { availableParallelism, homedir } from 'node:os';
import { createDuplicatesService, type DuplicatesService } from '#main/duplicates/create-duplicates-service.ts';
import { mayBeAudio } from '#main/library/audio-format.ts';
import { browseFolder, folderError, plainFolderPath } from '#main/library/browse-folders.ts';
import { editEach } from '#main/library/edit-each.ts';
import { skipsOwnPlaces } from '#main/library/own-places.ts';
import { readAudioFile } from '#main/library/read-audio-file.ts';
import { walkFolder } from '#main/library/walk-folder.ts';
import { createMissingService, type MissingService } from '#main/missing/create-missing-service.ts';
import type { MissingDeps } from '#main/missing/missing-deps.ts';
import { createQualityService, type QualityService } from '#main/quality/create-quality-service.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Foundation } from './foundation.ts';
import type { ProgramFolders } from './program-folders.ts';

type Connected = Pick<MissingDeps, 'database' | 'clock' | 'onTracksAdded' | 'onProblem'> & {
  /** Where the program itself writes. */
  readonly ownPlaces: readonly string[];
};

const readFile: MissingDeps['readFile'] = async (path, stats) => {
  const reading = await readAudioFile(path, stats);
  if (reading.kind !== 'audio') return null;
  const { file } = reading;
  const { sampleRate, bitRate, channels, durationSeconds } = file.headers;
  return {
    path: file.path,
    sizeBytes: file.sizeBytes,
    modifiedMs: file.modifiedMs,
    contentHash: file.contentHash,
    format: file.format,
    sampleRate,
    bitRate,
    channels,
    durationSeconds,
    title: file.tags.title,
    artist: file.tags.artist,
    hasArtwork: file.tags.hasArtwork,
  };
};

/** Finding missing files, with the library's own eyes: the same files are music to both. */
export function createHostMissing({ ownPlaces, ...deps }: Connected): MissingService {
  return createMissingService({
    ...deps,
    readFile,
    folderError: (error) => (error instanceof AppError ? error : folderError(error)),
    browse: (path) => browseFolder(path ?? homedir()),
    mayBeAudio: (name) => mayBeAudio(name) === 'yes',
    walk: async (root, events) => {
      const folder = plainFolderPath(root);
      await walkFolder(folder, { ...events, isSkipped: skipsOwnPlaces(ownPlaces, await realpath(folder)) });
    },
  });
}

/** Mends as the library edits. */
export function createHostQuality({ database, clock }: Pick<Foundation, 'database' | 'clock'>): QualityService {
  return createQualityService({
    database,
    clock,
    editEach: (edits, label, continues) => editEach(database, edits, label, continues),
  });
}

interface FinderParts {
  readonly foundation: Pick<Foundation, 'database' | 'clock' | 'log'>;
  readonly program: Pick<ProgramFolders, 'fingerprintWorker' | 'matchWorker'>;
  readonly ffmpegPath: () => Promise<string>;
  readonly ownPlaces: readonly string[];
  readonly onTracksAdded: (trackIds: readonly string[]) => Promise<void>;
}

/** What finds tracks that are one, files that are gone, and what is wrong with the data. */
export interface HostFinders {
  readonly duplicates: DuplicatesService;
  readonly missing: MissingService;
  readonly quality: QualityService;
  /** Ends what runs. */
  stop(): Promise<void>;
}

export function createHostFinders({
  foundation,
  program,
  ffmpegPath,
  ownPlaces,
  onTracksAdded,
}: FinderParts): HostFinders {
  const { database, clock, log } = foundation;
  const duplicates = createDuplicatesService({
    database,
    clock,
    log,
    ffmpegPath,
    fingerprintWorkerUrl: program.fingerprintWorker,
    matchWorkerUrl: program.matchWorker,
    // One core is left for the window and the music.
    workerCount: Math.max(1, availableParallelism() - 1),
  });
  const onProblem = (error: unknown): void => log.error('missing files fault', { error });
  const missing = createHostMissing({ database, clock, ownPlaces, onTracksAdded, onProblem });
  const quality = createHostQuality(foundation);
  return {
    duplicates,
    missing,
    quality,
    stop: async () => {
      missing.cancel();
      await missing.idle();
      await duplicates.cancel();
      await quality.stop();
    },
  };
}
