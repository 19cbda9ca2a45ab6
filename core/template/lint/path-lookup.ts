import { type PropertyAccessToken, type Token, TypeGuards } from 'liquidjs';
import { closestName } from '../closest-name.ts';
import { writePath } from '../render-run.ts';
import type { LintContext } from './lint-context.ts';
import { rootRange } from './symbol-draft.ts';
import { emptyShape, type ValueShape } from './value-shape.ts';

/** A path as far as it is written out; null parts are computed. */
export interface PathLookup {
  text: string;
  shape: ValueShape | null;
  literal: string | null;
  isOwnText: boolean;
  /** Why it may have no value; null = it has one, or nothing is known. */
  absence: { kind: 'unknown' | 'optional' | 'null'; at: string; candidates: string[] } | null;
  root: string;
}

/** Looks a path up in what is known: the template's own names first, then the shape of the scope. */
export function lookUpPath(context: LintContext, token: PropertyAccessToken): PathLookup {
  const parts = token.props.map((prop: Token) => ('content' in prop ? (prop.content as string | number) : null));
  const root = token.variable === undefined ? parts.shift() : undefined;
  const name = typeof root === 'string' || typeof root === 'number' ? String(root) : '';
  if (name !== '') context.usedNames.add(name);
  const known = context.nameOf(name);
  const range = known?.symbol === undefined ? null : rootRange(token);
  if (range !== null) {
    const place = context.placeOf(range);
    known?.symbol?.references.set(place.begin, place);
  }
  const base = known ?? rootOf(context, name);
  let shape = base.shape;
  let absence = known === undefined && shape === null && name !== '' ? unknownRoot(context, name) : null;
  if (known === undefined && shape !== null) absence = absenceOf(shape, name);
  const path: (string | number)[] = [name];
  for (const part of parts) {
    if (part !== null) path.push(part);
    if (part === null || shape === null) {
      shape = null;
      continue;
    }
    const parent: ValueShape = shape;
    shape = stepInto(parent, part);
    const at = writePath(path);
    if (absence?.kind === 'unknown') continue;
    if (shape === null && isClosed(parent))
      absence = { kind: 'unknown', at, candidates: [...parent.properties.keys()] };
    else if (shape !== null) absence ??= absenceOf(shape, at);
  }
  const literal = parts.length === 0 ? (known?.literal ?? null) : null;
  const text = parts.includes(null) ? token.getText() : writePath(path);
  return { text, shape, literal, isOwnText: known?.isOwnText === true, absence, root: name };
}

function rootOf(context: LintContext, name: string): { shape: ValueShape | null } {
  return { shape: context.options.shape?.properties.get(name) ?? null };
}

function unknownRoot(context: LintContext, name: string): PathLookup['absence'] {
  const { shape } = context.options;
  if (shape === null || shape.isOpen) return null;
  const own = context.scopes.flatMap((scope) => [...scope.keys()]);
  return { kind: 'unknown', at: name, candidates: [...shape.properties.keys(), ...own] };
}

function absenceOf(shape: ValueShape, at: string): PathLookup['absence'] {
  if (shape.isOptional) return { kind: 'optional', at, candidates: [] };
  return shape.kinds.has('null') && shape.kinds.size > 1 ? { kind: 'null', at, candidates: [] } : null;
}

/** An object all of whose properties are known. What may be null or something else is not: it was seen once only. */
function isClosed({ kinds, isOpen }: ValueShape): boolean {
  return !isOpen && kinds.has('object');
}

function stepInto(shape: ValueShape, part: string | number): ValueShape | null {
  const property = shape.properties.get(String(part));
  if (property !== undefined) return property;
  if (part === 'size') return { ...emptyShape, kinds: new Set(['number']), mayBeZero: true };
  const isList = shape.kinds.has('array') && (typeof part === 'number' || part === 'first' || part === 'last');
  return isList ? shape.items : null;
}

/** Reports a path that is nowhere, with the name that was probably meant. */
export function reportUnknown(context: LintContext, token: Token, { text, absence }: PathLookup): void {
  if (absence?.kind !== 'unknown' || context.isGuarded(text) || context.isGuarded(absence.at)) return;
  const isStrict = context.options.unknownVariables === 'strict';
  const cut = absence.at.lastIndexOf('.');
  const written = absence.at.slice(cut + 1);
  const meant = closestName(written, absence.candidates);
  const whole = meant === null ? null : absence.at.slice(0, cut + 1) + meant;
  const begin = token.begin + Math.max(0, token.getText().indexOf(written, cut + 1));
  const message = `"${absence.at}" is not known here${isStrict ? '' : ' and renders empty'}.`;
  context.report('unknown-variable', isStrict ? 'error' : 'warning', token, message, {
    hint: whole === null ? null : `Did you mean "${whole}"?`,
    path: absence.at,
    fixes:
      meant === null
        ? []
        : [{ title: `Replace by "${meant}"`, edits: [{ begin, end: begin + written.length, newText: meant }] }],
  });
}

export function isPathToken(token: unknown): token is PropertyAccessToken {
  return TypeGuards.isPropertyAccessToken(token);
}
