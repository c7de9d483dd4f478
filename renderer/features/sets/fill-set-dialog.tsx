import { Minus, Plus } from 'lucide-react';
import { useState } from 'react';
import { type FilledTrack, type FillProposal, LONGEST_FILLED, type SetFillRequest } from '#shared/contract/set-fill.ts';
import type { SetDetail } from '#shared/contract/set-builder.ts';
import type { SetId, TrackId } from '#shared/contract/ids.ts';
import type { TrackQuery } from '#shared/contract/tracks.ts';
import type { MixRules } from '#shared/domain/set-checks/set-track.ts';
import { useMixRules, useSetDetail } from '#renderer/host-client/set-builder.ts';
import { useAcceptFill, useFillSearch } from '#renderer/host-client/set-order.ts';
import type { FillTemplate } from '#renderer/stores/dialogs-store.ts';
import { useView } from '#renderer/stores/view-store.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { countOf, formatLength } from '#renderer/ui/format.ts';
import { arcOf, choiceOf } from './arc-select.tsx';
import { type FillChoice, FillFields } from './fill-fields.tsx';
import { unchanged } from './order-list.tsx';
import { smoothTransitions } from './order-words.ts';
import { ProposalList, type ProposedRow } from './proposal-list.tsx';
import { SearchWaiting } from './search-waiting.tsx';
import { SetNotThere } from './set-not-there.tsx';
import { useLeftOut } from './use-left-out.ts';

const DEFAULT_MINUTES = 60;

/** What is taken of a proposal: added tracks that are left out do not come, leaving ones that are left out stay. */
function takenOf({ before, tracks, leaving }: FillProposal, leftOut: ReadonlySet<TrackId>): FilledTrack[] {
  const taken = tracks.filter(({ id, isNew }) => !isNew || !leftOut.has(id));
  // What stays after all stands where it stood, behind the track that was before it.
  for (const track of leaving.filter(({ id }) => leftOut.has(id))) {
    const place = before.indexOf(track.id);
    const earlier = new Set<TrackId>(before.slice(0, place));
    const at = taken.findLastIndex(({ id }) => earlier.has(id));
    taken.splice(at + 1, 0, track);
  }
  return taken;
}

function Change({ sign, words }: { readonly sign: 'add' | 'remove'; readonly words: string }) {
  const Icon = sign === 'add' ? Plus : Minus;
  return (
    <>
      <Icon size={12} className={sign === 'add' ? 'text-accent' : 'text-faint'} aria-hidden />
      <span>{words}</span>
    </>
  );
}

function rowsOf(proposal: FillProposal, taken: readonly FilledTrack[], leftOut: ReadonlySet<TrackId>): ProposedRow[] {
  const places = new Map(taken.map(({ id }, place) => [id, place]));
  const inSet = proposal.tracks.map((track): ProposedRow => {
    const place = places.get(track.id) ?? null;
    if (!track.isNew) {
      return { track, place, change: unchanged(track.locked), words: track.locked ? 'locked' : 'stays', taken: null };
    }
    const isTaken = !leftOut.has(track.id);
    const change = isTaken ? <Change sign="add" words="added" /> : <span className="text-faint">left out</span>;
    return { track, place, change, words: 'added', taken: isTaken };
  });
  const leaving = proposal.leaving.map((track): ProposedRow => {
    const isTaken = !leftOut.has(track.id);
    const change = isTaken ? <Change sign="remove" words="removed" /> : unchanged(false);
    return { track, place: places.get(track.id) ?? null, change, words: 'removed', taken: isTaken };
  });
  return [...inSet, ...leaving];
}

interface FoundProps {
  readonly proposal: FillProposal;
  readonly taken: readonly FilledTrack[];
  readonly rules: MixRules;
  readonly leftOut: ReturnType<typeof useLeftOut>;
}

function Found({ proposal, taken, rules, leftOut }: FoundProps) {
  const seconds = taken.reduce((sum, track) => sum + (track.seconds ?? 0), 0);
  const smooth =
    taken.length < 2 ? '' : `, ${smoothTransitions(taken, rules)} of ${taken.length - 1} transitions without a fault`;
  return (
    <>
      <div role="status" className="flex flex-col gap-0.5 text-sm">
        <p>
          {countOf(taken.length, 'track')}, {formatLength(seconds)}
          {smooth}.
        </p>
        {proposal.notes.map((note) => (
          <p key={note} className="text-muted">
            {note}
          </p>
        ))}
      </div>
      <ProposalList
        label="The set as it would be"
        changeHead="Change"
        rows={rowsOf(proposal, taken, leftOut.ids)}
        content={proposal.tracks.map(({ id }) => id).join()}
        onTake={({ id }, isTaken) => leftOut.leaveOut(id, !isTaken)}
      />
    </>
  );
}

function requestOf(set: SetDetail, rules: MixRules, choice: FillChoice): SetFillRequest {
  const { from, search, minutes, arc, keepUnlocked } = choice;
  const query: TrackQuery = { ...from, search: [from.search, search].filter((text) => text !== '').join(' ') };
  return {
    id: set.id,
    from: query,
    targetSeconds: minutes * 60,
    rules,
    arc: arcOf(arc, set.arc),
    keepUnlocked,
  };
}

const ALL: TrackQuery = { source: { kind: 'all' }, search: '', sort: [] };

/** What is looked for, and changes of it at once; null stops. */
function useAsked(set: SetDetail, rules: MixRules, search: string) {
  const listed = useView((state) => state.listed);
  const isOfSet = listed?.source.kind === 'set' && listed.source.setId === set.id;
  const [choice, setChoice] = useState<FillChoice>(() => ({
    // The order of a list means nothing here, and what is near the selected track goes with the list.
    from: listed === null || isOfSet ? ALL : { ...listed, sort: [] },
    search,
    minutes: Math.min(LONGEST_FILLED / 60, Math.round((set.targetSeconds ?? DEFAULT_MINUTES * 60) / 60)),
    arc: choiceOf(set.arc),
    keepUnlocked: true,
  }));
  const [request, setRequest] = useState<SetFillRequest | null>(() => requestOf(set, rules, choice));
  const choose = (change: Partial<FillChoice>) => {
    const next = { ...choice, ...change };
    setChoice(next);
    setRequest(requestOf(set, rules, next));
  };
  return {
    choice,
    request,
    choose,
    start: () => setRequest(requestOf(set, rules, choice)),
    stop: () => setRequest(null),
    listed: isOfSet ? null : listed,
  };
}

const differs = ({ before }: FillProposal, taken: readonly FilledTrack[]): boolean =>
  taken.map(({ id }) => id).join() !== before.join();

/** What the button does with so many new tracks. */
const acceptWords = (added: number, isChanged: boolean): string =>
  added > 0 || !isChanged ? `Add ${countOf(added, 'track')}` : 'Take this order';

interface FillingProps {
  readonly set: SetDetail;
  readonly template: FillTemplate | null;
  readonly onClose: () => void;
}

function Filling({ set, template, onClose }: FillingProps) {
  const rules = { ...useMixRules(), ...template?.rules };
  const asked = useAsked(set, rules, template?.search ?? '');
  const search = useFillSearch(asked.request);
  const proposal = search.phase === 'found' ? search.proposal : null;
  const leftOut = useLeftOut(proposal);
  const { mutate: accept, isPending } = useAcceptFill(onClose);
  const taken = proposal === null ? [] : takenOf(proposal, leftOut.ids);
  const added = taken.filter(({ isNew }) => isNew).length;
  const isChanged = proposal !== null && differs(proposal, taken);
  const isReady = isChanged && !isPending;
  const phases = (template?.phases ?? []).map((phase) => ({ ...phase }));
  const run = () => {
    if (isReady) accept({ id: set.id, before: proposal.before, tracks: taken.map(({ id }) => id), phases });
  };
  return (
    <Dialog
      large
      title={`Fill the set "${set.name}"`}
      description="Tracks are found that fit each other and the energy you want. Nothing is changed before you say so."
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" aria-disabled={!isReady} onClick={run}>
            {acceptWords(added, isChanged)}
          </Button>
        </>
      }
    >
      <div className="flex min-h-0 flex-1 flex-col gap-3 px-4 py-3">
        <FillFields choice={asked.choice} planned={set.arc} listed={asked.listed} onChoose={asked.choose} />
        {proposal === null ? (
          <SearchWaiting what="tracks" search={search} onStop={asked.stop} onStart={asked.start} />
        ) : (
          <Found proposal={proposal} taken={taken} rules={rules} leftOut={leftOut} />
        )}
      </div>
    </Dialog>
  );
}

interface FillSetDialogProps {
  readonly id: SetId;
  readonly name: string;
  /** Where the set was made by one. */
  readonly template?: FillTemplate;
  readonly onClose: () => void;
}

/** Looks for tracks that fill a set to a length, and shows what it would add; all of it is taken, or a part. */
export function FillSetDialog({ id, name, template, onClose }: FillSetDialogProps) {
  const { data: set, error } = useSetDetail(id);
  if (set !== undefined) return <Filling set={set} template={template ?? null} onClose={onClose} />;
  return <SetNotThere title={`Fill the set "${name}"`} error={error} onClose={onClose} />;
}
