import { createAnalysisService } from '#main/analysis/analysis-service.ts';
import { locateFfmpeg } from '#main/platform/ffmpeg-locate.ts';
import { createSettings } from '#main/settings/settings-service.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import { defaultDataFolder } from './data-folder.ts';
import { type Foundation, layFoundation } from './foundation.ts';
import { createTrackLists } from '#main/library/track-list.ts';
import type { CopiesService } from '#main/copies/create-copies-service.ts';
import type { RendersService } from '#main/renders/create-renders-service.ts';
import { createTransitionsService } from '#main/sets/create-transitions-service.ts';
import type { TagService } from '#main/tags/tag-service.ts';
import type { TrackSource } from '#shared/contract/tracks.ts';
import { type MixRules, mixRulesOf } from '#shared/domain/set-checks/set-track.ts';
import { createHostCopies } from './host-copies.ts';
import { createHostFileTags } from './host-file-tags.ts';
import { createHostQuality } from './host-finders.ts';
import { createHostRenders } from './host-renders.ts';
import { createHostInterchange, type HostInterchange } from './host-interchange.ts';

export interface CliLibrary {
  readonly database: Foundation['database'];
  readonly interchange: HostInterchange;
  readonly fileTags: TagService;
  readonly copies: CopiesService;
  readonly renders: RendersService;
  /** Those of the settings. */
  readonly mixRules: () => MixRules;
  trackIds(source: TrackSource): Promise<readonly TrackId[]>;
}

/**
 * Runs a command of the terminal on the library. New tracks wait for the next start of the program to be analysed.
 * @param dataFolder null: the system's.
 * @throws {AppError} `library-locked` while the program runs, and whatever `use` throws.
 */
export async function withLibrary<Result>(
  dataFolder: string | null,
  use: (library: CliLibrary) => Promise<Result>,
): Promise<Result> {
  const foundation = await layFoundation(dataFolder ?? defaultDataFolder(process.platform, process.env));
  const { clock, log, database, notices } = foundation;
  try {
    const settings = createSettings({ database, clock, onNotice: (notice) => notices.post(notice) });
    const ffmpegPath = () => locateFfmpeg({ settingPath: settings.get().ffmpegPath, env: process.env });
    // Never started: it only takes down what is to be done.
    const analysis = createAnalysisService({
      library: database,
      clock,
      log,
      workerUrl: new URL(import.meta.resolve('#main/worker/analysis-worker.ts')),
      ffmpegPath,
      settings: () => settings.get(),
    });
    const quality = createHostQuality(foundation);
    const judge = () => quality.judge();
    const mixRules = () => mixRulesOf(settings.get());
    const interchange = createHostInterchange(
      foundation,
      new URL(import.meta.resolve('#main/interchange/thread/interchange-worker.ts')),
      async (trackIds) => void (await analysis.enqueue(trackIds as readonly TrackId[])),
      judge,
      () => settings.get(),
    );
    // Folders are scanned at the next start of the program.
    const fileTags = createHostFileTags(foundation, { scan: () => undefined });
    const lists = createTrackLists(database, clock, judge);
    const trackIds = (source: TrackSource) => lists.readIds({ source, search: '', sort: [] });
    const copies = createHostCopies(foundation, (query) => lists.readIds(query));
    const renderWorker = new URL(import.meta.resolve('#main/renders/render-worker.ts'));
    const renders = createHostRenders(foundation, createTransitionsService(database), renderWorker, ffmpegPath);
    const result = await use({ database, interchange, fileTags, copies, renders, mixRules, trackIds });
    await renders.stop();
    await quality.stop();
    await analysis.stop();
    return result;
  } finally {
    await database.close();
  }
}
