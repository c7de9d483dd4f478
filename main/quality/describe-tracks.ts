import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { type QualityFacts, qualityFactsOf } from '#main/storage/queries/quality-facts.ts';
import { trackRows } from '#main/storage/queries/track-rows.ts';
import type { QualityOverview, QualityProblem, QualityTrack } from '#shared/contract/quality.ts';
import type { Ignores } from './ignores.ts';
import { changesOf } from './mends.ts';
import type { QualityLists } from './quality-lists.ts';
import type { LibraryContext } from './quality-rule.ts';
import { RULES, rulesIn } from './registry.ts';

/** The worst first; of the same kind, in the order of the registry. */
const SEVERITIES: readonly QualityProblem['severity'][] = ['error', 'warning', 'note'];
const bySeverity = (a: QualityProblem, b: QualityProblem): number =>
  SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);

/** What the rules of a mask say of a track. */
export function problemsOf(track: QualityFacts, bits: number, library: LibraryContext): QualityProblem[] {
  return rulesIn(bits)
    .map((rule) => ({
      rule: rule.id,
      severity: rule.severity,
      text: rule.problem(track, library),
      changes: changesOf(rule, track, library),
    }))
    .toSorted(bySeverity);
}

/** What is wrong with tracks, in words. @param ignored What the user left out instead. */
export function describeTracks(
  database: LibraryDatabase,
  lists: QualityLists,
  library: LibraryContext,
  numbers: readonly number[],
  ignored: boolean,
): QualityTrack[] {
  const facts = new Map(qualityFactsOf(database, numbers).map((track) => [track.number, track]));
  const ids = [...facts.values()].map(({ id }) => id);
  const rows = new Map<string, QualityTrack['track']>(trackRows(database, ids).map((row) => [row.id, row]));
  return numbers.flatMap((number) => {
    const track = facts.get(number);
    const row = rows.get(track?.id ?? '');
    if (track === undefined || row === undefined) return [];
    const problems = problemsOf(track, lists.bitsAt(number, ignored), library);
    return [{ track: row, score: lists.scoreAt(number) ?? 0, problems }];
  });
}

export function describeLibrary(lists: QualityLists, ignores: Ignores): QualityOverview {
  const { tracks, flawless, score, broken, ignored } = lists.count();
  const rules = RULES.map(({ id, field, severity, name, help, mend }, place) => ({
    id,
    field,
    severity,
    name,
    help,
    tracks: broken[place] ?? 0,
    ignoredTracks: ignored[place] ?? 0,
    ignored: ignores.isForAll(id),
    mendable: mend !== undefined,
  }));
  return { tracks, flawless, score, rules };
}
