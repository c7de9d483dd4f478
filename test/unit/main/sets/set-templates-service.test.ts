import { beforeEach, describe, expect, test } from 'vitest';
import { createSetBuilderService } from '#main/sets/create-set-builder-service.ts';
import { createSetTemplatesService, type SetTemplatesService } from '#main/sets/create-set-templates-service.ts';
import { createSetsService } from '#main/sets/create-sets-service.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { TrackId } from '#shared/contract/ids.ts';
import { TemplateContent, TemplateId } from '#shared/contract/set-templates.ts';
import { BUILT_IN_TEMPLATES } from '#shared/domain/set-template/built-in-templates.ts';
import { addTracks } from '#test/support/many-tracks.ts';
import { ORDER_RULES } from '#test/support/order-tracks.ts';
import { manualClock, openTempLibrary, trackFields } from '#test/support/temp-library.ts';

let database: LibraryDatabase;
let templates: SetTemplatesService;

const content = TemplateContent.parse(BUILT_IN_TEMPLATES[0]?.content);
const shippedId = TemplateId.parse(BUILT_IN_TEMPLATES[0]?.id);
const own = () => templates.list().filter(({ builtIn }) => !builtIn);
const builder = () => createSetBuilderService({ database, clock: manualClock(0) });
const fileWith = (parts: object): string =>
  JSON.stringify({ format: 'musicforge-set-template', version: 1, name: 'Mine', ...content, ...parts });

beforeEach(() => {
  database = openTempLibrary();
  const settings = () => ({ keyRule: 'loose', tempoRangePercent: 8, halfDoubleTime: true }) as const;
  templates = createSetTemplatesService({ database, settings });
});

test('those of the program are listed behind the own ones, and stay as they are', () => {
  templates.save(null, 'Mine', content);
  expect(templates.list().map(({ name }) => name)).toEqual(['Mine', ...BUILT_IN_TEMPLATES.map(({ name }) => name)]);
  const refusal = expect.objectContaining({ code: 'invalid-input' });
  expect(() => templates.save(shippedId, 'Other', content)).toThrow(refusal);
  expect(() => templates.remove(shippedId)).toThrow(refusal);
});

test('a template is changed in versions, to go back to; every step can be undone', () => {
  const { id } = templates.save(null, 'Mine', content);
  templates.save(id, 'Renamed', { ...content, description: 'louder' });
  expect(own()[0]).toMatchObject({ name: 'Renamed', number: 2, content: { description: 'louder' } });
  templates.restore(id, 1);
  expect(own()[0]).toMatchObject({ number: 3, content: { description: content.description } });
  expect(own()[0]?.versions.map(({ number }) => number)).toEqual([3, 2, 1]);
  database.history.undo();
  expect(own()[0]).toMatchObject({ number: 2, content: { description: 'louder' } });
  expect(() => templates.restore(id, 9)).toThrow(expect.objectContaining({ code: 'not-found' }));
  templates.remove(id);
  expect(own()).toEqual([]);
  expect(() => templates.save(id, 'Gone', content)).toThrow(expect.objectContaining({ code: 'not-found' }));
  database.history.undo();
  expect(own()[0]).toMatchObject({ name: 'Renamed', number: 2 });
});

describe('a template of a set', () => {
  test('has its length, phases, tempos, genres, and the rules of the settings', () => {
    const fields = [
      trackFields({ title: 'A', bpm: 120.4, genre: 'House', energy: 0.3, duration_seconds: 1200 }),
      trackFields({ title: 'B', bpm: 124, genre: 'house', energy: 0.6, duration_seconds: 1200 }),
      trackFields({ title: 'C', bpm: null, genre: 'Techno', energy: null, duration_seconds: null }),
    ];
    const tracks = addTracks(database, fields).map((id) => TrackId.parse(id));
    const { id } = createSetsService(database).create('Friday', tracks);
    builder().changeEntries(id, tracks.slice(0, 1), { phase: 'opener' });
    builder().changeEntries(id, tracks.slice(1, 2), { phase: 'build' });
    templates.fromSet(id, 'Like Friday');
    const [template] = own();
    expect(template?.content).toMatchObject({
      phases: [
        { phase: 'opener', share: 0.5 },
        { phase: 'build', share: 0.5 },
      ],
      rules: { tempoRangePercent: 8, halfDoubleTime: true },
      variables: { minutes: 40, bpm: { from: 120, to: 124 }, genres: ['House', 'Techno'], strictness: 'loose' },
    });
    expect(TemplateContent.safeParse(template?.content).success).toBe(true);
  });

  test('that is empty is refused', () => {
    const { id } = createSetsService(database).create('Empty', []);
    expect(() => templates.fromSet(id, 'X')).toThrow('the set is empty');
  });
});

describe('a template file', () => {
  test('is read as it was exported', () => {
    templates.read(fileWith({}));
    expect(own()[0]).toMatchObject({ name: 'Mine', content });
  });

  test.each([
    ['no JSON', '{', 'the file is not JSON'],
    ['another file', '{"tracks":[]}', 'at '],
    ['phases that do not come to one', fileWith({ phases: [{ phase: 'peak', share: 0.2 }] }), 'at phases, The shares'],
    ['a phase that nobody knows', fileWith({ phases: [{ phase: 'dinner', share: 1 }] }), 'at phases.0.phase'],
    [
      'rules that contradict each other',
      fileWith({ variables: { ...content.variables, bpm: { from: 130, to: 120 } } }),
      'at variables.bpm, The tempo range goes from the lower',
    ],
  ])('that is %s is refused, and it says where', (_, text, words) => {
    expect(() => templates.read(text)).toThrow(words);
    expect(own()).toEqual([]);
  });
});

test('a set is made by a template, with its arc and the length that was chosen', async () => {
  const { setId } = templates.createSet(shippedId, 'Saturday', { ...content.variables, minutes: 75 });
  const set = await builder().read(setId, ORDER_RULES);
  expect(set).toMatchObject({ name: 'Saturday', targetSeconds: 4500, arc: content.arc, entries: [] });
  database.history.undo();
  await expect(builder().read(setId, ORDER_RULES)).rejects.toThrow('no longer there');
});
