import { setTimeout as wait } from 'node:timers/promises';
import { problemsOf } from '#main/quality/describe-tracks.ts';
import { changesOf } from '#main/quality/mends.ts';
import type { LibraryContext } from '#main/quality/quality-rule.ts';
import { RULES, ruleBit, ruleOf } from '#main/quality/registry.ts';
import { scoreOf } from '#main/quality/score.ts';
import type { QualityFacts } from '#main/storage/queries/quality-facts.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import type {
  MendPreview,
  MendRow,
  QualityChange,
  QualityFilter,
  QualityOverview,
  QualityPage,
  QualityRuleId,
  QualityTrack,
  QualityWork,
} from '#shared/contract/quality.ts';
import type { TrackDetail } from '#shared/contract/tracks.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { alive } from './alive.ts';
import type { FakeLibrary } from './fake-library.ts';

const STEP_MS = 20;
const IDLE: QualityWork = { phase: 'idle', done: 0, total: 0 };

/**
 * `untidy`: the first tracks have something of everything. `clean`: nothing is wrong. `scoring`: for ever. `failed`: the
 * data cannot be read. Else the invented tracks as they are.
 */
export type FakeQualityMode = 'invented' | 'untidy' | 'clean' | 'scoring' | 'failed';

const LIBRARY: LibraryContext = {
  respell: (artist) => artist.replace('NØRTH', 'Nørth'),
  tracksOfArtist: () => 0,
  thisYear: 2026,
};

const CLEAN = {
  album: 'Night Works',
  year: 2021,
  bpm: 124,
  analysisBpm: 124,
  keyIndex: 4,
  genre: 'House',
  missing: false,
};

/** Ways in which collections are untidy; one for each of the first tracks. */
const SPOILS: readonly ((track: TrackDetail) => Partial<TrackDetail>)[] = [
  ({ title }) => ({ title: `Nørth - ${title}`, artist: '', bpm: null, genre: '', year: null }),
  ({ title }) => ({ title: `02_nørth_-_${title.replaceAll(' ', '_')}.mp3`, genre: 'dnb' }),
  ({ title }) => ({ title: title.toUpperCase(), artist: 'NØRTH ft. Someone Else', year: 1066 }),
  ({ title }) => ({ title: `${title}  [Free Download]`, genre: 'Electronic; techhouse' }),
  ({ artist }) => ({ artist: `${artist} Featuring Someone Else`, genre: 'Progresive House', bpm: 31.5 }),
];

const spoiled = (track: TrackDetail, n: number): TrackDetail => ({
  ...track,
  ...CLEAN,
  ...(SPOILS[n]?.(track) ?? (n % 3 === 0 ? { genre: 'dnb' } : { album: '' })),
});

const factsOf = (track: TrackDetail): QualityFacts => ({
  number: 0,
  id: track.id,
  title: track.title,
  artist: track.artist,
  album: track.album,
  genre: track.genre,
  year: track.year,
  durationSeconds: track.durationSeconds,
  bpm: track.bpm,
  keyIndex: track.keyIndex,
  hasArtwork: 1,
  gridLocked: track.gridLocked ? 1 : 0,
  keyLocked: track.keyLocked ? 1 : 0,
  hasOwnGrid: 0,
  path: track.path,
  isMissing: track.missing ? 1 : 0,
  analysisBpm: track.analysisBpm,
  analysisBpmConfidence: 1,
  analysisKeyIndex: track.analysisKeyIndex,
  learnedGenre: track.id.endsWith('0') ? 'Deep House' : null,
});

const patchOf = (changes: readonly QualityChange[]): Partial<TrackDetail> =>
  Object.fromEntries(changes.map(({ field, after }) => [field === 'key' ? 'keyIndex' : field, after]));

/** What the user left out or took back, in order: it counts while it is not undone. */
interface Decision {
  readonly key: string;
  readonly ignored: boolean;
  readonly label: string;
}

/** The data quality of the fake host: the program's own rules over the invented tracks. */
export class FakeQuality {
  readonly calls: string[] = [];
  private readonly library: FakeLibrary;
  private readonly mode: FakeQualityMode;
  private readonly decisions: Decision[] = [];
  private current: { readonly shown: MendPreview; readonly rows: readonly MendRow[] } | null = null;
  private previews = 0;

  constructor(library: FakeLibrary, mode: FakeQualityMode = 'invented') {
    this.library = library;
    this.mode = mode;
    const place = new Map(library.tracks.map(({ id }, n) => [id, n]));
    if (mode === 'untidy') library.derive((track) => spoiled(track, place.get(track.id) ?? 0));
    if (mode === 'clean') library.derive((track) => ({ ...track, ...CLEAN }));
  }

  private isIgnored(rule: QualityRuleId, trackId: TrackId | null): boolean {
    const key = `${rule} ${trackId ?? ''}`;
    const last = this.decisions.findLast((each) => each.key === key && this.library.isDone(each.label));
    return last?.ignored ?? false;
  }

  private assess(track: TrackDetail) {
    const facts = factsOf(track);
    const bits = (isOne: (id: QualityRuleId) => boolean): number =>
      RULES.reduce((all, { id }) => (isOne(id) ? all | ruleBit(id) : all), 0);
    const broken = bits((id) => ruleOf(id).isBroken(facts, LIBRARY));
    const own = bits((id) => this.isIgnored(id, track.id));
    const ignored = own | bits((id) => this.isIgnored(id, null));
    return { track, facts, counted: broken & ~ignored, leftOut: broken & own, score: scoreOf(broken, ignored) };
  }

  private all() {
    return this.library.tracks.map((track) => this.assess(track));
  }

  async overview(): Promise<QualityOverview> {
    if (this.mode === 'failed') throw new AppError('permission-denied', 'The library could not be read.');
    if (this.mode === 'scoring') await new Promise(() => undefined);
    const all = this.all();
    const rules = RULES.map(({ id, field, severity, name, help, mend }) => {
      const has = (bits: number): boolean => (bits & ruleBit(id)) !== 0;
      return {
        id,
        field,
        severity,
        name,
        help,
        tracks: all.filter(({ counted }) => has(counted)).length,
        ignoredTracks: all.filter(({ leftOut }) => has(leftOut)).length,
        ignored: this.isIgnored(id, null),
        mendable: mend !== undefined,
      };
    });
    const score = all.length === 0 ? null : all.reduce((sum, each) => sum + each.score, 0) / all.length;
    return { score, tracks: all.length, flawless: all.filter(({ counted }) => counted === 0).length, rules };
  }

  private order({ rule, ignored }: QualityFilter) {
    const wanted = rule === null ? ~0 : ruleBit(rule);
    return this.all()
      .filter((each) => ((ignored ? each.leftOut : each.counted) & wanted) !== 0)
      .toSorted((a, b) => a.score - b.score);
  }

  tracks(filter: QualityFilter, offset: number, limit: number): QualityPage {
    const found = this.order(filter);
    const tracks = found
      .slice(offset, offset + limit)
      .map(({ track, facts, counted, leftOut, score }): QualityTrack => {
        const problems = problemsOf(facts, filter.ignored ? leftOut : counted, LIBRARY);
        return { track, score, problems };
      });
    return { total: found.length, tracks };
  }

  async judge(): Promise<void> {
    if (this.mode === 'failed') throw new AppError('permission-denied', 'The library could not be read.');
    const scores = new Map(this.all().map(({ track, score }) => [track.id, score]));
    if (this.library.tracks.every(({ id, quality }) => quality === scores.get(id))) return;
    this.library.derive((track) => ({ ...track, quality: scores.get(track.id) ?? null }));
  }

  mend(trackId: TrackId, rule: QualityRuleId, changes: readonly QualityChange[]): { changed: number } {
    this.calls.push(`mend ${rule}`);
    const { title } = this.library.find(trackId);
    this.write(`Mend "${title}": ${ruleOf(rule).name}`, new Map([[trackId, changes]]));
    return { changed: 1 };
  }

  private write(label: string, changes: ReadonlyMap<TrackId, readonly QualityChange[]>): void {
    const tracks = this.library.tracks.map((track) => ({ ...track, ...patchOf(changes.get(track.id) ?? []) }));
    this.library.change(label, { tracks });
  }

  ignore(rule: QualityRuleId, trackId: TrackId | null, ignored: boolean): void {
    this.calls.push(`${ignored ? 'ignore' : 'count'} ${rule}${trackId === null ? ' for all' : ''}`);
    const label = `${ignored ? 'Ignore' : 'Count'} "${ruleOf(rule).name}" (${this.decisions.length + 1})`;
    this.decisions.push({ key: `${rule} ${trackId ?? ''}`, ignored, label });
    this.library.change(label, {});
  }

  preview(rule: QualityRuleId): MendPreview {
    const found = this.order({ rule, ignored: false });
    const rows = found.flatMap(({ track: { id, title, artist }, facts }): MendRow[] => {
      const changes = changesOf(ruleOf(rule), facts, LIBRARY);
      return changes.length === 0 ? [] : [{ trackId: id, title, artist, changes }];
    });
    this.previews += 1;
    const shown = { number: this.previews, rule, tracks: rows.length, byHand: found.length - rows.length };
    this.current = { shown, rows };
    return shown;
  }

  changes(preview: number, offset: number, limit: number): MendRow[] {
    return preview === this.current?.shown.number ? this.current.rows.slice(offset, offset + limit) : [];
  }

  mendAll(preview: number, leftOut: readonly TrackId[]): { changed: number; kept: number; cancelled: boolean } {
    const { shown, rows } = this.current ?? { shown: null, rows: [] };
    if (shown?.number !== preview) throw new AppError('conflict', 'This preview is gone. Look at the rule again.');
    const chosen = rows.filter(({ trackId }) => !leftOut.includes(trackId));
    this.calls.push(`mend all ${shown.rule} ${chosen.length}`);
    const label = `Mend ${chosen.length} tracks: ${ruleOf(shown.rule).name}`;
    this.write(label, new Map(chosen.map(({ trackId, changes }) => [trackId, changes])));
    return { changed: chosen.length, kept: 0, cancelled: false };
  }

  cancel(): void {
    this.calls.push('cancel');
  }

  async *watch(signal: AbortSignal | undefined): AsyncGenerator<QualityWork> {
    const total = this.library.tracks.length;
    yield this.mode === 'scoring' ? { phase: 'scoring', done: Math.floor(total / 3), total } : IDLE;
    while (alive(signal)) await wait(STEP_MS, undefined, signal ? { signal } : {}).catch(() => undefined);
  }
}
