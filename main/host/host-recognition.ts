import { join } from 'node:path';
import { createSecretStore, type SecretCipher } from '#main/platform/secret-store.ts';
import type { SettingsService } from '#main/settings/settings-service.ts';
import { createAuddClient, DEFAULT_AUDD_OPTIONS } from '#main/sources/audd-client.ts';
import { createAuddToken } from '#main/sources/audd-token.ts';
import { createRecognitionService, type RecognitionService } from '#main/sources/recognition-service.ts';
import type { Foundation } from './foundation.ts';

interface RecognitionParts {
  readonly foundation: Pick<Foundation, 'database' | 'clock'>;
  readonly dataFolder: string;
  readonly cipher: SecretCipher;
  readonly settings: Pick<SettingsService, 'get'>;
  readonly ffmpegPath: () => Promise<string>;
  readonly stop: AbortSignal;
}

/** Recognition with its token in the data folder, encrypted by the system's keyring. */
export function createHostRecognition(parts: RecognitionParts): RecognitionService {
  const { foundation, dataFolder, cipher, settings, ffmpegPath, stop } = parts;
  return createRecognitionService({
    ...foundation,
    client: createAuddClient(DEFAULT_AUDD_OPTIONS),
    token: createAuddToken(createSecretStore(join(dataFolder, 'secrets'), cipher), process.env),
    isEnabled: () => settings.get().recogniseWithAudd,
    ffmpegPath,
    stop,
  });
}
