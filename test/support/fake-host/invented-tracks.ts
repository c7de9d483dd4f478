import type { TrackId } from '#shared/contract/ids.ts';
import { TrackDetail } from '#shared/contract/tracks.ts';
import { keyFromIndex } from '#shared/domain/key.ts';
import { inventSources } from './fake-sources.ts';

const ARTISTS = [
  'Mira Holt',
  'Oblique',
  'Tessera',
  'Kaito Brandt',
  'Low Meridian',
  'Nadia Voss',
  'Ferro & Pine',
  'Sunder',
  'Ilse Moreau',
  'Atlas Row',
  'Ruun',
  'Copper Hollow',
];
const FIRST = [
  'Night',
  'Glass',
  'Signal',
  'Ember',
  'Slow',
  'Paper',
  'Velvet',
  'Iron',
  'Salt',
  'Hollow',
  'Distant',
  'Second',
];
const SECOND = [
  'Drive',
  'Harbour',
  'Bloom',
  'Theory',
  'Motion',
  'Lanterns',
  'Current',
  'Garden',
  'Weather',
  'Machine',
  'Runner',
  'Sleep',
];
const GENRES = ['House', 'Deep House', 'Techno', 'Melodic Techno', 'Drum & Bass', 'Breaks', 'Trance', 'Hip-Hop'];
const TEMPI = [122, 120, 132, 124, 174, 134, 138, 92];
const LABELS = ['Northside', 'Kiln', 'Blue Room', 'Fathom', ''];
const COLOURS = ['#e0433f', '#4cb563', '#3f78e0', null, null, null];

/** A number in [0, 1) that is the same for the same seed. */
export function noise(seed: number): number {
  const value = Math.sin(seed * 12.9898 + 78.233) * 43_758.5453;
  return value - Math.floor(value);
}

const pick = <Value>(values: readonly Value[], seed: number): Value =>
  values[Math.floor(noise(seed) * values.length)] as Value;

/** UUIDv7-shaped ids that are the same in every run. */
export function inventedId(kind: number, index: number): string {
  const tail = index.toString(16).padStart(12, '0');
  return `0190${kind.toString(16).padStart(4, '0')}-0000-7000-8000-${tail}`;
}

function tempoOf(index: number): number {
  const style = Math.floor(noise(index + 1) * GENRES.length);
  return Math.round(((TEMPI[style] ?? 124) + (noise(index + 2) - 0.5) * 5) * 100) / 100;
}

const KNOWN_FORMAT = { format: 'mp3', bitRate: 320_000, sampleRate: 44_100, fileSize: 11_400_000 };

const FORM = [
  { kind: 'intro', bars: 16, energy: 0.45 },
  { kind: 'build', bars: 16, energy: 0.6 },
  { kind: 'drop', bars: 16, energy: 0.75 },
  { kind: 'breakdown', bars: 8, energy: 0.4 },
  { kind: 'drop', bars: 16, energy: 0.8 },
  { kind: 'outro', bars: 16, energy: 0.5 },
] as const;

function inventDetails(index: number, bpm: number): NonNullable<TrackDetail['details']> {
  let startSeconds = 0.12;
  const sections = FORM.map((part) => {
    const section = { ...part, startSeconds, endSeconds: startSeconds + (part.bars * 240) / bpm };
    startSeconds = section.endSeconds;
    return section;
  });
  const parts = sections.flatMap((section) =>
    section.kind === 'drop' || section.kind === 'breakdown'
      ? [{ kind: section.kind, timeSeconds: section.startSeconds }]
      : [],
  );
  return {
    secondKey: { key: keyFromIndex(Math.floor(noise(index + 9) * 24)), confidence: 0.3 },
    tuningCents: Math.round((noise(index + 11) - 0.5) * 40),
    keyChanges: [],
    sections,
    cues: [
      { kind: 'first-downbeat', timeSeconds: 0.12 },
      { kind: 'mix-in', timeSeconds: 0.12 },
      ...parts,
      { kind: 'mix-out', timeSeconds: sections.at(-1)?.startSeconds ?? 0 },
    ],
    energyCurve: {
      secondsPerValue: 1,
      values: sections.flatMap(({ startSeconds: from, endSeconds, energy }) =>
        Array.from({ length: Math.round(endSeconds - from) }, () => energy),
      ),
    },
    loudnessRangeLu: 3 + Math.round(noise(index + 12) * 60) / 10,
    truePeakDb: null,
    mood: { name: 'driving' as const, arousal: 0.8, valence: 0.3, confidence: 0.4 },
  };
}

/** What an analysis of the track finds. */
export function inventAnalysis(index: number) {
  const bpm = tempoOf(index);
  const keyIndex = Math.floor(noise(index + 3) * 24);
  return {
    bpm,
    keyIndex,
    analysisBpm: bpm,
    analysisKeyIndex: keyIndex,
    energy: Math.round(noise(index + 4) * 100) / 100,
    loudnessLufs: -6 - Math.round(noise(index + 5) * 80) / 10,
    bpmConfidence: 0.86 + noise(index + 6) * 0.13,
    keyConfidence: 0.55 + noise(index + 7) * 0.4,
    samplePeakDb: -0.1 - noise(index + 8),
    waveformVersion: 1,
    details: inventDetails(index, bpm),
    grid: { beatsPerBar: 4, segments: [{ startSeconds: 0.12, bpm, firstBeatNumber: 1 }] },
    analysis: 'done' as const,
    analysisNote: null,
  };
}

const UNANALYSED = {
  bpm: null,
  keyIndex: null,
  energy: null,
  loudnessLufs: null,
  bpmConfidence: null,
  keyConfidence: null,
  samplePeakDb: null,
  waveformVersion: 0,
  details: null,
  grid: null,
  analysisBpm: null,
  analysisKeyIndex: null,
};

function stateOf(index: number) {
  if (index % 23 === 7)
    return {
      ...UNANALYSED,
      analysis: 'failed' as const,
      analysisNote: 'The file ends in the middle of the music (41 of 372 seconds could be read). Copy it again.',
    };
  if (index % 29 === 11) return { ...UNANALYSED, analysis: 'queued' as const, analysisNote: null };
  if (index % 31 === 17) return { ...UNANALYSED, analysis: 'none' as const, analysisNote: null };
  return inventAnalysis(index);
}

/** One invented track; the same for the same index. */
export function inventTrack(index: number): TrackDetail {
  const style = Math.floor(noise(index + 1) * GENRES.length);
  const mix = index % 5 === 0 ? ` (${pick(ARTISTS, index + 40)} Remix)` : '';
  const track = TrackDetail.parse({
    id: inventedId(1, index),
    title: `${pick(FIRST, index + 10)} ${pick(SECOND, index + 20)}${mix}`,
    artist: pick(ARTISTS, index + 30),
    album: index % 3 === 0 ? `${pick(SECOND, index + 50)} EP` : '',
    genre: GENRES[style] ?? '',
    label: pick(LABELS, index + 60),
    comment: index % 7 === 0 ? 'long intro, vocal from 2:10' : '',
    year: index % 6 === 0 ? null : 2004 + Math.floor(noise(index + 70) * 22),
    rating: Math.floor(noise(index + 80) * 6),
    colour: pick(COLOURS, index + 90),
    durationSeconds: Math.round((180 + noise(index + 100) * 270) * 10) / 10,
    addedAt: new Date(Date.UTC(2026, 10, 20) - index * 36e5 * 7).toISOString(),
    playCount: Math.floor(noise(index + 110) * 30),
    lastPlayedAt: noise(index + 110) * 30 < 1 ? null : new Date(Date.UTC(2026, 10, 19) - index * 71e5).toISOString(),
    quality: null,
    missing: index % 19 === 4,
    hasArtwork: index % 4 !== 3,
    albumArtist: '',
    remixers: mix === '' ? [] : [pick(ARTISTS, index + 40)],
    featured: [],
    path: `/music/${GENRES[style]}/${index}.mp3`,
    ...KNOWN_FORMAT,
    gridSource: 'analysis',
    gridLocked: false,
    keySource: 'analysis',
    keyLocked: false,
    cues: [],
    ...stateOf(index),
    sources: [],
    musicbrainzIds: [],
    tags: [],
  });
  return { ...track, sources: inventSources(track, index) };
}

export function inventTracks(count: number): TrackDetail[] {
  return Array.from({ length: count }, (_, index) => inventTrack(index));
}

export const trackId = (index: number): TrackId => inventedId(1, index) as TrackId;

export const trackIndex = (id: TrackId): number => Number.parseInt(id.slice(-12), 16);
