import type { ReactNode } from 'react';
import { classNames } from '#renderer/ui/class-names.ts';

export interface DataColumn {
  readonly title: string;
  readonly isNumber?: boolean;
  /** Share of the width, as a class. */
  readonly width?: string;
}

interface DataTableProps {
  /** Read by screen readers. */
  readonly label: string;
  readonly columns: readonly DataColumn[];
  /** Cells of each row, in the order of the columns; the first names the row. */
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[];
  readonly total?: readonly ReactNode[];
}

const alignment = (column: DataColumn | undefined): string => (column?.isNumber === true ? 'text-end' : 'text-start');

/** Facts in rows, to be read. */
export function DataTable({ label, columns, rows, total }: DataTableProps) {
  return (
    <table aria-label={label} className="selectable w-full table-fixed border-collapse text-sm">
      <thead>
        <tr className="border-b border-line-strong">
          {columns.map((column) => (
            <th
              key={column.title}
              scope="col"
              className={classNames('px-2 py-1 text-xs font-medium text-muted', alignment(column), column.width)}
            >
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells }) => (
          <tr key={key} className="border-b border-line">
            {cells.map((cell, index) => (
              <td
                key={columns[index]?.title}
                className={classNames('px-2 py-1 align-top break-words', alignment(columns[index]))}
              >
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      {total === undefined ? null : (
        <tfoot>
          <tr className="font-semibold">
            {total.map((cell, index) => (
              <td key={columns[index]?.title} className={classNames('px-2 py-1', alignment(columns[index]))}>
                {cell}
              </td>
            ))}
          </tr>
        </tfoot>
      )}
    </table>
  );
}

/** "The first 300 of 1,034 are listed."; nothing where all are. */
export function CutNote({ shown, total }: { readonly shown: number; readonly total: number }) {
  if (shown >= total) return null;
  return (
    <p className="px-2 py-2 text-xs text-faint">
      The first {shown.toLocaleString('en')} of {total.toLocaleString('en')} are listed.
    </p>
  );
}
