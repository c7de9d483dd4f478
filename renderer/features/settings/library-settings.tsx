import { useState } from 'react';
import { describeError } from '#renderer/host-client/errors.ts';
import { useConnection, useHost, useLive } from '#renderer/host-client/host.tsx';
import { useInstallDemo, useMoveLibrary } from '#renderer/host-client/mutations.ts';
import { useLibraryLocation } from '#renderer/host-client/queries.ts';
import { useShell } from '#renderer/shell/shell.tsx';
import { useToasts } from '#renderer/stores/toasts-store.ts';
import { Button } from '#renderer/ui/button.tsx';
import { formatBytes } from '#renderer/ui/format.ts';
import { ArchiveSettings, BackupSettings } from './backup-settings.tsx';

export type ChooseFolder = (title: string, chosen: (path: string) => void) => Promise<void>;

function Location({ chooseFolder }: { readonly chooseFolder: ChooseFolder }) {
  const location = useLibraryLocation(true).data;
  const { mutate: move } = useMoveLibrary();
  return (
    <section aria-label="Library location" className="py-3">
      <h3 className="text-sm font-medium">Library location</h3>
      <p className="text-xs text-faint">
        Where tracks, analyses and sets are kept. Moving copies the library, checks the copy and uses it from the next
        start; the old one stays.
      </p>
      <div className="mt-2 flex items-center gap-3">
        <p className="selectable min-w-0 flex-1 rounded-md border border-line bg-panel px-2 py-1 text-sm break-all">
          {location?.path ?? '…'}
          {location ? <span className="ps-2 text-faint">{formatBytes(location.databaseBytes)}</span> : null}
        </p>
        <Button onClick={() => void chooseFolder('Move the library to…', (path) => move({ path }))}>
          Move library…
        </Button>
      </div>
      {location?.movesToOnRestart ? (
        <p role="status" className="mt-2 text-xs text-warning">
          From the next start: {location.movesToOnRestart}
        </p>
      ) : null}
    </section>
  );
}

function Diagnostics() {
  const { client } = useHost();
  const shell = useShell();
  const connection = useConnection();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    // Empty in between, so that a second copy is announced as well.
    setCopied(false);
    try {
      const { text } = await client.system.diagnostics();
      await shell.copyText(text);
      setCopied(true);
    } catch (error) {
      useToasts.getState().show({ level: 'error', message: describeError(error).message });
    }
  };
  return (
    <section aria-label="Diagnostics" className="py-3">
      <h3 className="text-sm font-medium">Diagnostics</h3>
      <p className="text-xs text-faint">
        Versions, counts and the last log lines for a bug report. No paths, no passwords, nothing is sent anywhere.
      </p>
      <div className="mt-2 flex items-center gap-3">
        <Button onClick={() => void copy()}>Copy diagnostics</Button>
        <span role="status" className="text-xs text-success">
          {copied ? 'Copied.' : ''}
        </span>
        {connection.phase === 'online' ? (
          <span className="ms-auto text-xs text-faint">
            MusicForge {connection.host.appVersion}, {connection.host.platform}
          </span>
        ) : null}
      </div>
    </section>
  );
}

function Demo() {
  const demo = useLive(useHost().demo, (state) => state);
  const { mutate: install } = useInstallDemo();
  if (!demo || demo.installed) return null;
  return (
    <section aria-label="Demo library" className="py-3">
      <h3 className="text-sm font-medium">Demo library</h3>
      <p className="text-xs text-faint">24 short tracks that MusicForge makes itself, in a folder of their own.</p>
      <Button className="mt-2" disabled={demo.running} onClick={() => install(undefined)}>
        Add the demo library
      </Button>
    </section>
  );
}

export function LibrarySettings({ chooseFolder }: { readonly chooseFolder: ChooseFolder }) {
  return (
    <>
      <BackupSettings />
      <ArchiveSettings chooseFolder={chooseFolder} />
      <Location chooseFolder={chooseFolder} />
      <Demo />
      <Diagnostics />
    </>
  );
}
