import { createCratesService } from '#main/crates/create-crates-service.ts';
import { createTagsService } from '#main/crates/create-tags-service.ts';
import { createNightsService } from '#main/sets/create-nights-service.ts';
import { createSetBuilderService } from '#main/sets/create-set-builder-service.ts';
import { createSetFillService } from '#main/sets/create-set-fill-service.ts';
import { createSetOrderService } from '#main/sets/create-set-order-service.ts';
import { createSetTemplatesService } from '#main/sets/create-set-templates-service.ts';
import { createSetsService } from '#main/sets/create-sets-service.ts';
import { createTransitionsService } from '#main/sets/create-transitions-service.ts';
import type { ProgramFolders } from './program-folders.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import type { Settings } from '#shared/contract/settings.ts';
import type { TrackQuery } from '#shared/contract/tracks.ts';
import type { Foundation } from './foundation.ts';
import { createHostCopies } from './host-copies.ts';
import { createHostRenders } from './host-renders.ts';

interface Library {
  trackIds(query: TrackQuery): Promise<TrackId[]>;
}

interface CollectionParts {
  readonly program: Pick<ProgramFolders, 'orderWorker' | 'renderWorker'>;
  readonly library: Library;
  readonly settings: () => Settings;
  readonly ffmpegPath: () => Promise<string>;
}

/** Sets, crates and tags: what the user makes of the tracks. A crate can become a set and the other way round; the files of both can be copied. */
export function createHostCollections(
  { database, clock, log }: Foundation,
  { program, library, settings, ffmpegPath }: CollectionParts,
) {
  const sets = createSetsService(database);
  const crates = createCratesService({
    database,
    clock,
    tracksOf: (source) => library.trackIds({ source, search: '', sort: [] }),
    createSet: (name, trackIds) => sets.create(name, trackIds),
    nameOfSet: (id) => sets.nameOf(id),
  });
  const transitions = createTransitionsService(database);
  const thread = {
    workerUrl: program.orderWorker,
    onProblem: (error: unknown) => log.error('set not ordered or filled', { error }),
  };
  return {
    sets,
    setBuilder: createSetBuilderService({ database, clock }),
    setOrder: createSetOrderService({ database, thread }),
    setFill: createSetFillService({ database, thread, trackIds: (query) => library.trackIds(query) }),
    transitions,
    renders: createHostRenders({ database, clock, log }, transitions, program.renderWorker, ffmpegPath),
    nights: createNightsService({ database, clock }),
    setTemplates: createSetTemplatesService({ database, settings }),
    crates,
    tags: createTagsService(database),
    copies: createHostCopies({ database, clock, log }, (query) => library.trackIds(query)),
  };
}
