import type { Playlist, PlaylistNode } from './model.ts';

/** All playlists of a tree, in its order. */
export function playlistsOf(nodes: readonly PlaylistNode[]): Playlist[] {
  const playlists: Playlist[] = [];
  // A stack of its own: folders can be nested deeper than calls.
  const waiting = nodes.toReversed();
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.kind === 'playlist') playlists.push(node);
    else for (const child of node.children.toReversed()) waiting.push(child);
  }
  return playlists;
}
