import { useState } from 'react';

/** Where the keyboard goes when what had it is gone: the table's row of the moment. */
function fallback(): HTMLElement | null {
  return document.querySelector<HTMLElement>('[role="grid"] [data-row][tabindex="0"]');
}

/**
 * For dialogs without a button of their own: remembers what had the focus when the dialog opened.
 * @returns Handler for onCloseAutoFocus that gives the focus back.
 */
export function useOpener(): (event: Event) => void {
  const [opener] = useState(() => document.activeElement);
  return (event) => {
    event.preventDefault();
    const back = opener instanceof HTMLElement && opener.isConnected && opener !== document.body ? opener : fallback();
    back?.focus();
  };
}
