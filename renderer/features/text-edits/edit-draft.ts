import type { TextCleaning, TextEditRequest, TextEditScope, TextField } from '#shared/contract/text-edits.ts';
import { TEXT_FIELDS } from '#shared/contract/text-edits.ts';
import type { CleanUp } from '#shared/domain/clean-text.ts';
import type { CaseMode } from '#shared/domain/text-case.ts';

export type ScopeName = 'selected' | 'list' | 'all';

/** What the dialog's controls say. */
export interface EditDraft {
  readonly scope: ScopeName;
  readonly fields: readonly TextField[];
  readonly kind: 'replace' | 'clean';
  readonly find: string;
  readonly replacement: string;
  readonly match: 'text' | 'words' | 'pattern';
  readonly matchCase: boolean;
  readonly cleanUps: readonly CleanUp[];
  readonly caseMode: CaseMode | 'keep';
  readonly capitals: boolean;
  readonly smallWords: boolean;
  readonly guestsTo: 'artist' | 'title' | 'stay';
}

export const FIRST_DRAFT: Omit<EditDraft, 'scope'> = {
  fields: ['title', 'artist'],
  kind: 'replace',
  find: '',
  replacement: '',
  match: 'text',
  matchCase: false,
  cleanUps: ['spaces'],
  caseMode: 'keep',
  capitals: false,
  smallWords: true,
  guestsTo: 'stay',
};

function cleaningOf({ cleanUps, caseMode, capitals, smallWords, guestsTo }: EditDraft): TextCleaning | null {
  const caseChange = caseMode === 'keep' ? null : { mode: caseMode, capitals, smallWords };
  const moves = guestsTo === 'stay' ? null : guestsTo;
  if (cleanUps.length === 0 && caseChange === null && moves === null) return null;
  return { kind: 'clean', cleanUps: [...cleanUps], caseChange, guestsTo: moves };
}

/** What is asked of the host; null while there is nothing to ask for yet. */
export function toRequest(draft: EditDraft, scope: TextEditScope): TextEditRequest | null {
  const { fields, kind, find, replacement, match, matchCase } = draft;
  if (fields.length === 0) return null;
  const ordered = TEXT_FIELDS.filter((field) => fields.includes(field));
  if (kind === 'replace')
    return find === '' ? null : { scope, fields: ordered, change: { kind, find, replacement, match, matchCase } };
  const change = cleaningOf(draft);
  return change === null ? null : { scope, fields: ordered, change };
}
