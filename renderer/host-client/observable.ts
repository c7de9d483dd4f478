/** A value that can be watched; the shape that React's useSyncExternalStore takes. */
export class Observable<Value> {
  private value: Value;
  private readonly listeners = new Set<() => void>();

  constructor(initial: Value) {
    this.value = initial;
  }

  readonly get = (): Value => this.value;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  set(value: Value): void {
    if (Object.is(value, this.value)) return;
    this.value = value;
    for (const listener of this.listeners) listener();
  }

  /** Resolves when the value satisfies `test` (at once if it does now); rejects when `signal` aborts. */
  until(test: (value: Value) => boolean, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const finish = (settle: () => void) => {
        unsubscribe();
        signal.removeEventListener('abort', aborted);
        settle();
      };
      const aborted = () => finish(() => reject(signal.reason as Error));
      const check = () => {
        if (test(this.value)) finish(resolve);
      };
      const unsubscribe = this.subscribe(check);
      if (signal.aborted) return aborted();
      signal.addEventListener('abort', aborted);
      check();
    });
  }
}
