import { type FormEvent, useRef, useState } from 'react';
import type { TaggerModel } from '#shared/contract/tagger.ts';
import { describeError } from '#renderer/host-client/errors.ts';
import { useHost } from '#renderer/host-client/host.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Field, TextInput } from '#renderer/ui/field.tsx';
import { ModelFacts } from './tagger-model-facts.tsx';
import { useFocusAtFirst } from './use-focus-at-first.ts';

type Reading =
  | { readonly kind: 'none' | 'reading' }
  | { readonly kind: 'found'; readonly model: TaggerModel }
  | { readonly kind: 'bad'; readonly text: string };

/** Reads the model that is named and, once the user has seen what it is, takes it into use. */
function useReading(onTaken: () => void) {
  const { client, queries } = useHost();
  const [reading, setReading] = useState<Reading>({ kind: 'none' });
  // What was asked for before the fields were changed is no answer any more.
  const asked = useRef(0);
  const attempt = async (next: () => Promise<Reading>) => {
    const turn = (asked.current += 1);
    const show = (shown: Reading) => (turn === asked.current ? setReading(shown) : undefined);
    setReading({ kind: 'reading' });
    try {
      show(await next());
    } catch (error) {
      show({ kind: 'bad', text: describeError(error).message });
    }
  };
  return {
    reading,
    forget: () => {
      asked.current += 1;
      setReading({ kind: 'none' });
    },
    read: (path: string, expected: string) =>
      attempt(async () => {
        const model = await client.tagger.inspect({ path, ...(expected === '' ? {} : { expected }) });
        return { kind: 'found', model };
      }),
    take: ({ path, sha256 }: TaggerModel) =>
      attempt(async () => {
        await client.tagger.use({ path, sha256 });
        onTaken();
        await queries.invalidateQueries();
        return { kind: 'none' };
      }),
  };
}

interface FileFormProps {
  readonly isReading: boolean;
  readonly takesFocus: boolean;
  /** What was read is no longer what the fields say. */
  readonly onEdit: () => void;
  readonly onRead: (path: string, expected: string) => void;
}

function FileForm({ isReading, takesFocus, onEdit, onRead }: FileFormProps) {
  const first = useFocusAtFirst<HTMLInputElement>(takesFocus);
  const [path, setPath] = useState('');
  const [expected, setExpected] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (path.trim() !== '' && !isReading) onRead(path.trim(), expected.trim());
  };
  return (
    <form onSubmit={submit} className="mt-2 flex flex-col gap-2">
      <Field
        label="Model file"
        help="Full path of an .onnx file that hears mel spectrograms, with its labels (.json) beside it, as Essentia's models come."
      >
        {(ids) => (
          <TextInput
            {...ids}
            ref={first}
            value={path}
            onChange={(event) => {
              setPath(event.target.value);
              onEdit();
            }}
          />
        )}
      </Field>
      <Field label="Expected SHA-256 (optional)" help="If its maker gives one: the file is compared with it.">
        {(ids) => (
          <TextInput
            {...ids}
            value={expected}
            onChange={(event) => {
              setExpected(event.target.value);
              onEdit();
            }}
          />
        )}
      </Field>
      <div>
        <Button type="submit" disabled={path.trim() === ''}>
          {isReading ? 'Reading…' : 'Read the model'}
        </Button>
      </div>
    </form>
  );
}

interface ModelChooserProps {
  /** The user has just removed a model: the keyboard goes on in the first field. */
  readonly takesFocus: boolean;
  readonly onTaken: () => void;
}

export function ModelChooser({ takesFocus, onTaken }: ModelChooserProps) {
  const { reading, read, take, forget } = useReading(onTaken);
  return (
    <>
      <FileForm
        isReading={reading.kind === 'reading'}
        takesFocus={takesFocus}
        onEdit={forget}
        onRead={(path, expected) => void read(path, expected)}
      />
      <p role="status" className={`mt-1 text-xs ${reading.kind === 'bad' ? 'text-danger' : 'text-muted'}`}>
        {reading.kind === 'bad' ? reading.text : ''}
        {reading.kind === 'reading' ? 'Reading and trying the model…' : ''}
        {reading.kind === 'found' ? 'The model fits. Use it?' : ''}
      </p>
      {reading.kind === 'found' ? (
        <>
          <ModelFacts model={reading.model} />
          <div className="mt-2 flex gap-2">
            <Button look="primary" onClick={() => void take(reading.model)}>
              Use this model
            </Button>
            <Button look="quiet" onClick={forget}>
              Not this one
            </Button>
          </div>
        </>
      ) : null}
    </>
  );
}
