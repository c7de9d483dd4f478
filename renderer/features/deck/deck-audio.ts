import type { TrackId } from '#shared/contract/ids.ts';
import { mediaPaths } from '#shared/contract/media-paths.ts';
import type { Stretch } from '#renderer/canvas/waveform/cue-marks.ts';

/** How late the end of a loop may be noticed: "timeupdate" comes every quarter of a second. */
const LATEST_TURN_SECONDS = 0.6;

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
  private loop: Stretch | null = null;
  private frame = 0;

  constructor(events: DeckAudioEvents) {
    this.events = events;
    this.element.addEventListener('play', () => events.playing(true));
    this.element.addEventListener('pause', () => events.playing(false));
    // Each frame while it plays; "timeupdate", four times a second, is enough behind another window.
    this.element.addEventListener('play', () => this.watchLoop());
    this.element.addEventListener('timeupdate', () => this.turnAtLoopEnd());
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

  /** Plays a stretch over and over, from when its end is next reached. @param loop null = on to the end of the track. */
  setLoop(loop: Stretch | null): void {
    this.loop = loop;
    this.watchLoop();
  }

  stop(): void {
    cancelAnimationFrame(this.frame);
    this.loop = null;
    this.element.pause();
    this.element.removeAttribute('src');
    this.trackId = null;
  }

  private watchLoop(): void {
    cancelAnimationFrame(this.frame);
    if (this.loop === null || this.element.paused) return;
    this.turnAtLoopEnd();
    this.frame = requestAnimationFrame(() => this.watchLoop());
  }

  private turnAtLoopEnd(): void {
    if (this.loop === null || this.element.paused) return;
    const { startSeconds, endSeconds } = this.loop;
    const over = this.element.currentTime - endSeconds;
    // Further on the needle was dropped there, and the music goes on.
    if (over < 0 || over > LATEST_TURN_SECONDS) return;
    this.element.currentTime = startSeconds + (over % (endSeconds - startSeconds));
  }

  private async fail(): Promise<void> {
    const id = this.trackId;
    this.events.playing(false);
    if (id === null) return;
    const message = await explainFailure(this.element.src);
    if (this.trackId === id) this.events.failed(id, message);
  }
}
