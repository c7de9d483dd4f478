import type { TrackId } from '#shared/contract/ids.ts';
import type { TrackTag } from '#shared/contract/track-tags.ts';
import { useCreateTag, useTags, useTagsOf, useTagTracks } from '#renderer/host-client/collections.ts';
import { type Chip, ChipField } from '#renderer/ui/chip-field.tsx';

interface TagFieldProps {
  readonly trackIds: readonly TrackId[];
  readonly chips: readonly Chip[];
}

/** Tags are put on and taken off at once, each as one step for undo. */
function TagField({ trackIds, chips }: TagFieldProps) {
  const tags = useTags().data ?? [];
  const { mutate: change } = useTagTracks();
  const { mutate: create } = useCreateTag();
  return (
    <ChipField
      label="Tags"
      chips={chips}
      choices={tags}
      onAdd={(id) => change({ trackIds: [...trackIds], add: [id] })}
      onCreate={(name) => create({ name, trackIds: [...trackIds] })}
      onRemove={(id) => change({ trackIds: [...trackIds], remove: [id] })}
    />
  );
}

/** The user's tags of one track. */
export function TrackTags({ id, tags }: { readonly id: TrackId; readonly tags: readonly TrackTag[] }) {
  return (
    <section aria-label="Tags" className="px-3 pt-2.5">
      <TagField trackIds={[id]} chips={tags} />
    </section>
  );
}

/** The tags of several tracks: those of all, and those of some with how many. */
export function CommonTags({ trackIds }: { readonly trackIds: readonly TrackId[] }) {
  const tags = useTags().data ?? [];
  const counts = new Map(useTagsOf(trackIds).data?.map(({ id, trackCount }) => [id, trackCount]));
  const chips = tags.flatMap(({ id, name, colour }): Chip[] => {
    const count = counts.get(id) ?? 0;
    if (count === 0) return [];
    const part = count < trackIds.length ? { part: `${count} of ${trackIds.length}` } : {};
    return [{ id, name, colour, ...part }];
  });
  return (
    <section aria-label="Tags" className="px-3 pt-3">
      <h3 className="mb-1 text-xs text-muted">Tags, changed at once</h3>
      <TagField trackIds={trackIds} chips={chips} />
    </section>
  );
}
