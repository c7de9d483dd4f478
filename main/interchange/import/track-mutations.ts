import { basename, extname } from 'node:path';
import { isoTime } from '#main/platform/clock.ts';
import { presentFileFields } from '#main/storage/file-fields.ts';
import type { Mutation, RowFields } from '#main/storage/mutation.ts';
import type { ImportFormat, MergeRules } from '#shared/contract/interchange.ts';
import { artistsBeside, artistTexts, tagsBeside } from './file-tags.ts';
import type { ArtistTexts, ImportDeps, MusicFile } from './import-deps.ts';
import { isMerged, type TrackMatch } from './match-tracks.ts';
import { importedCues, mergeCues } from './merge-cues.ts';
import { mergeFields } from './merge-fields.ts';
import { relinkMutations } from './relink.ts';
import { type StoredExtra, storedCues, storedExtras, storedFields, tracksOfPaths } from './stored-tracks.ts';
import { type ImportedColumn, importedFields } from './track-columns.ts';

/** What is written for some entries of an import. */
export interface TrackPart {
  readonly mutations: readonly Mutation[];
  readonly added: readonly string[];
  readonly changed: number;
  readonly cues: number;
}

export interface TrackPartInput {
  readonly matches: readonly TrackMatch[];
  readonly files: ReadonlyMap<string, MusicFile>;
  readonly folderOf: (path: string) => string | null;
  readonly format: ImportFormat;
  readonly rules: MergeRules;
}

/** The file name of a path of whichever system, without its ending. */
function stemOf(path: string): string {
  const name = path.split(/[\\/]/).at(-1) ?? path;
  return basename(name, extname(name));
}

const titleOf = (title: string, path: string | null): string =>
  title !== '' ? title : path === null ? 'Untitled' : stemOf(path);

const pathOf = ({ path, track }: TrackMatch): string | null => path ?? track.path;
const wholeOrNull = (value: number | null): number | null => (value === null ? null : Math.round(value));

function fileRow(input: TrackPartInput, match: TrackMatch, path: string, now: string): RowFields<'files'> {
  const { track, trackId } = match;
  const file = input.files.get(path);
  const folderId = input.folderOf(path);
  if (file !== undefined) return presentFileFields(file, trackId, folderId);
  // Nothing of it was read: a scan that meets it, or a search for missing files, takes it for this track.
  return {
    track_id: trackId,
    path,
    folder_id: folderId,
    size_bytes: Math.round(track.sizeBytes ?? 0),
    modified_ms: 0,
    content_hash: '',
    format: extname(path).slice(1).toLowerCase(),
    sample_rate: wholeOrNull(track.sampleRate),
    bit_rate: wholeOrNull(track.bitRate),
    channels: null,
    missing_since: now,
  };
}

interface NewTrack {
  readonly mutations: readonly Mutation[];
  readonly artists: ArtistTexts;
}

/** Adds a track that the library does not have. */
function newTrack(deps: ImportDeps, input: TrackPartInput, match: TrackMatch): NewTrack {
  const { database, clock } = deps;
  const { track, trackId } = match;
  const now = isoTime(clock.now());
  const path = pathOf(match);
  const said = importedFields(track);
  const file = path === null ? undefined : input.files.get(path);
  const fields = { ...said, has_artwork: 0 as const, ...tagsBeside(said, file) };
  const set: RowFields<'tracks'> = {
    ...fields,
    title: titleOf(fields.title, path),
    added_at: said.added_at === '' ? now : said.added_at,
    loudness_lufs: null,
    grid_locked: track.locked && said.grid !== null ? 1 : 0,
    key_locked: 0,
  };
  const mutations: Mutation[] = [{ op: 'insert', table: 'tracks', id: trackId, set }];
  if (path !== null) {
    mutations.push({ op: 'insert', table: 'files', id: database.newId(), set: fileRow(input, match, path, now) });
  }
  for (const cue of importedCues(track.cues)) {
    mutations.push({ op: 'insert', table: 'cue_points', id: database.newId(), set: { track_id: trackId, ...cue } });
  }
  return { mutations, artists: artistsBeside(trackId, track, fields, file) };
}

/** What only the other program has; of a track that is there, by the rule of what stands nowhere else. */
function extraMutation(
  { database }: ImportDeps,
  { format, rules }: TrackPartInput,
  match: TrackMatch,
  stored: StoredExtra | undefined,
): Mutation[] {
  const { trackId, track } = match;
  const rule = isMerged(match) ? rules.more : 'theirs';
  if (Object.keys(track.extra).length === 0 || rule === 'mine') return [];
  if (stored === undefined) {
    const set = { track_id: trackId, format, data: JSON.stringify(track.extra) };
    return [{ op: 'insert', table: 'track_extras', id: database.newId(), set }];
  }
  const own = rule === 'fill' ? (JSON.parse(stored.data) as Readonly<Record<string, string>>) : {};
  const data = JSON.stringify({ ...own, ...track.extra, ...own });
  return stored.data === data ? [] : [{ op: 'update', table: 'track_extras', id: stored.id, set: { data } }];
}

/** Writes into tracks that the library has what the rules take. */
function matchedTracks(deps: ImportDeps, { matches, rules }: TrackPartInput) {
  const { database } = deps;
  const known = matches.filter(isMerged);
  const ids = known.map(({ trackId }) => trackId);
  const [fields, cues] = [storedFields(database, ids), storedCues(database, ids)];
  const mutations: Mutation[] = [];
  const renamed: ArtistTexts[] = [];
  let [changed, cueCount] = [0, 0];
  for (const match of known) {
    const { trackId, track } = match;
    const mine = fields.get(trackId);
    if (mine === undefined) continue;
    const isMeasured = (column: ImportedColumn): boolean => {
      const origin = database.fieldOrigin('tracks', trackId, column);
      return origin !== 'user' && origin !== 'import' && origin !== 'sync';
    };
    const { set } = mergeFields(mine, importedFields(track), rules, isMeasured);
    const merged = mergeCues(cues.get(trackId) ?? [], track.cues, rules.cues);
    if (Object.keys(set).length > 0) mutations.push({ op: 'update', table: 'tracks', id: trackId, set });
    for (const id of merged.remove) mutations.push({ op: 'delete', table: 'cue_points', id });
    for (const cue of merged.insert) {
      mutations.push({ op: 'insert', table: 'cue_points', id: database.newId(), set: { track_id: trackId, ...cue } });
    }
    if ((['title', 'artist', 'remixer'] as const).some((field) => set[field] !== undefined)) {
      renamed.push(artistTexts(trackId, { ...mine, ...set }));
    }
    cueCount += merged.insert.length;
    const isChanged = Object.keys(set).length + merged.insert.length + merged.remove.length > 0;
    if (isChanged && match.countsNow()) changed += 1;
  }
  return { mutations, renamed, changed, cues: cueCount };
}

const isFresh = ({ kind, isRepeated }: TrackMatch): boolean => kind === 'new' && !isRepeated;

/** A scan may have taken files in since they were looked for: their tracks are no longer new. */
function lookAgain({ database }: ImportDeps, matches: readonly TrackMatch[]): void {
  const fresh = matches.filter(isFresh);
  const holders = tracksOfPaths(
    database,
    fresh.map(pathOf).filter((path) => path !== null),
  );
  for (const match of fresh) {
    const trackId = holders.get(pathOf(match) ?? '');
    if (trackId !== undefined) match.becomes(trackId);
  }
}

/** What some entries of an import write: new tracks, and what the rules take of the others. */
export function trackPart(deps: ImportDeps, input: TrackPartInput): TrackPart {
  lookAgain(deps, input.matches);
  const fresh = input.matches.filter(isFresh);
  const tracks = fresh.map((match) => newTrack(deps, input, match));
  for (const match of fresh) match.countsNow();
  const added = tracks.flatMap(({ mutations }) => mutations);
  const matched = matchedTracks(deps, input);
  const relinked = relinkMutations(deps, input);
  const placed = new Set(relinked.flatMap((row) => (row.table === 'tracks' && 'id' in row ? [row.id] : [])));
  const texts = tracks.map(({ artists }) => artists);
  const ids = input.matches.map(({ trackId }) => trackId);
  const extras = storedExtras(deps.database, input.format, ids);
  return {
    mutations: [
      ...added,
      ...matched.mutations,
      ...relinked,
      ...input.matches
        .filter(({ isFirstOfFile }) => isFirstOfFile)
        .flatMap((match) => extraMutation(deps, input, match, extras.get(match.trackId))),
      ...deps.artistMutations([...texts, ...matched.renamed]),
    ],
    added: fresh.map(({ trackId }) => trackId),
    changed: matched.changed + input.matches.filter((match) => placed.has(match.trackId) && match.countsNow()).length,
    cues: matched.cues + added.filter(({ table }) => table === 'cue_points').length,
  };
}
