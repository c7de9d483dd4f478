import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { TrackId } from '#shared/contract/ids.ts';
import type { FieldSource, FieldSources, SourcedField } from '#shared/contract/track-sources.ts';
import type { TrackDetail } from '#shared/contract/tracks.ts';
import { useTakeValues } from '#renderer/host-client/mutations.ts';
import { useSettings } from '#renderer/host-client/queries.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ListCell, ListGrid, ListRow } from '#renderer/ui/list-grid.tsx';
import { FIELD_NAMES, otherValues, PROVIDER_NAMES, sourceText, valueText } from './source-words.ts';

function UseThis({
  id,
  field,
  source,
}: {
  readonly id: TrackId;
  readonly field: SourcedField;
  readonly source: FieldSource;
}) {
  const { keyNotation } = useSettings();
  const { mutate: take, isPending } = useTakeValues();
  const { provider } = source;
  if (provider === 'user' || provider === 'import') return null;
  const value = valueText(field, source.value, keyNotation);
  return (
    <Button
      className="h-[22px]! px-2! text-xs!"
      disabled={isPending}
      aria-label={`Use this: ${FIELD_NAMES[field].toLowerCase()} ${value} (${PROVIDER_NAMES[provider]})`}
      onClick={() => take({ id, provider, fields: [field] })}
    >
      Use this
    </Button>
  );
}

/** A source that says something else, with the button that makes it count. */
function Other({
  id,
  field,
  source,
  isConflict = false,
}: {
  readonly id: TrackId;
  readonly field: SourcedField;
  readonly source: FieldSource;
  readonly isConflict?: boolean;
}) {
  const { keyNotation } = useSettings();
  return (
    <ListRow
      stop={source.provider === 'user' || source.provider === 'import'}
      className="flex items-center justify-between gap-2 py-0.5"
    >
      <ListCell className="selectable flex min-w-0 items-center gap-1.5 break-words">
        {isConflict ? <TriangleAlert size={13} className="shrink-0 text-warning" aria-label="Conflict:" /> : null}
        <span className="min-w-0">{sourceText(field, source, keyNotation)}</span>
      </ListCell>
      <ListCell>
        <UseThis id={id} field={field} source={source} />
      </ListCell>
    </ListRow>
  );
}

/** Where a value comes from and who says what of it: "analysis 97 %, file tag 128.00 agrees". */
export function Provenance({ track, field }: { readonly track: TrackDetail; readonly field: SourcedField }) {
  const { keyNotation } = useSettings();
  const found = track.sources.find((each) => each.field === field);
  if (found === undefined) return null;
  const others = otherValues(found, keyNotation);
  const inLine = found.sources.filter((source) => !others.includes(source));
  return (
    <>
      <span className="block text-faint">
        {inLine.map((source) => sourceText(field, source, keyNotation)).join(', ')}
        {found.reason === 'locked' ? ', locked' : ''}
      </span>
      {others.length === 0 ? null : (
        <ListGrid label={`Other values for ${FIELD_NAMES[field].toLowerCase()}`} className="text-muted">
          {others.map((source) => (
            <Other
              key={source.provider}
              id={track.id}
              field={field}
              source={source}
              isConflict={found.verdict === 'conflict' && source.agreement === 'differs'}
            />
          ))}
        </ListGrid>
      )}
    </>
  );
}

function Box({
  title,
  icon,
  children,
}: {
  readonly title: string;
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section aria-label={title} className="mx-3 mt-3 rounded-md border border-line bg-ground px-3 py-2 text-xs">
      <h3 className="flex items-center gap-1.5 font-medium">
        {icon}
        {title}
      </h3>
      {children}
    </section>
  );
}

const isRecognised = ({ provider }: FieldSource): boolean => provider === 'recognition';

function Conflict({ id, found }: { readonly id: TrackId; readonly found: FieldSources }) {
  const { keyNotation } = useSettings();
  const { field, sources } = found;
  const counting = sources.find(({ chosen }) => chosen);
  if (counting === undefined) return null;
  return (
    <div className="pt-1">
      <p className="text-muted">
        {FIELD_NAMES[field]} {valueText(field, counting.value, keyNotation)} counts (
        {sourceText(field, counting, keyNotation)}).
      </p>
      <ListGrid label={`What differs in ${FIELD_NAMES[field].toLowerCase()}`}>
        {otherValues(found, keyNotation)
          .filter((source) => source.agreement === 'differs')
          .map((source) => (
            <Other key={source.provider} id={id} field={field} source={source} />
          ))}
      </ListGrid>
    </div>
  );
}

/** What sources contradict each other on, in the open: one of them is wrong. */
export function Conflicts({ track }: { readonly track: TrackDetail }) {
  const conflicts = track.sources.filter(
    ({ verdict, sources }) =>
      verdict === 'conflict' && sources.some((source) => source.agreement === 'differs' && !isRecognised(source)),
  );
  if (conflicts.length === 0) return null;
  return (
    <Box title="Sources disagree" icon={<TriangleAlert size={14} className="shrink-0 text-warning" aria-hidden />}>
      {conflicts.map((found) => (
        <Conflict key={found.field} id={track.id} found={found} />
      ))}
    </Box>
  );
}

/** What a recognition says otherwise or in addition: a suggestion, taken field by field or as a whole. */
export function Recognised({ track }: { readonly track: TrackDetail }) {
  const { mutate: take, isPending } = useTakeValues();
  const offers = track.sources.flatMap(({ field, reason, sources }) =>
    sources
      .filter((source) => isRecognised(source) && (reason === 'none' || source.agreement !== 'same'))
      .map((source) => ({ field, source })),
  );
  if (offers.length === 0) return null;
  const fields = offers.map(({ field }) => field);
  return (
    <Box title="AudD recognised something else">
      <ListGrid label="What AudD recognised" className="pt-1">
        {offers.map(({ field, source }) => (
          <ListRow key={field} className="flex items-center gap-2 py-0.5">
            <ListCell className="w-[44px] shrink-0 text-faint">{FIELD_NAMES[field]}</ListCell>
            <ListCell className="selectable min-w-0 flex-1 break-words">{source.value}</ListCell>
            <ListCell>
              <UseThis id={track.id} field={field} source={source} />
            </ListCell>
          </ListRow>
        ))}
      </ListGrid>
      {offers.length < 2 ? null : (
        <Button
          className="mt-1.5"
          disabled={isPending}
          onClick={() => take({ id: track.id, provider: 'recognition', fields })}
        >
          Use all of it
        </Button>
      )}
    </Box>
  );
}
