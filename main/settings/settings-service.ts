import { basename, isAbsolute } from 'node:path';
import { type Clock, isoTime } from '#main/platform/clock.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { DEFAULT_SETTINGS, Settings } from '#shared/contract/settings.ts';
import type { Notice } from '#shared/contract/system.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { readStored, writeStored } from './stored-settings.ts';

export interface SettingsDeps {
  readonly database: Pick<LibraryDatabase, 'db' | 'query' | 'transaction'>;
  readonly clock: Clock;
  readonly onNotice: (notice: Omit<Notice, 'id'>) => void;
}

export interface SettingsService {
  get(): Settings;
  /** @throws {AppError} `invalid-input`, naming what does not fit; nothing is changed then. */
  update(change: Partial<Settings>): Settings;
  /** @returns Ends the listening. */
  onChange(listener: (settings: Settings) => void): () => void;
}

/** @throws {AppError} When values that are each possible do not fit together, or would be unsafe. */
function checkTogether({ minBpm, maxBpm, ffmpegPath }: Settings): void {
  if (maxBpm < 2 * minBpm) {
    throw new AppError(
      'invalid-input',
      `The tempo range must span a whole octave: with ${minBpm} BPM as the lowest, the highest must be at least ${2 * minBpm}.`,
      { minBpm, maxBpm },
    );
  }
  // The setting is a program that will be started: only an ffmpeg of the user's own choice may stand there.
  if (ffmpegPath !== '' && !(isAbsolute(ffmpegPath) && /^ffmpeg/i.test(basename(ffmpegPath)))) {
    throw new AppError('invalid-input', 'Give the full path of the ffmpeg program, or leave the field empty.');
  }
}

/** Stored settings that are not possible any more (another version wrote them, or a hand) give way to the default. */
function load({ database, onNotice }: SettingsDeps): Settings {
  const settings: Record<string, unknown> = { ...DEFAULT_SETTINGS };
  const refused: string[] = [];
  for (const [name, value] of readStored(database)) {
    const schema = Settings.shape[name as keyof Settings];
    // A setting of a newer version is left alone: that version finds it again.
    if (schema === undefined) continue;
    const parsed = schema.safeParse(value);
    if (parsed.success) settings[name] = parsed.data;
    else refused.push(name);
  }
  const loaded = settings as Settings;
  try {
    checkTogether(loaded);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    refused.push('minBpm', 'maxBpm', 'ffmpegPath');
    const { minBpm, maxBpm, ffmpegPath } = DEFAULT_SETTINGS;
    Object.assign(loaded, { minBpm, maxBpm, ffmpegPath });
  }
  if (refused.length > 0) {
    onNotice({
      level: 'warning',
      title: 'Some settings could not be read',
      message: `${refused.join(', ')}: the default is used. Check them in Settings.`,
    });
  }
  return loaded;
}

/** The user's settings: checked, stored with the library, told to whoever listens. */
export function createSettings(deps: SettingsDeps): SettingsService {
  const listeners = new Set<(settings: Settings) => void>();
  let current = load(deps);
  return {
    get: () => current,
    update: (change) => {
      const parsed = Settings.partial().safeParse(change);
      if (!parsed.success) throw new AppError('invalid-input', parsed.error.issues[0]?.message ?? 'Not a setting');
      const next: Settings = { ...current, ...parsed.data };
      checkTogether(next);
      writeStored(deps.database, parsed.data, isoTime(deps.clock.now()));
      current = next;
      for (const listener of listeners) listener(next);
      return next;
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
