import type { TrackId } from '#shared/contract/ids.ts';
import { mediaPaths } from '#shared/contract/media-paths.ts';

/** Why a track cannot be heard, in words with what to do. */
async function explainFailure(url: string): Promise<string> {
  try {
    const response = await fetch(url, { headers: { range: 'bytes=0-0' } });
    if (response.ok)
      return 'This window cannot play the format of this file. The analysis is not affected; convert the file to hear it here.';
    const text = (await response.text()).trim();
    if (text !== '' && text.length < 300 && !/^[<{]/.test(text)) return text;
    return response.status === 404
      ? 'The file of this track is not there any more. Scan its folder again, or see "Missing files".'
      : 'The file of this track could not be opened.';
  } catch {
    return 'MusicForge is not answering; the track plays once it is connected again.';
  }
}

export interface DeckAudioEvents {
  playing(playing: boolean): void;
  /** The track cannot be played; `message` says why. */
  failed(id: TrackId, message: string): void;
}

/** The sound of the deck: one audio element, loaded by track. */
export class DeckAudio {
  readonly element = new Audio();
  private readonly events: DeckAudioEvents;
  private trackId: TrackId | null = null;

  constructor(events: DeckAudioEvents) {
    this.events = events;
    this.element.addEventListener('play', () => events.playing(true));
    this.element.addEventListener('pause', () => events.playing(false));
    this.element.addEventListener('error', () => void this.fail());
  }

  /** Loads a track, or starts the same one anew. */
  load(id: TrackId, play: boolean): void {
    if (this.trackId === id) this.element.currentTime = 0;
    else {
      this.trackId = id;
      this.element.src = mediaPaths.audio(id);
    }
    // A refusal also fires "error", which explains itself.
    if (play) this.element.play().catch(() => this.events.playing(false));
  }

  toggle(): void {
    // After a fault (the host was away, the drive was not connected) the file is asked for anew.
    if (this.element.error) this.element.load();
    if (this.element.paused) this.element.play().catch(() => this.events.playing(false));
    else this.element.pause();
  }

  /** @param volume 0-1. */
  setVolume(volume: number): void {
    this.element.volume = volume;
  }

  /** Seconds; kept within the track once its length is known. */
  seek(seconds: number): void {
    const { duration } = this.element;
    const end = Number.isFinite(duration) ? duration : Number.POSITIVE_INFINITY;
    this.element.currentTime = Math.max(0, Math.min(end, seconds));
  }

  stop(): void {
    this.element.pause();
    this.element.removeAttribute('src');
    this.trackId = null;
  }

  private async fail(): Promise<void> {
    const id = this.trackId;
    this.events.playing(false);
    if (id === null) return;
    const message = await explainFailure(this.element.src);
    if (this.trackId === id) this.events.failed(id, message);
  }
}
