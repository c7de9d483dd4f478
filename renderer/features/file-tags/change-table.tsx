import { useState } from 'react';
import type { TagChange, TagPreview } from '#shared/contract/file-tags.ts';
import { useTagChanges } from '#renderer/host-client/queries.ts';
import { Button } from '#renderer/ui/button.tsx';
import { classNames } from '#renderer/ui/class-names.ts';
import { countOf } from '#renderer/ui/format.ts';
import { FIELD_WORDS } from './field-words.ts';

const PAGE = 200;
const MOST = 2000;

function Value({ field, text }: { readonly field: TagChange['field']; readonly text: string }) {
  if (text === '' || (field === 'rating' && text === '0'))
    return (
      <span className="text-faint">
        <span aria-hidden>–</span>
        <span className="sr-only">nothing</span>
      </span>
    );
  if (field !== 'rating') return <span className="break-words">{text}</span>;
  return (
    <>
      <span aria-hidden>{'★'.repeat(Number(text))}</span>
      <span className="sr-only">{countOf(Number(text), 'star')}</span>
    </>
  );
}

const CELL = 'px-2 py-1 align-top text-sm';

function Row({ change, isFirst }: { readonly change: TagChange; readonly isFirst: boolean }) {
  return (
    <tr className={isFirst ? 'border-t border-line' : ''}>
      <th scope="row" className={classNames(CELL, 'max-w-0 truncate text-start font-medium')} title={change.file}>
        {/* Each row has its name for those who hear it; the eye needs it once. */}
        <span className={isFirst ? '' : 'sr-only'}>{change.file}</span>
      </th>
      <td className={classNames(CELL, 'text-muted')}>{FIELD_WORDS[change.field]}</td>
      <td className={classNames(CELL, 'text-muted')}>
        <Value field={change.field} text={change.before} />
      </td>
      <td className={CELL}>
        <Value field={change.field} text={change.after} />
      </td>
    </tr>
  );
}

const HEAD = 'sticky top-0 bg-panel px-2 py-1 text-start text-2xs font-semibold text-faint';

/** What would change, file by file; what stays is left out. */
export function ChangeTable({ preview }: { readonly preview: TagPreview }) {
  const [limit, setLimit] = useState(PAGE);
  const changes = useTagChanges(preview.number, limit).data ?? [];
  const rest = preview.changes - changes.length;
  return (
    <section
      aria-label="What would change"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and the keyboard must be able to
      tabIndex={0}
      className="max-h-[38vh] min-h-24 overflow-y-auto rounded-md border border-line bg-panel"
    >
      <table className="selectable w-full table-fixed border-collapse">
        <thead>
          <tr>
            <th scope="col" className={classNames(HEAD, 'w-[40%]')}>
              File
            </th>
            <th scope="col" className={classNames(HEAD, 'w-[14%]')}>
              Field
            </th>
            <th scope="col" className={classNames(HEAD, 'w-[23%]')}>
              Now
            </th>
            <th scope="col" className={classNames(HEAD, 'w-[23%]')}>
              New
            </th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change, index) => (
            <Row
              // oxlint-disable-next-line react/no-array-index-key -- files of one name may lie in two folders
              key={`${change.trackId} ${change.file} ${change.field} ${index}`}
              change={change}
              isFirst={changes[index - 1]?.file !== change.file || changes[index - 1]?.trackId !== change.trackId}
            />
          ))}
        </tbody>
      </table>
      {rest > 0 && changes.length > 0 ? (
        <div className="flex items-center gap-3 border-t border-line px-2 py-1.5 text-xs text-muted">
          <span>{rest.toLocaleString('en')} more changes</span>
          {limit < MOST ? <Button onClick={() => setLimit(Math.min(MOST, limit + PAGE))}>Show more</Button> : null}
        </div>
      ) : null}
    </section>
  );
}
