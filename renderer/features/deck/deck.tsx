import { type Ref, useEffect, useMemo, useRef, useState } from 'react';
import type { TrackDetail } from '#shared/contract/tracks.ts';
import type { BeatGrid } from '#shared/domain/beat-grid.ts';
import { segmentIndexAt } from '#shared/domain/grid-edit.ts';
import { seconds } from '#shared/domain/units.ts';
import { formatClock } from '#shared/domain/time-text.ts';
import { type DeckWaveform, FIRST_ZOOM } from '#renderer/canvas/waveform/deck-waveform.ts';
import { useTrackDetail } from '#renderer/host-client/queries.ts';
import { useDeck } from '#renderer/stores/deck-store.ts';
import { useDeckTools } from '#renderer/stores/deck-tools-store.ts';
import { shortcutText } from '#renderer/stores/shortcuts.ts';
import { beatPeriod } from './beat-jump.ts';
import { CueList } from './cue-list.tsx';
import { CueRow } from './cue-row.tsx';
import type { DeckAudio } from './deck-audio.ts';
import { DeckInfo } from './deck-info.tsx';
import { DeckToggles, useShownEnergy } from './deck-toggles.tsx';
import { GridRow } from './grid-row.tsx';
import { Transport } from './transport.tsx';
import { OverviewBar, type OverviewHandle } from './overview-bar.tsx';
import { SectionBar } from './section-bar.tsx';
import { type CueTools, useCues } from './use-cues.ts';
import { useDeckAudio } from './use-deck-audio.ts';
import { useDeckWaveform, usePeaks } from './use-deck-waveform.ts';
import { type GridTools, useGridEditing, useRecoveredGrid } from './use-grid-editing.ts';

/** Length of the track: from the library, or from the audio itself while it is not analysed. */
function useDuration(track: TrackDetail, audio: DeckAudio): number {
  const [heard, setHeard] = useState(0);
  useEffect(() => {
    const { element } = audio;
    const update = () => setHeard(Number.isFinite(element.duration) ? element.duration : 0);
    element.addEventListener('durationchange', update);
    return () => element.removeEventListener('durationchange', update);
  }, [audio]);
  return track.durationSeconds ?? heard;
}

interface DeckParts {
  readonly audio: DeckAudio;
  readonly waveform: DeckWaveform | null;
  readonly grid: GridTools;
  readonly cues: CueTools;
}

/** Makes the deck known to keys and menus. */
function usePlayer(parts: DeckParts): void {
  const latest = useRef(parts);
  useEffect(() => {
    latest.current = parts;
  });
  useEffect(() => {
    useDeck.getState().attach({
      toggle: () => latest.current.audio.toggle(),
      jumpBeats: (beats) => {
        const { audio, grid } = latest.current;
        const now = audio.element.currentTime;
        audio.seek(now + beats * beatPeriod(grid.grid, now));
      },
      zoomBy: (factor) => {
        const { waveform } = latest.current;
        waveform?.setZoom(waveform.getZoom() * factor);
      },
      pad: (slot) => latest.current.cues.pad(slot),
      rememberCue: () => latest.current.cues.remember(),
      loopIn: () => latest.current.cues.loopIn(),
      loopOut: () => latest.current.cues.loopOut(),
      toggleLoop: () => latest.current.cues.toggleLoop(),
      tap: () => latest.current.grid.tap(),
      shiftGrid: (milliseconds) => latest.current.grid.shift(milliseconds),
      downbeatHere: () => latest.current.grid.downbeatHere(),
      flush: () => latest.current.grid.flush(),
    });
    return () => useDeck.getState().attach(null);
  }, []);
}

/** The segment that the playhead is in. */
function useSegmentHere(grid: BeatGrid | null, audio: DeckAudio): number {
  const [index, setIndex] = useState(0);
  useEffect(() => {
    const { element } = audio;
    const update = () => setIndex(grid === null ? 0 : segmentIndexAt(grid, seconds(element.currentTime)));
    update();
    for (const event of ['timeupdate', 'seeking']) element.addEventListener(event, update);
    return () => {
      for (const event of ['timeupdate', 'seeking']) element.removeEventListener(event, update);
    };
  }, [grid, audio]);
  return index;
}

/** One line, until the first track is loaded: the room is the list's. */
function EmptyDeck() {
  return (
    <div className="flex h-11 items-center gap-4 px-3">
      <Transport zoom={FIRST_ZOOM} onZoom={() => undefined} disabled />
      <p className="text-sm text-faint">Select a track and press {shortcutText('preview')} to hear it here.</p>
    </div>
  );
}

interface ClockProps {
  readonly elapsed: Ref<HTMLSpanElement>;
  readonly remaining: Ref<HTMLSpanElement>;
  readonly durationSeconds: number;
}

/** Time played and left; written to directly while it plays. */
function Clock({ elapsed, remaining, durationSeconds }: ClockProps) {
  return (
    <div className="flex shrink-0 items-baseline gap-3 text-end" aria-label="Position">
      <span ref={elapsed} className="text-lg font-semibold">
        {formatClock(0)}
      </span>
      <span ref={remaining} className="text-sm text-muted">
        −{formatClock(durationSeconds)}
      </span>
    </div>
  );
}

function LoadedDeck({ track }: { readonly track: TrackDetail }) {
  const { audio, fault } = useDeckAudio(track.id);
  const durationSeconds = useDuration(track, audio);
  const peaks = usePeaks(track);
  const overview = useRef<OverviewHandle>(null);
  const elapsed = useRef<HTMLSpanElement>(null);
  const remaining = useRef<HTMLSpanElement>(null);
  const [zoom, setZoom] = useState(FIRST_ZOOM);
  const grid = useGridEditing(track, audio);
  const cues = useCues(track, audio, grid.grid);
  const marks = useMemo(() => ({ cues: track.cues, loop: cues.loop }), [track.cues, cues.loop]);
  const shown = { track, peaks, durationSeconds, grid: grid.grid, marks };
  const { waveform, mount } = useDeckWaveform(audio.element, shown, {
    time: (seconds) => {
      overview.current?.setTime(seconds);
      if (elapsed.current) elapsed.current.textContent = formatClock(seconds);
      if (remaining.current) remaining.current.textContent = `−${formatClock(durationSeconds - seconds)}`;
    },
    view: (from, to) => overview.current?.setView(from, to),
    zoom: setZoom,
  });
  const segment = useSegmentHere(grid.grid, audio);
  const gridOpen = useDeckTools((state) => state.grid);
  const listOpen = useDeckTools((state) => state.cueList);
  const energy = useShownEnergy(track);
  usePlayer({ audio, waveform, grid, cues });
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex h-11 shrink-0 items-center gap-4 px-3">
        <Transport zoom={zoom} onZoom={(next) => waveform?.setZoom(next)} />
        <DeckInfo track={track} fault={fault} />
        <DeckToggles track={track} />
        <Clock elapsed={elapsed} remaining={remaining} durationSeconds={durationSeconds} />
      </div>
      <OverviewBar
        ref={overview}
        peaks={peaks}
        durationSeconds={durationSeconds}
        marks={marks}
        energy={energy}
        onSeek={(seconds) => audio.seek(seconds)}
      />
      <SectionBar
        sections={track.details?.sections ?? []}
        durationSeconds={durationSeconds}
        onJump={(seconds) => audio.seek(seconds)}
      />
      <CueRow cues={track.cues} tools={cues} />
      <div className="flex min-h-0 flex-1">
        <div ref={mount} className="deck-wave relative min-w-0 flex-1" data-testid="deck-waveform" />
        {listOpen ? (
          <div className="me-3 mt-1.5 mb-2 w-64 shrink-0 rounded-sm border border-line bg-ground">
            <CueList cues={track.cues} proposals={track.details?.cues ?? []} tools={cues} />
          </div>
        ) : null}
      </div>
      {gridOpen ? <GridRow track={track} tools={grid} segment={segment} onJump={(at) => audio.seek(at)} /> : null}
    </div>
  );
}

/** The player at the foot of the window. */
export function Deck() {
  const trackId = useDeck((state) => state.trackId);
  const track = useTrackDetail(trackId).data;
  useRecoveredGrid();
  return (
    <div className="min-h-0 flex-1 bg-panel">
      {trackId === null || !track ? <EmptyDeck /> : <LoadedDeck track={track} />}
    </div>
  );
}
