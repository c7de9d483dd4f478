import { createRendersService, type MixedTracks, type RendersService } from '#main/renders/create-renders-service.ts';
import type { TransitionsService } from '#main/sets/create-transitions-service.ts';
import { bestFileOfTrack } from '#main/storage/queries/files.ts';
import type { RenderScope } from '#shared/contract/renders.ts';
import type { Foundation } from './foundation.ts';

/** The two tracks of a transition, or all of a set. */
function mixedTracks(transitions: TransitionsService, scope: RenderScope): MixedTracks {
  if (scope.kind === 'set') return transitions.ofSet(scope.id);
  const { from, to, change } = transitions.read(scope);
  return { tracks: [from, to], changes: [change] };
}

/** Connects rendering to the sets of the library. @param workerUrl Of the thread that renders. */
export function createHostRenders(
  { database, clock, log }: Pick<Foundation, 'database' | 'clock' | 'log'>,
  transitions: TransitionsService,
  workerUrl: URL,
  ffmpegPath: () => Promise<string>,
): RendersService {
  return createRendersService({
    clock,
    log,
    workerUrl,
    ffmpegPath,
    tracksOf: (scope) => mixedTracks(transitions, scope),
    pathOf: (id) => bestFileOfTrack(database, id)?.path ?? null,
  });
}
