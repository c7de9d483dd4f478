import { MessageChannel } from 'node:worker_threads';
import { expect, onTestFinished, test } from 'vitest';
import {
  answerCipherRequest,
  type CipherReply,
  type CipherRequest,
  NO_CIPHER,
  RemoteCipher,
} from '#main/platform/remote-cipher.ts';
import type { SecretCipher } from '#main/platform/secret-store.ts';

/** A cipher on the other side of a real channel, as between the host and Electron's main process. */
function remoteOf(cipher: SecretCipher): RemoteCipher {
  const { port1, port2 } = new MessageChannel();
  onTestFinished(() => port1.close());
  port2.on('message', (request: CipherRequest) => {
    void answerCipherRequest(cipher, request).then((reply) => port2.postMessage(reply, []));
  });
  const remote = new RemoteCipher((request) => port1.postMessage(request, []));
  port1.on('message', (reply: CipherReply) => remote.settle(reply));
  return remote;
}

const turn = (bytes: Uint8Array) => bytes.map((byte) => byte ^ 0x55);
const KEYRING: SecretCipher = {
  isAvailable: async () => true,
  encrypt: async (text) => turn(Buffer.from(text)),
  decrypt: async (bytes) => Buffer.from(turn(bytes)).toString(),
};

test('secrets are encrypted and decrypted on the other side', async () => {
  const remote = remoteOf(KEYRING);
  expect(await remote.isAvailable()).toBe(true);
  const bytes = await remote.encrypt('tökén');
  expect(Buffer.from(bytes).toString()).not.toContain('tökén');
  expect(await remote.decrypt(bytes)).toBe('tökén');
});

test('answers find their question, whatever their order', async () => {
  const released = Promise.withResolvers<void>();
  const slowFirst: SecretCipher = {
    ...KEYRING,
    encrypt: async (text) => {
      if (text === 'first') await released.promise;
      return Buffer.from(text);
    },
  };
  const remote = remoteOf(slowFirst);
  const first = remote.encrypt('first');
  expect(Buffer.from(await remote.encrypt('second')).toString()).toBe('second');
  released.resolve();
  expect(Buffer.from(await first).toString()).toBe('first');
});

test('no keyring is no keyring, and why something failed stays on the other side', async () => {
  const remote = remoteOf({
    isAvailable: () => Promise.reject(new Error('locked')),
    encrypt: (text) => Promise.reject(new Error(`cannot encrypt ${text}`)),
    decrypt: () => Promise.reject(new Error('the key does not fit')),
  });
  expect(await remote.isAvailable()).toBe(false);
  await expect(remote.encrypt('tökén')).rejects.toThrow(/^The keyring could not encrypt$/);
  await expect(remote.decrypt(new Uint8Array([1]))).rejects.toThrow(/^The keyring could not decrypt$/);
  expect(await remoteOf(NO_CIPHER).isAvailable()).toBe(false);
});
