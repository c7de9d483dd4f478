import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BACKUPS_KEPT, backupsToKeep, type DatedBackup } from '#main/storage/backup-thinning.ts';
import { BackupReason } from '#shared/contract/backups.ts';

const HOUR_MS = 60 * 60 * 1000;
/** By the clock on the wall, as the days are counted. */
const at = (day: number, hour: number, reason: DatedBackup['reason'] = 'daily'): DatedBackup => ({
  madeMs: new Date(2026, 10, day, hour).getTime(),
  reason,
});
const newestFirst = (backups: readonly DatedBackup[]) => backups.toSorted((a, b) => b.madeMs - a.madeMs);
const daysKept = (backups: readonly DatedBackup[]) =>
  [...backupsToKeep(newestFirst(backups))].map(({ madeMs }) => new Date(madeMs).getDate()).sort((a, b) => a - b);

describe('of the backups', () => {
  test('of ten quiet days the last seven are kept', () => {
    const days = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
    expect(daysKept(days.map((day) => at(day, 18)))).toEqual([4, 5, 6, 7, 8, 9, 10]);
  });

  test('seven imports of one evening leave the four days before', () => {
    const days = [1, 2, 3, 4, 5, 6].map((day) => at(day, 18));
    const evening = [16, 17, 18, 19, 20, 21, 22].map((hour) => at(7, hour, 'import'));
    expect(daysKept([...days, ...evening])).toEqual([3, 4, 5, 6, 7, 7, 7]);
  });

  test('nor do they, when they are thinned after each import', () => {
    let kept = [1, 2, 3, 4, 5, 6].map((day) => at(day, 18));
    for (const hour of [16, 17, 18, 19, 20, 21, 22])
      kept = [...backupsToKeep(newestFirst([...kept, at(7, hour, 'import')]))];
    expect(daysKept(kept)).toEqual([3, 4, 5, 6, 7, 7, 7]);
  });

  test('an earlier day is stood for by the one that was asked for, else by its newest', () => {
    const day = [at(1, 9), at(1, 12, 'manual'), at(1, 20, 'import'), at(2, 9), at(2, 20, 'import')];
    const newer = [3, 4, 5, 6, 7].map((each) => at(each, 18));
    const kept = backupsToKeep(newestFirst([...day, ...newer]));
    expect([...kept].filter(({ madeMs }) => madeMs < at(3, 0).madeMs)).toEqual([
      at(2, 20, 'import'),
      at(1, 12, 'manual'),
    ]);
  });

  test('of a single day seven are kept', () => {
    expect(daysKept([9, 10, 11, 12, 13, 14, 15, 16, 17].map((hour) => at(1, hour)))).toHaveLength(7);
  });

  test('never more than seven are kept, always the three newest, and as many days as there can be', () => {
    const backup = fc.record({ hour: fc.nat(24 * 20), reason: fc.constantFrom(...BackupReason.options) });
    fc.assert(
      fc.property(fc.uniqueArray(backup, { selector: ({ hour }) => hour, maxLength: 40 }), (made) => {
        const start = new Date(2026, 10, 1).getTime();
        const backups = newestFirst(made.map(({ hour, reason }) => ({ madeMs: start + hour * HOUR_MS, reason })));
        const kept = backupsToKeep(backups);
        expect(kept.size).toBe(Math.min(BACKUPS_KEPT, backups.length));
        for (const newest of backups.slice(0, 3)) expect(kept.has(newest)).toBe(true);
        const daysOf = (some: Iterable<DatedBackup>) =>
          new Set([...some].map(({ madeMs }) => new Date(madeMs).toDateString())).size;
        const newestDays = daysOf(backups.slice(0, 3));
        expect(daysOf(kept)).toBe(Math.min(daysOf(backups), newestDays + 4));
      }),
    );
  });
});
