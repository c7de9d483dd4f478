import { EXCERPT_RATE } from '#shared/contract/media-paths.ts';
import { COLUMN_BYTES, encodePeaks, levelsOf, OVERVIEW_COLUMNS } from '#shared/domain/peaks.ts';
import { noise } from './invented-tracks.ts';

const COLUMNS_PER_SECOND = 100;

function seedOf(id: string): number {
  return Number.parseInt(id.slice(-8), 16);
}

/** Loudness of the parts of an invented track: intro, build, drop, breakdown, drop, outro. */
function level(position: number): number {
  if (position < 0.12) return 0.45;
  if (position < 0.2) return 0.62;
  if (position < 0.45) return 0.95;
  if (position < 0.58) return 0.35;
  if (position < 0.88) return 1;
  return 0.5;
}

function inventPeaks(seed: number, columns: number, seconds: number): Uint8Array {
  const data = new Uint8Array(columns * COLUMN_BYTES);
  for (let column = 0; column < columns; column += 1) {
    const time = (column / columns) * seconds;
    const loud = level(column / columns);
    const inBeat = ((time - 0.12) * 2.07) % 1;
    const kick = loud > 0.4 ? Math.exp(-Math.max(0, inBeat) * 5) : 0.12;
    const hat = Math.exp(-(((inBeat + 0.5) % 1) * 9));
    const rough = noise(seed + column);
    const low = 255 * loud * Math.min(1, 0.25 + kick * 0.75) * (0.85 + rough * 0.15);
    const mid = 255 * loud * (0.28 + 0.3 * rough + 0.2 * kick);
    const high = 255 * loud * (0.08 + 0.24 * hat + 0.1 * rough);
    const up = Math.max(low, mid, high);
    data.set([up, up * (0.8 + 0.2 * noise(seed + column + 7)), low, mid, high], column * COLUMN_BYTES);
  }
  return data;
}

/** Two seconds of a decaying tone as WAV, repeated to the length asked for. */
function inventAudio(seconds: number): Uint8Array<ArrayBuffer> {
  const rate = 8000;
  const samples = Math.floor(rate * seconds);
  const bytes = new Uint8Array(44 + samples);
  const view = new DataView(bytes.buffer);
  const ascii = (offset: number, text: string) => bytes.set(new TextEncoder().encode(text), offset);
  ascii(0, 'RIFF');
  view.setUint32(4, 36 + samples, true);
  ascii(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate, true);
  view.setUint16(32, 1, true);
  view.setUint16(34, 8, true);
  ascii(36, 'data');
  view.setUint32(40, samples, true);
  for (let index = 0; index < samples; index += 1) {
    const inBeat = index % (rate / 2);
    bytes[44 + index] = 128 + Math.round(90 * Math.exp(-inBeat / 900) * Math.sin(inBeat * 0.05));
  }
  return bytes;
}

/** Tempo at which the music of a track is invented: two that have to be stretched to meet. */
export const inventTempo = (id: string): number => (seedOf(id) % 2 === 0 ? 120 : 125);

/** A burst on each beat of the track. */
function inventExcerpt(bpm: number, from: number, seconds: number): Uint8Array<ArrayBuffer> {
  const samples = new Int16Array(Math.round(seconds * EXCERPT_RATE) * 2);
  for (let frame = 0; frame < samples.length / 2; frame += 1) {
    const inBeat = (from * EXCERPT_RATE + frame) % ((EXCERPT_RATE * 60) / bpm);
    const sample = 20_000 * Math.exp(-inBeat / 900) * Math.sin(inBeat * 0.05);
    samples.fill(sample, frame * 2, frame * 2 + 2);
  }
  return new Uint8Array(samples.buffer);
}

function rangeResponse(bytes: Uint8Array<ArrayBuffer>, type: string, range: string | null): Response {
  const match = /^bytes=(\d+)-(\d*)$/.exec(range ?? '');
  if (!match) return new Response(bytes, { headers: { 'content-type': type, 'accept-ranges': 'bytes' } });
  const start = Number(match[1]);
  const end = match[2] ? Math.min(Number(match[2]), bytes.length - 1) : bytes.length - 1;
  return new Response(bytes.subarray(start, end + 1), {
    status: 206,
    headers: {
      'content-type': type,
      'accept-ranges': 'bytes',
      'content-range': `bytes ${start}-${end}/${bytes.length}`,
      'content-length': String(end - start + 1),
    },
  });
}

function inventCover(seed: number): string {
  const hue = Math.floor(noise(seed + 500) * 360);
  const size = 20 + Math.floor(noise(seed + 501) * 26);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" fill="hsl(${hue} 42% 24%)"/><circle cx="${20 + (seed % 24)}" cy="34" r="${size / 2}" fill="hsl(${(hue + 40) % 360} 62% 56%)"/><rect x="0" y="50" width="64" height="14" fill="hsl(${hue} 40% 16%)"/></svg>`;
}

/** Audio, peaks and covers of the invented tracks. @param missing Ids whose audio is gone. */
export function createFakeMedia(seconds: (id: string) => number, missing: (id: string) => boolean) {
  return async (request: Request): Promise<Response> => {
    const [, , kind, id = ''] = new URL(request.url).pathname.split('/');
    const seed = seedOf(id);
    const binary = { headers: { 'content-type': 'application/octet-stream' } };
    const length = seconds(id);
    if (kind === 'audio') {
      if (missing(id)) return new Response('The file of this track is not there any more.', { status: 404 });
      return rangeResponse(inventAudio(length), 'audio/wav', request.headers.get('range'));
    }
    if (kind === 'excerpt') {
      const { searchParams } = new URL(request.url);
      const [from, asked] = [Number(searchParams.get('from')), Number(searchParams.get('seconds'))];
      return new Response(inventExcerpt(inventTempo(id), from, asked), binary);
    }
    if (kind === 'artwork') return new Response(inventCover(seed), { headers: { 'content-type': 'image/svg+xml' } });
    const columns = kind === 'overview' ? OVERVIEW_COLUMNS : Math.round(length * COLUMNS_PER_SECOND);
    const data = inventPeaks(seed, columns, length);
    const peaks = { columnsPerSecond: columns / length, data };
    return new Response(encodePeaks(kind === 'overview' ? [peaks] : levelsOf(peaks)), binary);
  };
}
