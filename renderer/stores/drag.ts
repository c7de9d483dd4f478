import { TrackId } from '#shared/contract/ids.ts';

const TRACKS_TYPE = 'application/x-musicforge-tracks';

/** Puts tracks into a drag that starts. */
export function dragTracks(transfer: DataTransfer, ids: readonly TrackId[], label: string): void {
  transfer.setData(TRACKS_TYPE, JSON.stringify(ids));
  transfer.setData('text/plain', label);
  transfer.effectAllowed = 'copyMove';
}

export function carriesTracks(transfer: DataTransfer): boolean {
  return transfer.types.includes(TRACKS_TYPE);
}

/** Tracks of a drop; none if it carries something else. */
export function droppedTracks(transfer: DataTransfer): readonly TrackId[] {
  const text = transfer.getData(TRACKS_TYPE);
  const parsed = TrackId.array().safeParse(text === '' ? [] : JSON.parse(text));
  return parsed.success ? parsed.data : [];
}
