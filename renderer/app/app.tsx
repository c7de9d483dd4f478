import { Tooltip } from 'radix-ui';
import { useEffect } from 'react';
import { useConnection } from '#renderer/host-client/host.tsx';
import { useFolders, useKnownSettings, useLibrarySize } from '#renderer/host-client/queries.ts';
import { useToasts } from '#renderer/stores/toasts-store.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Toaster } from '#renderer/ui/toaster.tsx';
import { Dialogs } from './dialogs.tsx';
import { Layout } from './layout.tsx';
import { useFileDrop } from './use-file-drop.ts';
import { useGlobalShortcuts } from './use-global-shortcuts.ts';

/** Where the theme of last time stands, so that a light window does not begin dark. */
export const THEME_KEY = 'musicforge.theme';

/** Puts the theme on the document; "system" follows the machine. */
function useTheme(): void {
  const theme = useKnownSettings()?.theme;
  useEffect(() => {
    if (theme === undefined) return undefined;
    const light = window.matchMedia('(prefers-color-scheme: light)');
    const apply = () => {
      const shown = theme === 'system' ? (light.matches ? 'light' : 'dark') : theme;
      document.documentElement.dataset.theme = shown;
      localStorage.setItem(THEME_KEY, shown);
    };
    apply();
    light.addEventListener('change', apply);
    return () => light.removeEventListener('change', apply);
  }, [theme]);
}

/** Puts the style of the waveforms on the document, where every canvas reads it. */
function useWaveformStyle(): void {
  const style = useKnownSettings()?.waveform;
  useEffect(() => {
    if (style !== undefined) document.documentElement.dataset.waveform = style;
  }, [style]);
}

function Notices() {
  const { toasts, dismiss } = useToasts();
  return <Toaster toasts={toasts} onDismiss={dismiss} />;
}

function Window() {
  useTheme();
  useWaveformStyle();
  useGlobalShortcuts();
  useFileDrop();
  const size = useLibrarySize();
  const folders = useFolders().data;
  // Until both are known the frame stands with an empty table, so that nothing jumps.
  const firstRun = size === 0 && folders !== undefined && folders.length === 0;
  return (
    <>
      <Layout firstRun={firstRun} />
      <Dialogs />
      <Notices />
    </>
  );
}

export function App() {
  const connection = useConnection();
  if (connection.phase === 'incompatible')
    return (
      <main className="h-full bg-panel">
        <div role="alert" className="h-full">
          <EmptyState
            heading
            title="This window is of another version than its host"
            actions={<Button onClick={() => window.location.reload()}>Load again</Button>}
          >
            {connection.reason}
          </EmptyState>
        </div>
      </main>
    );
  return (
    <Tooltip.Provider delayDuration={500} skipDelayDuration={200}>
      <Window />
    </Tooltip.Provider>
  );
}
