import { ArrowRight } from 'lucide-react';
import type { QualityChange } from '#shared/contract/quality.ts';
import { useSettings } from '#renderer/host-client/queries.ts';
import { formatKeyIndex } from '#renderer/ui/format.ts';

const FIELD_WORDS: Readonly<Record<QualityChange['field'], string>> = {
  title: 'Title',
  artist: 'Artist',
  genre: 'Genre',
  year: 'Year',
  bpm: 'BPM',
  key: 'Key',
};

/** Spaces are what some mends are about: each is to be seen. */
function Words({ text }: { readonly text: string }) {
  return <span className="break-words whitespace-pre-wrap">{text}</span>;
}

const isNothing = (value: QualityChange['after']): value is null | '' => value === null || value === '';

function Value({ field, value }: { readonly field: QualityChange['field']; readonly value: QualityChange['after'] }) {
  const { keyNotation } = useSettings();
  if (isNothing(value)) return <span className="text-faint">nothing</span>;
  if (field === 'key' && typeof value === 'number') return <span>{formatKeyIndex(value, keyNotation)}</span>;
  return <Words text={String(value)} />;
}

/** What a mend writes: the value that stands there and the one that comes in its place. */
export function ChangeText({ change }: { readonly change: QualityChange }) {
  const { field, before, after } = change;
  return (
    <span className="selectable text-sm">
      <span className="pe-1.5 text-xs text-faint">{FIELD_WORDS[field]}</span>
      <span className={isNothing(before) ? '' : 'text-muted line-through decoration-faint'}>
        <Value field={field} value={before} />
      </span>
      <ArrowRight size={12} className="mx-1.5 inline text-faint" role="img" aria-label="becomes" />
      <span className="font-medium">
        <Value field={field} value={after} />
      </span>
    </span>
  );
}
