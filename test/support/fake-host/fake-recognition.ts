import type { TrackId } from '#shared/contract/ids.ts';
import type { RecognitionState, Recognised } from '#shared/contract/recognition.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { FakeLibrary } from './fake-library.ts';
import { withRecognised } from './fake-sources.ts';

export const KNOWN_TOKEN = 'known-token';
export const FOUND = {
  artist: 'Found Artist',
  title: 'Found Title',
  album: 'Found Album',
  label: 'Found Label',
  year: 2001,
};

/** The recognition of the fake host: knows one token, and hears the same recording in every track but the second. */
export class FakeRecognition {
  /** In the order in which they came, the token among them: the window must never ask for it back. */
  readonly calls: string[] = [];
  private readonly library: FakeLibrary;
  private readonly canStore: boolean;
  private token: string | null;
  private listens = false;

  constructor(
    library: FakeLibrary,
    { canStore, token }: { readonly canStore: boolean; readonly token: string | null },
  ) {
    this.library = library;
    this.canStore = canStore;
    this.token = token;
  }

  state(enabled: boolean): RecognitionState {
    return { enabled, token: this.token === null ? 'none' : 'stored', canStore: this.canStore };
  }

  setToken(token: string | null): void {
    this.calls.push(token === null ? 'remove' : 'set');
    this.token = token;
  }

  testToken(): void {
    this.calls.push('test');
    if (this.token !== KNOWN_TOKEN)
      throw new AppError('unavailable', 'AudD does not know this API token. Check it in Settings.');
  }

  /** From now on it listens until it is cancelled. */
  listenForEver(): void {
    this.listens = true;
  }

  async recognise(id: TrackId, signal: AbortSignal | undefined): Promise<Recognised> {
    this.calls.push('recognise');
    if (this.listens) {
      await new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve(), { once: true }));
      this.calls.push('cancelled');
      throw new AppError('cancelled', 'The recognition was cancelled.');
    }
    this.testToken();
    if (this.library.tracks[1]?.id === id) return { match: null };
    this.library.derive((track) => (track.id === id ? withRecognised(track, FOUND) : track));
    return { match: { artist: FOUND.artist, title: FOUND.title } };
  }
}
