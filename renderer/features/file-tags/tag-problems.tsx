import type { TagWriting } from '#shared/contract/file-tags.ts';
import { ListCell, ListGrid, ListRow } from '#renderer/ui/list-grid.tsx';

interface TagProblemsProps {
  readonly label: string;
  readonly writing: Pick<TagWriting, 'problems' | 'problemCount'>;
}

/** Files that are left alone, each with its reason. */
export function TagProblems({ label, writing: { problems, problemCount } }: TagProblemsProps) {
  if (problemCount === 0) return null;
  const rest = problemCount - problems.length;
  return (
    <div>
      <h3 className="pb-1 text-xs font-medium text-warning">{label}</h3>
      <ListGrid
        label={label}
        className="selectable max-h-[22vh] divide-y divide-line overflow-y-auto rounded-md border border-line bg-panel"
      >
        {problems.map(({ file, reason }, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- files of one name may lie in two folders
          <ListRow key={`${file} ${index}`} stop className="px-2 py-1.5 text-xs outline-offset-[-2px]!">
            <ListCell>
              <span className="font-medium break-all">{file}</span> <span className="text-muted">{reason}</span>
            </ListCell>
          </ListRow>
        ))}
      </ListGrid>
      {rest > 0 ? <p className="pt-1 text-xs text-faint">And {rest.toLocaleString('en')} more.</p> : null}
    </div>
  );
}
