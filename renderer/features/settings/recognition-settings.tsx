import { type FormEvent, useState } from 'react';
import type { RecognitionState } from '#shared/contract/recognition.ts';
import { describeError } from '#renderer/host-client/errors.ts';
import { useHost } from '#renderer/host-client/host.tsx';
import { useUpdateSettings } from '#renderer/host-client/mutations.ts';
import { useRecognitionState, useSettings } from '#renderer/host-client/queries.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Field, TextInput } from '#renderer/ui/field.tsx';
import { Switch } from '#renderer/ui/switch.tsx';

/** What became of the last thing that was asked; shown beside the buttons. */
type Outcome = { readonly kind: 'none' | 'running' } | { readonly kind: 'good' | 'bad'; readonly text: string };

/** Runs one request at a time. The token is not kept in any cache of the window: it goes to the host and is forgotten. */
function useAsking() {
  const { queries } = useHost();
  const [outcome, setOutcome] = useState<Outcome>({ kind: 'none' });
  const ask = async (request: () => Promise<unknown>, done: string): Promise<void> => {
    setOutcome({ kind: 'running' });
    try {
      await request();
      setOutcome({ kind: 'good', text: done });
    } catch (error) {
      setOutcome({ kind: 'bad', text: describeError(error).message });
    }
    await queries.invalidateQueries();
  };
  return { outcome, ask };
}

type Ask = ReturnType<typeof useAsking>['ask'];

function TokenField({ ask }: { readonly ask: Ask }) {
  const { client } = useHost();
  const [draft, setDraft] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const token = draft.trim();
    setDraft('');
    if (token !== '') void ask(() => client.recognition.setToken({ token }), 'The token is kept in the keyring.');
  };
  return (
    <form onSubmit={submit}>
      <Field
        row
        label="AudD API token"
        help="From dashboard.audd.io. Kept in the keyring of this system and not shown again."
      >
        {(ids) => (
          <span className="flex gap-2">
            <TextInput {...ids} type="password" value={draft} onChange={(event) => setDraft(event.target.value)} />
            <Button type="submit" disabled={draft.trim() === ''}>
              Keep
            </Button>
          </span>
        )}
      </Field>
    </form>
  );
}

const TOKEN_WORDS: Readonly<Record<RecognitionState['token'], string>> = {
  none: 'There is no token yet.',
  stored: 'A token is kept in the keyring.',
  environment: 'The token comes from AUDD_API_TOKEN, which this program was started with.',
};

function Token({ state }: { readonly state: RecognitionState }) {
  const { client } = useHost();
  const { outcome, ask } = useAsking();
  const isRunning = outcome.kind === 'running';
  return (
    <section aria-label="AudD API token" className="py-2">
      {state.canStore && state.token !== 'environment' ? <TokenField ask={ask} /> : null}
      <p className="text-xs text-muted">{TOKEN_WORDS[state.token]}</p>
      {!state.canStore && state.token === 'none' ? (
        <p className="text-xs text-warning">
          There is no keyring that MusicForge can use here, so it does not keep a token. Start MusicForge with
          AUDD_API_TOKEN set, or use the desktop window.
        </p>
      ) : null}
      {state.token === 'none' ? null : (
        <div className="mt-2 flex gap-2">
          <Button
            disabled={isRunning}
            onClick={() => void ask(() => client.recognition.testToken(), 'AudD knows this token.')}
          >
            Test the token
          </Button>
          {state.token === 'stored' ? (
            <Button
              look="quiet"
              disabled={isRunning}
              onClick={() => void ask(() => client.recognition.removeToken(), 'The token is removed.')}
            >
              Remove the token
            </Button>
          ) : null}
        </div>
      )}
      <p role="status" className={`mt-1 text-xs ${outcome.kind === 'bad' ? 'text-danger' : 'text-success'}`}>
        {'text' in outcome ? outcome.text : ''}
        {isRunning ? 'One moment…' : ''}
      </p>
    </section>
  );
}

export function RecognitionSettings() {
  const { recogniseWithAudd } = useSettings();
  const { mutate: update } = useUpdateSettings();
  const state = useRecognitionState(recogniseWithAudd).data;
  return (
    <>
      <Field
        row
        label="Recognise tracks with AudD (sends 12 s of audio to audd.io)"
        help="Only when you ask for it, track by track. Titles, file names and your library are not sent. What AudD says is a suggestion: nothing changes until you take it."
      >
        {(ids) => (
          <Switch {...ids} checked={recogniseWithAudd} onChange={(checked) => update({ recogniseWithAudd: checked })} />
        )}
      </Field>
      {recogniseWithAudd && state ? <Token state={state} /> : null}
    </>
  );
}
