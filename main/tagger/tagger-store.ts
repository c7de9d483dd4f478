import { type Clock, isoTime } from '#main/platform/clock.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { replaceProviderValues } from '#main/storage/provider-values.ts';
import { countHeard, countTagged, heardMark, tracksToHear } from '#main/storage/queries/tagger-tracks.ts';
import { TaggerModel, type TaggerState } from '#shared/contract/tagger.ts';
import type { FieldValue } from '#shared/domain/provider-value.ts';
import { genreOfLabel } from './genre-label.ts';
import type { HeardLabel } from './tagger-messages.ts';

const MODEL_KEY = 'tagger.model';
/** Less sure labels are not offered: of several hundred, the surest one below it is a guess. */
const THRESHOLD = 0.2;
const PAGE_ROWS = 200;

export interface TrackToHear {
  readonly number: number;
  readonly id: string;
  readonly title: string;
  readonly path: string;
  readonly contentHash: string;
  readonly durationSeconds: number;
}

/** What the library keeps of the tagger: its model, and what that said of tracks. */
export interface TaggerStore {
  model(): TaggerModel | null;
  /** What another model said is forgotten. */
  setModel(model: TaggerModel): void;
  removeModel(): void;
  state(): TaggerState;
  waiting(model: TaggerModel): number;
  /** The next ones that the model has not heard, behind row number `after`. */
  toHear(model: TaggerModel, after: number): TrackToHear[];
  /** The genre that the track has is never touched. */
  keep(model: TaggerModel, track: TrackToHear, best: HeardLabel): void;
}

function readModel({ db, query }: LibraryDatabase): TaggerModel | null {
  const value = query.first(db.selectFrom('settings').select('value').where('key', '=', MODEL_KEY))?.value;
  if (value === undefined) return null;
  const parsed = TaggerModel.safeParse(JSON.parse(value));
  return parsed.success ? parsed.data : null;
}

/** Inside a transaction. */
function forget(database: LibraryDatabase): void {
  const ids = database.raw
    .prepare("DELETE FROM provider_values WHERE provider = 'tagger' RETURNING track_id")
    .pluck()
    .all() as string[];
  database.markChanged('provider_values', new Set(ids));
}

const isOther = (before: TaggerModel | null, next: TaggerModel): boolean =>
  before?.sha256 !== next.sha256 || before.labelsSha256 !== next.labelsSha256;

export function createTaggerStore(database: LibraryDatabase, clock: Clock): TaggerStore {
  const { db, query } = database;
  const now = () => isoTime(clock.now());
  const model = () => readModel(database);
  const count = ({ sha256 }: TaggerModel) => query.first(countHeard(db, sha256)) ?? { analysed: 0, heard: 0 };
  return {
    model,
    setModel: (next) =>
      database.transaction('user', () => {
        if (isOther(model(), next)) forget(database);
        const row = { value: JSON.stringify(next), updated_at: now() };
        query.run(
          db
            .insertInto('settings')
            .values({ key: MODEL_KEY, ...row })
            .onConflict((on) => on.column('key').doUpdateSet(row)),
        );
      }),
    removeModel: () =>
      database.transaction('user', () => {
        forget(database);
        query.run(db.deleteFrom('settings').where('key', '=', MODEL_KEY));
      }),
    state: () => {
      const chosen = model();
      if (chosen === null) return { model: null, tagged: 0, waiting: 0, suggested: 0 };
      const { analysed, heard } = count(chosen);
      const suggested = query.first(countTagged(db))?.count ?? 0;
      return { model: chosen, tagged: heard, waiting: analysed - heard, suggested };
    },
    waiting: (chosen) => {
      const { analysed, heard } = count(chosen);
      return analysed - heard;
    },
    toHear: ({ sha256 }, after) => query.all(tracksToHear(db, sha256, after, PAGE_ROWS)),
    keep: ({ sha256 }, { id, contentHash }, { label, activation }) => {
      const mark: FieldValue = { field: 'model', value: heardMark(sha256, contentHash), confidence: 1 };
      const genre: FieldValue = { field: 'genre', value: genreOfLabel(label), confidence: Math.min(1, activation) };
      const values = activation >= THRESHOLD ? [mark, genre] : [mark];
      replaceProviderValues(database, { trackId: id, provider: 'tagger', values, foundAt: now() }, ['model', 'genre']);
    },
  };
}
