import type { TrackId } from '#shared/contract/ids.ts';
import type { RecognitionState, Recognised } from '#shared/contract/recognition.ts';
import { type Answer, os } from './implementer.ts';

/** What this area needs of the recognition. */
export interface RecognitionUseCases {
  state(): Answer<RecognitionState>;
  setToken(token: string): Answer<RecognitionState>;
  removeToken(): Answer<RecognitionState>;
  testToken(signal: AbortSignal | undefined): Answer<void>;
  recognise(id: TrackId, signal: AbortSignal | undefined): Answer<Recognised>;
}

export function recognitionRouter(recognition: RecognitionUseCases) {
  return {
    state: os.recognition.state.handler(() => recognition.state()),
    setToken: os.recognition.setToken.handler(({ input }) => recognition.setToken(input.token)),
    removeToken: os.recognition.removeToken.handler(() => recognition.removeToken()),
    testToken: os.recognition.testToken.handler(({ signal }) => recognition.testToken(signal)),
    recognise: os.recognition.recognise.handler(({ input, signal }) => recognition.recognise(input.id, signal)),
  };
}
