import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { wasPassed } from './passed-escapes.ts';
import { useOpener } from './use-opener.ts';
import { useScrollStop } from './use-scroll-stop.ts';

interface DialogProps {
  readonly title: string;
  readonly description?: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons at the foot. */
  readonly footer?: ReactNode;
  readonly wide?: boolean;
  /** As high and wide as the window allows, of one size whatever it shows; the content scrolls within itself. */
  readonly large?: boolean;
}

function Content({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const { ref, isStop } = useScrollStop();
  return (
    <div
      ref={ref}
      {...(isStop ? { role: 'region', 'aria-label': title, tabIndex: 0 } : {})}
      className="min-h-0 flex-1 overflow-y-auto px-4 py-3 outline-offset-[-2px]!"
    >
      {children}
    </div>
  );
}

function widthOf(wide: boolean, large: boolean): string {
  if (large) return 'h-[min(760px,calc(100vh-48px))] w-[min(1040px,calc(100vw-48px))]';
  return wide ? 'h-fit w-[min(720px,calc(100vw-48px))]' : 'h-fit w-[min(460px,calc(100vw-48px))]';
}

/** A modal dialog: keeps the focus inside, closes on Escape, gives the focus back. */
export function Dialog({ title, description, onClose, children, footer, wide = false, large = false }: DialogProps) {
  const content = large ? (
    <div className="flex min-h-0 flex-1 flex-col">{children}</div>
  ) : (
    <Content title={title}>{children}</Content>
  );
  const giveBack = useOpener();
  return (
    <Radix.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Radix.Content
          onCloseAutoFocus={giveBack}
          onKeyDown={(event) => (wasPassed(event.nativeEvent) ? onClose() : undefined)}
          {...(description === undefined ? { 'aria-describedby': undefined } : {})}
          className={classNames(
            'pop fixed inset-0 z-40 m-auto flex max-h-[calc(100vh-48px)] flex-col overflow-hidden rounded-lg border border-line-strong bg-overlay shadow-overlay focus:outline-none',
            widthOf(wide, large),
          )}
        >
          <div className="border-b border-line py-3 ps-4 pe-12">
            <Radix.Title className="text-md font-semibold">{title}</Radix.Title>
            {description === undefined ? null : (
              <Radix.Description className="text-sm text-muted">{description}</Radix.Description>
            )}
          </div>
          {children === null ? null : content}
          {footer ? <div className="flex justify-end gap-2 border-t border-line px-4 py-3">{footer}</div> : null}
          {/* Last, so that the dialog opens with the keyboard on its content. */}
          <Radix.Close
            aria-label="Close"
            className="absolute end-3 top-2.5 inline-flex size-[26px] items-center justify-center rounded-md text-muted hover:bg-control-hover hover:text-ink"
          >
            <X size={15} aria-hidden />
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
