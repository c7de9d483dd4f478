import type { Playlist, PlaylistNode } from '#main/interchange/model.ts';

/** A playlist or folder with its depth, 0 = top: what can be nested 4,000 deep cannot be sent between threads as a tree. */
export type FlatNode =
  | { readonly depth: number; readonly kind: 'folder'; readonly name: string }
  | (Playlist & { readonly depth: number });

/** All nodes, each before its children. */
export function flattenPlaylists(nodes: readonly PlaylistNode[]): FlatNode[] {
  const flat: FlatNode[] = [];
  const waiting = nodes.map((node) => ({ node, depth: 0 })).reverse();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, depth } = next;
    if (node.kind === 'playlist') flat.push({ depth, ...node });
    else {
      flat.push({ depth, kind: 'folder', name: node.name });
      for (const child of node.children.toReversed()) waiting.push({ node: child, depth: depth + 1 });
    }
  }
  return flat;
}

/** The tree again. @param flat As `flattenPlaylists` gives it. */
export function unflattenPlaylists(flat: readonly FlatNode[]): PlaylistNode[] {
  const top: PlaylistNode[] = [];
  const open: PlaylistNode[][] = [top];
  for (const { depth, ...node } of flat) {
    const siblings = open[depth] ?? top;
    if (node.kind === 'playlist') siblings.push(node);
    else {
      const children: PlaylistNode[] = [];
      siblings.push({ ...node, children });
      open[depth + 1] = children;
    }
  }
  return top;
}
