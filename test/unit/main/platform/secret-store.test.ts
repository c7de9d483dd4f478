import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createSecretStore, type SecretCipher } from '#main/platform/secret-store.ts';
import { tempFolder } from '#test/support/temp-library.ts';

/** A cipher whose key is one byte: enough to see that only its output is written. */
function cipherOf(key: number, available = true): SecretCipher {
  const turn = (bytes: Uint8Array) => bytes.map((byte) => byte ^ key);
  return {
    isAvailable: async () => available,
    encrypt: async (text) => turn(Buffer.from(`ok ${text}`)),
    decrypt: async (bytes) => {
      const text = Buffer.from(turn(bytes)).toString();
      if (!text.startsWith('ok ')) throw new Error('The key does not fit');
      return text.slice(3);
    },
  };
}

test('a secret comes back, and does not lie readable on the disk', async () => {
  const folder = join(tempFolder(), 'secrets');
  const store = createSecretStore(folder, cipherOf(0x55));
  await store.set('openai', 'sk-123');
  expect(await store.get('openai')).toBe('sk-123');
  for (const name of readdirSync(folder)) expect(readFileSync(join(folder, name), 'latin1')).not.toContain('sk-123');
});

test('a secret that is not there, removed, or of another key is none', async () => {
  const folder = join(tempFolder(), 'secrets');
  const store = createSecretStore(folder, cipherOf(0x55));
  expect(await store.get('openai')).toBeNull();
  await store.set('openai', 'sk-123');
  expect(await createSecretStore(folder, cipherOf(0x11)).get('openai')).toBeNull();
  await store.remove('openai');
  await store.remove('openai');
  expect(await store.get('openai')).toBeNull();
});

test('without a keyring nothing is written, and the user learns what to install', async () => {
  const folder = join(tempFolder(), 'secrets');
  const store = createSecretStore(folder, cipherOf(0x55, false));
  await expect(store.set('openai', 'sk-123')).rejects.toMatchObject({ code: 'unavailable' });
  expect(await store.get('openai')).toBeNull();
});

test.each(['../x', 'a/b', '', 'A'])('"%s" is not the name of a secret', async (name) => {
  await expect(createSecretStore(tempFolder(), cipherOf(1)).set(name, 'x')).rejects.toThrow(RangeError);
});
