import type { ReactNode } from 'react';

/** Looks shared by context menus and drop-down menus. */
export const MENU_SURFACE =
  'pop z-50 max-h-[80vh] min-w-52 overflow-y-auto rounded-md border border-line-strong bg-overlay p-1 text-sm text-ink shadow-overlay';
export const MENU_ITEM =
  'relative flex h-[26px] cursor-default items-center gap-2 rounded-sm px-2 pe-3 outline-none select-none data-[highlighted]:bg-control-hover data-[disabled]:text-faint data-[state=open]:bg-control-hover';
export const MENU_LINE = 'my-1 h-px bg-line';

export function MenuKeys({ children }: { readonly children: ReactNode }) {
  return <span className="ms-auto ps-6 text-2xs text-muted">{children}</span>;
}
