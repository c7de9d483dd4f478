import { useCallback, useRef, useState } from 'react';
import { describeError, type ErrorText } from './errors.ts';

interface CallState {
  readonly isRunning: boolean;
  /** Why the last call failed. */
  readonly error: ErrorText | null;
}

/**
 * A call to the host whose failure is said where it was asked for, not in a toast. Asked again while it runs, nothing happens:
 * a button that would be switched off meanwhile would lose the keyboard.
 */
export function useCall() {
  const [state, setState] = useState<CallState>({ isRunning: false, error: null });
  const running = useRef(false);
  const run = useCallback(async <Result>(call: () => Promise<Result>, done?: (result: Result) => void) => {
    if (running.current) return;
    running.current = true;
    setState({ isRunning: true, error: null });
    try {
      const result = await call();
      running.current = false;
      setState({ isRunning: false, error: null });
      done?.(result);
    } catch (error) {
      running.current = false;
      setState({ isRunning: false, error: describeError(error) });
    }
  }, []);
  const forget = useCallback(() => setState((now) => ({ ...now, error: null })), []);
  return { ...state, run, forget };
}
