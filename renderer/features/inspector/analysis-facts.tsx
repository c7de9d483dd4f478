import type { TrackDetail } from '#shared/contract/tracks.ts';
import type { Mood, Section } from '#shared/domain/analysis-details.ts';
import { formatCamelot, formatMusical } from '#shared/domain/key.ts';
import { formatTime } from '#shared/domain/time-text.ts';
import { formatDecibels } from '#renderer/ui/format.ts';
import { SECTION_NAMES } from '#renderer/ui/section-names.ts';
import { Fact, Sure } from './fact.tsx';

interface TrackProps {
  readonly track: TrackDetail;
}

const barsText = (bars: number): string => `${bars} ${bars === 1 ? 'bar' : 'bars'}`;

/** "16 bars intro, 8 bars outro"; "" for a track without either. */
function edgesText(sections: readonly Section[]): string {
  const [first, last] = [sections[0], sections.at(-1)];
  return [
    first?.kind === 'intro' ? `${barsText(first.bars)} intro` : '',
    last?.kind === 'outro' ? `${barsText(last.bars)} outro` : '',
  ]
    .filter(Boolean)
    .join(', ');
}

/** Loudness and its range, and the highest peak: between the samples where that was measured. */
export function LoudnessFacts({ track }: TrackProps) {
  const { loudnessLufs, samplePeakDb, details } = track;
  if (loudnessLufs === null) return null;
  const range = details?.loudnessRangeLu ?? null;
  const truePeak = details?.truePeakDb ?? null;
  const peak = samplePeakDb === null ? '' : `, peak ${formatDecibels(samplePeakDb)} dB`;
  return (
    <>
      <Fact name="Loudness">
        {formatDecibels(loudnessLufs)} LUFS{truePeak === null ? peak : `, true peak ${formatDecibels(truePeak)} dB`}
      </Fact>
      {range === null ? null : <Fact name="Range">{range.toFixed(1)} LU from soft to loud</Fact>}
    </>
  );
}

const MOOD_NAMES = {
  euphoric: 'Euphoric',
  driving: 'Driving',
  relaxed: 'Relaxed',
  melancholic: 'Melancholic',
} as const satisfies Record<Mood['name'], string>;

/** Places this near a border between moods are said with both of their sides in doubt. */
const LEAST_MOOD = 0.1;

export function MoodFact({ track }: TrackProps) {
  const mood = track.details?.mood ?? null;
  if (mood === null) return null;
  return (
    <Fact name="Mood">
      {mood.confidence < LEAST_MOOD
        ? `Between moods, nearest ${MOOD_NAMES[mood.name].toLowerCase()}`
        : MOOD_NAMES[mood.name]}
      <Sure confidence={mood.confidence} />
    </Fact>
  );
}

export function KeyChangesFact({ track }: TrackProps) {
  const changes = track.details?.keyChanges ?? [];
  if (changes.length === 0) return null;
  return (
    <Fact name="Key changes">
      {changes.map(({ startSeconds, key }) => (
        <span key={startSeconds} className="block">
          {formatTime(startSeconds)} {formatMusical(key)}, {formatCamelot(key)}
        </span>
      ))}
    </Fact>
  );
}

/** How the track is built, in words. */
export function FormFacts({ track }: TrackProps) {
  const sections = track.details?.sections ?? [];
  if (sections.length === 0) return null;
  const edges = edgesText(sections);
  return (
    <>
      {edges === '' ? null : <Fact name="To mix">{edges}</Fact>}
      <Fact name="Sections">
        <ol>
          {sections.map(({ startSeconds, kind, bars }) => (
            <li key={startSeconds}>
              {formatTime(startSeconds)} {SECTION_NAMES[kind]}, {barsText(bars)}
            </li>
          ))}
        </ol>
      </Fact>
    </>
  );
}
