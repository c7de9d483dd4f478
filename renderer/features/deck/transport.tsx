import { ChevronsLeft, ChevronsRight, Minus, Pause, Play, Plus, Volume2, VolumeX } from 'lucide-react';
import { MAX_ZOOM } from '#renderer/canvas/waveform/deck-waveform.ts';
import { useDeck } from '#renderer/stores/deck-store.ts';
import { shortcutText } from '#renderer/stores/shortcuts.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { Slider } from '#renderer/ui/slider.tsx';

function PlayButton({ disabled }: { readonly disabled: boolean }) {
  const playing = useDeck((state) => state.playing);
  return (
    <button
      type="button"
      disabled={disabled}
      aria-label={playing ? 'Pause' : 'Play'}
      title={`${playing ? 'Pause' : 'Play'} (${shortcutText('play')})`}
      onClick={() => useDeck.getState().player?.toggle()}
      className="inline-flex size-8 items-center justify-center rounded-full bg-accent text-on-accent transition-colors hover:bg-accent-strong disabled:bg-control disabled:text-faint"
    >
      {playing ? (
        <Pause size={15} fill="currentColor" aria-hidden />
      ) : (
        <Play size={15} fill="currentColor" className="ms-0.5" aria-hidden />
      )}
    </button>
  );
}

function Volume() {
  const volume = useDeck((state) => state.volume);
  const setVolume = useDeck((state) => state.setVolume);
  return (
    <div className="flex items-center gap-1">
      <IconButton
        label={volume === 0 ? 'Sound on' : 'Mute'}
        size="sm"
        onClick={() => setVolume(volume === 0 ? 0.8 : 0)}
      >
        {volume === 0 ? <VolumeX size={14} aria-hidden /> : <Volume2 size={14} aria-hidden />}
      </IconButton>
      <Slider
        label="Volume"
        value={volume}
        min={0}
        max={1}
        step={0.02}
        text={`${Math.round(volume * 100)} percent`}
        onChange={setVolume}
        className="w-20"
      />
    </div>
  );
}

interface TransportProps {
  /** Pixels per second. */
  readonly zoom: number;
  readonly onZoom: (zoom: number) => void;
  /** No track is loaded. */
  readonly disabled?: boolean;
}

/** Play, jumps, zoom, volume. The zoom slider is logarithmic: each step is the same factor. */
export function Transport({ zoom, onZoom, disabled = false }: TransportProps) {
  const jump = (beats: number) => () => useDeck.getState().player?.jumpBeats(beats);
  return (
    <div className="flex shrink-0 items-center gap-3">
      <div className="flex items-center gap-1">
        <IconButton disabled={disabled} label="16 beats back" keys={shortcutText('bars-back')} onClick={jump(-16)}>
          <ChevronsLeft size={16} aria-hidden />
        </IconButton>
        <PlayButton disabled={disabled} />
        <IconButton disabled={disabled} label="16 beats on" keys={shortcutText('bars-forward')} onClick={jump(16)}>
          <ChevronsRight size={16} aria-hidden />
        </IconButton>
      </div>
      <Volume />
      <div className="flex items-center gap-1">
        <IconButton
          disabled={disabled}
          label="Zoom out"
          keys={shortcutText('zoom-out')}
          size="sm"
          onClick={() => onZoom(zoom / 1.5)}
        >
          <Minus size={13} aria-hidden />
        </IconButton>
        <Slider
          label="Zoom"
          value={Math.log2(Math.max(1, zoom))}
          min={0}
          max={Math.log2(MAX_ZOOM)}
          step={0.05}
          text={`${Math.round(zoom)} pixels per second`}
          onChange={(value) => onZoom(2 ** value)}
          className="w-16"
        />
        <IconButton
          disabled={disabled}
          label="Zoom in"
          keys={shortcutText('zoom-in')}
          size="sm"
          onClick={() => onZoom(zoom * 1.5)}
        >
          <Plus size={13} aria-hidden />
        </IconButton>
      </div>
    </div>
  );
}
