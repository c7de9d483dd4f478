import type { ContentCounts, ImportPreview } from '#shared/contract/interchange.ts';
import { useImportChoices } from '#renderer/stores/import-store.ts';
import { IMPORT_NAMES } from '#renderer/host-client/import-words.ts';
import { Button } from '#renderer/ui/button.tsx';
import { countOf } from '#renderer/ui/format.ts';
import { type DataColumn, DataTable } from './data-table.tsx';
import { Figures } from './figures.tsx';
import { rulesInWords } from './merge-words.ts';

const number = (title: string): DataColumn => ({ title, isNumber: true });
const COLUMNS: readonly DataColumn[] = [
  { title: 'File', width: 'w-[22%]' },
  { title: 'Format', width: 'w-[14%]' },
  number('Tracks'),
  number('Cues'),
  number('Loops'),
  number('Grid marks'),
  number('Playlists'),
  number('Plays'),
];

const cellsOf = ({ tracks, cues, loops, gridSegments, playlists, plays }: ContentCounts): string[] =>
  [tracks, cues, loops, gridSegments, playlists, plays].map((count) => count.toLocaleString('en'));

function Files({ preview: { files, counts } }: { readonly preview: ImportPreview }) {
  const rows = files.map(({ name, format, counts: own }, index) => ({
    key: `${index} ${name}`,
    cells: [name, IMPORT_NAMES[format], ...cellsOf(own)],
  }));
  const total = files.length > 1 ? { total: ['Together', '', ...cellsOf(counts)] } : {};
  return <DataTable label="What was read" columns={COLUMNS} rows={rows} {...total} />;
}

function matchedText({ path, content, name }: ImportPreview['matched']): string {
  const parts = [
    [path, 'by path'],
    [content, 'by content'],
    [name, 'by artist and title'],
  ] as const;
  const found = parts.filter(([count]) => count > 0).map(([count, words]) => `${count.toLocaleString('en')} ${words}`);
  return found.length === 0 ? 'none is the same as one of yours' : found.join(', ');
}

const matchedCount = ({ path, content, name }: ImportPreview['matched']): number => path + content + name;

function Remarks({ preview: { merged, missingFiles, problemCount } }: { readonly preview: ImportPreview }) {
  return (
    <ul className="list-disc ps-4 text-sm text-muted">
      {missingFiles === 0 ? null : (
        <li>
          {missingFiles === 1 ? 'The file of 1 track is' : `The files of ${countOf(missingFiles, 'track')} are`} not on
          this machine. Their tracks come in with all their values and stand under <em>Missing files</em>.
        </li>
      )}
      {merged === 0 ? null : (
        <li>
          {merged.toLocaleString('en')} {merged === 1 ? 'entry is a track' : 'entries are tracks'} that another entry is
          already; each becomes one track.
        </li>
      )}
      {problemCount === 0 ? null : (
        <li>
          {countOf(problemCount, 'place')} in the files could not be read as{' '}
          {problemCount === 1 ? 'it stands' : 'they stand'}: see <em>Problems</em>.
        </li>
      )}
    </ul>
  );
}

interface OverviewProps {
  readonly preview: ImportPreview;
  readonly onRules: () => void;
}

export function Overview({ preview, onRules }: OverviewProps) {
  const rules = useImportChoices((state) => state.rules);
  const { added, matched, conflictingTracks } = preview;
  return (
    <div className="flex flex-col gap-4">
      <Figures
        label="What the import would do"
        figures={[
          { count: added, name: 'tracks are new', detail: 'they are added' },
          { count: matchedCount(matched), name: 'are in your library', detail: matchedText(matched) },
          {
            count: conflictingTracks,
            name: 'of those say something else',
            detail: conflictingTracks === 0 ? 'nothing to decide' : 'the rules decide',
          },
        ]}
      />
      <p className="flex items-center gap-3 text-sm">
        {rulesInWords(rules)}
        <Button look="quiet" className="text-xs" onClick={onRules}>
          Change the rules
        </Button>
      </p>
      <Files preview={preview} />
      <Remarks preview={preview} />
    </div>
  );
}
