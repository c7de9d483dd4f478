import { ChevronDown, Lock, LockOpen, RotateCcw } from 'lucide-react';
import { Popover } from 'radix-ui';
import type { TrackDetail } from '#shared/contract/tracks.ts';
import { formatMusical, type KeyNotation, keyFromIndex } from '#shared/domain/key.ts';
import { useCorrections } from '#renderer/host-client/mutations.ts';
import { useSettings } from '#renderer/host-client/queries.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { formatKeyIndex, spokenKey } from '#renderer/ui/format.ts';
import { KeyChip } from '#renderer/ui/key-chip.tsx';
import { Select } from '#renderer/ui/select.tsx';

const KEYS = 24;
const NO_KEY = 'none';

/** All keys in the user's notation with their names, around the wheel. */
function keyOptions(notation: KeyNotation) {
  const keys = Array.from({ length: KEYS }, (_, index) => {
    const name = formatMusical(keyFromIndex(index));
    const text = formatKeyIndex(index, notation);
    return { value: String(index), label: notation === 'musical' ? text : `${text}  ${name}` };
  });
  return [{ value: NO_KEY, label: 'No key' }, ...keys];
}

function KeyForm({ track }: { readonly track: TrackDetail }) {
  const { keyNotation } = useSettings();
  const { setKey, lockKey, giveBackKey } = useCorrections();
  const { id, keyIndex, keySource, keyLocked, analysisKeyIndex } = track;
  const differs = analysisKeyIndex !== null && analysisKeyIndex !== keyIndex;
  // A key of the user's that is the same stays theirs at the next analysis, so it can be given back as well.
  const canGiveBack = keySource === 'user' && track.keyConfidence !== null;
  return (
    <div className="flex flex-col gap-2.5">
      <Field label="Key">
        {(ids) => (
          <Select
            {...ids}
            label="Key"
            disabled={keyLocked}
            value={keyIndex === null ? NO_KEY : String(keyIndex)}
            options={keyOptions(keyNotation)}
            onChange={(value) => setKey.mutate({ trackId: id, keyIndex: value === NO_KEY ? null : Number(value) })}
          />
        )}
      </Field>
      {differs ? (
        <p className="text-xs text-muted">
          The analysis found {formatKeyIndex(analysisKeyIndex, keyNotation)}, {spokenKey(analysisKeyIndex)}.
        </p>
      ) : null}
      <div className="flex gap-1.5">
        <Button
          aria-pressed={keyLocked}
          title="No analysis and no import changes a locked key"
          onClick={() => lockKey.mutate({ trackId: id, locked: !keyLocked })}
        >
          {keyLocked ? <Lock size={12} aria-hidden /> : <LockOpen size={12} aria-hidden />}
          {keyLocked ? 'Locked' : 'Lock'}
        </Button>
        {canGiveBack ? (
          <Button disabled={keyLocked} onClick={() => giveBackKey.mutate({ trackId: id })}>
            <RotateCcw size={12} aria-hidden />
            Use the analysis
          </Button>
        ) : null}
      </div>
    </div>
  );
}

/** The key of a track; opens into a form that corrects and locks it. */
export function KeyEditor({ track }: { readonly track: TrackDetail }) {
  const { keyNotation } = useSettings();
  const { keyIndex, keyLocked } = track;
  const said = keyIndex === null ? 'none' : `${formatKeyIndex(keyIndex, keyNotation)}, ${spokenKey(keyIndex)}`;
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <button
          type="button"
          aria-label={`Key: ${said}${keyLocked ? ', locked' : ''}. Correct it`}
          className="inline-flex h-5 items-center gap-1 rounded-sm px-1 hover:bg-control-hover data-[state=open]:bg-control-hover"
        >
          {keyIndex === null ? '–' : <KeyChip index={keyIndex} notation={keyNotation} />}
          {keyLocked ? (
            <Lock size={11} className="text-muted" aria-hidden />
          ) : (
            <ChevronDown size={12} className="text-faint" aria-hidden />
          )}
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          sideOffset={6}
          collisionPadding={8}
          aria-label="Key of the track"
          className="pop z-40 w-60 rounded-md border border-line-strong bg-overlay p-3 shadow-overlay focus:outline-none"
        >
          <KeyForm track={track} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
