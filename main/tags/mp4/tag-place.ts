import { refusal } from '#main/tags/tag-document.ts';
import { type Atom, childAtoms, findChild, makeAtom } from './atoms.ts';

/** Where in `moov` the list of tags stands or goes. */
export interface TagPlace {
  /** The list, where there is one. */
  readonly list: Atom | undefined;
  /** What the new bytes take the place of: the list and the unused bytes behind it. */
  readonly start: number;
  readonly end: number;
  /** Atoms whose lengths follow. */
  readonly ancestors: readonly Atom[];
  /** Puts the atoms around the list that are not there yet. */
  readonly wrap: (content: Buffer) => Buffer;
}

/** Says that iTunes' kind of list follows. @source QuickTime file format, metadata. */
const HANDLER = makeAtom('hdlr', Buffer.alloc(8), Buffer.from('mdirappl', 'latin1'), Buffer.alloc(9));

const newMeta = (content: Buffer): Buffer => makeAtom('meta', Buffer.alloc(4), HANDLER, content);

/** Behind the last child: user data may end with a zero that is none. */
function endOfChildren(moov: Buffer, atom: Atom): number {
  return childAtoms(moov, atom).at(-1)?.end ?? atom.start + 8;
}

export function tagPlace(moov: Buffer, root: Atom): TagPlace {
  const user = findChild(moov, root, 'udta');
  if (user === undefined) {
    const wrap = (content: Buffer): Buffer => makeAtom('udta', newMeta(content));
    return { list: undefined, start: root.end, end: root.end, ancestors: [root], wrap };
  }
  const meta = findChild(moov, user, 'meta');
  if (meta === undefined) {
    const at = endOfChildren(moov, user);
    return { list: undefined, start: at, end: at, ancestors: [root, user], wrap: newMeta };
  }
  const children = childAtoms(moov, meta);
  const handler = children.find(({ type }) => type === 'hdlr');
  if (handler === undefined || moov.toString('latin1', handler.start + 16, handler.start + 20) !== 'mdir')
    throw refusal("Its tag is of QuickTime's kind, which cannot be written.");
  const ancestors = [root, user, meta];
  const index = children.findIndex(({ type }) => type === 'ilst');
  const list = children[index];
  if (list === undefined) {
    return { list, start: meta.end, end: meta.end, ancestors, wrap: (content) => content };
  }
  const next = children[index + 1];
  const end = next?.type === 'free' ? next.end : list.end;
  return { list, start: list.start, end, ancestors, wrap: (content) => content };
}
