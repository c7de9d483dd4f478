import { Component, type ReactNode } from 'react';

interface ErrorBoundaryState {
  readonly error: Error | null;
}

/** Last stop for faults of the window itself: says so and offers a fresh start. The library is in the host and safe. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { error: null };

  static getDerivedStateFromError(error: Error): ErrorBoundaryState {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <main className="h-full bg-panel">
        <div role="alert" className="flex h-full flex-col items-center justify-center gap-3 px-8 text-center">
          <h1 className="text-lg font-semibold">The window ran into a fault</h1>
          <p className="max-w-[480px] text-md text-muted">Your library is safe. Load the window again to go on.</p>
          <p className="selectable max-w-[480px] text-xs text-faint">{error.message}</p>
          <button
            type="button"
            className="h-9 rounded-md bg-accent px-4 font-semibold text-on-accent"
            onClick={() => window.location.reload()}
          >
            Load again
          </button>
        </div>
      </main>
    );
  }
}
