import type {
  ScorePart,
  SimilarList,
  SimilarRequest,
  SuggestionList,
  SuggestionRequest,
} from '#shared/contract/suggestions.ts';
import type { TrackDetail } from '#shared/contract/tracks.ts';
import { energyLevel } from '#shared/domain/energy.ts';
import { formatCamelot, keyFromIndex } from '#shared/domain/key.ts';
import type { FakeLibrary } from './fake-library.ts';

interface Facts {
  readonly bpm: number;
  readonly keyIndex: number;
  readonly energy: number;
}

function factsOf(track: TrackDetail): Facts | null {
  const { bpm, keyIndex, energy } = track;
  return bpm === null || keyIndex === null || energy === null ? null : { bpm, keyIndex, energy };
}

function scoreParts(from: Facts, to: Facts, rangePercent: number) {
  const change = (from.bpm / to.bpm - 1) * 100;
  const turn = Math.abs(to.keyIndex - from.keyIndex);
  const steps = Math.min(turn, 24 - turn);
  const lift = energyLevel(to.energy) - energyLevel(from.energy);
  const key = formatCamelot(keyFromIndex(to.keyIndex));
  const away = `${steps} step${steps === 1 ? '' : 's'} away`;
  const parts: ScorePart[] = [
    {
      aspect: 'key',
      score: 1 - steps / 6,
      weight: 0.45,
      reason: steps === 0 ? `Same key (${key})` : `${key}, ${away}`,
    },
    {
      aspect: 'tempo',
      score: 1 - Math.abs(change) / rangePercent,
      weight: 0.35,
      reason: `${change >= 0 ? '+' : '−'}${Math.abs(change).toFixed(1)} % tempo`,
    },
    {
      aspect: 'energy',
      score: 1 - Math.min(1, Math.abs(lift) / 5),
      weight: 0.2,
      reason: lift === 0 ? 'Energy holds' : `Energy ${Math.abs(lift)} ${lift > 0 ? 'up' : 'down'}`,
    },
  ];
  return { change, steps, parts };
}

/** Suggestions that look right; how good they are is the business of the real host. */
export function suggest(library: FakeLibrary, request: SuggestionRequest): SuggestionList {
  const from = factsOf(library.find(request.trackId));
  if (!from)
    return { suggestions: [], note: 'This track is not analysed yet. Suggestions come with its tempo and key.' };
  const { tempoRangePercent, keyRule } = request.options;
  const suggestions = library.tracks.flatMap((track) => {
    const to = factsOf(track);
    if (to === null || track.id === request.trackId || request.exclude.includes(track.id)) return [];
    const { change, steps, parts } = scoreParts(from, to, tempoRangePercent);
    if (Math.abs(change) > tempoRangePercent || steps > (keyRule === 'loose' ? 5 : 3)) return [];
    const score = parts.reduce((sum, part) => sum + part.score * part.weight, 0);
    return [{ track, score, parts, tempoChangePercent: change }];
  });
  return { suggestions: suggestions.sort((a, b) => b.score - a.score).slice(0, request.limit), note: null };
}

/** The next analysed tracks of the library, each a little less alike. */
export function soundAlike(library: FakeLibrary, { trackId, limit, exclude }: SimilarRequest): SimilarList {
  const isOther = (track: TrackDetail) => track.id !== trackId && track.bpm !== null && !exclude.includes(track.id);
  if (library.tracks.find(({ id }) => id === trackId)?.bpm === null) return { similar: [], note: 'Analyse it first.' };
  const similar = library.tracks.filter(isOther).slice(0, limit);
  return { similar: similar.map((track, index) => ({ track, likeness: 0.97 - 0.02 * index })), note: null };
}
