import type { SecretStore } from '#main/platform/secret-store.ts';
import { AppError } from '#shared/errors/app-error.ts';

const SECRET_NAME = 'audd-api-token';
const VARIABLE = 'AUDD_API_TOKEN';

/** Where the token of AudD is kept: never in the settings, never readable on the disk. */
export interface AuddToken {
  /** `environment` goes before what is stored: who starts the program with a token means that one. */
  place(): Promise<'none' | 'stored' | 'environment'>;
  canStore(): Promise<boolean>;
  read(): Promise<string | null>;
  /** @throws {AppError} `unavailable` without a keyring; nothing is written then. */
  store(token: string): Promise<void>;
  remove(): Promise<void>;
}

export function createAuddToken(secrets: SecretStore, environment: NodeJS.ProcessEnv): AuddToken {
  const given = environment[VARIABLE]?.trim() ?? '';
  const stored = () => secrets.get(SECRET_NAME);
  return {
    place: async () => (given !== '' ? 'environment' : (await stored()) === null ? 'none' : 'stored'),
    canStore: () => secrets.isAvailable(),
    read: async () => (given !== '' ? given : stored()),
    store: async (token) => {
      if (!(await secrets.isAvailable())) {
        throw new AppError(
          'unavailable',
          `There is no keyring that MusicForge can use here, so the token cannot be kept safely. Start MusicForge with ${VARIABLE} set instead.`,
        );
      }
      await secrets.set(SECRET_NAME, token);
    },
    remove: () => secrets.remove(SECRET_NAME),
  };
}
