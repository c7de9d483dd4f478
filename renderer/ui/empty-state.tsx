import type { ReactNode } from 'react';

/** What stands where nothing is: why, and what to do. */
export function EmptyState({
  icon,
  title,
  children,
  actions,
}: {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}) {
  return (
    <div className="flex h-full flex-col items-center justify-center gap-2 px-6 py-8 text-center">
      {icon ? <div className="text-faint">{icon}</div> : null}
      <p className="text-md font-medium">{title}</p>
      {children ? <div className="max-w-96 text-sm text-muted">{children}</div> : null}
      {actions ? <div className="mt-2 flex gap-2">{actions}</div> : null}
    </div>
  );
}
