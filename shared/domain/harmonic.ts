import { formatCamelot, keyFromIndex, keyIndex, type MusicalKey, musicalKey, toCamelot } from './key.ts';

/**
 * Moves on the Camelot wheel that have a name among DJs. `clash` is everything else.
 * @source docs/decisions/0005-library.md#transition-scores, with how often one DJ used each move.
 */
export type HarmonicMove =
  | 'same'
  | 'fifth-up'
  | 'fifth-down'
  | 'relative'
  | 'diagonal'
  | 'whole-tone-up'
  | 'whole-tone-down'
  | 'semitone-up'
  | 'semitone-down'
  | 'clash';

/** Strict: same key, one step, relative. Loose: diagonals, two steps and semitone lifts count as well. */
export type KeyRule = 'strict' | 'loose';

const STRICT_MOVES: readonly HarmonicMove[] = ['same', 'fifth-up', 'fifth-down', 'relative'];
const LOOSE_MOVES: readonly HarmonicMove[] = [
  ...STRICT_MOVES,
  'diagonal',
  'whole-tone-up',
  'whole-tone-down',
  'semitone-up',
];

const MOVE_BY_STEP: Readonly<Record<number, HarmonicMove>> = {
  0: 'same',
  1: 'fifth-up',
  [-1]: 'fifth-down',
  2: 'whole-tone-up',
  [-2]: 'whole-tone-down',
  // Seven steps round the wheel are one semitone; the shorter way round has five.
  [-5]: 'semitone-up',
  5: 'semitone-down',
};

const MOVE_NAMES: Readonly<Record<HarmonicMove, string>> = {
  same: 'Same key',
  'fifth-up': 'A fifth up',
  'fifth-down': 'A fourth up',
  relative: 'Relative key',
  diagonal: 'Diagonal',
  'whole-tone-up': 'A whole tone up, an energy boost',
  'whole-tone-down': 'A whole tone down',
  'semitone-up': 'A semitone up',
  'semitone-down': 'A semitone down',
  clash: 'Keys clash',
};

/** Steps from one Camelot number to another the short way round: -5 to 6. */
function wheelSteps(from: MusicalKey, to: MusicalKey): number {
  const steps = (toCamelot(to).number - toCamelot(from).number + 12) % 12;
  return steps > 6 ? steps - 12 : steps;
}

/** Steps between two keys on the Camelot wheel, a change of letter counting as one: 0 (same) to 7. */
export function camelotDistance(from: MusicalKey, to: MusicalKey): number {
  return Math.abs(wheelSteps(from, to)) + (from.mode === to.mode ? 0 : 1);
}

/** The move a DJ makes by mixing from one key into the other. */
export function harmonicMove(from: MusicalKey, to: MusicalKey): HarmonicMove {
  const steps = wheelSteps(from, to);
  if (from.mode === to.mode) return MOVE_BY_STEP[steps] ?? 'clash';
  if (steps === 0) return 'relative';
  return Math.abs(steps) === 1 ? 'diagonal' : 'clash';
}

/** Whether the rule counts the move as one that sounds right. */
export function isCompatibleMove(move: HarmonicMove, rule: KeyRule): boolean {
  return (rule === 'strict' ? STRICT_MOVES : LOOSE_MOVES).includes(move);
}

/** In words with both keys: "A fifth up (8A to 9A)"; "Same key (8A)". */
export function describeMove(move: HarmonicMove, from: MusicalKey, to: MusicalKey): string {
  const keys = move === 'same' ? formatCamelot(from) : `${formatCamelot(from)} to ${formatCamelot(to)}`;
  return `${MOVE_NAMES[move]} (${keys})`;
}

/** Keys that mix with `key` under the rule, as key indexes (0-23), itself first. */
export function compatibleKeyIndexes(key: MusicalKey, rule: KeyRule): number[] {
  const own = keyIndex(key);
  const others = Array.from({ length: 24 }, (_, index) => index).filter(
    (index) => index !== own && isCompatibleMove(harmonicMove(key, keyFromIndex(index)), rule),
  );
  return [own, ...others];
}

const KEYS = 24;
/** A semitone up is seven steps round the wheel, of two keys each. */
const KEYS_A_SEMITONE = 14;

/** The same for a key index (0-23), for loops over many pairs. @param semitones Rounded to whole semitones. */
export function transposeKeyIndex(index: number, semitones: number): number {
  const moved = (index + KEYS_A_SEMITONE * Math.round(semitones)) % KEYS;
  return moved < 0 ? moved + KEYS : moved;
}

/** The key that sounds after a change of pitch. @param semitones Rounded to whole semitones. */
export function transposeKey(key: MusicalKey, semitones: number): MusicalKey {
  return musicalKey(key.pitchClass + Math.round(semitones), key.mode);
}
