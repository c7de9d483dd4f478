import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { TrackDetail } from '#shared/contract/tracks.ts';
import type { WaveformPeaks } from '#shared/domain/peaks.ts';
import { beatsOf } from '#renderer/canvas/waveform/beat-lines.ts';
import { DeckWaveform, type DeckWaveformEvents } from '#renderer/canvas/waveform/deck-waveform.ts';
import { fetchPeaks } from '#renderer/canvas/waveform/peaks-source.ts';
import { pageNonce } from '#renderer/ui/nonce.ts';

/** Peaks of the deck's track; null until they are there. */
export function usePeaks(track: TrackDetail | null): readonly WaveformPeaks[] | null {
  const [peaks, setPeaks] = useState<{ readonly key: string; readonly peaks: readonly WaveformPeaks[] } | null>(null);
  const id = track?.id ?? null;
  const version = track?.waveformVersion ?? 0;
  useEffect(() => {
    if (id === null || version === 0) return undefined;
    const stop = new AbortController();
    fetchPeaks(id, version, stop.signal)
      .then((loaded) => setPeaks({ key: `${id}:${version}`, peaks: loaded }))
      // Without its picture the track still plays.
      .catch(() => setPeaks(null));
    return () => stop.abort();
  }, [id, version]);
  return peaks?.key === `${id}:${version}` ? peaks.peaks : null;
}

/** What the large waveform shows. */
export interface ShownTrack {
  readonly track: TrackDetail;
  readonly peaks: readonly WaveformPeaks[] | null;
  readonly durationSeconds: number;
}

/**
 * The large waveform and the ref that mounts it.
 * @param events Read when they happen; may be new at every render.
 */
export function useDeckWaveform(audio: HTMLAudioElement, shown: ShownTrack, events: DeckWaveformEvents) {
  const [waveform, setWaveform] = useState<DeckWaveform | null>(null);
  const latest = useRef(events);
  useEffect(() => {
    latest.current = events;
  });
  const mount = useCallback(
    (container: HTMLElement | null) => {
      if (container === null) return undefined;
      const made = new DeckWaveform(container, audio, pageNonce(), {
        time: (seconds) => latest.current.time(seconds),
        view: (from, to) => latest.current.view(from, to),
        zoom: (pixelsPerSecond) => latest.current.zoom(pixelsPerSecond),
      });
      setWaveform(made);
      return () => made.destroy();
    },
    [audio],
  );
  const { track, peaks, durationSeconds } = shown;
  const { id, grid } = track;
  const beats = useMemo(() => beatsOf(grid, durationSeconds), [grid, durationSeconds]);
  useEffect(() => {
    if (durationSeconds > 0) waveform?.show({ id, durationSeconds, peaks, beats, beatsPerBar: grid?.beatsPerBar ?? 4 });
  }, [waveform, id, durationSeconds, peaks, beats, grid]);
  return { waveform, mount };
}
