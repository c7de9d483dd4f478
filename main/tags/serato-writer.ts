import { AppError } from '#shared/errors/app-error.ts';
import { digestOf } from './digest.ts';
import { type ContentChange, namedContents } from './entry-changes.ts';
import type { NamedContent } from './tag-document.ts';
import type { TaggedFile } from './tagged-file.ts';

/** What is to be written for Serato into one file. */
export interface SeratoPlan extends ContentChange {
  /** What `SeratoWriter.read` finds in the file afterwards. */
  readonly expected: string;
}

/** What the library has for Serato, in Serato's own form; the host connects it. */
export interface SeratoWriter {
  /**
   * @param held What stands in the file under names of programs' own.
   * @returns null where the library has nothing for it, or the file says it already.
   * @throws {AppError} `unsupported` for kinds of files in which Serato keeps nothing.
   */
  plan(
    file: { readonly trackId: string; readonly path: string; readonly format: string },
    held: readonly NamedContent[],
  ): Promise<SeratoPlan | null>;
  /** What another reader of tags makes of Serato's fields in a file, as text to be compared. */
  read(path: string): Promise<string>;
}

export async function planSerato(
  writer: SeratoWriter,
  trackId: string,
  { path, sound, document }: TaggedFile,
): Promise<SeratoPlan | null> {
  return await writer.plan({ trackId, path, format: sound.format }, namedContents(document));
}

/** Tells plans apart by the bytes that they write. */
export const digestOfPlan = (plan: SeratoPlan | null): string =>
  digestOf((plan?.contents ?? []).map(({ name, bytes }) => Buffer.concat([Buffer.from(`${name}\0`), bytes])));

/** @throws {AppError} `conflict` when the library would write something else than what the user has seen. */
export function checkAsPreviewed(plan: SeratoPlan | null, digest: string): void {
  if (digestOfPlan(plan) === digest) return;
  throw new AppError('conflict', 'Its cues or its grid were changed meanwhile. Look at what would be written again.');
}
