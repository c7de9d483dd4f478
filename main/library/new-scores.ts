import { ALL_SCORES } from '#main/storage/queries/track-scores.ts';

/** Which tracks have other scores than a list that was read before: they change by themselves, without the tracks. */
export class NewScores {
  private numbers = new Set<number>();
  private areAll = false;

  note(ids: ReadonlySet<string> | undefined): void {
    if (ids?.has(ALL_SCORES) === true) this.areAll = true;
    else for (const id of ids ?? []) this.numbers.add(Number(id));
  }

  /** Whether every score may be another. */
  get all(): boolean {
    return this.areAll;
  }

  /** @returns Those noted since the last time. */
  take(): readonly number[] {
    const numbers = [...this.numbers];
    this.numbers = new Set();
    this.areAll = false;
    return numbers;
  }
}
