import { z } from 'zod';
import { procedure } from './base.ts';
import { TrackId } from './ids.ts';

export const RecognitionState = z.object({
  enabled: z.boolean(),
  /** Where the API token is; never the token itself. */
  token: z.enum(['none', 'stored', 'environment']),
  /** False where there is no keyring to keep it in. */
  canStore: z.boolean(),
});
export type RecognitionState = z.infer<typeof RecognitionState>;

/** null: AudD knows no track that sounds like this. */
export const Recognised = z.object({ match: z.object({ artist: z.string(), title: z.string() }).nullable() });
export type Recognised = z.infer<typeof Recognised>;

export const recognitionContract = {
  state: procedure.output(RecognitionState),
  /** Keeps the token in the keyring of the system; `unavailable` where there is none. */
  setToken: procedure
    .input(z.object({ token: z.string().trim().min(1, 'Enter the token').max(200) }))
    .output(RecognitionState),
  removeToken: procedure.output(RecognitionState),
  /** Asks AudD whether it knows the token, without sending any audio; `unavailable` with what is wrong. */
  testToken: procedure.output(z.void()),
  /** Sends 12 seconds of the track to AudD. What it finds stands in the track's sources; the user takes it or not. */
  recognise: procedure.input(z.object({ id: TrackId })).output(Recognised),
};
