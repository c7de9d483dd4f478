import { readExcerpt } from '#main/platform/audio-excerpt.ts';
import { type Clock, isoTime } from '#main/platform/clock.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { replaceProviderValues } from '#main/storage/provider-values.ts';
import { mediaFile } from '#main/storage/queries/media-files.ts';
import { trackRows } from '#main/storage/queries/track-rows.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import type { RecognitionState, Recognised } from '#shared/contract/recognition.ts';
import type { FieldValue, ProviderField } from '#shared/domain/provider-value.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { type AuddMatch, auddError } from './audd-answer.ts';
import type { AuddClient } from './audd-client.ts';
import type { AuddToken } from './audd-token.ts';

/** As much as AudD listens to. */
const EXCERPT_SECONDS = 12;
/** AudD says no number. A match is nearly always the right recording; its album and label may be of another release. */
const CONFIDENCE = 0.8;
const FIELDS = ['artist', 'title', 'album', 'label', 'year', 'musicbrainz'] as const satisfies readonly ProviderField[];
/** "You sent no file": the token has passed, or AudD would have said so first. */
const NO_FILE_CODES = [700, 600, 50];

export interface RecognitionDeps {
  readonly database: LibraryDatabase;
  readonly clock: Clock;
  readonly client: AuddClient;
  readonly token: AuddToken;
  /** Whether the user has switched it on. */
  readonly isEnabled: () => boolean;
  readonly ffmpegPath: () => Promise<string>;
  /** Aborts when the program stops. */
  readonly stop: AbortSignal;
}

export interface RecognitionService {
  state(): Promise<RecognitionState>;
  setToken(token: string): Promise<RecognitionState>;
  removeToken(): Promise<RecognitionState>;
  /** @throws {AppError} `unavailable` with what is wrong. Sends the token and nothing else. */
  testToken(signal: AbortSignal | undefined): Promise<void>;
  /** Sends 12 seconds from the middle of the track. @throws {AppError} */
  recognise(id: TrackId, signal: AbortSignal | undefined): Promise<Recognised>;
}

function valuesOf(match: AuddMatch): FieldValue[] {
  const { artist, title, album, label, year } = match;
  const found: readonly (readonly [ProviderField, string | number | null])[] = [
    ['artist', artist],
    ['title', title],
    ['album', album],
    ['label', label],
    ['year', year],
    ['musicbrainz', match.musicbrainzIds.join(',')],
  ];
  return found.flatMap(([field, value]) =>
    value === null || value === '' ? [] : [{ field, value, confidence: CONFIDENCE }],
  );
}

/** The middle of the track: intros and outros of dance music sound alike. */
function excerptOf(database: LibraryDatabase, id: TrackId) {
  const file = database.query.first(mediaFile(database.db, id));
  if (file === undefined)
    throw new AppError('not-found', 'No file of this track is there. Connect its drive and try again.');
  const length = trackRows(database, [id])[0]?.durationSeconds ?? 0;
  return { path: file.path, startSeconds: Math.max(0, (length - EXCERPT_SECONDS) / 2), seconds: EXCERPT_SECONDS };
}

/** Recognition of tracks by AudD. Nothing is sent while it is switched off. */
export function createRecognitionService(deps: RecognitionDeps): RecognitionService {
  const { database, clock, client, token } = deps;
  const running = new Set<TrackId>();
  const until = (signal: AbortSignal | undefined) => (signal ? AbortSignal.any([signal, deps.stop]) : deps.stop);

  async function allowedToken(): Promise<string> {
    if (!deps.isEnabled()) throw new AppError('unavailable', 'Recognition is switched off. Switch it on in Settings.');
    const secret = await token.read();
    if (secret === null) throw new AppError('unavailable', 'There is no AudD API token. Enter yours in Settings.');
    return secret;
  }

  const state = async (): Promise<RecognitionState> => ({
    enabled: deps.isEnabled(),
    token: await token.place(),
    canStore: await token.canStore(),
  });

  async function recognise(id: TrackId, signal: AbortSignal): Promise<Recognised> {
    const secret = await allowedToken();
    const audio = await readExcerpt(await deps.ffmpegPath(), excerptOf(database, id), signal);
    const answer = await client.recognise(secret, audio, signal);
    if (answer.kind === 'error') throw auddError(answer.code);
    const values = answer.kind === 'match' ? valuesOf(answer.match) : [];
    const says = { trackId: id, provider: 'recognition', values, foundAt: isoTime(clock.now()) } as const;
    replaceProviderValues(database, says, FIELDS);
    return { match: answer.kind === 'match' ? { artist: answer.match.artist, title: answer.match.title } : null };
  }

  return {
    state,
    setToken: async (secret) => {
      await token.store(secret);
      return state();
    },
    removeToken: async () => {
      await token.remove();
      return state();
    },
    testToken: async (signal) => {
      const answer = await client.checkToken(await allowedToken(), until(signal));
      if (answer.kind === 'error' && !NO_FILE_CODES.includes(answer.code)) throw auddError(answer.code);
    },
    recognise: async (id, signal) => {
      if (running.has(id)) throw new AppError('busy', 'This track is being recognised already.');
      running.add(id);
      try {
        return await recognise(id, until(signal));
      } finally {
        running.delete(id);
      }
    },
  };
}
