import type { Token } from 'liquidjs';
import type { Compiler } from './compile-expression.ts';
import type { LocalScope, RenderRun } from './render-run.ts';

/** Runs a piece of a template that was compiled. */
export type Execute = (run: RenderRun) => void;

/** How a compiled template gets at its partials. */
export interface NodeCompiler extends Compiler {
  runPartial(run: RenderRun, key: string, token: Token, variables: LocalScope): void;
}
