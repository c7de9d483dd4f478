import type { PlaylistNode } from '#main/interchange/model.ts';
import { DEEPEST_FOLDER } from '#main/interchange/playlist-builder.ts';
import type { ReadReport } from '#main/interchange/read-report.ts';
import { ownText } from '#main/interchange/read-values.ts';
import type { PlistFields } from './plist.ts';

interface ListDraft {
  readonly name: string;
  readonly id: string;
  readonly parentId: string | null;
  readonly isFolder: boolean;
  readonly keys: readonly string[];
  readonly line: number;
}

/** Playlists as they come: all in one row, each saying in which folder it stands. */
export interface PlaylistReader {
  add(fields: PlistFields, items: readonly string[], line: number): void;
  finish(ids: ReadonlyMap<string, string>): PlaylistNode[];
}

/** The whole library, its parts by kind of media, and other lists that iTunes keeps by itself. */
const isSystemList = (fields: PlistFields): boolean =>
  fields.get('Master') === 'true' || (fields.has('Distinguished Kind') && fields.get('Folder') !== 'true');

function trackIdsOf(list: ListDraft, ids: ReadonlyMap<string, string>, report: ReadReport): string[] {
  const found: string[] = [];
  for (const key of list.keys) {
    const id = ids.get(key);
    if (id !== undefined) found.push(id);
    else
      report.problem(
        `line ${list.line}`,
        `The playlist "${list.name}" names a track that is not in the library, ${key || 'without a Track ID'}; it was left out.`,
      );
  }
  return found;
}

/** Lists by the folder that they stand in; null for the top level, and for those whose folder does not exist. */
function byParent(lists: readonly ListDraft[], report: ReadReport): Map<string | null, ListDraft[]> {
  const folders = new Set(lists.filter(({ isFolder }) => isFolder).map(({ id }) => id));
  const children = new Map<string | null, ListDraft[]>();
  for (const list of lists) {
    const isKnown = list.parentId !== null && folders.has(list.parentId);
    if (list.parentId !== null && !isKnown) {
      report.problem(
        `line ${list.line}`,
        `The folder of the playlist "${list.name}" is missing; it stands at the top.`,
      );
    }
    const parent = isKnown ? list.parentId : null;
    const siblings = children.get(parent) ?? [];
    siblings.push(list);
    children.set(parent, siblings);
  }
  return children;
}

export function createPlaylistReader(report: ReadReport): PlaylistReader {
  const lists: ListDraft[] = [];
  return {
    add: (fields, items, line) => {
      if (isSystemList(fields)) {
        report.unknown('system playlist');
        return;
      }
      if (fields.has('Smart Info')) report.unknown('rule of a smart playlist');
      lists.push({
        name: ownText(fields.get('Name') ?? ''),
        id: ownText(fields.get('Playlist Persistent ID') ?? ''),
        parentId: ownText(fields.get('Parent Persistent ID') ?? '') || null,
        isFolder: fields.get('Folder') === 'true',
        keys: items.map(ownText),
        line,
      });
    },
    finish: (ids) => {
      const children = byParent(lists, report);
      const placed = new Set<ListDraft>();
      const toNode = (list: ListDraft, depth: number): PlaylistNode => {
        placed.add(list);
        if (!list.isFolder) return { kind: 'playlist', name: list.name, trackIds: trackIdsOf(list, ids, report) };
        // Each folder's children are taken once, so that folders which stand in each other come to an end.
        const own = depth < DEEPEST_FOLDER ? (children.get(list.id) ?? []) : [];
        children.delete(list.id);
        return {
          kind: 'folder',
          name: list.name,
          children: own.filter((child) => !placed.has(child)).map((child) => toNode(child, depth + 1)),
        };
      };
      const nodes = (children.get(null) ?? []).map((list) => toNode(list, 0));
      for (const list of lists) {
        if (placed.has(list)) continue;
        report.problem(`line ${list.line}`, `"${list.name}" stands in itself, or too deep; it was put at the top.`);
        nodes.push(toNode(list, 0));
      }
      return nodes;
    },
  };
}
