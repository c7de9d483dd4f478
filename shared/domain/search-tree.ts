/** Conditions joined by and, or and not. All of none is everything, any of none is nothing. */
export type Tree<Condition> =
  | { readonly all: readonly Tree<Condition>[] }
  | { readonly any: readonly Tree<Condition>[] }
  | { readonly not: Tree<Condition> }
  | { readonly is: Condition };

function joined<Condition>(
  parts: readonly (Tree<Condition> | null)[],
  operandsOf: (part: Tree<Condition>) => readonly Tree<Condition>[],
  join: (parts: readonly Tree<Condition>[]) => Tree<Condition>,
): Tree<Condition> | null {
  const there = parts.filter((part) => part !== null);
  if (there.length === 0) return null;
  const operands = there.flatMap(operandsOf);
  const [first] = operands;
  return first !== undefined && operands.length === 1 ? first : join(operands);
}

/** All of the parts; null parts are not there. */
export function allOf<Condition>(parts: readonly (Tree<Condition> | null)[]): Tree<Condition> | null {
  return joined(
    parts,
    (part) => ('all' in part ? part.all : [part]),
    (all) => ({ all }),
  );
}

/** One of the parts; null parts are not there. */
export function anyOf<Condition>(parts: readonly (Tree<Condition> | null)[]): Tree<Condition> | null {
  return joined(
    parts,
    (part) => ('any' in part ? part.any : [part]),
    (any) => ({ any }),
  );
}

export function notOf<Condition>(part: Tree<Condition> | null): Tree<Condition> | null {
  return part === null ? null : { not: part };
}

/**
 * Replaces every condition; one that becomes null is as if it had not been written.
 * @param replace Gets the condition and whether an odd number of "not" stands before it.
 */
export function mapTree<From, To>(
  tree: Tree<From> | null,
  replace: (condition: From, negated: boolean) => Tree<To> | null,
  negated = false,
): Tree<To> | null {
  if (tree === null) return null;
  if ('is' in tree) return replace(tree.is, negated);
  if ('not' in tree) return notOf(mapTree(tree.not, replace, !negated));
  const parts = 'all' in tree ? tree.all : tree.any;
  if (parts.length === 0) return 'all' in tree ? { all: [] } : { any: [] };
  const mapped = parts.map((part) => mapTree(part, replace, negated));
  return 'all' in tree ? allOf(mapped) : anyOf(mapped);
}
