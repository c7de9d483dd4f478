import { type CrateId, type TagId, TrackId } from '#shared/contract/ids.ts';

const TRACKS_TYPE = 'application/x-musicforge-tracks';

/** Puts tracks into a drag that starts. */
export function dragTracks(transfer: DataTransfer, ids: readonly TrackId[], label: string): void {
  transfer.setData(TRACKS_TYPE, JSON.stringify(ids));
  transfer.setData('text/plain', label);
  transfer.effectAllowed = 'copyMove';
}

/** Drags of one kind of thing that the user puts in order. */
function itemDrag<Id extends string>(type: string) {
  // What a drag carries can be read only when it is dropped; where it may be dropped must be known before.
  let underway: Id | null = null;
  return {
    start: (transfer: DataTransfer, id: Id, label: string): void => {
      transfer.setData(type, id);
      transfer.setData('text/plain', label);
      transfer.effectAllowed = 'move';
      underway = id;
    },
    /** What is being dragged; null if it is something else. */
    carried: (transfer: DataTransfer): Id | null => (transfer.types.includes(type) ? underway : null),
  };
}

/** Puts a crate into a drag that starts; tells the crate that is being dragged. */
export const { start: dragCrate, carried: draggedCrate } = itemDrag<CrateId>('application/x-musicforge-crate');
/** The same for one of the user's tags. */
export const { start: dragTag, carried: draggedTag } = itemDrag<TagId>('application/x-musicforge-tag');

export function carriesTracks(transfer: DataTransfer): boolean {
  return transfer.types.includes(TRACKS_TYPE);
}

/** Tracks of a drop; none if it carries something else. */
export function droppedTracks(transfer: DataTransfer): readonly TrackId[] {
  const text = transfer.getData(TRACKS_TYPE);
  const parsed = TrackId.array().safeParse(text === '' ? [] : JSON.parse(text));
  return parsed.success ? parsed.data : [];
}
