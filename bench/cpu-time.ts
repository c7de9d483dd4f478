import { readFileSync } from 'node:fs';

/** Clock ticks a second in /proc; 100 on every Linux that Node supports. */
const TICKS = 100;

/**
 * CPU time, user and system, of this process and the children that have ended. Where the system does not tell the
 * children's time (not Linux), that of this process alone.
 */
export function cpuSeconds(): number {
  const own = process.cpuUsage();
  return (own.user + own.system) / 1e6 + endedChildrenSeconds();
}

/** cutime and cstime of proc(5): fields 16 and 17, counted after the name in brackets. */
export function endedChildrenSeconds(): number {
  if (process.platform !== 'linux') return 0;
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[13]) + Number(fields[14])) / TICKS;
}
