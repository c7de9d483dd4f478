import type { QualityField } from '#shared/contract/quality.ts';
import { FIELD_WEIGHTS, RULES } from './registry.ts';

const bitsOf = (field: QualityField): number =>
  RULES.reduce((bits, rule, place) => (rule.field === field ? bits | (1 << place) : bits), 0);

const FIELDS = Object.entries(FIELD_WEIGHTS).map(([field, weight]) => ({
  weight,
  bits: bitsOf(field as QualityField),
}));

/** The most that one of the broken rules takes. */
function lossOf(bits: number): number {
  let loss = 0;
  for (const [place, { weight }] of RULES.entries()) if (((bits >>> place) & 1) === 1 && weight > loss) loss = weight;
  return loss;
}

/**
 * Completeness of a track, 0-1: 1 - sum(field weight x loss of the field) / sum(field weight). A field loses the weight
 * of the worst rule broken there; a field whose rules are all ignored does not count at all.
 * @param broken Bits of the broken rules. @param ignored Bits of the rules that are left out for this track.
 */
export function scoreOf(broken: number, ignored: number): number {
  let lost = 0;
  let all = 0;
  for (const { weight, bits } of FIELDS) {
    if ((bits & ~ignored) === 0) continue;
    all += weight;
    lost += weight * lossOf(bits & broken & ~ignored);
  }
  return all === 0 ? 1 : 1 - lost / all;
}
