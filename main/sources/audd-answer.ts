import { z } from 'zod';
import { AppError } from '#shared/errors/app-error.ts';

/** What AudD knows of a track; "" and null where it says nothing. */
export interface AuddMatch {
  readonly artist: string;
  readonly title: string;
  readonly album: string;
  readonly label: string;
  readonly year: number | null;
  /** Recordings of MusicBrainz, the most likely first. */
  readonly musicbrainzIds: readonly string[];
}

export type AuddAnswer =
  | { readonly kind: 'match'; readonly match: AuddMatch }
  | { readonly kind: 'no-match' }
  | { readonly kind: 'error'; readonly code: number };

const MAX_IDS = 5;
/** One line without control characters, short enough for the library; "" for what is missing or no text. */
const Line = (limit: number) =>
  z
    .string()
    .catch('')
    .transform((text) =>
      text
        .slice(0, limit * 2)
        .replace(/[\p{Cc}\s]+/gu, ' ')
        .trim()
        .slice(0, limit),
    );

const Result = z.object({
  artist: Line(500),
  title: Line(500),
  album: Line(500),
  label: Line(200),
  release_date: Line(40),
  musicbrainz: z.array(z.looseObject({ id: z.unknown() })).catch([]),
});

const Answer = z.discriminatedUnion('status', [
  z.object({ status: z.literal('success'), result: Result.nullish() }),
  // The message is not read: it can repeat what was sent.
  z.object({ status: z.literal('error'), error: z.object({ error_code: z.number() }) }),
]);

function yearOf(date: string): number | null {
  const year = Number(/^(\d{4})(?:-|$)/.exec(date)?.[1] ?? Number.NaN);
  return year >= 1000 ? year : null;
}

const isUuid = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // no JSON is no answer, as below
  }
}

/**
 * Reads what AudD answered.
 * @source https://docs.audd.io and the schema in github.com/AudDMusic/audd-openapi
 * @throws {AppError} `unavailable` when it is nothing that AudD says.
 */
export function parseAuddAnswer(text: string): AuddAnswer {
  const parsed = Answer.safeParse(parseJson(text));
  if (!parsed.success) throw new AppError('unavailable', 'AudD gave an answer that cannot be read. Try again later.');
  const { data } = parsed;
  if (data.status === 'error') return { kind: 'error', code: data.error.error_code };
  const { result } = data;
  // A match of a private catalogue names neither: there is nothing to show.
  if (!result || (result.artist === '' && result.title === '')) return { kind: 'no-match' };
  const { artist, title, album, label } = result;
  const musicbrainzIds = result.musicbrainz
    .map(({ id }) => id)
    .filter(isUuid)
    .slice(0, MAX_IDS);
  return { kind: 'match', match: { artist, title, album, label, year: yearOf(result.release_date), musicbrainzIds } };
}

/** AudD's error codes in words that say what to do. */
export function auddError(code: number): AppError {
  if ([900, 901, 903].includes(code))
    return new AppError('unavailable', 'AudD does not know this API token. Check it in Settings.', { code });
  if (code === 902)
    return new AppError('unavailable', 'The limit of your AudD account is reached. See dashboard.audd.io.', { code });
  if (code === 904 || code === 905)
    return new AppError('unavailable', 'Your AudD account has no access to recognition. See dashboard.audd.io.', {
      code,
    });
  if (code === 611)
    return new AppError('unavailable', 'AudD is asked too often at the moment. Wait a minute and try again.', { code });
  if (code === 300 || code === 400 || code === 500)
    return new AppError('unreadable-audio', 'AudD cannot use the middle of this track: it may be silent.', { code });
  return new AppError('unavailable', `AudD refused the request (error ${code}). Try again later.`, { code });
}
