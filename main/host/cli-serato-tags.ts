import type { TagProblem, TagWriting } from '#shared/contract/file-tags.ts';
import { type ExportScope, sourceOfScope } from '#shared/contract/interchange.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { CliLibrary } from './cli-library.ts';

/** What came of writing Serato's cues, loops and grids into music files. */
export interface SeratoTagsReport {
  readonly files: number;
  readonly unchanged: number;
  /** Left as they are; the first of them with their reasons. */
  readonly failed: number;
  readonly problems: readonly TagProblem[];
}

async function ended({ fileTags }: CliLibrary, phase: TagWriting['phase']): Promise<TagWriting> {
  for await (const state of fileTags.watch()) {
    if (state.error !== null) throw new AppError('unavailable', state.error);
    if (state.phase === phase) return state;
  }
  throw new Error('The states of writing tags ended');
}

/**
 * Writes into the files of all tracks of a scope what Serato reads there. It can be taken back in the window, as all writings can.
 * @throws {AppError} When it stopped before its end; the message says why.
 */
export async function writeSeratoTags(library: CliLibrary, scope: ExportScope): Promise<SeratoTagsReport> {
  const ids = await library.trackIds(sourceOfScope(scope));
  if (ids.length === 0) return { files: 0, unchanged: 0, failed: 0, problems: [] };
  await library.fileTags.preview({ fields: ['serato'], notation: 'musical' }, ids);
  const { preview, problems: refused } = await ended(library, 'ready');
  const unchanged = preview?.unchanged ?? 0;
  if (preview === null || preview.changed === 0) {
    return { files: 0, unchanged, failed: preview?.refused ?? 0, problems: refused };
  }
  library.fileTags.write();
  const { result, problems } = await ended(library, 'done');
  return {
    files: result?.files ?? 0,
    unchanged,
    failed: preview.refused + (result?.failed ?? 0),
    problems: [...refused, ...problems],
  };
}
