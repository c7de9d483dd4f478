import { expect, test } from 'vitest';
import type { InterchangeCue } from '#main/interchange/model.ts';
import type { SeratoTags } from '#main/interchange/serato/read-tags.ts';
import { wantedTags } from '#main/interchange/serato/wanted-tags.ts';

const cue = (name: string, slot: number | null = 0): InterchangeCue => ({
  type: 'cue',
  slot,
  startSeconds: 1,
  endSeconds: null,
  name,
  colour: null,
});
const loop = (name: string, startSeconds = 8): InterchangeCue => ({
  type: 'loop',
  slot: null,
  startSeconds,
  endSeconds: startSeconds + 4,
  name,
  colour: null,
});
const tags = (cues: readonly InterchangeCue[], extra: SeratoTags['extra'] = {}): SeratoTags => ({
  cues,
  grid: [],
  bpm: null,
  colour: null,
  locked: false,
  extra,
});
const HELD = tags([cue('file'), loop('file')]);

test.each([
  ['a loop keeps the cues of the file', [loop('own')], [cue('file'), loop('own')]],
  ['a cue keeps the loops of the file', [cue('own')], [cue('own'), loop('file')]],
  ['both replace both', [cue('own'), loop('own')], [cue('own'), loop('own')]],
  ['memory cues, for which Serato has no place, replace nothing', [cue('own', null)], HELD.cues],
  ['nothing keeps both', [], HELD.cues],
] as const)('a library with %s', (_, own, wanted) => {
  expect(wantedTags(tags(own), HELD).cues).toEqual(wanted);
});

test('a loop of the file keeps its lock when the cues become those of the library', () => {
  const held = tags([cue('file'), loop('a', 8), loop('b', 16)], { 'Markers2.LOOP.1.locked': '1' });
  expect(wantedTags(tags([cue('own')]), held).extra).toEqual({ 'Markers2.LOOP.1.locked': '1' });
});
