/** The texts of a track that name its artists. */
interface NamingTexts {
  readonly artist: string;
  readonly title: string;
  readonly remixer: string;
}

export interface EditedNames {
  readonly trackId: string;
  readonly artist: string;
  readonly title: string;
  readonly remixers: readonly string[];
}

/** Whose the artists are after an edit of a track, which may leave some of its texts as they are. */
export function editedNames(track: NamingTexts & { readonly id: string }, edit: Partial<NamingTexts>): EditedNames {
  const { artist, title, remixer } = { ...track, ...edit };
  return { trackId: track.id, artist, title, remixers: remixer === '' ? [] : [remixer] };
}
