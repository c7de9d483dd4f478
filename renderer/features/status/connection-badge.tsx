import { useEffect, useState } from 'react';
import { useConnection, useHost } from '#renderer/host-client/host.tsx';
import { Button } from '#renderer/ui/button.tsx';

function useSecondsUntil(time: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, Math.ceil((time - now) / 1000));
}

function Offline({ retryAt, reason }: { readonly retryAt: number; readonly reason: string }) {
  const { connection } = useHost();
  const seconds = useSecondsUntil(retryAt);
  return (
    <span className="flex items-center gap-2">
      <span className="size-[7px] rounded-full bg-danger" aria-hidden />
      <span role="alert" className="text-danger" title={reason}>
        Not connected
      </span>
      <span className="text-faint">{seconds > 0 ? `next attempt in ${seconds} s` : 'connecting…'}</span>
      <Button look="quiet" className="h-5 px-1.5 text-xs" onClick={() => connection.retryNow()}>
        Connect now
      </Button>
    </span>
  );
}

function SignedOut({ reason }: { readonly reason: string }) {
  const { connection } = useHost();
  return (
    <span className="flex items-center gap-2">
      <span className="size-[7px] rounded-full bg-danger" aria-hidden />
      <span role="alert" className="text-danger">
        {reason}
      </span>
      <Button look="quiet" className="h-5 px-1.5 text-xs" onClick={() => connection.retryNow()}>
        Connect now
      </Button>
    </span>
  );
}

/** Whether the window hears its host, in words. */
export function ConnectionBadge() {
  const state = useConnection();
  if (state.phase === 'offline') return <Offline retryAt={state.retryAt} reason={state.reason} />;
  if (state.phase === 'signed-out') return <SignedOut reason={state.reason} />;
  if (state.phase === 'incompatible') return <span className="text-danger">Other version: load the page again</span>;
  const online = state.phase === 'online';
  return (
    <span className="flex items-center gap-2">
      <span className={`size-[7px] rounded-full ${online ? 'bg-success' : 'bg-warning'}`} aria-hidden />
      <span className="text-faint">{online ? 'Ready' : 'Connecting…'}</span>
    </span>
  );
}
