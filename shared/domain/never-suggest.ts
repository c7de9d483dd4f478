/**
 * The tag by which the user keeps a track out of all suggestions. A tag like any other: it is listed in the sidebar, shown with
 * the track, found by a search, synced and undone, and taken off where it was put on.
 */
export const NEVER_SUGGEST_TAG = 'Never suggest';
