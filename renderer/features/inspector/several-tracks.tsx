import { useMemo } from 'react';
import { useSelection } from '#renderer/stores/selection-store.ts';
import { countOf } from '#renderer/ui/format.ts';
import { BulkEdit } from './bulk-edit.tsx';
import { CommonTags } from './track-tags.tsx';

/** What can be changed in all selected tracks. */
export function SeveralTracks() {
  const selected = useSelection((state) => state.selected);
  const trackIds = useMemo(() => [...selected], [selected]);
  return (
    <>
      <h2 className="px-3 pt-3 text-md font-semibold">{countOf(selected.size, 'track')} selected</h2>
      <CommonTags trackIds={trackIds} />
      <BulkEdit />
    </>
  );
}
