import { existsSync, renameSync } from 'node:fs';
import { join, parse } from 'node:path';
import electronLog from 'electron-log/node';
import { scrubValue } from './scrub.ts';

export type LogLevel = 'error' | 'warn' | 'info';
export type LogFields = Readonly<Record<string, unknown>>;

/** Lines are JSON: {"time","level","event", ...fields}. Fields never carry folders or secrets: they are taken out. */
export interface Logger {
  /** @param event What happened, as a fixed phrase: "rpc failed". Facts go into `fields`. */
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
  /** The last lines of this start, oldest first, for a bug report. */
  recentLines(): readonly string[];
}

const RECENT_LINES = 200;
const MAX_FILE_BYTES = 2 * 1024 * 1024;
const FILES_KEPT = 4;

/** "host.log" becomes "host.1.log", "host.1.log" becomes "host.2.log" ...; the oldest goes. */
function rotate(path: string): void {
  const { dir, name, ext } = parse(path);
  const numbered = (index: number) => (index === 0 ? path : join(dir, `${name}.${index}${ext}`));
  for (let index = FILES_KEPT - 2; index >= 0; index -= 1) {
    if (existsSync(numbered(index))) renameSync(numbered(index), numbered(index + 1));
  }
}

/**
 * @param file Absolute path of the log; its folder is made. Rotated at 2 MB, four files are kept.
 * @param now Milliseconds since the epoch.
 */
export function createLogger(file: string, now: () => number = Date.now): Logger {
  const recent: string[] = [];
  const log = electronLog.create({ logId: file });
  log.transports.console.level = false;
  log.transports.file.resolvePathFn = () => file;
  log.transports.file.maxSize = MAX_FILE_BYTES;
  log.transports.file.archiveLogFn = (old) => rotate(old.path);
  log.transports.file.format = ({ data }) => data;
  const write = (level: LogLevel, event: string, fields: LogFields = {}) => {
    const facts = scrubValue(fields) as Record<string, unknown>;
    const line = JSON.stringify({ time: new Date(now()).toISOString(), level, event, ...facts });
    recent.push(line);
    if (recent.length > RECENT_LINES) recent.shift();
    log[level](line);
  };
  return {
    info: (event, fields) => write('info', event, fields),
    warn: (event, fields) => write('warn', event, fields),
    error: (event, fields) => write('error', event, fields),
    recentLines: () => recent,
  };
}
