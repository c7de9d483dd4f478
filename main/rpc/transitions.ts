import type { Pair, PairWarnings, Stretch, TrackPair } from '#shared/contract/transitions.ts';
import type { MixChange } from '#shared/domain/transition/mix-track.ts';
import { type Answer, os } from './implementer.ts';

/** What this area needs of the transitions of sets. */
export interface TransitionUseCases {
  read(pair: Pair): Answer<TrackPair>;
  warnings(stretch: Stretch, signal?: AbortSignal): Answer<PairWarnings[]>;
  change(pair: Pair, change: { readonly [Field in keyof MixChange]?: MixChange[Field] | undefined }): Answer<void>;
  reset(pair: Pair): Answer<void>;
}

export function transitionsRouter(transitions: TransitionUseCases) {
  return {
    read: os.transitions.read.handler(({ input }) => transitions.read(input)),
    warnings: os.transitions.warnings.handler(({ input, signal }) => transitions.warnings(input, signal)),
    change: os.transitions.change.handler(({ input: { change, ...pair } }) => transitions.change(pair, change)),
    reset: os.transitions.reset.handler(({ input }) => transitions.reset(input)),
  };
}
