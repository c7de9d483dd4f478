import { release, totalmem } from 'node:os';
import { scrubText } from '#main/platform/scrub.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import type { HostInfo } from '#shared/contract/system.ts';
import type { Settings } from '#shared/contract/settings.ts';

const LOG_LINES = 60;
const COUNTED = [
  'tracks',
  'files',
  'library_folders',
  'track_analyses',
  'analysis_jobs',
  'sets',
  'change_log',
] as const;

export interface DiagnosticsParts {
  readonly info: HostInfo;
  readonly database: Pick<LibraryDatabase, 'raw' | 'revision'>;
  readonly settings: Settings;
  readonly recentLines: readonly string[];
  readonly ffmpegPath: () => Promise<string>;
}

const megabytes = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MB`;

async function ffmpegLine(find: () => Promise<string>): Promise<string> {
  try {
    return `found (${scrubText(await find())})`;
  } catch (error) {
    return scrubText(error instanceof Error ? error.message : String(error));
  }
}

/** For a bug report: versions, counts, settings and the last log lines, with file names only and no secrets. */
export async function describeHost(parts: DiagnosticsParts): Promise<string> {
  const { info, database } = parts;
  const count = (table: string) => String(database.raw.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
  const schema = String(database.raw.pragma('user_version', { simple: true }));
  const { ffmpegPath, ...settings } = parts.settings;
  const lines = [
    `MusicForge ${info.appVersion}, protocol ${info.protocol}, schema ${schema}`,
    `${info.platform} ${release()} ${process.arch}, ${info.cpuCount} cores, ${megabytes(totalmem())}`,
    `Node ${process.versions.node}, Electron ${process.versions['electron'] ?? 'none'}, SQLite ${sqliteVersion(database)}`,
    `Host: ${megabytes(process.memoryUsage.rss())}, up ${Math.round(process.uptime())} s, revision ${database.revision()}`,
    `ffmpeg: ${await ffmpegLine(parts.ffmpegPath)}${ffmpegPath === '' ? '' : ', own path set'}`,
    `Rows: ${COUNTED.map((table) => `${table} ${count(table)}`).join(', ')}`,
    `Settings: ${JSON.stringify(settings)}`,
    '',
    'Last log lines:',
    ...parts.recentLines.slice(-LOG_LINES),
  ];
  return lines.map(scrubText).join('\n');
}

function sqliteVersion({ raw }: Pick<LibraryDatabase, 'raw'>): string {
  return String(raw.prepare('SELECT sqlite_version()').pluck().get());
}
