import { beforeEach, describe, expect, test } from 'vitest';
import { createSuggestionsService, type SuggestionsService } from '#main/sets/create-suggestions-service.ts';
import type { RowFields } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { TrackId } from '#shared/contract/ids.ts';
import type { SuggestionOptions } from '#shared/contract/suggestions.ts';
import { harmonicMove, isCompatibleMove } from '#shared/domain/harmonic.ts';
import { keyFromIndex, keyIndex, parseKey } from '#shared/domain/key.ts';
import { scoreTransition } from '#shared/domain/transition-score.ts';
import { addTracks, inventTracks } from '#test/support/many-tracks.ts';
import { openTempLibrary, trackFields } from '#test/support/temp-library.ts';

const DEFAULTS: SuggestionOptions = { keyRule: 'strict', tempoRangePercent: 6, energy: 'any' };
let database: LibraryDatabase;
let service: SuggestionsService;

beforeEach(() => {
  database = openTempLibrary();
  service = createSuggestionsService(database);
});

type Facts = readonly [title: string, key: string | null, bpm: number | null, energy?: number, artist?: string];
function add(...tracks: readonly Facts[]): TrackId[] {
  const fields = tracks.map(([title, key, bpm, energy, artist]): RowFields<'tracks'> => {
    const parsed = key === null ? null : parseKey(key);
    const index = parsed === null ? null : keyIndex(parsed);
    return trackFields({ title, artist: artist ?? `By ${title}`, bpm, key_index: index, energy: energy ?? 0.5 });
  });
  return addTracks(database, fields).map((id) => TrackId.parse(id));
}

const ask = (trackId: TrackId, options: Partial<SuggestionOptions> = {}, limit = 25, exclude: TrackId[] = []) =>
  service.forTrack({ trackId, options: { ...DEFAULTS, ...options }, limit, exclude });
const titles = (...request: Parameters<typeof ask>): string[] =>
  ask(...request).suggestions.map(({ track }) => track.title);

describe('which and in which order', () => {
  test('best first: same key, then a fifth, then relative; other keys and tempos out of range are not there', () => {
    const [playing] = add(
      ['Playing', '8A', 126],
      ['Relative', '8B', 126],
      ['Same', '8A', 126],
      ['Fifth', '9A', 126],
      ['Clash', '2A', 126],
      ['Diagonal', '9B', 126],
      ['Fast', '8A', 140],
      ['Half', '8A', 63.5],
    ) as [TrackId];
    expect(titles(playing)).toEqual(['Same', 'Fifth', 'Half', 'Relative']);
    expect(titles(playing, { keyRule: 'loose' })).toContain('Diagonal');
    expect(titles(playing, { tempoRangePercent: 12 })).toContain('Fast');
  });

  test('each has its score, its parts in words and the tempo change', () => {
    const [playing] = add(['Playing', '8A', 126, 0.5], ['Next', '9A', 123, 0.62]) as [TrackId];
    const [next] = ask(playing).suggestions;
    expect(next?.parts.map(({ reason }) => reason)).toEqual([
      'A fifth up (8A to 9A)',
      '+2.4 % tempo',
      'Energy one step up (6 to 7)',
    ]);
    expect(next?.tempoChangePercent).toBeCloseTo(2.439, 3);
    expect(next?.score).toBeCloseTo(next?.parts.reduce((sum, part) => sum + part.score * part.weight, 0) ?? -1, 12);
  });

  test('a wish for energy leaves out what goes the other way', () => {
    const [playing] = add(['Playing', '8A', 126, 0.5], ['Up', '8A', 126, 0.62], ['Down', '8A', 126, 0.3]) as [TrackId];
    expect(titles(playing)).toEqual(['Up', 'Down']);
    expect(titles(playing, { energy: 'up' })).toEqual(['Up']);
    expect(titles(playing, { energy: 'down' })).toEqual(['Down']);
  });

  test('other copies of the playing song and second copies of others are left out, remixes are not', () => {
    const [playing] = add(
      ['Glue', '8A', 126, 0.5, 'Bicep'],
      ['Glue (Original Mix)', '8A', 126, 0.5, 'Bicep'],
      ['Glue (Hammer Remix)', '8A', 126, 0.5, 'Bicep'],
      ['Opus', '8A', 126, 0.5, 'Prydz'],
      ['Opus (Extended Mix)', '8A', 128, 0.5, 'Prydz'],
    ) as [TrackId];
    expect(titles(playing)).toEqual(['Glue (Hammer Remix)', 'Opus']);
  });

  test('one artist does not fill the list', () => {
    const many = ['1', '2', '3', '4', '5'].map((n): Facts => [`Song ${n}`, '8A', 126, 0.5, 'Prolific']);
    const [playing] = add(['Playing', '8A', 126], ...many, ['Other', '8A', 127]) as [TrackId];
    expect(titles(playing)).toEqual(['Song 1', 'Song 2', 'Song 3', 'Other']);
  });

  test('missing tracks, removed ones and those in the set are left out, and the limit holds', () => {
    const [playing, a, b, c] = add(
      ['Playing', '8A', 126],
      ['A', '8A', 126],
      ['B', '8A', 126],
      ['C', '8A', 126],
      ['D', '8A', 126],
    ) as [TrackId, TrackId, TrackId, TrackId];
    database.raw.prepare("UPDATE files SET missing_since = '2026-01-01' WHERE track_id = ?").run(a);
    database.mutate({ origin: 'user', label: 'x', mutations: [{ op: 'delete', table: 'tracks', id: b }] });
    expect(titles(playing, {}, 25, [c])).toEqual(['D']);
    expect(titles(playing, {}, 1)).toEqual(['C']);
  });
});

describe('what is not known', () => {
  test('a track without analysis gets a note', () => {
    const [playing] = add(['Playing', null, null], ['Other', '8A', 126]) as [TrackId];
    expect(ask(playing)).toMatchObject({ suggestions: [], note: expect.stringContaining('not analysed yet') });
  });
  test('without a key, tempo and energy decide, and the note says so', () => {
    const [playing] = add(['Playing', null, 126], ['Other', '2A', 126], ['Fast', '2A', 150]) as [TrackId];
    expect(titles(playing)).toEqual(['Other']);
    expect(ask(playing).note).toBe('The key of this track is not known and does not count.');
  });
  test('when nothing fits, the note says what to widen', () => {
    const [playing] = add(['Playing', '8A', 126], ['Other', '2A', 150]) as [TrackId];
    expect(ask(playing).note).toBe('No track of the library fits. Choose the loose key rule or widen the tempo range.');
  });
  test('a track that is gone is an error', () => {
    expect(() => ask(TrackId.parse(database.newId()))).toThrow(expect.objectContaining({ code: 'not-found' }));
  });
});

test.each([
  ['strict', 6],
  ['loose', 12],
  ['loose', 50],
] as const)('the index search finds what scoring all tracks finds: %s, %s %%', (keyRule, tempoRangePercent) => {
  const fields = inventTracks(1500);
  const ids = addTracks(database, fields);
  const [first] = fields;
  const options: SuggestionOptions = { keyRule, tempoRangePercent, energy: 'any' };
  const facts = (track: RowFields<'tracks'>) => ({
    key: keyFromIndex(track.key_index ?? 0),
    bpm: track.bpm,
    energy: track.energy,
  });
  const from = facts(first as RowFields<'tracks'>);
  const fits = fields.slice(1).flatMap((track) => {
    const to = facts(track);
    const score = scoreTransition(from, to, options);
    const isMixable = Math.abs(score?.tempoChangePercent ?? 100) <= tempoRangePercent;
    return isMixable && isCompatibleMove(harmonicMove(from.key, to.key), keyRule) ? [score?.score ?? 0] : [];
  });
  const best = fits.toSorted((a, b) => b - a);
  const found = ask(TrackId.parse(ids[0]), options, 10).suggestions.map(({ score }) => score);
  expect(fits.length).toBeGreaterThan(10);
  expect(found[0]).toBeCloseTo(best[0] ?? 0, 9);
  expect(found).toEqual(found.toSorted((a, b) => b - a));
});
