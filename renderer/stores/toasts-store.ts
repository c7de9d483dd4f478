import { create } from 'zustand';

export interface Toast {
  readonly id: number;
  readonly level: 'info' | 'warning' | 'error';
  readonly title?: string | undefined;
  readonly message: string;
  /** A button in the toast. */
  readonly action?: { readonly label: string; readonly run: () => void } | undefined;
}

interface ToastsState {
  readonly toasts: readonly Toast[];
  /** The same message twice stands once. */
  readonly show: (toast: Omit<Toast, 'id'>) => void;
  readonly dismiss: (id: number) => void;
}

const MOST_TOASTS = 4;
let lastId = 0;

export const useToasts = create<ToastsState>()((set) => ({
  toasts: [],
  show: (toast) =>
    set(({ toasts }) => {
      lastId += 1;
      const others = toasts.filter(({ message }) => message !== toast.message);
      return { toasts: [...others, { ...toast, id: lastId }].slice(-MOST_TOASTS) };
    }),
  dismiss: (id) => set(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) })),
}));
