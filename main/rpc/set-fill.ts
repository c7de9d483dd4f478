import type { SetId, TrackId } from '#shared/contract/ids.ts';
import type { SetFilling, SetFillRequest } from '#shared/contract/set-fill.ts';
import type { TemplatePhase } from '#shared/domain/set-template/set-template.ts';
import { type Answer, os } from './implementer.ts';
import { stream } from './stream.ts';

/** What this area needs of the filling of sets. The stream ends when `signal` aborts, and the search with it. */
export interface SetFillUseCases {
  propose(request: SetFillRequest, signal: AbortSignal): AsyncIterable<SetFilling>;
  accept(
    id: SetId,
    before: readonly TrackId[],
    tracks: readonly TrackId[],
    phases: readonly TemplatePhase[],
  ): Answer<{ added: number; removed: number }>;
}

export function setFillRouter(filling: SetFillUseCases) {
  return {
    propose: os.setFill.propose.handler(({ input, signal }) => stream((stop) => filling.propose(input, stop), signal)),
    accept: os.setFill.accept.handler(({ input }) =>
      filling.accept(input.id, input.before, input.tracks, input.phases),
    ),
  };
}
