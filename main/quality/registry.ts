import type { QualityField, QualityRuleId } from '#shared/contract/quality.ts';
import type { QualityRule } from './quality-rule.ts';
import { ARTIST_RULES } from './rules/artist-rules.ts';
import { GENRE_RULES } from './rules/genre-rules.ts';
import { MUSIC_RULES } from './rules/music-rules.ts';
import { DETAIL_RULES, FILE_RULES } from './rules/other-rules.ts';
import { TITLE_RULES } from './rules/title-rules.ts';

/** Every rule. Its place is its bit in the masks of the index: at most 32. */
export const RULES: readonly QualityRule[] = [
  ...TITLE_RULES,
  ...ARTIST_RULES,
  ...MUSIC_RULES,
  ...FILE_RULES,
  ...GENRE_RULES,
  ...DETAIL_RULES,
];

const PLACES: ReadonlyMap<string, number> = new Map(RULES.map(({ id }, place) => [id, place]));

/** Bit of a rule; 0 for one that this version does not know. */
export function ruleBit(id: string): number {
  const place = PLACES.get(id);
  return place === undefined ? 0 : (1 << place) >>> 0;
}

export function ruleOf(id: QualityRuleId): QualityRule {
  const rule = RULES[PLACES.get(id) ?? -1];
  if (rule === undefined) throw new Error(`No rule is called ${id}`);
  return rule;
}

/** Rules of a mask, in the order of the registry. */
export const rulesIn = (mask: number): QualityRule[] => RULES.filter((_, place) => ((mask >>> place) & 1) === 1);

/** What each field weighs in the score of a track: first what a DJ finds and mixes a track by. */
export const FIELD_WEIGHTS: Readonly<Record<QualityField, number>> = {
  title: 3,
  artist: 3,
  bpm: 3,
  key: 3,
  file: 3,
  genre: 2,
  year: 1,
  duration: 1,
  album: 0.5,
  artwork: 0.5,
};
