import type { PlaylistNode } from '#main/interchange/model.ts';
import type { DropCounter } from '#main/interchange/read-report.ts';

/** A crate: where it hangs, from the top down, and what is in it. */
export interface NamedCrate {
  readonly names: readonly string[];
  readonly trackIds: readonly string[];
}

const SEPARATOR = '%%';
const EXTENSION = /\.s?crate$/i;

/** "House%%Deep.crate" is Deep in House. */
export function crateNamesOf(fileName: string): string[] {
  const names = fileName
    .replace(EXTENSION, '')
    .split(SEPARATOR)
    .filter((name) => name !== '');
  return names.length === 0 ? [fileName] : names;
}

export const crateFileName = (names: readonly string[]): string => `${names.join(SEPARATOR)}.crate`;

interface Branch {
  readonly name: string;
  readonly own: (readonly string[])[];
  readonly children: Map<string, Branch>;
}

const newBranch = (name: string): Branch => ({ name, own: [], children: new Map() });

function toNodes({ name, own, children }: Branch): PlaylistNode[] {
  const lists: PlaylistNode[] = own.map((trackIds) => ({ kind: 'playlist', name, trackIds }));
  if (children.size === 0) return lists;
  // A crate with others in it that holds tracks of its own: they stand first in its folder, under its name.
  const filled = lists.filter((list) => list.kind === 'playlist' && list.trackIds.length > 0);
  return [{ kind: 'folder', name, children: [...filled, ...[...children.values()].flatMap(toNodes)] }];
}

/** Hangs the crates into one another, in their order. */
export function crateTree(crates: readonly NamedCrate[]): PlaylistNode[] {
  const top = newBranch('');
  for (const { names, trackIds } of crates) {
    let branch = top;
    for (const name of names) {
      const child = branch.children.get(name) ?? newBranch(name);
      branch.children.set(name, child);
      branch = child;
    }
    branch.own.push(trackIds);
  }
  return [...top.children.values()].flatMap(toNodes);
}

/** Characters that no file name may have on Windows, and the separator. */
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const FORBIDDEN = /[\\/:*?"<>|\u0000-\u001f]|%%/g;

function fileNameFor(name: string, taken: Set<string>, drops: DropCounter): string {
  const plain = name.replace(FORBIDDEN, '-').replace(/[. ]+$/, '') || 'Untitled';
  let unique = plain;
  for (let n = 2; taken.has(unique.toLowerCase()); n += 1) unique = `${plain} (${n})`;
  taken.add(unique.toLowerCase());
  if (unique !== name) drops.drop('playlist.name');
  return unique;
}

/** The way back: whether the first list of a folder holds what its own crate will hold. */
function ownList(name: string, children: readonly PlaylistNode[]): readonly string[] {
  const first = children[0];
  const isOwn = first?.kind === 'playlist' && first.name === name && first.trackIds.length > 0 && children.length > 1;
  return isOwn ? first.trackIds : [];
}

/**
 * Takes the tree apart into crates. A folder becomes a crate with crates in it.
 * @param drops Names that had to change ("playlist.name") and folders with nothing in them ("folder.empty") are counted.
 */
export function cratesOf(nodes: readonly PlaylistNode[], drops: DropCounter): NamedCrate[] {
  const crates: NamedCrate[] = [];
  const add = (siblings: readonly PlaylistNode[], above: readonly string[]): void => {
    const taken = new Set<string>();
    for (const node of siblings) {
      const names = [...above, fileNameFor(node.name, taken, drops)];
      if (node.kind === 'playlist') crates.push({ names, trackIds: node.trackIds });
      else {
        const own = ownList(node.name, node.children);
        if (node.children.length === 0) drops.drop('folder.empty');
        crates.push({ names, trackIds: own });
        add(own.length > 0 ? node.children.slice(1) : node.children, names);
      }
    }
  };
  add(nodes, []);
  return crates;
}
