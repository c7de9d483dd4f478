import { createHash } from 'node:crypto';

/** Tells lists of bytes apart, also by where one ends and the next begins. */
export function digestOf(parts: readonly Buffer[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest('hex');
}
