import { presentFileFields, type TaggedFields } from '#main/storage/file-fields.ts';
import type { Mutation, RowFields } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { artistsOfTracks } from '#main/storage/queries/track-artists.ts';
import { lockedFields, namesEvenOfGone, trackFields, trackNames } from '#main/storage/queries/tracks.ts';
import { editedNames } from '#shared/domain/edited-names.ts';
import type { FieldValue } from '#shared/domain/provider-value.ts';
import { type ArtistSource, artistMutations } from './track-artist-mutations.ts';
import type { AudioFile } from './read-audio-file.ts';
import type { Placement } from './scan-place.ts';
import { tagFieldValues } from './tag-values.ts';

type PlacedFile = Exclude<Placement, { kind: 'removed' }>;

/** What the tags of a track's file say, for the record beside what others say. */
export interface TagSayings {
  readonly trackId: string;
  readonly values: readonly FieldValue[];
}

/** What a batch changes. */
export interface BatchPlan {
  readonly mutations: readonly Mutation[];
  /** Tracks whose sound is new to the library: to be analysed. */
  readonly toAnalyse: readonly string[];
  readonly tagValues: readonly TagSayings[];
  readonly added: number;
  readonly updated: number;
}

/** All that the tags say of a track. */
export function taggedFields({ tags, headers }: AudioFile): TaggedFields {
  return {
    title: tags.title,
    artist: tags.artist,
    album: tags.album,
    album_artist: tags.albumArtist,
    genre: tags.genre,
    label: tags.label,
    comment: tags.comment,
    year: tags.year,
    track_number: tags.trackNumber,
    remixer: tags.remixers.join(', '),
    rating: tags.rating,
    duration_seconds: headers.durationSeconds,
    has_artwork: tags.hasArtwork ? 1 : 0,
    // Useful until the analysis knows better, which then writes over them.
    bpm: tags.sound.bpm,
    key_index: tags.sound.keyIndex,
    energy: tags.sound.energy,
  };
}

function fileFields({ file, contentHash }: PlacedFile, trackId: string, folderId: string): RowFields<'files'> {
  return presentFileFields({ ...file, ...file.headers, contentHash }, trackId, folderId);
}

const isEmpty = (field: string, value: unknown): boolean =>
  value === null || value === '' || (field === 'rating' && value === 0);

/** Fields of a track that the tags may write: not those edited, imported, analysed or locked, and nothing the tags do not know. */
function freeFields(database: LibraryDatabase, trackId: string, file: AudioFile): Partial<TaggedFields> {
  const locked: readonly string[] = lockedFields(database, trackId);
  const stored: Readonly<Record<string, unknown>> = trackFields(database, trackId) ?? {};
  const known = Object.entries(taggedFields(file)).filter(([field, value]) => {
    if (isEmpty(field, value) || locked.includes(field)) return false;
    const origin = database.fieldOrigin('tracks', trackId, field);
    return origin === 'tag' || origin === null || (origin === 'import' && isEmpty(field, stored[field]));
  });
  return Object.fromEntries(known);
}

function artistSource(trackId: string, { tags }: AudioFile): ArtistSource {
  return { trackId, artist: tags.artist, title: tags.title, artists: tags.artists, remixers: tags.remixers };
}

/** An undo that took the track took its artists as well: they are told by its texts again. Others have theirs. */
function returnedSource(database: LibraryDatabase, trackId: string): ArtistSource | null {
  if (artistsOfTracks(database, [trackId]).length > 0) return null;
  const [stored] = namesEvenOfGone(database, [trackId]);
  return stored === undefined ? null : editedNames(stored, {});
}

interface Part {
  readonly mutations: readonly Mutation[];
  readonly artists: ArtistSource | null;
}

function insertTrack(trackId: string, file: AudioFile, addedAt: string): Mutation {
  const set: RowFields<'tracks'> = {
    ...taggedFields(file),
    colour: null,
    loudness_lufs: null,
    grid: null,
    grid_locked: 0,
    key_locked: 0,
    added_at: addedAt,
    play_count: 0,
    mix: '',
    composer: '',
    grouping: '',
    disc_number: null,
    last_played_at: null,
  };
  return { op: 'insert', table: 'tracks', id: trackId, set };
}

function insertFile(database: LibraryDatabase, placement: PlacedFile, trackId: string, folderId: string): Mutation {
  const set = fileFields(placement, trackId, folderId);
  return { op: 'insert', table: 'files', id: database.newId(), set };
}

/** Artists are read from all three texts: where the user edited one of them, that one stays as it is. */
function renamedSource(
  database: LibraryDatabase,
  trackId: string,
  set: Partial<TaggedFields>,
  file: AudioFile,
): ArtistSource | null {
  const { artist, title, remixer } = set;
  if (artist === undefined && title === undefined && remixer === undefined) return null;
  const [stored] = trackNames(database, [trackId]);
  if (stored === undefined) return null;
  const { artists, remixers } = file.tags;
  return {
    ...editedNames(stored, { ...(artist !== undefined && { artist }), ...(title !== undefined && { title }) }),
    // The tag may keep apart what a text joins.
    ...(artist !== undefined && { artists }),
    ...(remixer !== undefined && { remixers }),
  };
}

/** A moved file keeps its tags unless they were changed as well, which its size or time tells. */
function isRetagged({ kind, file, stored }: Extract<PlacedFile, { kind: 'changed' | 'moved' }>): boolean {
  return kind === 'changed' || file.sizeBytes !== stored.sizeBytes || file.modifiedMs !== stored.modifiedMs;
}

function changedPart(
  database: LibraryDatabase,
  placement: Extract<PlacedFile, { kind: 'changed' | 'moved' }>,
  folderId: string,
): Part {
  const { file, stored } = placement;
  const { trackId } = stored;
  const set = isRetagged(placement) ? freeFields(database, trackId, file) : {};
  const mutations: Mutation[] = [
    { op: 'update', table: 'files', id: stored.id, set: fileFields(placement, trackId, folderId) },
    { op: 'update', table: 'tracks', id: trackId, set },
  ];
  return { mutations, artists: renamedSource(database, trackId, set, file) };
}

function partOf(database: LibraryDatabase, placement: PlacedFile, folderId: string, now: string): Part {
  const { file, kind } = placement;
  if (kind === 'changed' || kind === 'moved') return changedPart(database, placement, folderId);
  const trackId = kind === 'returned' ? placement.stored.trackId : placement.trackId;
  const newFile = insertFile(database, placement, trackId, folderId);
  if (kind === 'copy') return { mutations: [newFile], artists: null };
  if (kind === 'returned') {
    const mutations: Mutation[] = [{ op: 'restore', table: 'tracks', id: trackId }, newFile];
    return { mutations, artists: returnedSource(database, trackId) };
  }
  return { mutations: [insertTrack(trackId, file, now), newFile], artists: artistSource(trackId, file) };
}

/** Tracks that the analysis does not know by their sound yet. */
function trackToAnalyse(placement: PlacedFile): string | null {
  const { kind, contentHash } = placement;
  if (kind === 'new') return placement.trackId;
  if (kind === 'returned') return placement.stored.trackId;
  return kind === 'changed' && contentHash !== placement.stored.contentHash ? placement.stored.trackId : null;
}

/** A copy says nothing: the track goes by its first file. */
function tagSayings(placement: PlacedFile): TagSayings[] {
  const { kind, file } = placement;
  if (kind === 'copy' || (kind === 'moved' && !isRetagged(placement))) return [];
  const trackId = kind === 'new' ? placement.trackId : placement.stored.trackId;
  return [{ trackId, values: tagFieldValues(file.tags.sound, file.tags.genre) }];
}

/** @param now ISO time for `added_at`. */
export function planBatch(
  database: LibraryDatabase,
  placements: readonly Placement[],
  folderId: string,
  now: string,
): BatchPlan {
  const files = placements.filter((placement) => placement.kind !== 'removed');
  const parts = files.map((placement) => partOf(database, placement, folderId, now));
  const sources = parts.map(({ artists }) => artists).filter((source) => source !== null);
  const added = files.filter(({ kind }) => kind === 'new' || kind === 'copy' || kind === 'returned').length;
  const written = parts.flatMap(({ mutations }) => mutations);
  const ofTracks = ({ table }: Mutation): boolean => table === 'tracks';
  return {
    // Rows of one table follow each other, and are written together; tracks stand before the files that point at them.
    mutations: [
      ...written.filter(ofTracks),
      ...written.filter((mutation) => !ofTracks(mutation)),
      ...artistMutations(database, sources),
    ],
    toAnalyse: files.map(trackToAnalyse).filter((id) => id !== null),
    tagValues: files.flatMap(tagSayings),
    added,
    updated: files.length - added,
  };
}
