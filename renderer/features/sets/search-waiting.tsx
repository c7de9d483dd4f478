import type { SetSearch } from '#renderer/host-client/set-search.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';

interface SearchWaitingProps {
  /** "an order", as what is looked for. */
  readonly what: string;
  readonly search: SetSearch<unknown>;
  readonly onStop: () => void;
  readonly onStart: () => void;
}

/** While nothing is found: how far it is, or why not. */
export function SearchWaiting({ what, search, onStop, onStart }: SearchWaitingProps) {
  const again = <Button onClick={onStart}>Try again</Button>;
  if (search.phase === 'failed') {
    return (
      <EmptyState title="There is nothing to show" actions={again}>
        <span role="alert">{search.message}</span>
      </EmptyState>
    );
  }
  if (search.phase !== 'working') {
    return (
      <EmptyState title="Stopped" actions={again}>
        Nothing has changed.
      </EmptyState>
    );
  }
  return (
    <EmptyState title={`Looking for ${what}`} actions={<Button onClick={onStop}>Stop</Button>}>
      <ProgressBar label={`Looking for ${what}`} fraction={search.fraction} className="w-72" />
    </EmptyState>
  );
}
