import { energyLevel } from './energy.ts';
import { harmonicMove, isCompatibleMove } from './harmonic.ts';
import { keyFromIndex } from './key.ts';
import { isNumberField, type ProviderField } from './provider-value.ts';

/**
 * How a value stands to the one that counts. `octave`: half or double the tempo, so the beats meet. `neighbour`: a key
 * one step away on the Camelot wheel or the relative one, which mixes. `near`: energies of different scales.
 */
export const AGREEMENTS = ['same', 'octave', 'neighbour', 'near', 'differs'] as const;
export type Agreement = (typeof AGREEMENTS)[number];

/** Many programs write whole tempos: they agree with all that round to them. */
const ROUNDED_BPM = 0.5;
const EXACT_BPM = 0.05;

function isSameTempo(one: number, other: number, factor: number): boolean {
  const isRounded = Number.isInteger(one) || Number.isInteger(other);
  const tolerance = (isRounded ? ROUNDED_BPM : EXACT_BPM) * Math.max(1, factor);
  return Math.abs(one - other * factor) <= tolerance + 1e-9;
}

function tempoAgreement(one: number, other: number): Agreement {
  if (isSameTempo(one, other, 1)) return 'same';
  return isSameTempo(one, other, 2) || isSameTempo(one, other, 0.5) ? 'octave' : 'differs';
}

function keyAgreement(one: number, other: number): Agreement {
  if (one === other) return 'same';
  return isCompatibleMove(harmonicMove(keyFromIndex(one), keyFromIndex(other)), 'strict') ? 'neighbour' : 'differs';
}

/** Every program has a scale of its own: one level apart is the same, more is worth a note and never a conflict. */
function energyAgreement(one: number, other: number): Agreement {
  return Math.abs(energyLevel(one) - energyLevel(other)) <= 1 ? 'same' : 'near';
}

/** Letters and digits only, without accents; "(Original Mix)" says nothing. */
function plainText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\(original(?: mix)?\)/gi, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

const ARTIST_SEPARATORS = /\s*(?:[,;/&+]|\b(?:feat|ft|featuring|and|vs|x)\b\.?)\s*/i;
const plainArtists = (text: string): string =>
  text.split(ARTIST_SEPARATORS).map(plainText).filter(Boolean).sort().join('|');

function textAgreement(field: ProviderField, one: string, other: string): Agreement {
  const plain = field === 'artist' ? plainArtists : plainText;
  return plain(one) === plain(other) ? 'same' : 'differs';
}

/** How two values of a field stand to each other. */
export function agreementOf(field: ProviderField, one: number | string, other: number | string): Agreement {
  if (!isNumberField(field)) return textAgreement(field, String(one), String(other));
  const [a, b] = [Number(one), Number(other)];
  if (field === 'bpm') return tempoAgreement(a, b);
  if (field === 'key') return keyAgreement(a, b);
  if (field === 'energy') return energyAgreement(a, b);
  return a === b ? 'same' : 'differs';
}
