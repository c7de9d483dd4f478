import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { procedure } from './base.ts';

export const Notice = z.object({
  id: z.string(),
  level: z.enum(['info', 'warning', 'error']),
  title: z.string(),
  /** What happened and what to do. */
  message: z.string(),
});
export type Notice = z.infer<typeof Notice>;

export const HostInfo = z.object({
  protocol: z.int(),
  appVersion: z.string(),
  platform: z.string(),
  /** Changes with every start of the host: a client that sees a new one drops what it knew. */
  hostId: z.string(),
  /** Changes when another library takes the place of this one: what a window shows of it is void then. */
  libraryId: z.string(),
  cpuCount: z.int(),
});
export type HostInfo = z.infer<typeof HostInfo>;

export const systemContract = {
  /** First call on every connection. Answers `conflict` when the versions do not fit. */
  hello: procedure.input(z.object({ protocol: z.int() })).output(HostInfo),
  /** Versions, counts and the last log lines, without paths and secrets, for a bug report. */
  diagnostics: procedure.output(z.object({ text: z.string() })),
  /** Notices of this start (library restored from a backup ...) and new ones. */
  watchNotices: procedure.output(eventIterator(Notice)),
};

export const DemoState = z.object({
  running: z.boolean(),
  done: z.int(),
  total: z.int(),
  current: z.string().nullable(),
  /** Why the last attempt stopped, in words; null when it did not fail. */
  error: z.string().nullable(),
  /** The demo folder stands in the library. */
  installed: z.boolean(),
});
export type DemoState = z.infer<typeof DemoState>;

export const demoContract = {
  /** Makes the demo library (if it is not there) and adds it; returns at once, progress comes by `watch`. */
  install: procedure.output(z.void()),
  cancel: procedure.output(z.void()),
  watch: procedure.output(eventIterator(DemoState)),
};
