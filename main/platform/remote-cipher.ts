import type { SecretCipher } from './secret-store.ts';

/** The host to Electron's main process, which alone reaches the keyring of the system. */
export type CipherRequest = { readonly type: 'cipher-request'; readonly requestId: number } & (
  | { readonly do: 'ask' }
  | { readonly do: 'encrypt'; readonly text: string }
  | { readonly do: 'decrypt'; readonly bytes: Uint8Array }
);

/** Its answer. Why something failed stays there: it could name the secret. */
export type CipherReply = { readonly type: 'cipher-reply'; readonly requestId: number } & (
  | { readonly available: boolean }
  | { readonly bytes: Uint8Array }
  | { readonly text: string }
  | { readonly failed: true }
);

/** Does with the cipher what the host asks for. Never throws. */
export async function answerCipherRequest(cipher: SecretCipher, request: CipherRequest): Promise<CipherReply> {
  const { requestId } = request;
  const reply = { type: 'cipher-reply', requestId } as const;
  try {
    if (request.do === 'ask') return { ...reply, available: await cipher.isAvailable() };
    if (request.do === 'encrypt') return { ...reply, bytes: new Uint8Array(await cipher.encrypt(request.text)) };
    return { ...reply, text: await cipher.decrypt(request.bytes) };
  } catch {
    // The host turns it into words for the user: no keyring, or a key that no longer fits.
    return { ...reply, failed: true };
  }
}

type Question =
  | { readonly do: 'ask' }
  | { readonly do: 'encrypt'; readonly text: string }
  | { readonly do: 'decrypt'; readonly bytes: Uint8Array };

/** A cipher whose work is done in Electron's main process, over whatever line there is to it. */
export class RemoteCipher implements SecretCipher {
  private readonly send: (request: CipherRequest) => void;
  private readonly waiting = new Map<number, (reply: CipherReply) => void>();
  private lastId = 0;

  constructor(send: (request: CipherRequest) => void) {
    this.send = send;
  }

  async isAvailable(): Promise<boolean> {
    const reply = await this.ask({ do: 'ask' });
    return 'available' in reply && reply.available;
  }

  async encrypt(text: string): Promise<Uint8Array> {
    const reply = await this.ask({ do: 'encrypt', text });
    if ('bytes' in reply) return reply.bytes;
    throw new Error('The keyring could not encrypt');
  }

  async decrypt(bytes: Uint8Array): Promise<string> {
    const reply = await this.ask({ do: 'decrypt', bytes });
    if ('text' in reply) return reply.text;
    throw new Error('The keyring could not decrypt');
  }

  /** Takes the main process's answer. */
  settle(reply: CipherReply): void {
    this.waiting.get(reply.requestId)?.(reply);
    this.waiting.delete(reply.requestId);
  }

  private ask(question: Question): Promise<CipherReply> {
    const requestId = (this.lastId += 1);
    return new Promise((resolve) => {
      this.waiting.set(requestId, resolve);
      this.send({ type: 'cipher-request', requestId, ...question });
    });
  }
}

/** For hosts without Electron: there is no keyring that they can reach. */
export const NO_CIPHER: SecretCipher = {
  isAvailable: async () => false,
  encrypt: () => Promise.reject(new Error('There is no keyring')),
  decrypt: () => Promise.reject(new Error('There is no keyring')),
};
