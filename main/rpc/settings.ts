import type { LibraryLocation, Settings } from '#shared/contract/settings.ts';
import { type Answer, os } from './implementer.ts';

/** What this area needs of the settings and of the place where the library is kept. */
export interface SettingsUseCases {
  get(): Answer<Settings>;
  update(change: Partial<Settings>): Answer<Settings>;
  location(): Answer<LibraryLocation>;
  moveLibrary(path: string): Answer<LibraryLocation>;
}

export function settingsRouter(settings: SettingsUseCases) {
  return {
    get: os.settings.get.handler(() => settings.get()),
    update: os.settings.update.handler(({ input }) => settings.update(input)),
    location: os.settings.location.handler(() => settings.location()),
    moveLibrary: os.settings.moveLibrary.handler(({ input }) => settings.moveLibrary(input.path)),
  };
}
