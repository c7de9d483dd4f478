/** Sixteenth notes in a bar: all music here is in 4/4. */
export const STEPS_PER_BAR = 16;

/** A symbol of a pattern and how long it lasts. */
export interface PatternEvent {
  /** Sixteenths from the pattern's start. */
  readonly step: number;
  /** Sixteenths until the next symbol or rest; `_` prolongs. */
  readonly length: number;
  readonly symbol: string;
}

export interface Pattern {
  readonly bars: number;
  readonly events: readonly PatternEvent[];
}

/**
 * Reads a pattern: one character for each sixteenth, `.` a rest, `_` holds what came before; spaces and `|` only
 * make it readable. The length is a whole number of bars.
 * @throws {RangeError} If the pattern is empty or ends within a bar.
 */
export function parsePattern(text: string): Pattern {
  const symbols = text.replaceAll(/[\s|]/g, '');
  if (symbols.length === 0 || symbols.length % STEPS_PER_BAR !== 0) {
    throw new RangeError(`Pattern of ${symbols.length} sixteenths is not a number of bars: ${text}`);
  }
  const events: PatternEvent[] = [];
  for (let step = 0; step < symbols.length; step += 1) {
    const symbol = symbols.charAt(step);
    if (symbol === '.' || symbol === '_') continue;
    let length = 1;
    while (symbols.charAt(step + length) === '_') length += 1;
    events.push({ step, length, symbol });
  }
  return { bars: symbols.length / STEPS_PER_BAR, events };
}

/** What starts in a bar, counted from that bar; the pattern repeats. */
export function eventsOfBar(pattern: Pattern, bar: number): PatternEvent[] {
  const offset = (bar % pattern.bars) * STEPS_PER_BAR;
  return pattern.events
    .filter(({ step }) => step >= offset && step < offset + STEPS_PER_BAR)
    .map((event) => ({ ...event, step: event.step - offset }));
}

/** Levels of drum symbols: accent, normal, soft, ghost. */
const VELOCITIES: Readonly<Record<string, number>> = { X: 1, x: 0.8, o: 0.55, '-': 0.3 };

/** @throws {RangeError} If the symbol is not a drum hit. */
export function drumVelocity(symbol: string): number {
  const velocity = VELOCITIES[symbol];
  if (velocity === undefined) throw new RangeError(`Unknown drum symbol ${symbol}`);
  return velocity;
}

/**
 * Scale or chord step of a melodic symbol: `1`-`9` count upwards from the reference (1 = itself), `a`-`g` are 1-7 an
 * octave higher, `A`-`G` an octave lower.
 * @returns Steps above the reference, 0 for `1`.
 * @throws {RangeError} If the symbol is no step.
 */
export function melodicStep(symbol: string): number {
  if (symbol >= '1' && symbol <= '9') return Number(symbol) - 1;
  const code = symbol.charCodeAt(0);
  if (symbol >= 'a' && symbol <= 'g') return code - 97 + 7;
  if (symbol >= 'A' && symbol <= 'G') return code - 65 - 7;
  throw new RangeError(`Unknown step ${symbol}`);
}
