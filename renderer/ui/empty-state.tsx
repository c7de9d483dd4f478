import type { ReactNode } from 'react';

/** What stands where nothing is: why, and what to do. @param heading The title is the heading of the whole window. */
export function EmptyState({
  icon,
  title,
  heading = false,
  children,
  actions,
}: {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly heading?: boolean;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}) {
  const Title = heading ? 'h1' : 'p';
  return (
    <div className="flex h-full flex-col items-center justify-center gap-2 px-6 py-8 text-center">
      {icon ? <div className="text-faint">{icon}</div> : null}
      <Title className="text-md font-medium">{title}</Title>
      {children ? <div className="max-w-96 text-sm text-muted">{children}</div> : null}
      {actions ? <div className="mt-2 flex gap-2">{actions}</div> : null}
    </div>
  );
}
