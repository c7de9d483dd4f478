/** What rekordbox calls the formats of files; its own exports name them in the language of the program. */
const KINDS: ReadonlyMap<string, string> = new Map([
  ['mp3', 'MP3 File'],
  ['m4a', 'M4A File'],
  ['mp4', 'M4A File'],
  ['aac', 'M4A File'],
  ['wav', 'WAV File'],
  ['aif', 'AIFF File'],
  ['aiff', 'AIFF File'],
  ['flac', 'FLAC File'],
]);

/** @returns null where the ending says nothing. */
export function kindOfPath(path: string | null): string | null {
  const ending = /\.([A-Za-z0-9]{1,5})$/.exec(path ?? '')?.[1]?.toLowerCase();
  return (ending !== undefined && KINDS.get(ending)) || null;
}
