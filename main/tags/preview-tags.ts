import { basename } from 'node:path';
import { tagTargets } from '#main/storage/queries/tag-writes.ts';
import { TrackId } from '#shared/contract/ids.ts';
import type { TagChange, TagChoice, TagPreview, TagProblem } from '#shared/contract/file-tags.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { changeTags, type FieldTexts } from './entry-changes.ts';
import { fieldTexts } from './field-texts.ts';
import { digestOfPlan, planSerato } from './serato-writer.ts';
import { checkWritable } from './replace-file.ts';
import type { TagDeps } from './tag-deps.ts';
import type { Progress } from './progress.ts';
import type { TagStore } from './tag-store.ts';
import { checkKnown, withTaggedFile } from './tagged-file.ts';

/** A file that is to be written, as it was when the user looked at it. */
export interface PlannedFile {
  readonly trackId: string;
  readonly folderId: string | null;
  /** Without links. */
  readonly path: string;
  readonly texts: FieldTexts;
  /** Of what is to be written for Serato (`digestOfPlan`); null where that was not asked for. */
  readonly seratoDigest: string | null;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
}

export interface TagPlan {
  readonly number: number;
  readonly choice: TagChoice;
  readonly files: readonly PlannedFile[];
  readonly changes: readonly TagChange[];
  /** Files that cannot be written. */
  readonly refused: number;
  readonly unchanged: number;
}

type Target = ReturnType<typeof tagTargets>[number];

/** Words for a file that is left alone; a fault of the program is none. */
export function problemOf(path: string, error: unknown): TagProblem {
  if (error instanceof AppError) return { file: basename(path), reason: error.message };
  if (error instanceof Error && 'code' in error) {
    return { file: basename(path), reason: `It could not be read or written (${String(error.code)}).` };
  }
  throw error;
}

interface Planned {
  readonly file: PlannedFile;
  readonly changes: readonly TagChange[];
}

async function planFile(deps: TagDeps, store: TagStore, target: Target, choice: TagChoice): Promise<Planned> {
  if (target.missingSince !== null) throw new AppError('not-found', 'The file is missing. Connect its drive.');
  const texts = fieldTexts(deps.database, target, choice);
  return await withTaggedFile(deps.readers, target.path, async (file) => {
    const { path, stats, document } = file;
    const isScanned = stats.size === target.sizeBytes && Math.floor(stats.mtimeMs) === target.modifiedMs;
    checkKnown(path, isScanned || store.isAsLeft(path, stats));
    const withSerato = choice.fields.includes('serato');
    const serato = withSerato ? await planSerato(deps.serato, target.trackId, file) : null;
    const { fields } = changeTags(document, texts, serato);
    if (fields.length > 0) await checkWritable(path, stats);
    const trackId = TrackId.parse(target.trackId);
    const { size: sizeBytes, mtimeMs } = stats;
    return {
      file: {
        trackId,
        folderId: target.folderId,
        path,
        texts,
        seratoDigest: withSerato ? digestOfPlan(serato) : null,
        sizeBytes,
        modifiedMs: mtimeMs,
      },
      changes: fields.map((change) => ({ ...change, trackId, file: basename(path) })),
    };
  });
}

/** Reads the files of the tracks and finds out what would change in them. Ends early when the signal aborts. */
export async function planTags(
  deps: TagDeps,
  store: TagStore,
  request: { readonly number: number; readonly choice: TagChoice; readonly trackIds: readonly string[] },
  progress: Progress,
  signal: AbortSignal,
): Promise<TagPlan> {
  const targets = tagTargets(deps.database, request.trackIds);
  progress.total(targets.length);
  const planned: Planned[] = [];
  let refused = 0;
  // Two paths may lead to one file.
  const seen = new Set<string>();
  let unchanged = 0;
  for (const target of targets) {
    if (signal.aborted) break;
    progress.file(basename(target.path));
    try {
      const plan = await planFile(deps, store, target, request.choice);
      if (plan.changes.length === 0) unchanged += 1;
      else if (!seen.has(plan.file.path)) planned.push(plan);
      seen.add(plan.file.path);
    } catch (error) {
      refused += 1;
      progress.problem(problemOf(target.path, error));
    } finally {
      progress.counted();
    }
  }
  const changes = planned.flatMap((plan) => plan.changes);
  const { number, choice } = request;
  return { number, choice, files: planned.map(({ file }) => file), changes, refused, unchanged };
}

export function previewOf({ number, files, changes, refused, unchanged, choice }: TagPlan): TagPreview {
  const counts = choice.fields.map((name) => [name, changes.filter(({ field }) => field === name).length] as const);
  const byField = Object.fromEntries(counts.filter(([, count]) => count > 0));
  return { number, changed: files.length, unchanged, refused, changes: changes.length, byField };
}
