/** What a check is about. One that is called fine as it is stays so as long as all of this is the same. */
export interface CheckSubject {
  /** A SetCheckKind, or one that another version of the program knows. */
  readonly kind: string;
  readonly trackId: string;
  readonly otherId: string | null;
  readonly found: string;
}

/** Equal for checks about the same. */
export const subjectKey = ({ kind, trackId, otherId, found }: CheckSubject): string =>
  [kind, trackId, otherId ?? '', found].join('|');
