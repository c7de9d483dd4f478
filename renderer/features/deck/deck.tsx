import { useEffect, useRef, useState } from 'react';
import type { TrackDetail } from '#shared/contract/tracks.ts';
import { type DeckWaveform, FIRST_ZOOM } from '#renderer/canvas/waveform/deck-waveform.ts';
import { useTrackDetail } from '#renderer/host-client/queries.ts';
import { useDeck } from '#renderer/stores/deck-store.ts';
import { shortcutText } from '#renderer/stores/shortcuts.ts';
import { formatClock } from '#renderer/ui/format.ts';
import { beatPeriod } from './beat-jump.ts';
import type { DeckAudio } from './deck-audio.ts';
import { DeckInfo } from './deck-info.tsx';
import { Transport } from './transport.tsx';
import { OverviewBar, type OverviewHandle } from './overview-bar.tsx';
import { useDeckAudio } from './use-deck-audio.ts';
import { useDeckWaveform, usePeaks } from './use-deck-waveform.ts';

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

/** Makes the deck known to keys and menus. */
function usePlayer(track: TrackDetail, audio: DeckAudio, waveform: DeckWaveform | null): void {
  useEffect(() => {
    useDeck.getState().attach({
      toggle: () => audio.toggle(),
      jumpBeats: (beats) => {
        const now = audio.element.currentTime;
        audio.seek(now + beats * beatPeriod(track.grid, now));
      },
      zoomBy: (factor) => waveform?.setZoom(waveform.getZoom() * factor),
    });
    return () => useDeck.getState().attach(null);
  }, [track, audio, waveform]);
}

/** The deck as it will be, at rest: loading a track then moves nothing. */
function EmptyDeck() {
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex h-11 shrink-0 items-center gap-4 px-3">
        <Transport zoom={FIRST_ZOOM} onZoom={() => undefined} disabled />
        <p className="text-sm text-faint">Select a track and press {shortcutText('preview')} to hear it here.</p>
      </div>
      <div className="mx-3 flex h-7 shrink-0 items-center rounded-sm border border-line bg-(--wave-ground)" aria-hidden>
        <span className="h-px w-full bg-line" />
      </div>
      <div className="deck-wave relative flex min-h-0 flex-1 items-center" aria-hidden>
        <span className="h-px! w-full bg-line" />
      </div>
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
  const shown = { track, peaks, durationSeconds };
  const { waveform, mount } = useDeckWaveform(audio.element, shown, {
    time: (seconds) => {
      overview.current?.setTime(seconds);
      if (elapsed.current) elapsed.current.textContent = formatClock(seconds);
      if (remaining.current) remaining.current.textContent = `−${formatClock(durationSeconds - seconds)}`;
    },
    view: (from, to) => overview.current?.setView(from, to),
    zoom: setZoom,
  });
  usePlayer(track, audio, waveform);
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex h-11 shrink-0 items-center gap-4 px-3">
        <Transport zoom={zoom} onZoom={(next) => waveform?.setZoom(next)} />
        <DeckInfo track={track} fault={fault} />
        <div className="ms-auto flex shrink-0 items-baseline gap-3 text-end" aria-label="Position">
          <span ref={elapsed} className="text-lg font-semibold">
            {formatClock(0)}
          </span>
          <span ref={remaining} className="text-sm text-muted">
            −{formatClock(durationSeconds)}
          </span>
        </div>
      </div>
      <OverviewBar
        ref={overview}
        peaks={peaks}
        durationSeconds={durationSeconds}
        onSeek={(seconds) => audio.seek(seconds)}
      />
      <div ref={mount} className="deck-wave relative min-h-0 flex-1" data-testid="deck-waveform" />
    </div>
  );
}

/** The player at the foot of the window. */
export function Deck() {
  const trackId = useDeck((state) => state.trackId);
  const track = useTrackDetail(trackId).data;
  return (
    <div className="min-h-0 flex-1 bg-panel">
      {trackId === null || !track ? <EmptyDeck /> : <LoadedDeck track={track} />}
    </div>
  );
}
