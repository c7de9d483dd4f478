import { createContext, type ReactNode, useContext } from 'react';
import type { ShellApi } from '#shared/shell/shell-api.ts';

declare global {
  interface Window {
    /** Put there by the preload script; absent in a browser. */
    readonly musicforge?: ShellApi;
  }
}

const ShellContext = createContext<ShellApi | null>(null);

export function ShellProvider({ shell, children }: { readonly shell: ShellApi; readonly children: ReactNode }) {
  return <ShellContext value={shell}>{children}</ShellContext>;
}

/** @throws {Error} Outside of ShellProvider. */
export function useShell(): ShellApi {
  const shell = useContext(ShellContext);
  if (!shell) throw new Error('useShell is used outside of ShellProvider');
  return shell;
}
