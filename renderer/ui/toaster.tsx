import { CircleAlert, Info, TriangleAlert, X } from 'lucide-react';
import { Toast as Radix } from 'radix-ui';
import { Button, IconButton } from './button.tsx';
import { passEscape } from './passed-escapes.ts';

export interface ShownToast {
  readonly id: number;
  readonly level: 'info' | 'warning' | 'error';
  readonly title?: string | undefined;
  readonly message: string;
  readonly action?: { readonly label: string; readonly run: () => void } | undefined;
}

const ICONS = {
  info: <Info size={15} className="mt-px shrink-0 text-info" aria-hidden />,
  warning: <TriangleAlert size={15} className="mt-px shrink-0 text-warning" aria-hidden />,
  error: <CircleAlert size={15} className="mt-px shrink-0 text-danger" aria-hidden />,
};
/** Errors stay until they are read. */
const STAY_MS = { info: 6000, warning: 12_000, error: 3_600_000 };

interface ToasterProps {
  readonly toasts: readonly ShownToast[];
  readonly onDismiss: (id: number) => void;
}

export function Toaster({ toasts, onDismiss }: ToasterProps) {
  return (
    <Radix.Provider label="Notification" swipeDirection="right">
      {toasts.map((toast) => (
        <Radix.Root
          key={toast.id}
          type={toast.level === 'info' ? 'background' : 'foreground'}
          duration={STAY_MS[toast.level]}
          onOpenChange={(open) => (open ? undefined : onDismiss(toast.id))}
          onEscapeKeyDown={passEscape}
          className="pop flex items-start gap-2.5 rounded-md border border-line-strong bg-overlay py-2 ps-3 pe-2 text-sm shadow-overlay"
        >
          {ICONS[toast.level]}
          <div className="selectable min-w-0 flex-1">
            {toast.title ? <Radix.Title className="font-semibold">{toast.title}</Radix.Title> : null}
            <Radix.Description className="break-words">{toast.message}</Radix.Description>
          </div>
          {toast.action ? (
            <Radix.Action altText={`${toast.action.label}: ${toast.message}`} asChild>
              <Button className="h-[22px] px-2 text-xs" onClick={toast.action.run}>
                {toast.action.label}
              </Button>
            </Radix.Action>
          ) : null}
          <Radix.Close asChild>
            <IconButton label="Dismiss" size="sm">
              <X size={13} aria-hidden />
            </IconButton>
          </Radix.Close>
        </Radix.Root>
      ))}
      <Radix.Viewport className="fixed end-3 bottom-9 z-50 flex w-[min(380px,calc(100vw-24px))] flex-col gap-2 outline-none" />
    </Radix.Provider>
  );
}
