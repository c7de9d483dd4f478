/**
 * What the parser says of malformed text, put for the user. Faults of one kind on one line count once: the parser reports
 * every character of a broken tag.
 */
interface Fault {
  readonly kind: string;
  readonly message: string;
}

const CHARACTER: Fault = {
  kind: 'character',
  message: 'There is a character here that XML does not allow, a control character or a bare "&"; it was kept.',
};
const NESTING: Fault = {
  kind: 'nesting',
  message: 'A closing tag here does not belong to the element that is open; reading went on after it.',
};
const ENTITY: Fault = {
  kind: 'entity',
  message: 'There is a reference to an entity here that XML does not define; it was kept as text.',
};
const ATTRIBUTE: Fault = {
  kind: 'attribute',
  message: 'An attribute stands here twice; the last value counts.',
};
const ROOT: Fault = {
  kind: 'root',
  message: 'There is text or a further element after the end of the document; elements were read, text was left out.',
};

const KNOWN: ReadonlyMap<string, Fault> = new Map([
  ['disallowed character.', CHARACTER],
  ['malformed character entity.', ENTITY],
  ['undefined entity.', ENTITY],
  ['unexpected close tag.', NESTING],
  ['text data outside of root node.', ROOT],
  ['documents may contain only one root.', ROOT],
]);

export function faultOf(message: string): Fault {
  const known = KNOWN.get(message);
  if (known !== undefined) return known;
  if (message.startsWith('unmatched closing tag')) return NESTING;
  if (message.startsWith('duplicate attribute')) return ATTRIBUTE;
  const reason = message.replace(/\.$/, '');
  return { kind: reason, message: `The XML is not well formed here (${reason}); reading went on after it.` };
}
