import type { MissingFile } from '#main/storage/queries/missing-files.ts';
import type { FolderMove, FoundBy } from '#shared/contract/missing.ts';
import { SAME_LENGTH_SECONDS } from '#shared/domain/same-length.ts';
import type { ReadFile } from './missing-deps.ts';
import { nameLikeness, nameWords, stemWords } from './name-likeness.ts';
import { nameOf, type PathParts, pathParts, sharedSpelling, sharedTail, withoutTail } from './path-parts.ts';

/** A file for a missing one. */
export interface Match {
  readonly missing: MissingFile;
  readonly file: ReadFile;
  readonly by: FoundBy;
  readonly confidence: number;
  readonly doubt: string;
  /** The folder that has moved, where it has: of both sides. */
  readonly move: { readonly from: string; readonly to: string } | null;
}

const LEAST_LIKENESS = 0.72;
/** Words in more names than this find nothing. */
const COMMON_WORD_FILES = 400;
/** A folder that moved is offered as one from so many files on. */
const LEAST_MOVED = 2;

interface Candidate {
  readonly file: ReadFile;
  readonly parts: PathParts;
  readonly words: readonly string[];
  readonly tagWords: readonly string[];
}

interface Wanted {
  readonly missing: MissingFile;
  readonly parts: PathParts | null;
}

type Agreement = 'same' | 'unknown' | 'different';

/** Whether length and size are those of the missing file, as far as they are known. */
function agreement(missing: MissingFile, file: ReadFile): Agreement {
  if (missing.sizeBytes !== null && missing.sizeBytes > 0 && missing.sizeBytes === file.sizeBytes) return 'same';
  if (missing.durationSeconds === null || file.durationSeconds === null) return 'unknown';
  return Math.abs(missing.durationSeconds - file.durationSeconds) <= SAME_LENGTH_SECONDS ? 'same' : 'different';
}

const DOUBTS: Readonly<Record<Agreement, string>> = {
  same: '',
  unknown: 'its length cannot be compared',
  different: 'its length is another',
};

/** The folders of which the rest of both paths is alike. */
function moveOf(missing: MissingFile, parts: PathParts | null, candidate: Candidate): Match['move'] {
  if (parts === null || missing.path === null) return null;
  const shared = sharedSpelling(parts, candidate.parts);
  if (shared === 0) return null;
  const from = withoutTail(missing.path, parts, shared);
  const to = withoutTail(candidate.file.path, candidate.parts, shared);
  return from === to ? null : { from, to };
}

type CandidateIndex = Map<string, Candidate[]>;

function candidateOf(file: ReadFile): Candidate {
  const parts = pathParts(file.path);
  return { file, parts, words: stemWords(nameOf(parts)), tagWords: nameWords(`${file.artist} ${file.title}`) };
}

function addTo(index: CandidateIndex, keys: Iterable<string>, candidate: Candidate): void {
  for (const key of keys) {
    const known = index.get(key);
    if (known === undefined) index.set(key, [candidate]);
    else known.push(candidate);
  }
}

/** What was told apart from its likeness goes on behind a colon. */
const sampleOf = (contentHash: string): string => contentHash.split(':', 1)[0] ?? contentHash;

function byContent({ missing, parts }: Wanted, index: ReadonlyMap<string, readonly Candidate[]>): Match[] {
  if (missing.contentHash === null || missing.contentHash === '') return [];
  return (index.get(sampleOf(missing.contentHash)) ?? []).map((candidate) => {
    const move = moveOf(missing, parts, candidate);
    return { missing, file: candidate.file, by: 'content', confidence: 1, doubt: '', move };
  });
}

/** The same name, the more sure the more folders around it are the same as well. */
function byFolder({ missing, parts }: Wanted, index: ReadonlyMap<string, readonly Candidate[]>): Match[] {
  if (parts === null) return [];
  return (index.get(parts.keys.at(-1) ?? '') ?? []).flatMap((candidate): Match[] => {
    const agrees = agreement(missing, candidate.file);
    const folders = sharedTail(parts, candidate.parts) - 1;
    // "01 Intro.mp3" in another folder and of another length is another song.
    if (agrees === 'different' || (folders === 0 && agrees === 'unknown')) return [];
    const confidence = Math.min(0.99, (agrees === 'same' ? 0.85 : 0.7) + 0.05 * Math.min(folders, 2));
    const move = moveOf(missing, parts, candidate);
    return [{ missing, file: candidate.file, by: 'folder', confidence, doubt: DOUBTS[agrees], move }];
  });
}

function byName({ missing, parts }: Wanted, index: ReadonlyMap<string, readonly Candidate[]>): Match[] {
  const stem = parts === null ? [] : stemWords(nameOf(parts));
  const named = nameWords(`${missing.artist} ${missing.title}`);
  const near = new Set<Candidate>();
  for (const word of new Set([...stem, ...named])) {
    const files = index.get(word) ?? [];
    if (files.length <= COMMON_WORD_FILES) for (const candidate of files) near.add(candidate);
  }
  return [...near].flatMap((candidate): Match[] => {
    const agrees = agreement(missing, candidate.file);
    if (agrees !== 'same') return [];
    const likeness = Math.max(
      nameLikeness(stem, candidate.words),
      nameLikeness(named, candidate.tagWords),
      nameLikeness(named, candidate.words),
    );
    if (likeness < LEAST_LIKENESS) return [];
    const doubt = likeness > 0.99 ? '' : 'its name is not quite the same';
    return [
      { missing, file: candidate.file, by: 'name', confidence: Math.min(0.8, likeness * 0.8), doubt, move: null },
    ];
  });
}

const ORDER: Readonly<Record<FoundBy, number>> = { content: 0, folder: 1, name: 2 };

/** Where several files fit, the one in the folder that most others have moved to wins. */
function bestFirst(matches: readonly Match[]): Match[] {
  const votes = new Map<string, number>();
  const keyOf = ({ move }: Match): string => (move === null ? '' : `${move.from}\n${move.to}`);
  for (const match of matches) votes.set(keyOf(match), (votes.get(keyOf(match)) ?? 0) + 1);
  const votesOf = (match: Match): number => (match.move === null ? 0 : (votes.get(keyOf(match)) ?? 0));
  return matches.toSorted(
    (a, b) =>
      ORDER[a.by] - ORDER[b.by] ||
      b.confidence - a.confidence ||
      votesOf(b) - votesOf(a) ||
      (a.file.path < b.file.path ? -1 : 1),
  );
}

/** Each track gets one file, and each file one track. */
function chosen(matches: readonly Match[]): Match[] {
  const [tracks, files] = [new Set<string>(), new Set<string>()];
  return bestFirst(matches).filter(({ missing, file }) => {
    if (tracks.has(missing.trackId) || files.has(file.path)) return false;
    tracks.add(missing.trackId);
    files.add(file.path);
    return true;
  });
}

/** So many are looked at within some milliseconds. */
const AT_ONCE = 250;

/**
 * Which of these files are the missing ones, the surest first.
 * @param pause Called every few hundred files: others get their turn.
 */
export async function matchFiles(
  missing: readonly MissingFile[],
  files: readonly ReadFile[],
  pause: () => Promise<void>,
): Promise<Match[]> {
  const [contents, names, words]: [CandidateIndex, CandidateIndex, CandidateIndex] = [new Map(), new Map(), new Map()];
  for (const [n, file] of files.entries()) {
    const candidate = candidateOf(file);
    addTo(contents, [file.contentHash], candidate);
    addTo(names, [candidate.parts.keys.at(-1) ?? ''], candidate);
    addTo(words, new Set([...candidate.words, ...candidate.tagWords]), candidate);
    if (n % AT_ONCE === AT_ONCE - 1) await pause();
  }
  const matches: Match[] = [];
  for (const [n, each] of missing.entries()) {
    const wanted = { missing: each, parts: each.path === null ? null : pathParts(each.path) };
    const exact = byContent(wanted, contents);
    const placed = exact.length > 0 ? exact : byFolder(wanted, names);
    matches.push(...(placed.length > 0 ? placed : byName(wanted, words)));
    if (n % AT_ONCE === AT_ONCE - 1) await pause();
  }
  return chosen(matches);
}

/** Folders that have moved as a whole, those with most files first. */
export function folderMoves(matches: readonly Match[]): FolderMove[] {
  const moves = new Map<string, { from: string; to: string; files: number }>();
  for (const { move } of matches) {
    if (move === null) continue;
    const key = `${move.from}\n${move.to}`;
    const known = moves.get(key);
    if (known === undefined) moves.set(key, { ...move, files: 1 });
    else known.files += 1;
  }
  return [...moves.values()].filter(({ files }) => files >= LEAST_MOVED).sort((a, b) => b.files - a.files);
}
