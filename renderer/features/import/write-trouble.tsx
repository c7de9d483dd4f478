import type { ErrorText } from '#renderer/host-client/errors.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Failure } from './step-frame.tsx';

interface WriteTroubleProps {
  readonly call: { readonly error: ErrorText | null };
  readonly onReplace: () => void;
}

/** Where it failed, or a file stands in the way: then it is asked first. */
export function WriteTrouble({ call, onReplace }: WriteTroubleProps) {
  if (call.error === null) return null;
  return (
    <div className="flex items-center gap-3 pb-3">
      <div className="min-w-0 flex-1">
        <Failure>{call.error.message}</Failure>
      </div>
      {call.error.code === 'conflict' ? (
        <Button look="danger" onClick={onReplace}>
          Replace it
        </Button>
      ) : null}
    </div>
  );
}
