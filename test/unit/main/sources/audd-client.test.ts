import { inspect } from 'node:util';
import { beforeEach, describe, expect, test } from 'vitest';
import { auddError, parseAuddAnswer } from '#main/sources/audd-answer.ts';
import {
  type AuddClient,
  type AuddOptions,
  createAuddClient,
  DEFAULT_AUDD_OPTIONS,
} from '#main/sources/audd-client.ts';
import { AUDD_MATCH, AUDD_TOKEN, type AuddServer, startAuddServer } from '#test/support/audd-server.ts';

const AUDIO = new Uint8Array([102, 76, 97, 67, 1, 2, 3]);
const NEVER = new AbortController().signal;

let server: AuddServer;
let waits: number[];

/** A client whose waits take no time and are written down. */
function clientOf(options: Partial<AuddOptions> = {}): AuddClient {
  const wait = async (milliseconds: number) => void waits.push(milliseconds);
  return createAuddClient({ url: server.url, timeoutMs: 5000, wait, ...options });
}

beforeEach(async () => {
  server = await startAuddServer();
  waits = [];
});

describe('what is sent', () => {
  test('is the token, what is wanted, and the audio under a name that says nothing', async () => {
    await clientOf().recognise(AUDD_TOKEN, AUDIO, NEVER);
    expect(server.requests).toEqual([
      {
        method: 'POST',
        token: AUDD_TOKEN,
        wanted: 'musicbrainz,apple_music,spotify',
        file: AUDIO,
        fileName: 'excerpt.flac',
        fields: ['api_token', 'return', 'file'],
      },
    ]);
  });

  test('to check a token is the token alone', async () => {
    expect(await clientOf().checkToken(AUDD_TOKEN, NEVER)).toEqual({ kind: 'error', code: 700 });
    expect(await clientOf().checkToken('wrong', NEVER)).toEqual({ kind: 'error', code: 900 });
    expect(server.requests.map(({ fields }) => fields)).toEqual([['api_token'], ['api_token']]);
  });

  test('goes to api.audd.io by https, or to this machine; elsewhere nothing goes in the clear', () => {
    expect(DEFAULT_AUDD_OPTIONS.url).toBe('https://api.audd.io/');
    for (const url of ['http://api.audd.io/', 'http://127.0.0.1.evil.test/', 'ftp://api.audd.io/'])
      expect(() => clientOf({ url }), url).toThrow(RangeError);
  });

  test('is not sent on when the service points elsewhere', async () => {
    const other = await startAuddServer();
    server.next.push({ status: 307, headers: { location: other.url } });
    await expect(clientOf().recognise(AUDD_TOKEN, AUDIO, NEVER)).rejects.toThrow(/does not follow/);
    expect(other.requests).toEqual([]);
  });
});

describe('what comes back', () => {
  test('a match with its MusicBrainz recordings', async () => {
    expect(await clientOf().recognise(AUDD_TOKEN, AUDIO, NEVER)).toEqual({
      kind: 'match',
      match: {
        artist: 'Bicep',
        title: 'Glue',
        album: 'Bicep',
        label: 'Ninja Tune',
        year: 2017,
        musicbrainzIds: ['0d8f1c1e-2f5e-4a0b-9d3c-6f2f6b0f7a11', '5b11f4ce-a62d-471e-81fc-a69a8278c7da'],
      },
    });
  });

  test.each([
    ['nothing', { status: 'success', result: null }],
    ['a track of a private catalogue', { status: 'success', result: { timecode: '00:01', audio_id: 7 } }],
  ])('%s is no match', (_name, body) => {
    expect(parseAuddAnswer(JSON.stringify(body))).toEqual({ kind: 'no-match' });
  });

  test('odd and overlong values do no harm', () => {
    const result = {
      ...AUDD_MATCH,
      title: `  A\n\u0000B ${'x'.repeat(2000)}`,
      album: 5,
      release_date: 'soon',
      musicbrainz: 'no',
    };
    const answer = parseAuddAnswer(JSON.stringify({ status: 'success', result }));
    expect(answer).toMatchObject({ kind: 'match', match: { album: '', year: null, musicbrainzIds: [] } });
    if (answer.kind !== 'match') throw new Error('It is a match');
    expect(answer.match.title).toHaveLength(500);
    expect(answer.match.title).toMatch(/^A B x/);
  });

  test.each(['', '<html>', '[]', '{"status":"fine"}', '{"status":"error"}'])('"%s" is no answer', (text) => {
    expect(() => parseAuddAnswer(text)).toThrow(/cannot be read/);
  });

  test('more than any answer is refused', async () => {
    server.next.push({ body: 'x'.repeat(3 * 1024 * 1024) });
    await expect(clientOf().recognise(AUDD_TOKEN, AUDIO, NEVER)).rejects.toThrow(/too much/);
  });

  test.each([
    [900, /does not know this API token/],
    [901, /does not know this API token/],
    [902, /limit of your AudD account/],
    [905, /no access/],
    [611, /Wait a minute/],
    [500, /may be silent/],
    [31337, /error 31337/],
  ])('error %d says what to do', (code, message) => {
    expect(auddError(code).message).toMatch(message);
  });
});

describe('when the service has trouble', () => {
  test('it is asked again, each time later, until it answers', async () => {
    server.next.push({ status: 503 }, { status: 429 });
    expect(await clientOf().recognise(AUDD_TOKEN, AUDIO, NEVER)).toMatchObject({ kind: 'match' });
    expect(waits).toEqual([1000, 2000]);
    expect(server.requests).toHaveLength(3);
  });

  test('as late as it asks for, but not for ever', async () => {
    server.next.push(
      { status: 429, headers: { 'retry-after': '7' } },
      { status: 429, headers: { 'retry-after': '3600' } },
    );
    await clientOf().recognise(AUDD_TOKEN, AUDIO, NEVER);
    expect(waits).toEqual([7000, 20_000]);
  });

  test('after three times the user is told', async () => {
    server.next.push({ status: 500 }, { status: 502 }, { status: 503 });
    await expect(clientOf().recognise(AUDD_TOKEN, AUDIO, NEVER)).rejects.toMatchObject({
      code: 'unavailable',
      message: 'AudD has a problem of its own (503). Try again later.',
    });
    expect(server.requests).toHaveLength(3);
  });

  test('a service that is not there is not asked again', async () => {
    const url = 'http://127.0.0.1:1/';
    await expect(clientOf({ url }).recognise(AUDD_TOKEN, AUDIO, NEVER)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('Check the internet connection'),
    });
    expect(waits).toEqual([]);
  });

  test('one that does not answer is given up', async () => {
    server.next.push({ hangs: true });
    await expect(clientOf({ timeoutMs: 100 }).recognise(AUDD_TOKEN, AUDIO, NEVER)).rejects.toThrow(
      /did not answer in time/,
    );
  });

  test('the user can cancel, while it is asked and between two tries', async () => {
    const cancel = new AbortController();
    server.next.push({ hangs: true });
    const asked = clientOf().recognise(AUDD_TOKEN, AUDIO, cancel.signal);
    await expect.poll(() => server.requests.length).toBe(1);
    cancel.abort();
    await expect(asked).rejects.toMatchObject({ code: 'cancelled' });
    server.next.push({ status: 503 });
    const again = new AbortController();
    const { wait } = DEFAULT_AUDD_OPTIONS;
    const waiting = clientOf({ wait: (_, signal) => wait(60_000, signal) }).recognise(AUDD_TOKEN, AUDIO, again.signal);
    await expect.poll(() => server.requests.length).toBe(2);
    again.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
  });

  test('no error holds the token, not even where the service repeats it', async () => {
    const url = 'http://127.0.0.1:1/';
    server.next.push({ status: 500, body: AUDD_TOKEN }, { status: 500 }, { status: 500 }, { body: AUDD_TOKEN });
    for (const client of [clientOf(), clientOf({ url })]) {
      const error = await client.recognise(AUDD_TOKEN, AUDIO, NEVER).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(Error);
      expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(AUDD_TOKEN);
    }
    const unreadable = await clientOf()
      .recognise(AUDD_TOKEN, AUDIO, NEVER)
      .catch((caught: unknown) => caught);
    expect(inspect(unreadable, { depth: 10, showHidden: true })).not.toContain(AUDD_TOKEN);
  });
});
