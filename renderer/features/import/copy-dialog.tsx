import { useState } from 'react';
import type { CopyScope } from '#shared/contract/copies.ts';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { CopyChoice } from './copy-choice.tsx';
import { CopyState } from './copy-state.tsx';
import { Steps } from './step-frame.tsx';

interface CopyDialogProps {
  /** null: the copy that runs, or ran last. */
  readonly what: { readonly scope: CopyScope; readonly name: string } | null;
  readonly onClose: () => void;
}

/** Copies the files of a set, a crate or of chosen tracks to a stick. */
export function CopyDialog({ what, onClose }: CopyDialogProps) {
  const [isStarted, setStarted] = useState(what === null);
  return (
    <Dialog large title="Copy files to a folder" onClose={onClose}>
      <Steps>
        {what === null || isStarted ? (
          <CopyState onClose={onClose} />
        ) : (
          <CopyChoice {...what} onStarted={() => setStarted(true)} onClose={onClose} />
        )}
      </Steps>
    </Dialog>
  );
}
