import type { XmlAttributes, XmlHandler } from '#main/interchange/xml/xml-reader.ts';

/** The values of a dictionary as text, by key; true and false as such words. */
export type PlistFields = ReadonlyMap<string, string>;

/** What a library file has of interest, as it comes to its end. */
export interface PlistEvents {
  track(fields: PlistFields, line: number): void;
  /** @param items Track ids in order. */
  playlist(fields: PlistFields, items: readonly string[], line: number): void;
  /** An element that no property list has. */
  unknown(name: string): void;
}

/** What a container is, by the key that it stands under and the container that it stands in. */
type Role = 'top' | 'library' | 'tracks' | 'track' | 'playlists' | 'playlist' | 'items' | 'item' | 'other';

interface Container {
  readonly role: Role;
  readonly line: number;
  readonly fields: Map<string, string>;
  readonly items: string[];
  /** The last key, whose value comes next. */
  key: string;
}

const VALUES: ReadonlySet<string> = new Set(['string', 'integer', 'real', 'date', 'data', 'true', 'false']);
const TEXTS: ReadonlySet<string> = new Set(['key', 'string', 'integer', 'real', 'date']);
/** Roles of which the values are kept. */
const KEPT: ReadonlySet<Role> = new Set<Role>(['track', 'playlist', 'item']);

/** What stands in a container of a role, or under a key in it. */
const INSIDE: ReadonlyMap<string, Role> = new Map<string, Role>([
  ['top', 'library'],
  ['library/Tracks', 'tracks'],
  ['tracks', 'track'],
  ['library/Playlists', 'playlists'],
  ['playlists', 'playlist'],
  ['playlist/Playlist Items', 'items'],
  ['items', 'item'],
]);

const roleIn = ({ role, key }: Container): Role => INSIDE.get(role) ?? INSIDE.get(`${role}/${key}`) ?? 'other';

const createContainer = (role: Role, line: number): Container => ({
  role,
  line,
  fields: new Map(),
  items: [],
  key: '',
});

/** Follows a library as its elements come; nothing is kept but the container that is open and those around it. */
export function createPlistHandler(events: PlistEvents): XmlHandler & { finish(): void } {
  const stack: Container[] = [createContainer('top', 1)];
  let text = '';
  let isText = false;

  const top = (): Container => stack.at(-1) ?? createContainer('other', 1);
  const closeContainer = () => {
    const container = stack.length > 1 ? stack.pop() : undefined;
    if (container === undefined) return;
    const { role, fields, items, line } = container;
    if (role === 'track') events.track(fields, line);
    else if (role === 'playlist') events.playlist(fields, items, line);
    else if (role === 'item')
      stack.findLast((outer) => outer.role === 'playlist')?.items.push(fields.get('Track ID') ?? '');
  };
  const addValue = (name: string) => {
    const container = top();
    if (KEPT.has(container.role))
      container.fields.set(container.key, name === 'true' || name === 'false' ? name : text);
  };
  return {
    open: (name: string, _attributes: XmlAttributes, line: number) => {
      text = '';
      isText = TEXTS.has(name);
      if (name === 'dict' || name === 'array') stack.push(createContainer(roleIn(top()), line));
      else if (name !== 'plist' && name !== 'key' && !VALUES.has(name)) events.unknown(name);
    },
    text: (part) => {
      if (isText) text += part;
    },
    close: (name) => {
      isText = false;
      if (name === 'dict' || name === 'array') closeContainer();
      else if (name === 'key') top().key = text;
      else if (VALUES.has(name)) addValue(name);
    },
    finish: () => {
      while (stack.length > 1) closeContainer();
    },
  };
}
