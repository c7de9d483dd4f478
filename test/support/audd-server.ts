import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** What arrived at the service. */
export interface AuddRequest {
  readonly method: string;
  readonly token: string | null;
  readonly wanted: string | null;
  readonly file: Uint8Array | null;
  readonly fileName: string | null;
  /** Names of all form fields. */
  readonly fields: readonly string[];
}

export interface AuddReply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Never answers. */
  readonly hangs?: boolean;
}

export const AUDD_TOKEN = 'a-token-that-is-known-0123456789';
/** The shape of docs.audd.io and of the fixtures of AudD's own clients. */
export const AUDD_MATCH = {
  timecode: '02:32',
  artist: 'Bicep',
  title: 'Glue',
  album: 'Bicep',
  release_date: '2017-09-01',
  label: 'Ninja Tune',
  song_link: 'https://lis.tn/Glue',
  musicbrainz: [
    { id: '0d8f1c1e-2f5e-4a0b-9d3c-6f2f6b0f7a11', score: 100, title: 'Glue' },
    { id: 'not an id' },
    { id: '5b11f4ce-a62d-471e-81fc-a69a8278c7da', score: '98' },
  ],
};

const error = (error_code: number, error_message: string): AuddReply => ({
  body: { status: 'error', error: { error_code, error_message }, request_params: { api_token: AUDD_TOKEN } },
});

/** As AudD answers by itself: the token first, then the file. */
function usualReply({ token, file }: AuddRequest): AuddReply {
  if (token === null) return error(901, 'Recognition failed: no api_token passed');
  if (token !== AUDD_TOKEN) return error(900, 'Recognition failed: wrong api_token');
  if (file === null) return error(700, 'Recognition failed: no file for recognition');
  return { body: { status: 'success', result: AUDD_MATCH } };
}

async function readRequest(request: IncomingMessage): Promise<AuddRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const headers = { 'content-type': request.headers['content-type'] ?? '' };
  const form = await new Response(Buffer.concat(chunks), { headers }).formData();
  const text = (name: string) => (typeof form.get(name) === 'string' ? (form.get(name) as string) : null);
  const file = form.get('file');
  const isFile = file !== null && typeof file !== 'string';
  return {
    method: request.method ?? '',
    token: text('api_token'),
    wanted: text('return'),
    file: isFile ? new Uint8Array(await file.arrayBuffer()) : null,
    fileName: isFile ? file.name : null,
    fields: [...form.keys()],
  };
}

function send(response: ServerResponse, { status = 200, headers = {}, body = '', hangs = false }: AuddReply): void {
  if (hangs) return;
  response.writeHead(status, headers);
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

export interface AuddServer {
  readonly url: string;
  /** In the order in which they came. */
  readonly requests: AuddRequest[];
  /** What it answers next; once used up, it answers as AudD does. */
  readonly next: AuddReply[];
}

/** A service on this machine that speaks AudD's protocol; gone when the test is over. */
export async function startAuddServer(): Promise<AuddServer> {
  const requests: AuddRequest[] = [];
  const next: AuddReply[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const seen = await readRequest(request);
    requests.push(seen);
    send(response, next.shift() ?? usualReply(seen));
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, requests, next };
}
