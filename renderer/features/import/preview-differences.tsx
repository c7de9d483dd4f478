import { useState } from 'react';
import {
  type ImportConflict,
  type ImportPreview,
  MERGE_FIELDS,
  type MergeField,
} from '#shared/contract/interchange.ts';
import { useImportChoices } from '#renderer/stores/import-store.ts';
import { classNames } from '#renderer/ui/class-names.ts';
import { Select } from '#renderer/ui/select.tsx';
import { CutNote, type DataColumn, DataTable } from './data-table.tsx';
import { FIELD_WORDS, winnerOf } from './merge-words.ts';

const COLUMNS: readonly DataColumn[] = [
  { title: 'Track', width: 'w-[26%]' },
  { title: 'Field', width: 'w-[13%]' },
  { title: 'Yours', width: 'w-[20%]' },
  { title: 'Theirs', width: 'w-[24%]' },
  { title: 'After the import' },
];

const AFTER = {
  mine: 'yours',
  theirs: 'theirs',
  both: 'both',
  depends: 'theirs, unless you set yours',
} as const;

function Value({ text, isKept }: { readonly text: string; readonly isKept: boolean }) {
  return <span className={classNames('line-clamp-2', isKept ? 'font-medium' : 'text-faint')}>{text}</span>;
}

interface DifferencesProps {
  readonly preview: ImportPreview;
}

/** Where both have a value and they differ, with what the rules make of it. */
export function Differences({ preview: { conflicts, conflictsByField } }: DifferencesProps) {
  const rules = useImportChoices((state) => state.rules);
  const [shown, setShown] = useState<MergeField | 'all'>('all');
  const counted = MERGE_FIELDS.flatMap((field) => {
    const count = conflictsByField[field] ?? 0;
    return count === 0 ? [] : [{ field, count }];
  }).toSorted((a, b) => b.count - a.count);
  const total = counted.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return <p className="text-sm text-muted">Nowhere do both say something, and differ.</p>;
  const fitting = conflicts.filter(({ field }) => shown === 'all' || field === shown);
  const rowOf = ({ title, artist, field, mine, theirs }: ImportConflict, index: number) => {
    const winner = winnerOf(field, rules[field]);
    return {
      key: `${index} ${field}`,
      cells: [
        <span key="track">
          {title} <span className="text-faint">{artist}</span>
        </span>,
        FIELD_WORDS[field].name,
        <Value key="mine" text={mine} isKept={winner !== 'theirs'} />,
        <Value key="theirs" text={theirs} isKept={winner !== 'mine'} />,
        AFTER[winner],
      ],
    };
  };
  return (
    <div className="flex flex-col gap-2">
      <div>
        <Select
          label="Field"
          value={shown}
          onChange={setShown}
          options={[
            { value: 'all', label: `All fields (${total.toLocaleString('en')})` },
            ...counted.map(({ field, count }) => ({
              value: field,
              label: `${FIELD_WORDS[field].name} (${count.toLocaleString('en')})`,
            })),
          ]}
        />
      </div>
      <DataTable label="Differences" columns={COLUMNS} rows={fitting.map(rowOf)} />
      <CutNote shown={fitting.length} total={shown === 'all' ? total : (conflictsByField[shown] ?? 0)} />
    </div>
  );
}
