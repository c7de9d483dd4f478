import { decodeUtf8, encodeUtf8, joinBytes } from '#main/interchange/bytes.ts';
import { decodeSeratoBase64, encodeLongBase64 } from './base64.ts';

/**
 * In which tag fields Serato keeps its payloads: "id3" stands for GEOB frames (MP3, AIFF, WAV), "flac" for Vorbis comments of
 * FLAC, "ogg" for those of Ogg files, "mp4" for ---- atoms.
 * @source github.com/Holzhaus/serato-tags, docs/fileformats.md.
 */
export type SeratoContainer = 'id3' | 'flac' | 'mp4' | 'ogg';
export type SeratoPayload = 'markers' | 'markers2' | 'beatGrid' | 'autotags' | 'analysis';
export type SeratoPayloads = Readonly<Partial<Record<SeratoPayload, Uint8Array>>>;

const NAMES: Readonly<Record<SeratoContainer, Readonly<Partial<Record<SeratoPayload, string>>>>> = {
  id3: {
    markers: 'Serato Markers_',
    markers2: 'Serato Markers2',
    beatGrid: 'Serato BeatGrid',
    autotags: 'Serato Autotags',
    analysis: 'Serato Analysis',
  },
  flac: {
    markers2: 'SERATO_MARKERS_V2',
    beatGrid: 'SERATO_BEATGRID',
    autotags: 'SERATO_AUTOGAIN',
    analysis: 'SERATO_ANALYSIS',
  },
  mp4: {
    markers: '----:com.serato.dj:markers',
    markers2: '----:com.serato.dj:markersv2',
    beatGrid: '----:com.serato.dj:beatgrid',
    autotags: '----:com.serato.dj:autgain',
    analysis: '----:com.serato.dj:analysisVersion',
  },
  ogg: {
    markers: 'serato_markers',
    markers2: 'serato_markers2',
    beatGrid: 'serato_beatgrid',
    analysis: 'serato_analysis_ver',
  },
};

/** @returns The name of the tag field; null where Serato keeps no such thing in such files. */
export function seratoFieldName(container: SeratoContainer, payload: SeratoPayload): string | null {
  return NAMES[container][payload] ?? null;
}

/** Which payload a tag field holds, whatever the case of its name; null for all that is not Serato's or not read. */
export function seratoPayloadOf(container: SeratoContainer, fieldName: string): SeratoPayload | null {
  const wanted = fieldName.toLowerCase();
  const found = Object.entries(NAMES[container]).find(([, name]) => name.toLowerCase() === wanted);
  return (found?.[0] as SeratoPayload | undefined) ?? null;
}

const MIME = 'application/octet-stream\0\0';
const MIME_BASE64 = Buffer.from(MIME).toString('base64').slice(0, 16);

/**
 * Takes a payload out of its wrapping in FLAC and MP4 (base64 of a MIME type, a name, the payload). One without wrapping is
 * returned as it is. It may end in one byte too many, for which Serato is to blame.
 */
export function unwrapSeratoField(bytes: Uint8Array): Uint8Array {
  const starts = (text: string) => decodeUtf8(bytes.subarray(0, text.length)) === text;
  const plain = starts(MIME_BASE64) ? decodeSeratoBase64(bytes) : bytes;
  if (decodeUtf8(plain.subarray(0, MIME.length)) !== MIME) return plain;
  const nameEnd = plain.indexOf(0, MIME.length);
  return nameEnd < 0 ? new Uint8Array() : plain.subarray(nameEnd + 1);
}

/** The field as FLAC and MP4 hold it. */
export function wrapSeratoField(payload: SeratoPayload, bytes: Uint8Array): Uint8Array {
  return encodeUtf8(encodeLongBase64(joinBytes([encodeUtf8(`${MIME}${NAMES.id3[payload]}\0`), bytes])));
}
