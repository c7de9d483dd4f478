import type { PlaylistNode } from './model.ts';
import type { ReadReport } from './read-report.ts';

/** How a list names its tracks, where a format has more than one way. */
export type KeyKind = 'id' | 'location';

export interface ListOpening {
  readonly name: string;
  readonly isFolder: boolean;
  /** Whether it stands for the top level itself. */
  readonly isRoot: boolean;
  readonly keyKind: KeyKind;
  readonly line: number;
}

/** Folders in folders: no user nests them so, and what goes through them goes as deep. */
export const DEEPEST_FOLDER = 1_024;

interface ListDraft extends ListOpening {
  readonly children: ListDraft[];
  readonly keys: string[];
  readonly lines: number[];
  /** Children and entries that were read but are kept elsewhere or nowhere. */
  setAside: number;
  declared: number | null;
}

/** Collects folders and lists as they open and close; their tracks are looked up when all are known. */
export interface PlaylistBuilder {
  open(opening: ListOpening): void;
  /** How many children or entries the file says that the open list has. */
  declare(count: number | null): void;
  /** @returns Whether a list is open that can take it. */
  add(key: string, line: number): boolean;
  /** Counts a child or entry of the open list that goes elsewhere. */
  setAside(): void;
  close(): void;
  /** @param find The id of the track that is named so, or null. */
  finish(find: (key: string, keyKind: KeyKind) => string | null): PlaylistNode[];
}

function trackIdsOf(
  draft: ListDraft,
  find: (key: string, keyKind: KeyKind) => string | null,
  report: ReadReport,
): string[] {
  const ids: string[] = [];
  for (const [index, key] of draft.keys.entries()) {
    const id = find(key, draft.keyKind);
    if (id !== null) ids.push(id);
    else {
      const named = key === '' ? 'no track' : `a track that is not in the collection, "${key.slice(0, 200)}"`;
      report.problem(`line ${draft.lines[index]}`, `The playlist "${draft.name}" names ${named}; it was left out.`);
    }
  }
  return ids;
}

function checkCount(draft: ListDraft, report: ReadReport): void {
  const found = draft.children.length + draft.keys.length + draft.setAside;
  if (draft.declared === null || draft.declared === found) return;
  report.problem(
    `line ${draft.line}`,
    `"${draft.name}" says that it holds ${draft.declared}, but holds ${found}; all of them were read.`,
  );
}

export function createPlaylistBuilder(report: ReadReport): PlaylistBuilder {
  const top: ListDraft[] = [];
  const stack: ListDraft[] = [];
  const toNodes = (draft: ListDraft, find: (key: string, keyKind: KeyKind) => string | null): PlaylistNode[] => {
    checkCount(draft, report);
    const trackIds = trackIdsOf(draft, find, report);
    const list: PlaylistNode = { kind: 'playlist', name: draft.name, trackIds };
    const isFolder = draft.isFolder || draft.children.length > 0;
    if (!isFolder) return draft.setAside > 0 && draft.keys.length === 0 ? [] : [list];
    const children: PlaylistNode[] = draft.keys.length > 0 ? [list] : [];
    for (const child of draft.children) children.push(...toNodes(child, find));
    return draft.isRoot ? children : [{ kind: 'folder', name: draft.name, children }];
  };
  return {
    open: (opening) => {
      const draft: ListDraft = { ...opening, children: [], keys: [], lines: [], setAside: 0, declared: null };
      const parent = stack[Math.min(stack.length, DEEPEST_FOLDER) - 1];
      if (stack.length > DEEPEST_FOLDER) {
        report.problem(`line ${opening.line}`, `"${opening.name}" is nested too deep; it was put higher up.`);
      } else if (parent !== undefined && !parent.isFolder) {
        report.problem(`line ${opening.line}`, `"${opening.name}" stands inside a list; the list was made a folder.`);
      }
      (parent?.children ?? top).push(draft);
      stack.push(draft);
    },
    declare: (count) => {
      const draft = stack.at(-1);
      if (draft !== undefined) draft.declared = count;
    },
    add: (key, line) => {
      const draft = stack.at(-1);
      draft?.keys.push(key);
      draft?.lines.push(line);
      return draft !== undefined;
    },
    setAside: () => {
      const draft = stack.at(-1);
      if (draft !== undefined) draft.setAside += 1;
    },
    close: () => stack.pop(),
    finish: (find) => top.flatMap((draft) => toNodes(draft, find)),
  };
}
