import type { ArcPoint } from '#shared/domain/energy-arc.ts';
import type { TemplateContent } from './set-template.ts';

export interface BuiltInTemplate {
  readonly id: string;
  readonly name: string;
  readonly content: TemplateContent;
}

const drawn = (...energies: readonly number[]) => ({
  kind: 'drawn' as const,
  points: energies.map((energy, index): ArcPoint => ({ at: index / (energies.length - 1), energy })),
});

const CLUB = { tempoRangePercent: 6, halfDoubleTime: false } as const;

/** Templates that the program comes with. Their numbers are what DJs tell of such sets; every one of them can be changed. */
export const BUILT_IN_TEMPLATES: readonly BuiltInTemplate[] = [
  {
    id: 'built-in:warm-up',
    name: 'Warm-up before a headliner',
    content: {
      description:
        'Fills the room and leaves it wanting more: low and deep at first, rising slowly, with the top kept for the next DJ.',
      arc: { kind: 'named', name: 'warm-up' },
      phases: [
        { phase: 'opener', share: 0.15 },
        { phase: 'warm-up', share: 0.55 },
        { phase: 'build', share: 0.3 },
      ],
      rules: CLUB,
      variables: { minutes: 90, bpm: { from: 112, to: 123 }, genres: [], strictness: 'strict' },
    },
  },
  {
    id: 'built-in:peak-time',
    name: 'Peak time',
    content: {
      description:
        'The floor is full: up within three tracks, highest at two thirds, and handed over while it still burns.',
      arc: { kind: 'named', name: 'peak-time' },
      phases: [
        { phase: 'build', share: 0.2 },
        { phase: 'peak', share: 0.6 },
        { phase: 'after-peak', share: 0.2 },
      ],
      rules: CLUB,
      variables: { minutes: 60, bpm: { from: 124, to: 132 }, genres: [], strictness: 'strict' },
    },
  },
  {
    id: 'built-in:closing',
    name: 'Closing',
    content: {
      description: 'Takes over from a full floor and lets it down gently, with room for songs at the end.',
      arc: { kind: 'named', name: 'closing' },
      phases: [
        { phase: 'peak', share: 0.15 },
        { phase: 'after-peak', share: 0.4 },
        { phase: 'closing', share: 0.45 },
      ],
      rules: { tempoRangePercent: 8, halfDoubleTime: false },
      variables: { minutes: 90, bpm: { from: 110, to: 128 }, genres: [], strictness: 'strict' },
    },
  },
  {
    id: 'built-in:all-night',
    name: 'All night long',
    content: {
      description:
        'One DJ from the first guest to the last: a long way up, two heights with a breath between them, and home.',
      arc: drawn(0.15, 0.25, 0.4, 0.55, 0.75, 0.6, 0.85, 0.65, 0.3),
      phases: [
        { phase: 'opener', share: 0.1 },
        { phase: 'warm-up', share: 0.25 },
        { phase: 'build', share: 0.15 },
        { phase: 'peak', share: 0.3 },
        { phase: 'after-peak', share: 0.1 },
        { phase: 'closing', share: 0.1 },
      ],
      rules: { tempoRangePercent: 8, halfDoubleTime: false },
      variables: { minutes: 360, bpm: { from: 105, to: 132 }, genres: [], strictness: 'loose' },
    },
  },
  {
    id: 'built-in:roller-coaster',
    name: 'Drum and bass hour',
    content: {
      description: 'Fast and in waves: three climbs, each higher than the last, with half-time moments to breathe.',
      arc: { kind: 'named', name: 'roller-coaster' },
      phases: [
        { phase: 'opener', share: 0.1 },
        { phase: 'build', share: 0.2 },
        { phase: 'peak', share: 0.5 },
        { phase: 'after-peak', share: 0.1 },
        { phase: 'closing', share: 0.1 },
      ],
      rules: { tempoRangePercent: 4, halfDoubleTime: true },
      variables: { minutes: 60, bpm: { from: 168, to: 178 }, genres: [], strictness: 'loose' },
    },
  },
  {
    id: 'built-in:open-format',
    name: 'Open format party',
    content: {
      description:
        'A wedding or a bar: every genre and tempo, dinner first, dancing in two rounds, slow songs to end with.',
      arc: drawn(0.2, 0.3, 0.55, 0.8, 0.55, 0.85, 0.95, 0.6, 0.25),
      phases: [
        { phase: 'opener', share: 0.2 },
        { phase: 'build', share: 0.2 },
        { phase: 'peak', share: 0.45 },
        { phase: 'closing', share: 0.15 },
      ],
      rules: { tempoRangePercent: 16, halfDoubleTime: true },
      variables: { minutes: 240, bpm: null, genres: [], strictness: 'off' },
    },
  },
];
