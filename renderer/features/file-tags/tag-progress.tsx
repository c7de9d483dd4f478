import type { TagWriting } from '#shared/contract/file-tags.ts';
import { countOf, formatEta } from '#renderer/ui/format.ts';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';

const DOING = { reading: 'Reading', writing: 'Writing', restoring: 'Restoring' } as const;

/** How far reading, writing or restoring is. */
export function TagProgress({ writing }: { readonly writing: TagWriting }) {
  const { phase, done, total, current, secondsLeft } = writing;
  if (phase !== 'reading' && phase !== 'writing' && phase !== 'restoring') return null;
  return (
    <div className="flex flex-col gap-2 py-2">
      <p className="truncate text-sm">
        {DOING[phase]} {done.toLocaleString('en')} of {countOf(total, 'file')}
        {secondsLeft === null || done < 5 ? '' : `, ${formatEta(secondsLeft)}`}
        {current === null ? null : <span className="ps-2 text-faint">{current}</span>}
      </p>
      <ProgressBar label={`${DOING[phase]} files`} fraction={total === 0 ? null : done / total} className="w-full" />
    </div>
  );
}
