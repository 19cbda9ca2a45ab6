/** A function of the verifier that each language writes in its own way. Texts in, texts or lists of texts out. */
export type Helper =
  // What the request carries
  | 'required'
  | 'optionals'
  | 'headerValues'
  | 'queryValue'
  | 'jsonOf'
  | 'jsonItems'
  | 'jsonText'
  | 'jsonRequired'
  | 'jsonLines'
  // Taking values apart
  | 'trim'
  | 'between'
  | 'split'
  | 'elements'
  | 'fields'
  | 'only'
  // What is signed
  | 'upper'
  | 'unescaped'
  | 'pathOf'
  | 'queryOf'
  | 'formText'
  | 'bodySha256'
  | 'bodyCrc32'
  // The verdict
  | 'checkTime'
  | 'isSigned';

/** What the caller hands in. */
export type Given = 'headers' | 'body' | 'url' | 'method';
export type Variable = 'id' | 'timestamp' | 'headerNames' | 'signatures' | 'json' | 'item';

export type Expression =
  | { kind: 'text'; text: string }
  | { kind: 'given'; name: Given }
  | { kind: 'variable'; name: Variable }
  | { kind: 'list'; items: Expression[] }
  | Call;

export interface Call {
  kind: 'call';
  helper: Helper;
  inputs: Expression[];
}

/** One statement; each that does not hold refuses the request. */
export type Step =
  | { kind: 'let'; name: Variable; type: 'text' | 'list' | 'json'; value: Expression }
  | { kind: 'equal'; left: Expression; right: Expression; message: string }
  | { kind: 'run'; call: Call }
  | { kind: 'each'; items: Expression; steps: Step[] }
  /** One of the secrets made one of the signatures; where `after` is given, the secret stands between the two. */
  | { kind: 'signed'; content: Expression[]; after: Expression[] | null };

export const given = (name: Given): Expression => ({ kind: 'given', name });
export const variable = (name: Variable): Expression => ({ kind: 'variable', name });
export const literal = (text: string): Expression => ({ kind: 'text', text });

export function call(helper: Helper, ...inputs: (Expression | string)[]): Call {
  return { kind: 'call', helper, inputs: inputs.map((each) => (typeof each === 'string' ? literal(each) : each)) };
}

/** Helpers that others are written with, in every language. */
const neededBy: Partial<Record<Helper, readonly Helper[]>> = {
  required: ['trim'],
  optionals: ['trim'],
  headerValues: ['trim'],
  split: ['trim'],
  elements: ['trim', 'between'],
  fields: ['trim', 'between'],
  queryValue: ['queryOf'],
  jsonRequired: ['jsonText'],
  jsonLines: ['jsonText'],
};

/** What the steps call, are handed and read, in the order of first use. */
export function usesOf(steps: readonly Step[]): { helpers: Set<Helper>; given: Set<Given>; read: Set<Variable> } {
  const read = new Set<Variable>(['signatures']);
  const helpers = new Set<Helper>();
  const handed = new Set<Given>();
  const add = (helper: Helper) => {
    helpers.add(helper);
    for (const each of neededBy[helper] ?? []) add(each);
  };
  const look = (expression: Expression) => {
    if (expression.kind === 'given') handed.add(expression.name);
    if (expression.kind === 'variable') read.add(expression.name);
    if (expression.kind === 'list') expression.items.forEach(look);
    if (expression.kind !== 'call') return;
    expression.inputs.forEach(look);
    add(expression.helper);
  };
  const walk = (step: Step): void => {
    switch (step.kind) {
      case 'let':
        look(step.value);
        break;
      case 'equal':
        look(step.left);
        look(step.right);
        break;
      case 'run':
        look(step.call);
        break;
      case 'each':
        look(step.items);
        step.steps.forEach(walk);
        break;
      case 'signed':
        for (const each of [...step.content, ...(step.after ?? [])]) look(each);
        add('isSigned');
        break;
    }
  };
  steps.forEach(walk);
  return { helpers, given: handed, read };
}
