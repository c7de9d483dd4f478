import { ArrowRight } from 'lucide-react';
import type { HistoryChange, HistoryEntry } from '#shared/contract/history.ts';
import { describeError } from '#renderer/host-client/errors.ts';
import { CHANGES_SHOWN, useStepChanges } from '#renderer/host-client/history-steps.ts';
import { formatDateTime } from '#renderer/ui/format.ts';
import { countWords, fieldWords, ORIGIN_WORDS, valueWords, wholeWords } from './step-words.ts';

function Value({ text }: { readonly text: string | null }) {
  if (text !== null) return <span className="break-words">{text}</span>;
  return (
    <span className="text-faint">
      <span aria-hidden>–</span>
      <span className="sr-only">nothing</span>
    </span>
  );
}

function Change({ change }: { readonly change: HistoryChange }) {
  const { name, field, before, after } = change;
  return (
    <li className="border-t border-line px-3 py-1.5 text-sm first:border-0">
      {name === '' ? null : <p className="truncate">{name}</p>}
      {field === null ? (
        <p className="text-xs text-muted">{wholeWords(change)}</p>
      ) : (
        <p className="text-xs text-muted">
          {fieldWords(field)}: <Value text={valueWords(field, before)} />{' '}
          <ArrowRight size={11} className="inline text-faint" aria-label="became" />{' '}
          <span className="text-ink">
            <Value text={valueWords(field, after)} />
          </span>
        </p>
      )}
    </li>
  );
}

/** What a step changed, old and new. */
export function StepChanges({ step }: { readonly step: HistoryEntry }) {
  const { data, error } = useStepChanges(step.id);
  return (
    <section aria-label="What the step changed" className="flex min-h-0 flex-1 flex-col">
      <div className="border-b border-line px-3 py-2">
        <h3 className="text-sm font-medium break-words">{step.label}</h3>
        <p className="text-xs text-muted">
          {[formatDateTime(step.at), ORIGIN_WORDS[step.origin], countWords(step.counts)].filter(Boolean).join(', ')}
        </p>
      </div>
      {error ? (
        <p role="alert" className="px-3 py-2 text-sm text-danger">
          {describeError(error).message}
        </p>
      ) : null}
      {data ? (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and the keyboard must be able to
        <div tabIndex={0} role="region" aria-label="Changes" className="selectable min-h-0 flex-1 overflow-y-auto">
          {data.changes.length === 0 ? (
            <p className="px-3 py-2 text-sm text-muted">Nothing that can be listed: only the order or links changed.</p>
          ) : (
            <ul>
              {data.changes.map((change, index) => (
                // oxlint-disable-next-line react/no-array-index-key -- a list that is shown as a whole
                <Change key={index} change={change} />
              ))}
            </ul>
          )}
          {data.more ? (
            <p className="border-t border-line px-3 py-2 text-xs text-faint">
              These are the first {CHANGES_SHOWN}; there are more.
            </p>
          ) : null}
        </div>
      ) : null}
    </section>
  );
}
