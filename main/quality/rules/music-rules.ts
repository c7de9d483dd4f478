import type { QualityFacts } from '#main/storage/queries/quality-facts.ts';
import type { Mend, QualityRule } from '#main/quality/quality-rule.ts';

const SLOWEST_BPM = 50;
const FASTEST_BPM = 300;
/** So far a tempo may be from the analysed one, at half or double speed: more is another tempo, not another count. */
const TEMPO_TOLERANCE = 0.03;
/** Less sure analyses contradict nobody. */
const SURE_BPM = 0.5;

const isTempo = (bpm: number): boolean => bpm >= SLOWEST_BPM && bpm <= FASTEST_BPM;
const rounded = (value: number): number => Math.round(value * 100) / 100;

/** The same tempo counted at half or double speed until it is possible. */
function foldedTempo(bpm: number): number {
  let folded = bpm;
  while (folded < SLOWEST_BPM) folded *= 2;
  while (folded > FASTEST_BPM) folded /= 2;
  return rounded(folded);
}

function contradictsAnalysis({ bpm, analysisBpm, analysisBpmConfidence }: QualityFacts): boolean {
  if (bpm === null || analysisBpm === null || (analysisBpmConfidence ?? 0) < SURE_BPM) return false;
  const octaves = Math.log2(bpm / analysisBpm);
  return Math.abs(octaves - Math.round(octaves)) > Math.log2(1 + TEMPO_TOLERANCE);
}

/** What the analysis heard, unless that is no tempo either. */
function analysedTempo({ analysisBpm }: QualityFacts): Mend | null {
  return analysisBpm !== null && isTempo(analysisBpm) ? { bpm: rounded(analysisBpm) } : null;
}

const bpmText = (bpm: number | null): string => (bpm === null ? 'none' : String(rounded(bpm)));

/** What the user has locked is right, whatever a rule says. */
export const MUSIC_RULES: readonly QualityRule[] = [
  {
    field: 'bpm',
    id: 'bpm-missing',
    severity: 'error',
    weight: 1,
    name: 'No tempo',
    help: 'Tracks without a tempo. Analyse them, or tap it in the deck.',
    isBroken: (track) => track.bpm === null && track.gridLocked === 0,
    problem: () => 'There is no tempo.',
    mend: analysedTempo,
  },
  {
    field: 'bpm',
    id: 'bpm-range',
    severity: 'error',
    weight: 1,
    name: 'Impossible tempo',
    help: `Tempos below ${SLOWEST_BPM} or above ${FASTEST_BPM} BPM: most are counted at half or double speed.`,
    isBroken: ({ bpm, gridLocked }) => bpm !== null && gridLocked === 0 && !isTempo(bpm),
    problem: ({ bpm }) => `${bpmText(bpm)} BPM is no tempo of music.`,
    mend: ({ bpm }) => (bpm === null ? null : { bpm: foldedTempo(bpm) }),
  },
  {
    field: 'bpm',
    id: 'bpm-analysis',
    severity: 'warning',
    weight: 0.5,
    name: 'Tempo against the analysis',
    help: 'The analysis is sure of another tempo, which is not half or double of it.',
    isBroken: (track) =>
      track.bpm !== null && track.gridLocked === 0 && isTempo(track.bpm) && contradictsAnalysis(track),
    problem: ({ bpm, analysisBpm }) => `The tempo is ${bpmText(bpm)} BPM, the analysis heard ${bpmText(analysisBpm)}.`,
    // A grid of the user's own, with its cue points, is compared by ear in the deck.
    mend: (track) => (track.hasOwnGrid === 1 ? null : analysedTempo(track)),
  },
  {
    field: 'key',
    id: 'key-missing',
    severity: 'error',
    weight: 1,
    name: 'No key',
    help: 'Tracks without a key cannot be matched by harmony. Analyse them, or set it in the inspector.',
    isBroken: (track) => track.keyIndex === null && track.keyLocked === 0,
    problem: () => 'There is no key.',
    mend: ({ analysisKeyIndex }) => (analysisKeyIndex === null ? null : { key: analysisKeyIndex }),
  },
];
