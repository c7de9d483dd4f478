import type { TaggerModel } from '#shared/contract/tagger.ts';
import { countOf, formatBytes } from '#renderer/ui/format.ts';

/** What the user compares with the page that the model is from. */
export function ModelFacts({ model }: { readonly model: TaggerModel }) {
  const facts = [
    ['Model', `${model.name}, ${countOf(model.labels, 'label')}, ${formatBytes(model.bytes)}`],
    ['File', model.path],
    ['SHA-256', model.sha256],
  ] as const;
  return (
    <dl className="selectable mt-2 grid grid-cols-[max-content_minmax(0,1fr)] gap-x-3 gap-y-0.5 rounded-md border border-line bg-panel px-2 py-1.5 text-xs">
      {facts.map(([term, value]) => (
        <div key={term} className="contents">
          <dt className="text-muted">{term}</dt>
          <dd className={`break-all ${term === 'SHA-256' ? 'font-mono' : ''}`}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
