import { createContext, type ReactNode, type RefObject, useContext, useEffect, useLayoutEffect, useRef } from 'react';

const StepsShown = createContext<RefObject<boolean>>({ current: false });

/**
 * Holds the steps of a dialog, one at a time. The first leaves the keyboard where the dialog puts it; those that follow take
 * it, as the button that had it is gone.
 */
export function Steps({ children }: { readonly children: ReactNode }) {
  const shown = useRef(false);
  useEffect(() => {
    shown.current = true;
  }, []);
  return <StepsShown value={shown}>{children}</StepsShown>;
}

interface StepFrameProps {
  readonly heading: string;
  readonly text?: ReactNode;
  readonly children: ReactNode;
  /** Buttons at the foot; the one that goes on is the last. */
  readonly footer: ReactNode;
  /** The heading has the keyboard also when the dialog opens with this step: its first button must not be pressed by mistake. */
  readonly isGuarded?: boolean;
}

/** One step: its heading, which gets the keyboard when the step comes, what it shows, and its buttons. */
export function StepFrame({ heading, text, children, footer, isGuarded = false }: StepFrameProps) {
  const shown = useContext(StepsShown);
  const title = useRef<HTMLHeadingElement>(null);
  // Before anything else sees that what had the keyboard is gone.
  useLayoutEffect(() => {
    if (isGuarded || shown.current) title.current?.focus();
  }, [shown, isGuarded]);
  return (
    <>
      <div className="px-4 pt-3">
        <h3 ref={title} tabIndex={-1} className="text-md font-semibold outline-none">
          {heading}
        </h3>
        {text === undefined ? null : <p className="text-sm text-muted">{text}</p>}
      </div>
      <div className="flex min-h-0 flex-1 flex-col px-4 py-3">{children}</div>
      <div className="flex items-center gap-2 border-t border-line px-4 py-3">{footer}</div>
    </>
  );
}

/** Why something did not work, in the host's words. */
export function Failure({ children }: { readonly children: ReactNode }) {
  return (
    <p role="alert" className="selectable rounded-md bg-danger-soft px-3 py-2 text-sm text-danger">
      {children}
    </p>
  );
}
