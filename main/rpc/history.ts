import type {
  HistoryChange,
  HistoryPage,
  HistoryResult,
  HistoryState,
  HistoryTravel,
  HistoryTravelResult,
} from '#shared/contract/history.ts';
import { type Answer, os } from './implementer.ts';
import { stream } from './stream.ts';

/** What this area needs of the history of changes. Streams end when `signal` aborts. */
export interface HistoryUseCases {
  state(): Answer<HistoryState>;
  undo(): Answer<HistoryResult>;
  redo(): Answer<HistoryResult>;
  list(offset: number, limit: number): Answer<HistoryPage>;
  changes(id: string, limit: number): Answer<{ changes: HistoryChange[]; more: boolean }>;
  goTo(id: string | null): Answer<HistoryTravelResult>;
  cancel(): Answer<void>;
  watch(signal: AbortSignal): AsyncIterable<HistoryTravel>;
}

export function historyRouter(history: HistoryUseCases) {
  return {
    state: os.history.state.handler(() => history.state()),
    undo: os.history.undo.handler(() => history.undo()),
    redo: os.history.redo.handler(() => history.redo()),
    list: os.history.list.handler(({ input }) => history.list(input.offset, input.limit)),
    changes: os.history.changes.handler(({ input }) => history.changes(input.id, input.limit)),
    goTo: os.history.goTo.handler(({ input }) => history.goTo(input.id)),
    cancel: os.history.cancel.handler(() => history.cancel()),
    watch: os.history.watch.handler(({ signal }) => stream((stop) => history.watch(stop), signal)),
  };
}
