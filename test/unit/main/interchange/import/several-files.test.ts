import { expect, test } from 'vitest';
import type { InterchangeTrack } from '#main/interchange/model.ts';
import { DEFAULT_RULES, type MergeRules } from '#shared/contract/interchange.ts';
import {
  foreignCue,
  foreignTrack,
  type ImportBench,
  importBench,
  liveCues,
  liveTracks,
  ownTrack,
} from '#test/support/import-bench.ts';

const FIRST = foreignTrack('1', { title: 'Title', genre: 'House', rating: 2, cues: [foreignCue()] });
const SECOND = foreignTrack('9', {
  title: 'Title',
  path: 'D:\\Music\\1.mp3',
  genre: 'Techno',
  label: 'Label',
  cues: [foreignCue({ slot: 2, startSeconds: 30 })],
});

/** Imports files, each with one track, at once or one after the other. */
async function importAll(
  bench: ImportBench,
  tracks: readonly InterchangeTrack[],
  { atOnce, rules = {} }: { readonly atOnce: boolean; readonly rules?: Partial<MergeRules> },
) {
  const paths = tracks.map((track, n) => bench.write({ tracks: [track] }, `${n}.xml`));
  for (const some of atOnce ? [paths] : paths.map((path) => [path])) {
    await bench.preview(...some);
    bench.imports.apply({ ...DEFAULT_RULES, ...rules });
    await bench.imports.idle();
  }
  const [track] = liveTracks(bench);
  const bookkeeping = ['id', 'number', 'created_at', 'updated_at', 'clocks'];
  const fields = Object.fromEntries(Object.entries(track ?? {}).filter(([name]) => !bookkeeping.includes(name)));
  return { count: liveTracks(bench).length, fields, cues: liveCues(bench), result: bench.imports.state().result };
}

const elsewhere = { ...SECOND, path: 'E:\\Other\\x.mp3' };

test.each([
  ['a new track', false, 'fill', SECOND],
  ['a new track', false, 'theirs', SECOND],
  ['a new track in two places', false, 'fill', elsewhere],
  ['a track of the library', true, 'fill', SECOND],
  ['a track of the library', true, 'theirs', SECOND],
] as const)(
  '%s in two files is as if they were imported in turn (known: %s, rule: %s)',
  async (_name, isKnown, rule, second) => {
    const rules = { genre: rule, cues: rule };
    const [atOnce, inTurn] = [importBench(), importBench()];
    if (isKnown) for (const bench of [atOnce, inTurn]) ownTrack(bench, { genre: '', label: '' }, 'D:\\Music\\1.mp3');
    const one = await importAll(atOnce, [FIRST, second], { atOnce: true, rules });
    const two = await importAll(inTurn, [FIRST, second], { atOnce: false, rules });
    expect(one.count).toBe(1);
    expect(one.fields).toMatchObject({ genre: rule === 'fill' ? 'House' : 'Techno', label: 'Label', rating: 2 });
    expect(one.cues).toHaveLength(rule === 'fill' ? 2 : 1);
    expect({ ...one, result: null }).toEqual({ ...two, result: null });
    expect(one.result).toMatchObject({ added: isKnown ? 0 : 1, changed: isKnown ? 1 : 0, unchanged: 0 });
  },
);
