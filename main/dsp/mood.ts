import type { Mood, MoodName } from '#shared/domain/analysis-details.ts';
import type { KeyEstimate } from './key-estimate.ts';

export interface MoodEvidence {
  /** 0-1: loudness, density of attacks, tempo and bass (energy.ts). */
  readonly energy: number;
  readonly key: KeyEstimate | null;
  /** Where the middle of the sound lies between 30 Hz (0) and 10 kHz (1), by octaves. */
  readonly brightness: number;
}

/** The middle of the sound of dull and of sharp music; half of all music lies around 0.46. */
const DARK = 0.38;
const BRIGHT = 0.55;
/** Major and minor tell more of what music feels like than its brightness does. */
const MODE_WEIGHT = 0.65;

const QUADRANTS: Readonly<Record<'active' | 'calm', Readonly<Record<'positive' | 'negative', MoodName>>>> = {
  active: { positive: 'euphoric', negative: 'driving' },
  calm: { positive: 'relaxed', negative: 'melancholic' },
};

const ramp = (value: number, from: number, to: number): number =>
  Math.min(1, Math.max(0, (value - from) / (to - from)));

/** 1 for a major key that is certain, 0 for a minor one, 0.5 where there is none. */
function modeValence(key: KeyEstimate | null): number {
  if (key === null) return 0.5;
  return 0.5 + (key.key.mode === 'major' ? 0.5 : -0.5) * Math.min(1, key.confidence);
}

/**
 * What a track feels like, as a place between calm and active (arousal) and between negative and positive (valence), named
 * by its quadrant. Confidence is how far the place lies from the borders: 0 on a border, 1 in a corner.
 * @source Russell, "A circumplex model of affect" (1980). Arousal is the energy; valence is mode and brightness, which
 *   studies of music and emotion name first (Gabrielsson & Lindstroem 2010).
 */
export function estimateMood({ energy, key, brightness }: MoodEvidence): Mood {
  const valence = MODE_WEIGHT * modeValence(key) + (1 - MODE_WEIGHT) * ramp(brightness, DARK, BRIGHT);
  const name = QUADRANTS[energy >= 0.5 ? 'active' : 'calm'][valence >= 0.5 ? 'positive' : 'negative'];
  const confidence = 2 * Math.min(Math.abs(energy - 0.5), Math.abs(valence - 0.5));
  return {
    name,
    arousal: Number(energy.toFixed(2)),
    valence: Number(valence.toFixed(2)),
    confidence: Number(confidence.toFixed(2)),
  };
}
