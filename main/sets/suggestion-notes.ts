import type { SuggestionOptions } from '#shared/contract/suggestions.ts';
import type { TrackRow } from '#shared/contract/tracks.ts';

type Known = Pick<TrackRow, 'keyIndex' | 'bpm' | 'energy' | 'title'>;

/** What the list cannot know about a track, in words; null when it knows all. */
function unknownsInWords({ keyIndex, bpm, energy, title }: Known): string | null {
  const unknown = [
    ...(keyIndex === null ? ['key'] : []),
    ...(bpm === null ? ['tempo'] : []),
    ...(energy === null ? ['energy'] : []),
  ];
  const last = unknown.pop();
  if (last === undefined) return null;
  const [names, verb] = unknown.length === 0 ? [last, 'is'] : [`${unknown.join(', ')} and ${last}`, 'are'];
  return `The ${names} of "${title}" ${verb} not known and ${unknown.length === 0 ? 'does' : 'do'} not count.`;
}

function waysOut(around: readonly Known[], options: SuggestionOptions): string[] {
  return [
    ...(options.keyRule === 'strict' && around.some(({ keyIndex }) => keyIndex !== null) ? ['choose looser keys'] : []),
    ...(options.keyRule === 'loose' && around.some(({ keyIndex }) => keyIndex !== null) ? ['allow any key'] : []),
    ...(around.some(({ bpm }) => bpm !== null) ? ['widen the tempo range'] : []),
    ...(options.energy === 'any' ? [] : ['allow any energy']),
    ...(options.neverPlayed ? ['allow tracks that were played'] : []),
    ...(options.sameArtist ? [] : ['allow the same artist']),
  ];
}

/**
 * What has to be said of a list of suggestions; null when all is well.
 * @param around The tracks before and behind the place.
 */
export function noteFor(
  around: readonly Known[],
  found: { readonly suggested: number; readonly others: number },
  options: SuggestionOptions,
): string | null {
  if (found.suggested > 0) return around.map(unknownsInWords).find((words) => words !== null) ?? null;
  if (found.others === 0) return 'There is no other track in the library whose file is there.';
  const advice = waysOut(around, options).join(' or ') || 'analyse more tracks';
  return `No track of the library fits. ${advice.charAt(0).toUpperCase()}${advice.slice(1)}.`;
}
