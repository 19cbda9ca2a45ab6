import type { SignatureScheme } from '../../model/index.ts';
import { type CompiledCarrier, type CompiledScheme, compileScheme } from '../compiled-scheme.ts';
import { describeScheme } from '../describe-scheme.ts';
import { fieldsOfTemplate } from '../header-fields.ts';
import { parsePlaceholders, type TemplateToken } from '../placeholder-template.ts';
import { isKeyPair } from '../signature-maker.ts';
import { readablePath, signedPieces } from './signed-pieces.ts';
import { UnsupportedScheme, unsupported } from './unsupported-scheme.ts';
import {
  call,
  type Expression,
  type Given,
  given,
  type Helper,
  literal,
  type Step,
  usesOf,
  type Variable,
  variable,
} from './verifier-steps.ts';

/** A scheme as every language writes it: statements, and the rules that the helpers are made of. */
export interface VerifierPlan {
  scheme: SignatureScheme;
  words: string;
  steps: Step[];
  helpers: ReadonlySet<Helper>;
  given: ReadonlySet<Given>;
  kind: 'hmac' | 'digest' | 'pair' | 'token';
  /** `sha256` of `hmac-sha256`; empty for what is no HMAC. */
  hash: string;
  /** How the secret's text becomes the key that verifies. */
  keyRule: SignatureScheme['key'];
  /** A plain digest in which the secret's bytes stand. */
  isSecretSigned: boolean;
}

/** Throws `UnsupportedScheme`. */
export function verifierPlan(scheme: SignatureScheme): VerifierPlan {
  const compiled = compileScheme(scheme);
  const [problem] = compiled.problems;
  if (problem !== undefined) throw new UnsupportedScheme(`The scheme cannot be used: ${problem.message}`);
  const steps = withoutUnused(stepsOf(scheme, compiled));
  const { helpers, given: handed } = usesOf(steps);
  const isPair = isKeyPair(scheme.algorithm);
  return {
    scheme,
    words: describeScheme(scheme),
    steps,
    helpers,
    given: handed,
    kind: isPair ? 'pair' : scheme.algorithm === 'token' ? 'token' : scheme.algorithm === 'sha256' ? 'digest' : 'hmac',
    hash: scheme.algorithm.startsWith('hmac-') ? scheme.algorithm.slice('hmac-'.length) : '',
    keyRule: isPair ? (scheme.verifyingKey ?? scheme.key) : scheme.key,
    isSecretSigned: steps.some((step) => step.kind === 'signed' && step.after !== null),
  };
}

function stepsOf(scheme: SignatureScheme, compiled: CompiledScheme): Step[] {
  const { headers, query, bodyFields } = compiled;
  const known = new Set<Variable>();
  const isBatch = scheme.items !== undefined;
  const json = variable(isBatch ? 'item' : 'json');
  const pieces =
    scheme.algorithm === 'token' ? { content: [], after: null } : signedPieces(compiled.contentTokens, json);
  const outside = [
    ...optionalSteps(headers, known),
    ...headers.flatMap((each) =>
      carrierSteps(scheme, each, call('required', given('headers'), each.lowerCaseName), known),
    ),
    ...query.flatMap((each) => carrierSteps(scheme, each, call('queryValue', given('url'), each.name), known)),
  ];
  const fields = bodyFields.flatMap((each) =>
    carrierSteps(scheme, each, call('jsonRequired', json, readablePath(each.name)), known),
  );
  if (!known.has('signatures')) throw unsupported('sends no signature that a verifier could read');
  const isSingle = scheme.signatureSeparator === null && !headers.some(({ forKey }) => forKey !== null);
  const closing: Step[] = [
    ...(isSingle && scheme.algorithm !== 'token' ? [only(variable('signatures'), 'signature')] : []),
    ...(scheme.timestamp === null ? [] : [{ kind: 'run', call: call('checkTime', variable('timestamp')) } as const]),
    { kind: 'signed', ...pieces },
  ];
  const inside = [...fields, ...closing];
  const document: Step = { kind: 'let', name: 'json', type: 'json', value: call('jsonOf', given('body')) };
  if (!isBatch)
    return isReadingJson([...fields, ...closing]) ? [document, ...outside, ...inside] : [...outside, ...inside];
  return [
    document,
    ...outside,
    { kind: 'each', items: call('jsonItems', variable('json'), scheme.items ?? ''), steps: inside },
  ];
}

/** A value that has to be there but is not looked at again gets no name: some compilers object to one. */
function withoutUnused(steps: readonly Step[]): Step[] {
  const { read } = usesOf(steps);
  return steps.map((step) => {
    if (step.kind === 'each') return { ...step, steps: withoutUnused(step.steps) };
    if (step.kind !== 'let' || step.value.kind !== 'call' || read.has(step.name)) return step;
    return { kind: 'run', call: step.value };
  });
}

function isReadingJson(steps: readonly Step[]): boolean {
  const { helpers } = usesOf(steps);
  return helpers.has('jsonText');
}

function only(list: Expression, what: string): Step {
  return { kind: 'run', call: call('only', list, what) };
}

/** Rotation by two headers: either may be absent, and any one has to fit. */
function optionalSteps(headers: readonly CompiledCarrier[], known: Set<Variable>): Step[] {
  const either = headers.filter(({ forKey }) => forKey !== null);
  if (either.length === 0) return [];
  if (either.some(({ value }) => value !== '{signature}'))
    throw unsupported('puts more than a signature into headers for each key');
  known.add('signatures');
  const names = either.map(({ lowerCaseName }) => literal(lowerCaseName));
  const value = call('optionals', given('headers'), { kind: 'list', items: names });
  return [{ kind: 'let', name: 'signatures', type: 'list', value }];
}

/** Reads one value that is sent: what it carries becomes a variable, and what it always says is compared. */
function carrierSteps(
  scheme: SignatureScheme,
  carrier: CompiledCarrier,
  value: Expression,
  known: Set<Variable>,
): Step[] {
  const { tokens, name, forKey } = carrier;
  if (forKey !== null) return [];
  if (!tokens.some(({ kind }) => kind === 'placeholder')) {
    return [{ kind: 'equal', left: value, right: literal(carrier.value), message: `${name} says something else` }];
  }
  const isSignature = carrier.value.includes('{signature}');
  const separator = isSignature ? scheme.signatureSeparator : null;
  const isListInside = scheme.signatureList === 'signature';
  const fields = fieldsOfTemplate(carrier.value, isListInside ? null : separator);
  if (fields === null) return valueSteps(formOf(tokens), value, separator, isListInside, known);
  return fields.parts.flatMap((part) => {
    const form = formOf(parsePlaceholders(part.value));
    const isList = form.target === 'signature' && separator !== null && separator.trim() !== fields.delimiter;
    const list = call('fields', value, fields.delimiter, part.name, isList ? separator : '', form.before, form.after);
    if (form.target === 'signature') return [signatures(list, known)];
    return [bound(form.target, call('only', list, part.name), known)];
  });
}

function valueSteps(
  form: ValueForm,
  value: Expression,
  separator: string | null,
  isListInside: boolean,
  known: Set<Variable>,
): Step[] {
  const isBare = form.before === '' && form.after === '';
  const cut = isBare ? value : call('between', value, form.before, form.after);
  if (form.target !== 'signature') return [bound(form.target, cut, known)];
  if (separator === null) return [signatures({ kind: 'list', items: [cut] }, known)];
  if (isListInside || isBare) return [signatures(call('split', cut, separator), known)];
  return [signatures(call('elements', value, separator, form.before, form.after), known)];
}

function signatures(value: Expression, known: Set<Variable>): Step {
  if (known.has('signatures')) throw unsupported('carries signatures in several places');
  known.add('signatures');
  return { kind: 'let', name: 'signatures', type: 'list', value };
}

/** A value that is sent twice has to be the same both times; the hash of the body has to be the body's. */
function bound(target: Exclude<ValueForm['target'], 'signature'>, value: Expression, known: Set<Variable>): Step {
  if (target === 'bodySha256') {
    const right = call('bodySha256', given('body'));
    return { kind: 'equal', left: value, right, message: 'the body is not the one whose hash was sent' };
  }
  if (known.has(target)) {
    return { kind: 'equal', left: value, right: variable(target), message: `there is more than one ${target}` };
  }
  known.add(target);
  return { kind: 'let', name: target, type: 'text', value };
}

/** A text of which one value is wanted: literal text before and after it. */
interface ValueForm {
  target: 'id' | 'timestamp' | 'signature' | 'headerNames' | 'bodySha256';
  before: string;
  after: string;
}

const targets = {
  id: 'id',
  timestamp: 'timestamp',
  signature: 'signature',
  headerNames: 'headerNames',
  'body.sha256': 'bodySha256',
} as const;

function formOf(tokens: readonly TemplateToken[]): ValueForm {
  const at = tokens.findIndex((token) => token.kind === 'placeholder');
  const token = tokens[at];
  if (token?.kind !== 'placeholder' || tokens.filter(({ kind }) => kind === 'placeholder').length > 1) {
    throw unsupported('puts several values into one without names');
  }
  const target = Object.entries(targets).find(([name]) => name === token.name)?.[1];
  if (target === undefined) throw unsupported(`sends {${token.name}}`);
  const text = (part: readonly TemplateToken[]) =>
    part.map((each) => (each.kind === 'placeholder' ? '' : each.text)).join('');
  return { target, before: text(tokens.slice(0, at)), after: text(tokens.slice(at + 1)) };
}
