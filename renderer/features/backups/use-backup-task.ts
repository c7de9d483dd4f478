import { useState } from 'react';
import type { HostClient } from '#shared/contract/contract.ts';
import type { BackupState } from '#shared/contract/backups.ts';
import { describeError, type ErrorText } from '#renderer/host-client/errors.ts';
import { useHost, useLive } from '#renderer/host-client/host.tsx';

const RUNNING: readonly BackupState['phase'][] = ['exporting', 'checking', 'restoring'];

/** What a dialog has started at the host, and how far it is. */
export function useBackupTask() {
  const { client, backup } = useHost();
  const latest = useLive(backup, (value) => value);
  /** What was said before this dialog began, of earlier tasks; null while it has not begun. */
  const [begun, setBegun] = useState<{ readonly before: BackupState | null } | null>(null);
  const [refusal, setRefusal] = useState<ErrorText | null>(null);
  const started = begun !== null;
  const state = started && latest !== begun.before ? latest : null;
  const isRunning = started && refusal === null && (state === null || RUNNING.includes(state.phase));
  const start = async (call: (backups: HostClient['backups']) => Promise<void>) => {
    // The button that starts it is not disabled meanwhile, so that the keyboard stays where it is.
    if (isRunning) return;
    setRefusal(null);
    setBegun({ before: backup.get() });
    try {
      await call(client.backups);
    } catch (error) {
      setBegun(null);
      setRefusal(describeError(error));
    }
  };
  return {
    state,
    isRunning,
    refusal,
    problem: refusal?.message ?? state?.error ?? null,
    start,
    /** Stops what this dialog has started; the library is as it was. */
    cancel: () => {
      if (isRunning) void client.backups.cancel();
    },
    /** Begins anew. */
    forget: () => {
      setBegun(null);
      setRefusal(null);
    },
  };
}

export type BackupTaskRun = ReturnType<typeof useBackupTask>;
