import type { Mutation } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { type QualityIgnore, qualityIgnores } from '#main/storage/queries/quality-facts.ts';
import { trackNames } from '#main/storage/queries/tracks.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import type { QualityRuleId } from '#shared/contract/quality.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { ruleBit, ruleOf } from './registry.ts';

/** What the user has left out: rules for all tracks, and rules for single ones. */
export class Ignores {
  private readonly database: LibraryDatabase;
  private rows: readonly QualityIgnore[] | null = null;
  private forAll = 0;
  private byNumber = new Map<number, number>();
  private changes = 0;

  constructor(database: LibraryDatabase) {
    this.database = database;
    database.onChange(({ rows }) => {
      if (!rows.has('quality_ignores')) return;
      this.rows = null;
      this.changes += 1;
    });
  }

  /** Rises with every change. */
  get version(): number {
    return this.changes;
  }

  /** Bits of the rules that do not count for a track. */
  bitsFor(number: number): number {
    this.read();
    return this.forAll | (this.byNumber.get(number) ?? 0);
  }

  /** Of those only the ones that were left out for this track by itself. */
  ownBitsFor(number: number): number {
    this.read();
    return this.byNumber.get(number) ?? 0;
  }

  isForAll(rule: QualityRuleId): boolean {
    this.read();
    return (this.forAll & ruleBit(rule)) !== 0;
  }

  /** One step for undo; nothing happens where it is so already. @throws {AppError} `not-found` */
  set(rule: QualityRuleId, trackId: TrackId | null, ignored: boolean): void {
    const known = this.read().filter((row) => row.rule === rule && row.trackId === trackId);
    if (ignored === known.length > 0) return;
    const verb = ignored ? 'Ignore' : 'Count';
    const label = `${verb} "${ruleOf(rule).name}"${this.forWhom(trackId)}${ignored ? '' : ' again'}`;
    const mutations: Mutation[] = ignored
      ? [{ op: 'insert', table: 'quality_ignores', id: this.database.newId(), set: { rule, track_id: trackId } }]
      : known.map(({ id }) => ({ op: 'delete', table: 'quality_ignores', id }));
    this.database.mutate({ origin: 'user', label, mutations });
  }

  private forWhom(trackId: TrackId | null): string {
    if (trackId === null) return '';
    const [track] = trackNames(this.database, [trackId]);
    if (track === undefined) throw new AppError('not-found', 'This track is no longer in the library.');
    return ` for "${track.title}"`;
  }

  private read(): readonly QualityIgnore[] {
    if (this.rows !== null) return this.rows;
    const rows = qualityIgnores(this.database);
    this.forAll = 0;
    this.byNumber = new Map();
    for (const { rule, trackId, number } of rows) {
      if (trackId === null) this.forAll |= ruleBit(rule);
      else if (number !== null) this.byNumber.set(number, (this.byNumber.get(number) ?? 0) | ruleBit(rule));
    }
    this.rows = rows;
    return rows;
  }
}
