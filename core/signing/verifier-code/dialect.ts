import { type CodeLine, flat, indent } from './code-writer.ts';
import type { VerifierPlan } from './verifier-plan.ts';
import type { Expression, Given, Helper, Step, Variable } from './verifier-steps.ts';

/** How a language writes the steps of a verifier. Expressions come in as code already. */
export interface Dialect {
  indent: string;
  text(text: string): string;
  name(name: Given | Variable): string;
  call(helper: Helper, inputs: readonly string[]): string;
  list(items: readonly string[]): string;
  let(name: string, type: 'text' | 'list' | 'json', value: string): CodeLine[];
  /** Refuses unless the two texts are the same. */
  equal(left: string, right: string, message: string): CodeLine[];
  run(call: string): CodeLine[];
  each(items: string, body: readonly CodeLine[]): CodeLine[];
  /** The bytes of one piece; `isBytes` = it is the body. */
  bytes(piece: string, isBytes: boolean): string;
  /** Two or more of them, or none, as one. */
  joined(pieces: readonly string[]): string;
  /** Refuses unless one of the secrets made one of the signatures over the contents. */
  signed(contents: readonly string[]): CodeLine[];
}

export function stepLines(steps: readonly Step[], dialect: Dialect): string[] {
  return flat(steps.map((step) => stepCode(step, dialect)));
}

function stepCode(step: Step, dialect: Dialect): CodeLine[] {
  const write = (expression: Expression) => expressionCode(expression, dialect);
  switch (step.kind) {
    case 'let':
      return dialect.let(dialect.name(step.name), step.type, write(step.value));
    case 'equal':
      return dialect.equal(write(step.left), write(step.right), step.message);
    case 'run':
      return dialect.run(write(step.call));
    case 'each':
      return dialect.each(write(step.items), indent(stepLines(step.steps, dialect), dialect.indent));
    case 'signed': {
      // A token covers nothing.
      const contents =
        step.after === null ? [step.content].filter(({ length }) => length > 0) : [step.content, step.after];
      return dialect.signed(contents.map((pieces) => contentCode(pieces, dialect)));
    }
  }
}

export function expressionCode(expression: Expression, dialect: Dialect): string {
  switch (expression.kind) {
    case 'text':
      return dialect.text(expression.text);
    case 'given':
    case 'variable':
      return dialect.name(expression.name);
    case 'list':
      return dialect.list(expression.items.map((each) => expressionCode(each, dialect)));
    case 'call':
      return dialect.call(
        expression.helper,
        expression.inputs.map((each) => expressionCode(each, dialect)),
      );
  }
}

function contentCode(pieces: readonly Expression[], dialect: Dialect): string {
  const isBody = (piece: Expression) => piece.kind === 'given' && piece.name === 'body';
  const bytes = pieces.map((piece) => dialect.bytes(expressionCode(piece, dialect), isBody(piece)));
  const [only] = bytes;
  return bytes.length === 1 && only !== undefined ? only : dialect.joined(bytes);
}

/** The text of each helper, made from the scheme's rules; `core` is what `isSigned` and `checkTime` need besides. */
export type HelperLibrary = Record<Helper, (plan: VerifierPlan) => readonly CodeLine[]>;

/** The helpers that a verifier calls, a blank line before each. */
export function helperLines(plan: VerifierPlan, library: HelperLibrary): string[] {
  return flat([...plan.helpers].map((helper) => ['', ...library[helper](plan)]));
}

/** Code as it stands in a template string: the first and last line break and what all lines are indented by go. */
export function source(text: string): string[] {
  const lines = text
    .replace(/^\n/, '')
    .replace(/\n[ ]*$/, '')
    .split('\n');
  const depths = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const depth = Math.min(...depths);
  return lines.map((line) => line.slice(depth).trimEnd());
}

/** A camel-case name in lower case with underscores. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
