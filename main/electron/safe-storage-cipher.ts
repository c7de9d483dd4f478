import type { SafeStorage } from 'electron';
import type { SecretCipher } from '#main/platform/secret-store.ts';

type SystemCipher = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>;

/** Electron's safeStorage: Keychain, DPAPI, or a Linux keyring. */
export function safeStorageCipher(storage: SystemCipher, platform: NodeJS.Platform): SecretCipher {
  return {
    isAvailable: async () => {
      if (!(await storage.isAsyncEncryptionAvailable())) return false;
      // Without a keyring, Linux falls back to a key that is the same everywhere: that hides nothing.
      return platform !== 'linux' || storage.getSelectedStorageBackend() !== 'basic_text';
    },
    encrypt: (text) => storage.encryptStringAsync(text),
    decrypt: async (bytes) => (await storage.decryptStringAsync(Buffer.from(bytes))).result,
  };
}
