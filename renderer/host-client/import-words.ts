import type { ImportFormat, ImportState } from '#shared/contract/interchange.ts';

type Phase = ImportState['phase'];

const RUNNING = { reading: 'Reading files to import', matching: 'Comparing with the library', writing: 'Importing' };

/** Of the phases in which the host works. */
export const isRunningPhase = (phase: Phase): phase is keyof typeof RUNNING => phase in RUNNING;

/** What is being done, without how far it is; '' when nothing is. */
export const runningWords = (phase: Phase): string => (isRunningPhase(phase) ? RUNNING[phase] : '');

const ENDED: Partial<Record<Phase, string>> = {
  ready: 'The preview of the import is ready',
  done: 'Import done',
  failed: 'Import failed',
  cancelled: 'Import cancelled',
};

/** Said to screen readers at each step of a tenth, so that they are not flooded. */
export function spokenImport(state: ImportState | null): string {
  if (!state) return '';
  const { phase, fraction } = state;
  if (!isRunningPhase(phase)) return ENDED[phase] ?? '';
  return fraction === null ? RUNNING[phase] : `${RUNNING[phase]}, ${Math.floor(fraction * 10) * 10} percent`;
}

/** The programs, or kinds of file, that something was imported from. */
export const IMPORT_NAMES: Readonly<Record<ImportFormat, string>> = {
  'rekordbox-xml': 'rekordbox',
  'traktor-nml': 'Traktor',
  serato: 'Serato',
  engine: 'Engine DJ',
  mixxx: 'Mixxx',
  'itunes-xml': 'iTunes / Music',
  m3u: 'M3U playlist',
  cue: 'CUE sheet',
  'rekordbox-txt': 'rekordbox playlist',
  csv: 'Table',
  'set-text': 'Tracklist',
};
