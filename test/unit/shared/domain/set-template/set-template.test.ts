import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { TemplateContent, TemplateFile } from '#shared/contract/set-templates.ts';
import { energyAt } from '#shared/domain/energy-arc.ts';
import { parseSearch } from '#shared/domain/search-query.ts';
import { BUILT_IN_TEMPLATES } from '#shared/domain/set-template/built-in-templates.ts';
import { arcOfSet, phasesByTime, phasesOfSet, searchOf } from '#shared/domain/set-template/set-template.ts';

const variables = { minutes: 60, bpm: null, genres: [], strictness: 'strict' } as const;

describe('templates that come with the program', () => {
  test('are six, and each can be read as a template', () => {
    expect(BUILT_IN_TEMPLATES).toHaveLength(6);
    for (const { content } of BUILT_IN_TEMPLATES) expect(TemplateContent.safeParse(content).error).toBeUndefined();
  });

  test('have names and ids of their own', () => {
    expect(new Set(BUILT_IN_TEMPLATES.map(({ id }) => id)).size).toBe(6);
    expect(new Set(BUILT_IN_TEMPLATES.map(({ name }) => name)).size).toBe(6);
  });
});

test('the schema of template files says what is read', () => {
  const schema = JSON.parse(readFileSync('resources/set-template.schema.json', 'utf8')) as unknown;
  expect(schema).toEqual(z.toJSONSchema(TemplateFile, { io: 'input' }));
});

describe('what tracks have to match', () => {
  test('is a search that can be read, by tempo and genres', () => {
    const text = searchOf({ ...variables, bpm: { from: 118, to: 124 }, genres: ['House', 'Melodic "deep" House'] });
    expect(text).toBe('bpm:118-124 (genre:"House" or genre:"Melodic  deep  House")');
    expect(parseSearch(text, new Date(0)).problems).toEqual([]);
  });

  test('is nothing where nothing is asked for, and one genre needs no brackets', () => {
    expect(searchOf(variables)).toBe('');
    expect(searchOf({ ...variables, genres: ['Techno'] })).toBe('genre:"Techno"');
  });
});

describe('phases', () => {
  const phases = [
    { phase: 'opener', share: 0.25 },
    { phase: 'peak', share: 0.5 },
    { phase: 'closing', share: 0.25 },
  ] as const;

  test('go to tracks by the time at which each is played', () => {
    expect(phasesByTime([300, 300, 300, 300], phases)).toEqual(['opener', 'peak', 'peak', 'closing']);
    expect(phasesByTime([600, 100, 100], phases)).toEqual(['peak', 'closing', 'closing']);
    expect(phasesByTime([0, 0], phases)).toEqual(['opener', 'opener']);
    expect(phasesByTime([300], [])).toEqual([null]);
  });

  test('are taken from a set by the lengths of its tracks; tracks without one belong to the one before', () => {
    const entry = (phase: 'opener' | 'peak' | null, seconds: number) => ({ phase, seconds, energy: null });
    expect(phasesOfSet([entry('opener', 100), entry(null, 100), entry('peak', 200)])).toEqual([
      { phase: 'opener', share: 0.5 },
      { phase: 'peak', share: 0.5 },
    ]);
    expect(phasesOfSet([])).toEqual([{ phase: 'warm-up', share: 1 }]);
    expect(phasesOfSet([entry('opener', 0), entry('peak', 0)]).map(({ share }) => share)).toEqual([0.5, 0.5]);
  });
});

test('an arc is taken from the energies of a set along its time', () => {
  const arc = arcOfSet([
    { phase: null, seconds: 300, energy: 0.2 },
    { phase: null, seconds: 300, energy: null },
    { phase: null, seconds: 900, energy: 0.8 },
  ]);
  expect([energyAt(arc, 0), energyAt(arc, 0.2), energyAt(arc, 0.5), energyAt(arc, 1)]).toEqual([
    0.2,
    expect.closeTo(0.2, 5),
    0.8,
    0.8,
  ]);
  expect(energyAt(arcOfSet([]), 0.3)).toBe(0.5);
});
