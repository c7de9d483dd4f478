import type { ImportPreview } from '#shared/contract/interchange.ts';
import { countOf } from '#renderer/ui/format.ts';
import { CutNote, type DataColumn, DataTable } from './data-table.tsx';

const PROBLEM_COLUMNS: readonly DataColumn[] = [
  { title: 'File', width: 'w-[20%]' },
  { title: 'Where', width: 'w-[14%]' },
  { title: 'What is wrong' },
];
const UNKNOWN_COLUMNS: readonly DataColumn[] = [
  { title: 'Name in the file' },
  { title: 'Times', isNumber: true, width: 'w-[14%]' },
];

/** Longer lists are cut, with a count. */
const MOST_ROWS = 300;

function Unknown({ unknown }: Pick<ImportPreview, 'unknown'>) {
  if (unknown.length === 0) return null;
  const rows = unknown.slice(0, MOST_ROWS);
  return (
    <section aria-labelledby="import-unknown">
      <h4 id="import-unknown" className="pb-1 text-sm font-medium">
        Not known here
      </h4>
      <p className="pb-1 text-xs text-faint">
        Parts of the files that MusicForge does not know. Everything else was read.
      </p>
      <DataTable
        label="Not known here"
        columns={UNKNOWN_COLUMNS}
        rows={rows.map(({ name, count }) => ({ key: name, cells: [name, count.toLocaleString('en')] }))}
      />
      <CutNote shown={rows.length} total={unknown.length} />
    </section>
  );
}

/** What could not be read as it stands, and where. */
export function Problems({ preview: { problems, problemCount, unknown } }: { readonly preview: ImportPreview }) {
  if (problemCount === 0 && unknown.length === 0)
    return <p className="text-sm text-muted">Everything in the files could be read.</p>;
  const shown = problems.slice(0, MOST_ROWS);
  return (
    <div className="flex flex-col gap-4">
      {problemCount === 0 ? null : (
        <section aria-labelledby="import-unreadable">
          <h4 id="import-unreadable" className="pb-1 text-sm font-medium">
            {countOf(problemCount, 'place')} could not be read as {problemCount === 1 ? 'it stands' : 'they stand'}
          </h4>
          <DataTable
            label="Could not be read"
            columns={PROBLEM_COLUMNS}
            rows={shown.map(({ file, where, message }, index) => ({
              key: `${index} ${where}`,
              cells: [file, where === '' ? 'the whole file' : where, message],
            }))}
          />
          <CutNote shown={shown.length} total={problemCount} />
        </section>
      )}
      <Unknown unknown={unknown} />
    </div>
  );
}
