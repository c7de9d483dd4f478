/** What replacing the library means; the same for a backup and for an archive. */
export function ReplaceNotes() {
  return (
    <p className="mt-3 text-xs text-muted">
      Your library as it is now is kept as a backup first, so you can come back to it. MusicForge then opens the other
      one, with its own undo history; this window comes back by itself. Your music files are not touched.
    </p>
  );
}
