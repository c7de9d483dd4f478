const MICROSECONDS_PER_MS = 1000;

const threadMs = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / MICROSECONDS_PER_MS;
};

/** @returns Milliseconds of processor time of the longest turn of the event loop while the work goes on. */
export async function longestPiece(work: () => unknown): Promise<number> {
  let longest = 0;
  let last = threadMs();
  let isOver = false;
  const beat = (): void => {
    const now = threadMs();
    longest = Math.max(longest, now - last);
    last = now;
    if (!isOver) setImmediate(beat);
  };
  setImmediate(beat);
  await work();
  isOver = true;
  beat();
  return longest;
}
