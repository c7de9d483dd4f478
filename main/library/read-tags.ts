import { openAsBlob } from 'node:fs';
import { type IAudioMetadata, parseBlob, selectCover } from 'music-metadata';
import { type AudioFormat, isAudioFormat, TAG_READER_TYPES } from './audio-format.ts';
import { commentLine, isComment, tagLine } from '#shared/domain/tag-comment.ts';
import { starsOf } from './rating-tags.ts';
import { NO_SOUND_TAGS, type SoundTags, soundTagsOf } from './tag-values.ts';

/** What the tags and headers of a file say; null and "" where they say nothing. */
export interface AudioTags {
  readonly title: string;
  readonly artist: string;
  /** Artists that the tag itself keeps apart. */
  readonly artists: readonly string[];
  readonly remixers: readonly string[];
  readonly album: string;
  readonly albumArtist: string;
  readonly genre: string;
  readonly label: string;
  readonly comment: string;
  readonly year: number | null;
  readonly trackNumber: number | null;
  /** Stars 0-5. */
  readonly rating: number;
  readonly hasArtwork: boolean;
  readonly sound: SoundTags;
}

export interface AudioHeaders {
  readonly durationSeconds: number | null;
  readonly sampleRate: number | null;
  /** bit/s. */
  readonly bitRate: number | null;
  readonly channels: number | null;
}

export interface TagReading {
  readonly tags: AudioTags;
  readonly headers: AudioHeaders;
  /** False when the file is a container without sound (a video without a sound track). */
  readonly hasAudio: boolean;
}

const NO_HEADERS: AudioHeaders = { durationSeconds: null, sampleRate: null, bitRate: null, channels: null };
export const NO_TAGS: AudioTags = {
  title: '',
  artist: '',
  artists: [],
  remixers: [],
  album: '',
  albumArtist: '',
  genre: '',
  label: '',
  comment: '',
  year: null,
  trackNumber: null,
  rating: 0,
  hasArtwork: false,
  sound: NO_SOUND_TAGS,
};
/** For formats whose tags cannot be read, and for damaged ones. */
export const UNREAD: TagReading = { tags: NO_TAGS, headers: NO_HEADERS, hasAudio: true };

/** Longer values are damage or abuse; they would slow every list down. */
const MAX_TEXT = 500;
const TIME_LIMIT_MS = 20_000;

const line = (text: string | undefined): string => tagLine(text ?? '', MAX_TEXT);

const lines = (texts: readonly string[] | undefined): string[] =>
  (texts ?? [])
    .slice(0, 50)
    .map((text) => line(text))
    .filter((text) => text !== '');

/** Finite and above zero, else null: headers of damaged files hold anything. */
function positive(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) && value > 0 ? value : null;
}

function whole(value: number | null | undefined, min: number, max: number): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max ? value : null;
}

function commentText({ common }: IAudioMetadata): string {
  const comment = (common.comment ?? []).find(({ descriptor, text }) => isComment(descriptor ?? '', text ?? ''));
  return commentLine(comment?.text ?? '');
}

function tagsOf(metadata: IAudioMetadata): AudioTags {
  const { common } = metadata;
  const artists = lines(common.artists);
  return {
    title: line(common.title),
    artist: line(common.artist) || artists.join(', '),
    artists,
    remixers: lines(common.remixer),
    album: line(common.album),
    albumArtist: line(common.albumartist),
    genre: lines(common.genre).join(', ').slice(0, MAX_TEXT),
    label: lines(common.label).join(', ').slice(0, MAX_TEXT),
    comment: commentText(metadata),
    year: whole(common.year, 1000, 9999),
    trackNumber: whole(common.track.no, 1, 100_000),
    rating: starsOf(metadata),
    hasArtwork: (common.picture?.length ?? 0) > 0,
    sound: soundTagsOf(metadata),
  };
}

function headersOf({ format }: IAudioMetadata): AudioHeaders {
  const rounded = (value: number | null): number | null => (value === null ? null : Math.round(value));
  return {
    durationSeconds: positive(format.duration),
    sampleRate: rounded(positive(format.sampleRate)),
    bitRate: rounded(positive(format.bitrate)),
    channels: whole(format.numberOfChannels, 1, 255),
  };
}

/** Reads everything, the pictures included; they live only as long as the caller keeps them. */
async function parseAudioFile(path: string, format: AudioFormat): Promise<IAudioMetadata | null> {
  const type = TAG_READER_TYPES[format];
  if (type === null) return null;
  const blob = await openAsBlob(path, { type });
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('Reading the tags took too long')), TIME_LIMIT_MS);
  try {
    return await Promise.race([parseBlob(blob), late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Tags and headers of one audio file.
 * @throws Whatever the parser throws on damaged tags.
 */
export async function readTags(path: string, format: AudioFormat): Promise<TagReading> {
  const metadata = await parseAudioFile(path, format);
  if (metadata === null) return UNREAD;
  return { tags: tagsOf(metadata), headers: headersOf(metadata), hasAudio: metadata.format.hasAudio !== false };
}

/** What serving the sound and the cover of a file needs. */
export interface MediaFacts {
  /** Name of the codec ("MPEG-4/ALAC"), or null when it is not known. */
  readonly codec: string | null;
  /** Bytes of the front cover, or null. */
  readonly picture: Uint8Array | null;
}

/**
 * Codec and cover of a file of the library; of damaged tags nothing is known.
 * @param format As the scan stored it.
 */
export async function readMediaFacts(path: string, format: string): Promise<MediaFacts> {
  const nothing: MediaFacts = { codec: null, picture: null };
  if (!isAudioFormat(format)) return nothing;
  try {
    const metadata = await parseAudioFile(path, format);
    if (metadata === null) return nothing;
    return { codec: metadata.format.codec ?? null, picture: selectCover(metadata.common.picture)?.data ?? null };
  } catch {
    // A damaged tag has no cover; whether the sound is whole is for whoever plays it.
    return nothing;
  }
}
