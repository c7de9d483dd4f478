import type { LibraryCounts } from '#shared/contract/backups.ts';

const ROWS: readonly (readonly [keyof LibraryCounts, string])[] = [
  ['tracks', 'Tracks'],
  ['sets', 'Sets'],
  ['crates', 'Crates'],
  ['cuePoints', 'Cue points'],
  ['plays', 'Plays'],
];

const shown = (count: number | undefined): string => count?.toLocaleString('en') ?? '…';

interface CompareCountsProps {
  readonly now: LibraryCounts | undefined;
  readonly then: LibraryCounts;
}

/** What will be different. */
export function CompareCounts({ now, then }: CompareCountsProps) {
  return (
    <table className="w-full text-sm tabular-nums">
      <thead className="text-xs text-faint">
        <tr>
          <th scope="col" className="py-1 text-start font-normal">
            In your library
          </th>
          <th scope="col" className="py-1 text-end font-normal">
            Now
          </th>
          <th scope="col" className="py-1 text-end font-normal">
            Then
          </th>
        </tr>
      </thead>
      <tbody className="divide-y divide-line border-t border-line">
        {ROWS.map(([name, word]) => (
          <tr key={name}>
            <th scope="row" className="py-1 text-start font-normal text-muted">
              {word}
            </th>
            <td className="w-28 text-end">{shown(now?.[name])}</td>
            <td className={`w-28 text-end ${now?.[name] === then[name] ? '' : 'font-medium text-warning'}`}>
              {shown(then[name])}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
