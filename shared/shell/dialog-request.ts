import { z } from 'zod';

/** What the user is to choose in a dialog of the system. */
export const DialogRequest = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('folder'), title: z.string().max(200) }),
  /** Libraries, playlists and music files of other programs; several. */
  z.object({ kind: z.literal('import') }),
  /** An archive of a library. */
  z.object({ kind: z.literal('archive') }),
  /** A place for a new file. `path`: a name, or a whole path to begin at. */
  z.object({ kind: z.literal('save'), title: z.string().max(200), path: z.string().min(1).max(4096) }),
]);
export type DialogRequest = z.infer<typeof DialogRequest>;
