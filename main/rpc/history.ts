import type { HistoryResult, HistoryState } from '#shared/contract/library.ts';
import { type Answer, os } from './implementer.ts';

/** What this area needs of the history of changes. */
export interface HistoryUseCases {
  state(): Answer<HistoryState>;
  undo(): Answer<HistoryResult>;
  redo(): Answer<HistoryResult>;
}

export function historyRouter(history: HistoryUseCases) {
  return {
    state: os.history.state.handler(() => history.state()),
    undo: os.history.undo.handler(() => history.undo()),
    redo: os.history.redo.handler(() => history.redo()),
  };
}
