import type { Clock } from '#main/platform/clock.ts';
import type { PresentFile, TaggedFields } from '#main/storage/file-fields.ts';
import type { Mutation } from '#main/storage/mutation.ts';
import type { FieldValue } from '#shared/domain/provider-value.ts';
import type { SourceReader } from '#main/interchange/read-source.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';

/** A music file of this machine that was read. */
export interface MusicFile extends PresentFile {
  readonly tags: TaggedFields;
  /** Artists and remixers that the tags themselves keep apart. */
  readonly artists: readonly string[];
  readonly remixers: readonly string[];
  /** What the tags say about the music, for the record beside what others say. */
  readonly sayings: readonly FieldValue[];
}

export interface ArtistTexts {
  readonly trackId: string;
  readonly artist: string;
  readonly title: string;
  /** Where they are kept apart already. */
  readonly artists?: readonly string[];
  readonly remixers?: readonly string[];
}

/** What an import needs from outside; the host connects it. */
export interface ImportDeps {
  readonly database: LibraryDatabase;
  readonly clock: Clock;
  readonly readSource: SourceReader;
  /** null where there is no music file to read. */
  readonly readMusicFile: (path: string) => Promise<MusicFile | null>;
  /** Makes the artists of tracks what their texts say. */
  readonly artistMutations: (tracks: readonly ArtistTexts[]) => readonly Mutation[];
  /** Tracks with files that are new to the library: to be analysed. */
  readonly onTracksAdded: (trackIds: readonly string[]) => void | Promise<void>;
  /** Keeps a copy of the library as it is. */
  readonly backUp: () => Promise<void>;
  /** A fault of the program, for the log. */
  readonly onProblem: (error: unknown) => void;
}
