import { useEffect, useRef } from 'react';
import type { ExportFormat, ExportReport, ExportScope } from '#shared/contract/interchange.ts';
import { describeError } from '#renderer/host-client/errors.ts';
import { useHost } from '#renderer/host-client/host.tsx';
import { useCall } from '#renderer/host-client/use-call.ts';
import { useToasts } from '#renderer/stores/toasts-store.ts';
import { countOf } from '#renderer/ui/format.ts';

export interface ExportInput {
  readonly scope: ExportScope;
  readonly format: ExportFormat;
  readonly path: string;
  readonly replace: boolean;
}

/** Writes an export. One that ends when the dialog is closed already is told by a notice. */
export function useExport(onDone: (report: ExportReport, input: ExportInput) => void) {
  const { client } = useHost();
  const { run, ...call } = useCall();
  const isOpen = useRef(true);
  useEffect(() => {
    isOpen.current = true;
    return () => {
      isOpen.current = false;
    };
  }, []);
  const write = (input: ExportInput) => {
    const { show } = useToasts.getState();
    const attempt = async () => {
      try {
        return await client.interchange.export(input);
      } catch (error) {
        if (!isOpen.current) show({ level: 'error', message: describeError(error).message });
        throw error;
      }
    };
    const finish = (report: ExportReport) => {
      if (isOpen.current) return onDone(report, input);
      show({ level: 'info', message: `Exported ${countOf(report.written.tracks, 'track')} to ${report.path}.` });
    };
    void run(attempt, finish);
  };
  return { ...call, write };
}
export type ExportCall = ReturnType<typeof useExport>;
