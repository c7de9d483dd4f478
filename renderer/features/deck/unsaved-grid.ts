import type { Draft } from './grid-draft.ts';

const KEY = 'musicforge.unsaved-grid';

/**
 * The grid that is being edited, written down until the library has it: a window that goes in the middle of a burst may
 * not get its last words through to the host. The next one saves what it finds here.
 */
export const unsavedGrid = {
  keep(draft: Draft): void {
    localStorage.setItem(KEY, JSON.stringify(draft));
  },

  forget(): void {
    localStorage.removeItem(KEY);
  },

  /** @returns null for none. Its content is checked where it is saved. */
  read(): Draft | null {
    try {
      return JSON.parse(localStorage.getItem(KEY) ?? 'null') as Draft | null;
    } catch {
      // Damaged: nothing can be saved from it, and it must not stop the window at every start.
      this.forget();
      return null;
    }
  },
};
