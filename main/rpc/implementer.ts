import { implement } from '@orpc/server';
import { contract } from '#shared/contract/contract.ts';

/** Start of every handler: `os.<area>.<procedure>.handler(...)`. */
export const os = implement(contract);

/** Use cases may answer at once (SQLite is synchronous) or later. */
export type Answer<Value> = Value | Promise<Value>;
