import { useMutation } from '@tanstack/react-query';
import { type Host, type MutationSays, type Said, useHost } from './host.tsx';

export const plural = (count: number, noun: string): string =>
  `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;

type Procedure<Input, Output> = (input: Input) => Promise<Output>;

interface ChangeOptions<Output> {
  /** The toast after success, or null for none. */
  readonly done?: (result: Output) => Said | null;
  /** Called after success, also when the component that asked is gone (a dialog that closed itself). */
  readonly onDone?: ((result: Output) => void) | undefined;
  /** Done only when what it changed is on show. */
  readonly untilShown?: boolean;
}

/**
 * A change to the host's data. Failures are told to the user in one place (see createHost); what is shown refreshes by
 * the library's revision, and at once for what has no revision.
 */
export function useChange<Input, Output>(
  run: Procedure<Input, Output>,
  { done, onDone, untilShown = false }: ChangeOptions<Output> = {},
) {
  const host = useHost();
  const says: MutationSays = done ? { done: (result) => done(result as Output) } : {};
  return useMutation<Output, Error, Input>({
    mutationFn: run,
    meta: { ...says },
    onSuccess: (result) => {
      const shown = host.queries.invalidateQueries();
      onDone?.(result);
      return untilShown ? shown : undefined;
    },
  });
}

export const useClient = (): Host['client'] => useHost().client;
export const undoable = (text: string): Said => ({ text, undo: true });
