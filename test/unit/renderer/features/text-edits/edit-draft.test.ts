import { expect, test } from 'vitest';
import { type EditDraft, FIRST_DRAFT, toRequest } from '#renderer/features/text-edits/edit-draft.ts';
import { TextEditRequest } from '#shared/contract/text-edits.ts';

const scope = { kind: 'list', query: { source: { kind: 'all' }, search: '', sort: [] } } as const;
const asked = (draft: Partial<EditDraft>) =>
  toRequest({ ...FIRST_DRAFT, scope: 'all', ...draft }, { ...scope, query: { ...scope.query, sort: [] } });

test('there is nothing to ask for without a text, a field or a clean-up', () => {
  expect(asked({ find: '' })).toBeNull();
  expect(asked({ find: 'a', fields: [] })).toBeNull();
  expect(asked({ kind: 'clean', cleanUps: [] })).toBeNull();
});

test('fields go in the order of the contract, and only what counts goes with them', () => {
  const request = asked({ find: 'a', fields: ['label', 'title'] });
  expect(TextEditRequest.parse(request)).toEqual(request);
  expect(request).toMatchObject({ fields: ['title', 'label'], change: { kind: 'replace', find: 'a', match: 'text' } });
});

test('a case or guests alone are a clean-up', () => {
  expect(asked({ kind: 'clean', cleanUps: [], caseMode: 'title' })?.change).toMatchObject({
    caseChange: { mode: 'title', capitals: false, smallWords: true },
    guestsTo: null,
  });
  expect(asked({ kind: 'clean', cleanUps: [], guestsTo: 'artist' })?.change).toMatchObject({
    caseChange: null,
    guestsTo: 'artist',
  });
});
