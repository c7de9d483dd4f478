import type { Provider, ProviderField } from './provider-value.ts';
import { type Agreement, agreementOf } from './source-agreement.ts';

/** Who a value can be from: the user, another DJ program, or a provider. */
export type SourceName = 'user' | 'import' | Provider;

/** What a provider says of the field. */
export interface Claim {
  readonly provider: Provider;
  readonly value: number | string;
  /** 0-1. */
  readonly confidence: number;
}

/** The value that the track has. */
export interface HeldValue {
  readonly value: number | string | null;
  /** Who wrote it last. */
  readonly origin: 'user' | 'import' | 'tag' | 'analysis' | 'sync' | null;
  readonly locked: boolean;
}

export interface FieldSource {
  readonly provider: SourceName;
  readonly value: number | string;
  /** null for the user and for what nobody vouches for any more. */
  readonly confidence: number | null;
  /** It is the one that counts. One of the list is, unless the track has no value. */
  readonly chosen: boolean;
  /** How it stands to the one that counts. */
  readonly agreement: Agreement;
}

/** `surest`: of several providers it has the most weight; `only`: nobody else says anything. */
export const CHOICE_REASONS = ['user', 'locked', 'import', 'surest', 'only', 'none'] as const;
export type ChoiceReason = (typeof CHOICE_REASONS)[number];

/** `noted`: worth knowing, nothing to decide. `conflict`: somebody is wrong. */
export const VERDICTS = ['agree', 'noted', 'conflict'] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface CombinedField {
  readonly field: ProviderField;
  readonly reason: ChoiceReason;
  readonly verdict: Verdict;
  /** The one that counts first, then by weight. */
  readonly sources: readonly FieldSource[];
}

/** Only ever offered: the user takes them or leaves them. */
const SUGGESTING: readonly Provider[] = ['genre-model', 'tagger', 'recognition'];
/** Differences to these are opinions, not mistakes. */
const OPINIONS: readonly Provider[] = ['genre-model', 'tagger'];
/** The analysis heard this very file: even unsure it counts for as much as the best tag, and sure for more. */
const ANALYSIS_FLOOR = 0.6;

/**
 * How much a claim counts when several providers speak, 0-1.
 * @source docs/decisions/0008-providers.md
 */
export function claimWeight({ provider, confidence }: Claim): number {
  if (SUGGESTING.includes(provider)) return 0;
  return provider === 'analysis' ? ANALYSIS_FLOOR + (1 - ANALYSIS_FLOOR) * confidence : confidence;
}

/** The most weight first; at a tie the analysis, which heard the music. */
function byWeight(claims: readonly Claim[]): Claim[] {
  const rank = ({ provider }: Claim): number => (provider === 'analysis' ? 0 : 1);
  return claims.toSorted((a, b) => claimWeight(b) - claimWeight(a) || rank(a) - rank(b) || b.confidence - a.confidence);
}

/** The claim that a track without a word of the user's goes by; null when there are only suggestions. */
export function surestClaim(claims: readonly Claim[]): Claim | null {
  const best = byWeight(claims)[0];
  return best !== undefined && claimWeight(best) > 0 ? best : null;
}

interface Choice {
  readonly provider: SourceName;
  readonly reason: ChoiceReason;
  /** The claim that it is, where it is one. */
  readonly claim: Claim | null;
}

/** Whose value it is when no provider says it (any more). */
function unclaimedProvider(origin: HeldValue['origin']): SourceName {
  if (origin === 'user' || origin === 'sync') return 'user';
  // Words that a scan read are not kept a second time: they are the tag's as long as nobody else wrote them.
  return origin ?? 'tag';
}

function choose(held: HeldValue, claims: readonly Claim[]): Choice {
  if (held.origin === 'user') return { provider: 'user', reason: 'user', claim: null };
  const isImported = held.origin === 'import';
  if (isImported && !held.locked) return { provider: 'import', reason: 'import', claim: null };
  const claim = byWeight(claims).find((each) => claimWeight(each) > 0 && each.value === held.value) ?? null;
  const provider = isImported ? 'import' : (claim?.provider ?? unclaimedProvider(held.origin));
  if (held.locked) return { provider, reason: 'locked', claim };
  if (provider === 'user') return { provider, reason: provider, claim };
  const others = claims.some((each) => each !== claim && claimWeight(each) > 0);
  return { provider, reason: others ? 'surest' : 'only', claim };
}

function verdictOf(reason: ChoiceReason, others: readonly FieldSource[]): Verdict {
  const disagreeing = others.filter(({ agreement }) => agreement !== 'same');
  if (disagreeing.length === 0) return 'agree';
  const isSettled = reason === 'user' || reason === 'locked';
  const isConflict = disagreeing.some(
    ({ provider, agreement }) => agreement === 'differs' && !OPINIONS.some((each) => each === provider),
  );
  return isConflict && !isSettled ? 'conflict' : 'noted';
}

/**
 * Which value of a field counts, and how the others stand to it: what the user said, then what is locked, then what came
 * from another DJ program, then the provider with the most weight.
 * @returns null when nobody says anything.
 */
export function combineField(field: ProviderField, held: HeldValue, claims: readonly Claim[]): CombinedField | null {
  const { value } = held;
  if (value === null || value === '') {
    if (claims.length === 0) return null;
    const sources = byWeight(claims).map((each): FieldSource => ({ ...each, chosen: false, agreement: 'differs' }));
    return { field, reason: 'none', verdict: 'noted', sources };
  }
  const { provider, reason, claim } = choose(held, claims);
  const confidence = claim?.confidence ?? null;
  const counting: FieldSource = { provider, value, confidence, chosen: true, agreement: 'same' };
  const others = byWeight(claims.filter((each) => each !== claim)).map(
    (each): FieldSource => ({ ...each, chosen: false, agreement: agreementOf(field, value, each.value) }),
  );
  return { field, reason, verdict: verdictOf(reason, others), sources: [counting, ...others] };
}
