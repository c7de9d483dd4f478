/** Whether the window still listens to a stream. */
export const alive = (signal: AbortSignal | undefined): boolean => signal?.aborted !== true;
