import type { TextChange, TextField } from '#shared/contract/text-edits.ts';
import type { ChangedTexts, TrackTexts } from './change-texts.ts';

/** Host to worker: what a change does to the texts of some tracks. */
export interface TextEditTask {
  readonly change: TextChange;
  readonly fields: readonly TextField[];
  readonly texts: readonly TrackTexts[];
}

/** Worker to host. `done`: one entry for each track, in order. `refused`: the pattern is not one. */
export type TextEditReply =
  | { readonly type: 'done'; readonly tracks: readonly ChangedTexts[] }
  | { readonly type: 'refused'; readonly message: string };
