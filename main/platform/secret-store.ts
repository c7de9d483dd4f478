import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#shared/errors/app-error.ts';
import { writeFileAtomic } from './atomic-file.ts';

/** Keeps what must not lie readable on the disk: keys and passwords of services. */
export interface SecretStore {
  /** Whether this system can keep secrets. */
  isAvailable(): Promise<boolean>;
  /** null = there is none, or it cannot be read any more (another user, another machine). */
  get(name: string): Promise<string | null>;
  /** @throws {AppError} `unavailable` when this system cannot keep secrets; nothing is written then. */
  set(name: string, secret: string): Promise<void>;
  remove(name: string): Promise<void>;
}

/** Encrypts with a key that the system keeps for this user. */
export interface SecretCipher {
  isAvailable(): Promise<boolean>;
  encrypt(text: string): Promise<Uint8Array>;
  /** @throws When the key does not fit. */
  decrypt(bytes: Uint8Array): Promise<string>;
}

/** @param folder Absolute; one encrypted file a secret. */
export function createSecretStore(folder: string, cipher: SecretCipher): SecretStore {
  const fileOf = (name: string) => {
    if (!/^[a-z0-9-]{1,64}$/.test(name)) throw new RangeError(`Not the name of a secret: ${name}`);
    return join(folder, `${name}.secret`);
  };
  return {
    isAvailable: () => cipher.isAvailable(),
    get: async (name) => {
      const bytes = await readFile(fileOf(name)).catch(() => null);
      // A key that is gone makes the secret worthless: the user is asked for it again.
      return bytes === null ? null : cipher.decrypt(bytes).catch(() => null);
    },
    set: async (name, secret) => {
      const file = fileOf(name);
      if (!(await cipher.isAvailable())) {
        throw new AppError(
          'unavailable',
          'This system has no keyring, so keys cannot be kept safely. Install one (gnome-keyring or KWallet) and try again.',
        );
      }
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeFileAtomic(file, await cipher.encrypt(secret));
    },
    remove: (name) => rm(fileOf(name), { force: true }),
  };
}
