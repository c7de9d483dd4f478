import type { LearnedGenres } from '#shared/contract/genres.ts';
import { useLearnGenres } from '#renderer/host-client/mutations.ts';
import { useLearnedGenres } from '#renderer/host-client/queries.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { countOf, formatDate } from '#renderer/ui/format.ts';

const NAMED = 6;

function names({ genres }: LearnedGenres): string {
  const named = genres.slice(0, NAMED).map(({ name, tracks }) => `${name} (${tracks.toLocaleString('en')})`);
  const rest = genres.length - named.length;
  return rest > 0 ? `${named.join(', ')} and ${rest} more` : named.join(', ');
}

function Summary({ learned }: { readonly learned: LearnedGenres }) {
  return (
    <div className="selectable mt-2 text-xs text-muted">
      <p>
        Learned on {formatDate(learned.learnedAt)} from {countOf(learned.tracks, 'track')}: {names(learned)}.
      </p>
      <p>
        Of tracks it had not seen, it found the genre of {Math.round(learned.accuracy * 100)} %.{' '}
        {learned.threshold === null
          ? 'It was not sure enough of any to suggest one.'
          : `Suggested from ${Math.round(learned.threshold * 100)} % confidence on: ${countOf(learned.suggested, 'track')}.`}
      </p>
    </div>
  );
}

/** Genres are learned from the user's own tags and suggested where there are none. */
export function GenreSettings() {
  const learned = useLearnedGenres().data ?? null;
  const { mutate: learn, isPending } = useLearnGenres();
  return (
    <div className="pb-3">
      <Field
        row
        label="Genre suggestions"
        help="Learns on this machine what your own genres sound like, and suggests one for tracks that have none. Your tags are never changed."
      >
        {(ids) => (
          // The label names the setting; the button is named by what it does.
          <Button aria-describedby={ids['aria-describedby']} disabled={isPending} onClick={() => learn(undefined)}>
            {isPending ? 'Learning…' : learned === null ? 'Learn from my tags' : 'Learn again'}
          </Button>
        )}
      </Field>
      {learned === null ? null : <Summary learned={learned} />}
    </div>
  );
}
