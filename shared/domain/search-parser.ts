import type { SearchTerm, SearchToken } from './search-tokens.ts';
import { allOf, anyOf, notOf, type Tree } from './search-tree.ts';

/** Something in the text that no track can fulfil, with what to do about it. */
export interface SearchProblem {
  readonly message: string;
  /** Character offsets of what is meant. */
  readonly start: number;
  readonly end: number;
}

/** Parentheses in parentheses. Nobody writes more, and everything that walks the tree relies on it. */
const DEEPEST = 20;

/**
 * Recursive descent over the tokens; the grammar is in docs/search.md.
 * What is not written yet (an operand, a closing parenthesis) is passed over: it may still come.
 */
class Parser<Condition> {
  readonly problems: SearchProblem[] = [];
  private readonly tokens: readonly SearchToken[];
  private readonly readTerm: (term: SearchTerm, problems: SearchProblem[]) => Condition | null;
  private position = 0;
  private depth = 0;

  constructor(
    tokens: readonly SearchToken[],
    readTerm: (term: SearchTerm, problems: SearchProblem[]) => Condition | null,
  ) {
    this.tokens = tokens;
    this.readTerm = readTerm;
  }

  /** search = or ; with every ")" that closes nothing told of. */
  search(): Tree<Condition> | null {
    const parts = [this.or()];
    for (let token = this.next(); token !== undefined; token = this.next()) {
      const message = 'Nothing is open for this ")" to close. Take it out, or write "(" before it.';
      this.problems.push({ message, start: token.start, end: token.end });
      this.position += 1;
      parts.push(this.or());
    }
    return allOf(parts);
  }

  private next(): SearchToken | undefined {
    return this.tokens[this.position];
  }

  private take(kind: SearchToken['kind']): boolean {
    if (this.next()?.kind !== kind) return false;
    this.position += 1;
    return true;
  }

  /** or = and { "or" and } ; up to a ")" or the end. */
  private or(): Tree<Condition> | null {
    const parts = [this.and()];
    while (this.take('or')) parts.push(this.and());
    return anyOf(parts);
  }

  /** and = { [ "and" ] not } */
  private and(): Tree<Condition> | null {
    const parts: (Tree<Condition> | null)[] = [];
    for (let kind = this.next()?.kind; kind !== undefined && kind !== 'or' && kind !== 'close'; ) {
      if (!this.take('and')) parts.push(this.not());
      kind = this.next()?.kind;
    }
    return allOf(parts);
  }

  /** not = { "not" } primary ; a loop, as there may be thousands of them. */
  private not(): Tree<Condition> | null {
    let negated = false;
    while (this.take('not')) negated = !negated;
    const part = this.primary();
    return negated ? notOf(part) : part;
  }

  /** primary = term | "(" or ")" */
  private primary(): Tree<Condition> | null {
    const token = this.next();
    if (token?.kind === 'open') return this.group(token);
    if (token?.kind !== 'term') return null;
    this.position += 1;
    this.checkNoGroup(token);
    const condition = this.readTerm(token, this.problems);
    return condition === null ? null : { is: condition };
  }

  /** "genre:(house or techno)" would look for house or techno anywhere. */
  private checkNoGroup({ field, values, start, end }: SearchTerm): void {
    const next = this.next();
    if (field === null || values.length > 0 || next?.kind !== 'open' || next.start !== end) return;
    const message = `After "${field}:" write a list with commas instead of parentheses: ${field}:one,"the other".`;
    this.problems.push({ message, start, end: next.end });
  }

  private group({ start, end }: SearchToken): Tree<Condition> | null {
    if (this.depth === DEEPEST) {
      const message = `Parentheses may stand inside each other ${DEEPEST} times at most. Take some out.`;
      this.problems.push({ message, start, end });
      this.position = this.tokens.length;
      return null;
    }
    this.position += 1;
    this.depth += 1;
    const inner = this.or();
    this.depth -= 1;
    this.take('close');
    return inner;
  }
}

export interface Parsed<Condition> {
  /** null = nothing is asked for. */
  readonly tree: Tree<Condition> | null;
  /** In the order of the text. */
  readonly problems: readonly SearchProblem[];
}

/**
 * Joins terms by and, or, not and parentheses.
 * @param readTerm A condition, or null for what says nothing (yet); adds what is wrong with it to `problems`.
 */
export function parseTokens<Condition>(
  tokens: readonly SearchToken[],
  readTerm: (term: SearchTerm, problems: SearchProblem[]) => Condition | null,
): Parsed<Condition> {
  const parser = new Parser(tokens, readTerm);
  const tree = parser.search();
  return { tree, problems: parser.problems };
}
