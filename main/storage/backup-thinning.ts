import type { BackupReason } from '#shared/contract/backups.ts';

/** So many are kept. */
export const BACKUPS_KEPT = 7;
/** Of them so many are simply the newest. */
const NEWEST_KEPT = 3;

export interface DatedBackup {
  readonly madeMs: number;
  readonly reason: BackupReason;
}

/** The day by the clock on the wall, which is how a person remembers it. */
const dayOf = ({ madeMs }: DatedBackup): string => new Date(madeMs).toDateString();

/** Of one day's, newest first, the one that stands for it: the newest that was asked for, else the newest. */
const bestOfDay = <Kind extends DatedBackup>(day: readonly Kind[]): Kind | undefined =>
  day.find(({ reason }) => reason === 'manual') ?? day[0];

/**
 * Which backups to keep: the three newest, whatever they were made for, and one of each of the four days with backups
 * before those. An evening of imports fills the first three places and leaves the days before alone. While there are
 * not enough days, the next newest fill the places.
 * @param backups Newest first.
 */
export function backupsToKeep<Kind extends DatedBackup>(backups: readonly Kind[]): ReadonlySet<Kind> {
  const kept = new Set(backups.slice(0, NEWEST_KEPT));
  const covered = new Set([...kept].map(dayOf));
  const older = Map.groupBy(
    backups.filter((backup) => !covered.has(dayOf(backup))),
    dayOf,
  );
  const fill = [...[...older.values()].map((day) => bestOfDay(day)), ...backups];
  for (const backup of fill) {
    if (kept.size >= BACKUPS_KEPT) break;
    if (backup !== undefined) kept.add(backup);
  }
  return kept;
}
