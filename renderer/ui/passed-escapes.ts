/**
 * Radix gives Escape to the layer that came last, and a notice is such a layer: over a dialog it would take the Escape that was
 * pressed to close the dialog. A notice passes it on instead while the keyboard is in a dialog.
 */
const passed = new WeakSet<KeyboardEvent>();

/** For a notice: keeps it where it is, and leaves the key to the dialog that has the keyboard, if there is one. */
export function passEscape(event: KeyboardEvent): void {
  const dialog = document.activeElement?.closest('[role="dialog"]') ?? null;
  if (dialog === null) return;
  event.preventDefault();
  passed.add(event);
}

/** For a dialog: whether a notice passed on this key. */
export const wasPassed = (event: KeyboardEvent): boolean => passed.has(event);
