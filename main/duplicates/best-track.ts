import type { DuplicateTrack } from '#shared/contract/duplicates.ts';

const LOSSLESS = new Set(['flac', 'wav', 'aiff', 'caf', 'ape', 'wv', 'tta', 'alac', 'dsf', 'dff']);
/** AAC, Vorbis and Opus need less than mp3 for the same sound. */
const EFFICIENT = new Set(['m4a', 'aac', 'ogg', 'opus']);
const EFFICIENT_FACTOR = 1.3;
/** Below this a lossless file has been made from a lossy one. */
const WHOLE_HZ = 19_500;
/** m4a files of more than this hold ALAC. */
const LOSSLESS_BIT_RATE = 400_000;
const HEARD_DIFFERENCE_HZ = 800;
const TRIMMED_SECONDS = 1;

function isLossless({ files: [file] }: DuplicateTrack): boolean {
  if (file === undefined) return false;
  return LOSSLESS.has(file.format) || (file.format === 'm4a' && (file.bitRate ?? 0) > LOSSLESS_BIT_RATE);
}

/** What nobody has measured is taken for whole. */
const reach = ({ cutoffHz }: DuplicateTrack): number => Math.min(cutoffHz ?? WHOLE_HZ, WHOLE_HZ);
const isTranscoded = (track: DuplicateTrack): boolean => isLossless(track) && reach(track) < WHOLE_HZ;

function bitRate(track: DuplicateTrack): number {
  const file = track.files[0];
  if (isLossless(track)) return 0;
  return (file?.bitRate ?? 0) * (file !== undefined && EFFICIENT.has(file.format) ? EFFICIENT_FACTOR : 1);
}

const kiloHertz = (hz: number): string => `${(hz / 1000).toFixed(1)} kHz`;

interface Rule {
  /** Above 0: `a` is the better one. */
  readonly compare: (a: DuplicateTrack, b: DuplicateTrack) => number;
  readonly why: (best: DuplicateTrack, other: DuplicateTrack) => string;
}

/** What makes one file better than another, the weightiest first. */
const RULES: readonly Rule[] = [
  {
    compare: (a, b) => Number(b.track.missing) - Number(a.track.missing),
    why: () => 'its file is there',
  },
  {
    compare: (a, b) => {
      const apart = reach(a) - reach(b);
      return Math.abs(apart) < HEARD_DIFFERENCE_HZ ? 0 : apart;
    },
    why: (best, other) => {
      const limit = kiloHertz(other.cutoffHz ?? WHOLE_HZ);
      return isTranscoded(other)
        ? `the other ends at ${limit}: it was made from a compressed file`
        : `its treble goes up to ${best.cutoffHz === null ? 'the end' : kiloHertz(best.cutoffHz)}, the other's to ${limit}`;
    },
  },
  { compare: (a, b) => Number(isLossless(a)) - Number(isLossless(b)), why: () => 'it is lossless' },
  {
    compare: (a, b) => (Math.abs(bitRate(a) - bitRate(b)) < 8000 ? 0 : bitRate(a) - bitRate(b)),
    why: (best, other) =>
      best.files[0]?.format === other.files[0]?.format ? 'its bit rate is higher' : 'its encoding keeps more',
  },
  {
    compare: (a, b) => (a.files[0]?.sampleRate ?? 0) - (b.files[0]?.sampleRate ?? 0),
    why: () => 'its sample rate is higher',
  },
  {
    compare: (a, b) => {
      const apart = (a.track.durationSeconds ?? 0) - (b.track.durationSeconds ?? 0);
      return Math.abs(apart) < TRIMMED_SECONDS ? 0 : apart;
    },
    why: () => 'it is longer',
  },
  { compare: (a, b) => a.cues - b.cues, why: () => 'it has more cues' },
  { compare: (a, b) => a.plays - b.plays, why: () => 'you played it more often' },
  { compare: (a, b) => a.sets + a.crates - b.sets - b.crates, why: () => 'it is in more crates and sets' },
  {
    compare: (a, b) => Date.parse(b.track.addedAt) - Date.parse(a.track.addedAt),
    why: () => 'you have had it longest',
  },
];

function compareTracks(a: DuplicateTrack, b: DuplicateTrack): number {
  for (const { compare } of RULES) {
    const result = compare(a, b);
    if (result !== 0) return result;
  }
  return a.track.id < b.track.id ? 1 : -1;
}

/** The track to keep, and what speaks for it against each other one: the weightiest reason, each once. */
export function bestTrack(tracks: readonly DuplicateTrack[]): {
  readonly best: DuplicateTrack;
  readonly why: string[];
} {
  const [first, ...rest] = tracks;
  if (first === undefined) throw new RangeError('A group has tracks.');
  const best = rest.reduce((better, track) => (compareTracks(track, better) > 0 ? track : better), first);
  const reasons = tracks.flatMap((other) => {
    if (other === best) return [];
    const rule = RULES.find(({ compare }) => compare(best, other) > 0);
    return rule === undefined ? [] : [rule.why(best, other)];
  });
  return { best, why: [...new Set(reasons)] };
}
