import { relative, sep } from 'node:path';
import { whyForbidden } from './import-rules.ts';

/** The parts of the linter's plugin interface (ESLint's) that are used here. */
interface Source {
  readonly type: string;
  readonly value?: unknown;
  /** The fixed texts of a template literal. */
  readonly quasis?: readonly { readonly value: { readonly cooked?: unknown } }[];
}
interface SourceNode {
  readonly source?: Source | null;
}
interface RuleContext {
  readonly filename: string;
  readonly cwd: string;
  report(problem: { node: SourceNode; message: string }): void;
}

/** What is imported; undefined where only a run can tell. */
function specifierOf(source: Source | null | undefined): string | undefined {
  const value = source?.quasis?.length === 1 ? source.quasis[0]?.value.cooked : source?.value;
  return typeof value === 'string' ? value : undefined;
}

function create(context: RuleContext) {
  const file = relative(context.cwd, context.filename).split(sep).join('/');
  const check = (node: SourceNode) => {
    const specifier = specifierOf(node.source);
    if (specifier === undefined) return;
    const reason = whyForbidden(file, specifier);
    if (reason !== null) context.report({ node, message: reason });
  };
  return {
    ImportDeclaration: check,
    ExportNamedDeclaration: check,
    ExportAllDeclaration: check,
    ImportExpression: check,
  };
}

/** Lint rules of this house. `house/imports` enforces the table in import-rules.ts. */
const plugin = { meta: { name: 'house' }, rules: { imports: { create } } };
export default plugin;
