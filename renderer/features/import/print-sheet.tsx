import { Printer } from 'lucide-react';
import type { SetId } from '#shared/contract/ids.ts';
import { useHost } from '#renderer/host-client/host.tsx';
import { useCall } from '#renderer/host-client/use-call.ts';
import { Button } from '#renderer/ui/button.tsx';
import { printPage } from './print-page.ts';

/** Prints the set sheet without a file in between. */
export function PrintSheet({ setId }: { readonly setId: SetId }) {
  const { client } = useHost();
  const { run, error } = useCall();
  const print = () =>
    run(
      () => client.interchange.sheet({ setId }),
      ({ html }) => printPage(html),
    );
  return (
    <>
      {error === null ? null : (
        <span role="alert" className="text-xs text-danger">
          {error.message}
        </span>
      )}
      <Button onClick={() => void print()}>
        <Printer size={13} aria-hidden />
        Print…
      </Button>
    </>
  );
}
