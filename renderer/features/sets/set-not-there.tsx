import { describeError } from '#renderer/host-client/errors.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';

interface SetNotThereProps {
  /** Of the dialog that waits for the set. */
  readonly title: string;
  /** Why it cannot be read; null while it is being read. */
  readonly error: Error | null;
  readonly onClose: () => void;
}

/** A large dialog about a set that is not there yet, or cannot be read. */
export function SetNotThere({ title, error, onClose }: SetNotThereProps) {
  return (
    <Dialog large title={title} onClose={onClose} footer={<Button onClick={onClose}>Close</Button>}>
      {error === null ? (
        <EmptyState title="Reading the set" />
      ) : (
        <EmptyState title="The set cannot be read">
          <span role="alert">{describeError(error).message}</span>
        </EmptyState>
      )}
    </Dialog>
  );
}
