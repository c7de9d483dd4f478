import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { TrackDetail } from '#shared/contract/tracks.ts';
import type { BeatGrid } from '#shared/domain/beat-grid.ts';
import { beatsOfGrid } from '#shared/domain/beat-grid.ts';
import { seconds } from '#shared/domain/units.ts';
import type { WaveformPeaks } from '#shared/domain/peaks.ts';
import type { CueMarks } from '#renderer/canvas/waveform/cue-marks.ts';
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
  /** The grid on show: with what is being edited and not saved yet. */
  readonly grid: BeatGrid | null;
  readonly marks: CueMarks;
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
  const { track, peaks, durationSeconds, grid, marks } = shown;
  const { id } = track;
  const beats = useMemo(
    () => (grid === null ? [] : beatsOfGrid(grid, seconds(durationSeconds))),
    [grid, durationSeconds],
  );
  useEffect(() => {
    waveform?.mark({ beats, beatsPerBar: grid?.beatsPerBar ?? 4, ...marks });
  }, [waveform, beats, grid, marks]);
  useEffect(() => {
    if (durationSeconds > 0) waveform?.show({ id, durationSeconds, peaks });
  }, [waveform, id, durationSeconds, peaks]);
  return { waveform, mount };
}
