import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { CueFields, CuePoint } from '#shared/contract/cue-points.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import type { TrackDetail } from '#shared/contract/tracks.ts';
import type { CueProposal } from '#shared/domain/analysis-details.ts';
import type { BeatGrid } from '#shared/domain/beat-grid.ts';
import { nearestBeat } from '#shared/domain/grid-edit.ts';
import { seconds } from '#shared/domain/units.ts';
import type { Stretch } from '#renderer/canvas/waveform/cue-marks.ts';
import { useCueChanges } from '#renderer/host-client/mutations.ts';
import { useDeckTools } from '#renderer/stores/deck-tools-store.ts';
import { useDialogs } from '#renderer/stores/dialogs-store.ts';
import { useToasts } from '#renderer/stores/toasts-store.ts';
import { COLOURS } from '#shared/domain/colours.ts';
import { CUE_NAMES } from '#renderer/ui/section-names.ts';
import type { DeckAudio } from './deck-audio.ts';

/** The loop of the deck: where it begins until its end is set, then the stretch, which may be switched off. */
interface DeckLoop {
  readonly trackId: TrackId;
  readonly startSeconds: number;
  readonly endSeconds: number | null;
  readonly active: boolean;
}

/** What pads, list and keys do. Times are those of the playhead, on the beat while quantising is on. */
export interface CueTools {
  /** Sets the pad if it is empty, else goes to what is on it. */
  readonly pad: (slot: number) => void;
  /** Goes to a cue point; a loop then plays. */
  readonly jump: (cue: CuePoint) => void;
  readonly go: (startSeconds: number) => void;
  /** Keeps the loop that plays, else the place. */
  readonly remember: () => void;
  /** Keeps what the analysis proposes as memory cues, under their names. */
  readonly take: (proposals: readonly CueProposal[]) => void;
  readonly moveHere: (cue: CuePoint) => void;
  readonly edit: (cue: CuePoint) => void;
  readonly remove: (cue: CuePoint) => void;
  readonly loopIn: () => void;
  readonly loopOut: () => void;
  readonly toggleLoop: () => void;
  /** The loop that plays. */
  readonly loop: Stretch | null;
  /** Where a loop begins whose end is not set yet; null when there is none. */
  readonly loopStart: number | null;
  readonly hasLoop: boolean;
}

const PLAIN = { slot: null, endSeconds: null, name: '', colour: null };

function useLoop(trackId: TrackId, audio: DeckAudio) {
  const [kept, setLoop] = useState<DeckLoop | null>(null);
  const loop = kept?.trackId === trackId ? kept : null;
  const { startSeconds, endSeconds, active } = loop ?? { startSeconds: 0, endSeconds: null, active: false };
  const playing = useMemo(
    () => (active && endSeconds !== null ? { startSeconds, endSeconds } : null),
    [active, startSeconds, endSeconds],
  );
  useEffect(() => audio.setLoop(playing), [audio, playing]);
  return { loop, playing, setLoop };
}

/** What a cue point takes up: its pad, or its time. */
const placeOf = ({ kind, slot, startSeconds, endSeconds }: CueFields): string =>
  slot === null ? `${kind} ${startSeconds.toFixed(3)} ${endSeconds?.toFixed(3)}` : `pad ${slot}`;

/** Adds cue points, each pad and each place once: a key that repeats must not set it twice. */
function useAdd({ id: trackId, cues }: TrackDetail) {
  const { mutateAsync } = useCueChanges().add;
  const busy = useRef(new Set<string>());
  return useCallback(
    (wanted: readonly CueFields[]) => {
      const taken = new Set([...busy.current, ...cues.map(placeOf)]);
      const added = wanted.filter((cue) => !taken.has(placeOf(cue)));
      if (added.length === 0) return;
      const places = added.map(placeOf);
      for (const place of places) busy.current.add(place);
      const free = () => {
        for (const place of places) busy.current.delete(place);
      };
      // A failure has been told to the user by then.
      mutateAsync({ trackId, cues: added }).then(free, free);
    },
    [mutateAsync, trackId, cues],
  );
}

function usePlace(audio: DeckAudio, grid: BeatGrid | null): () => number {
  const quantise = useDeckTools((state) => state.quantise);
  return useCallback(() => {
    const now = seconds(audio.element.currentTime);
    return quantise && grid !== null ? nearestBeat(grid, now).time : now;
  }, [audio, grid, quantise]);
}

function useLoopTools(track: TrackDetail, audio: DeckAudio, place: () => number) {
  const { id } = track;
  const { loop, playing, setLoop } = useLoop(id, audio);
  return useMemo(
    () => ({
      loop: playing,
      loopStart: loop !== null && loop.endSeconds === null ? loop.startSeconds : null,
      hasLoop: loop !== null && loop.endSeconds !== null,
      loopIn: () => setLoop({ trackId: id, startSeconds: place(), endSeconds: null, active: false }),
      loopOut: () => {
        const end = place();
        if (loop !== null && end > loop.startSeconds) setLoop({ ...loop, endSeconds: end, active: true });
        else useToasts.getState().show({ level: 'info', message: 'Set the start of the loop first, before its end.' });
      },
      toggleLoop: () => (loop === null ? undefined : setLoop({ ...loop, active: !loop.active })),
      playLoop: ({ startSeconds, endSeconds }: Stretch) =>
        setLoop({ trackId: id, startSeconds, endSeconds, active: true }),
    }),
    [id, loop, playing, place, setLoop],
  );
}

export function useCues(track: TrackDetail, audio: DeckAudio, grid: BeatGrid | null): CueTools {
  const place = usePlace(audio, grid);
  const { playLoop, ...loopTools } = useLoopTools(track, audio, place);
  const add = useAdd(track);
  const changes = useCueChanges();
  const { mutate: edit } = changes.edit;
  const { mutate: remove } = changes.remove;
  const { cues } = track;
  const jump = ({ startSeconds, endSeconds }: CuePoint) => {
    audio.seek(startSeconds);
    if (endSeconds !== null) playLoop({ startSeconds, endSeconds });
  };
  return {
    ...loopTools,
    jump,
    go: (startSeconds) => audio.seek(startSeconds),
    pad: (slot) => {
      const cue = cues.find((each) => each.slot === slot);
      if (cue) jump(cue);
      else add([{ ...PLAIN, kind: 'hot', slot, startSeconds: place(), colour: COLOURS[slot]?.[0] ?? null }]);
    },
    remember: () => {
      const { loop } = loopTools;
      add([loop === null ? { ...PLAIN, kind: 'memory', startSeconds: place() } : { ...PLAIN, kind: 'loop', ...loop }]);
    },
    take: (proposals) =>
      add(
        proposals.map(({ kind, timeSeconds }) => ({
          ...PLAIN,
          kind: 'memory',
          startSeconds: timeSeconds,
          name: CUE_NAMES[kind],
        })),
      ),
    moveHere: (cue) => {
      const startSeconds = place();
      const moved = cue.endSeconds === null ? {} : { endSeconds: startSeconds + cue.endSeconds - cue.startSeconds };
      edit({ id: cue.id, edit: { startSeconds, ...moved } });
    },
    edit: (cue) => useDialogs.getState().show({ kind: 'edit-cue', cue }),
    remove: (cue) => remove({ id: cue.id }),
  };
}
