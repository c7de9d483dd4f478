import { relative, sep } from 'node:path';
import { whyForbidden } from './import-rules.ts';

/** The parts of the linter's plugin interface (ESLint's) that are used here. */
interface SourceNode {
  readonly source?: { readonly type: string; readonly value?: unknown } | null;
}
interface RuleContext {
  readonly filename: string;
  readonly cwd: string;
  report(problem: { node: SourceNode; message: string }): void;
}

function create(context: RuleContext) {
  const file = relative(context.cwd, context.filename).split(sep).join('/');
  const check = (node: SourceNode) => {
    const specifier = node.source?.value;
    if (typeof specifier !== 'string') return;
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
