import type { JsonObject, JsonValue } from '../../model/index.ts';

export type ValueKind = 'string' | 'number' | 'boolean' | 'null' | 'object' | 'array';

/** What is known of a value before rendering, from samples or a schema. No shape at all = nothing is known. */
export interface ValueShape {
  kinds: ReadonlySet<ValueKind>;
  /** It may be absent: not required by the schema, or missing in a sample. */
  isOptional: boolean;
  /** Properties of the object it may be. */
  properties: ReadonlyMap<string, ValueShape>;
  /** Other properties than these are possible. */
  isOpen: boolean;
  /** Items of the list it may be; null = nothing is known of them. */
  items: ValueShape | null;
  /** Its text certainly needs no escaping inside quotes (a date, a UUID, a listed word). */
  isPlainText: boolean;
  /** A number of a sample or a bound of the schema lies beyond 2^53, or a text is such a number. */
  isBig: boolean;
  /** A number of a sample is zero, or the schema allows it. */
  mayBeZero: boolean;
  source: 'schema' | 'samples';
}

export const emptyShape: ValueShape = {
  kinds: new Set(),
  isOptional: false,
  properties: new Map(),
  isOpen: true,
  items: null,
  isPlainText: false,
  isBig: false,
  mayBeZero: false,
  source: 'samples',
};

const depthLimit = 12;

/** The shape of one value. Lists are looked at as a whole: an item's property that another lacks is optional. */
export function shapeOfValue(value: JsonValue | undefined, depth = 0): ValueShape {
  if (value === undefined) return { ...emptyShape, isOptional: true };
  if (value === null) return { ...emptyShape, kinds: new Set(['null']) };
  if (Array.isArray(value)) {
    const shapes = depth >= depthLimit ? [] : value.slice(0, 200).map((item) => shapeOfValue(item, depth + 1));
    return { ...emptyShape, kinds: new Set(['array']), items: shapes.length === 0 ? null : mergeShapes(shapes) };
  }
  if (typeof value === 'object') {
    const entries = depth >= depthLimit ? [] : Object.entries(value);
    const properties = new Map(entries.map(([name, item]) => [name, shapeOfValue(item, depth + 1)]));
    return { ...emptyShape, kinds: new Set(['object']), properties, isOpen: depth >= depthLimit };
  }
  if (typeof value === 'number') {
    const isBig = Math.abs(value) > Number.MAX_SAFE_INTEGER;
    return { ...emptyShape, kinds: new Set(['number']), isBig, mayBeZero: value === 0 };
  }
  if (typeof value === 'string') return { ...emptyShape, kinds: new Set(['string']), isBig: /^-?\d{16,}$/.test(value) };
  return { ...emptyShape, kinds: new Set(['boolean']) };
}

/** What holds for a value that has one of several shapes; a property that one of them lacks is optional. */
export function mergeShapes(shapes: readonly ValueShape[]): ValueShape {
  const [first, ...others] = shapes;
  if (first === undefined) return emptyShape;
  return others.reduce(mergeTwo, first);
}

function mergeTwo(left: ValueShape, right: ValueShape): ValueShape {
  const isBoth = left.kinds.has('object') && right.kinds.has('object');
  const properties = new Map<string, ValueShape>();
  for (const name of new Set([...left.properties.keys(), ...right.properties.keys()])) {
    const [one, other] = [left.properties.get(name), right.properties.get(name)];
    if (one !== undefined && other !== undefined) properties.set(name, mergeTwo(one, other));
    else {
      const known = one ?? other ?? emptyShape;
      properties.set(name, isBoth ? { ...known, isOptional: true } : known);
    }
  }
  const items =
    left.items !== null && right.items !== null ? mergeTwo(left.items, right.items) : (left.items ?? right.items);
  return {
    kinds: new Set([...left.kinds, ...right.kinds]),
    isOptional: left.isOptional || right.isOptional,
    properties,
    isOpen: left.isOpen || right.isOpen,
    items,
    isPlainText: left.isPlainText && right.isPlainText,
    isBig: left.isBig || right.isBig,
    mayBeZero: left.mayBeZero || right.mayBeZero,
    source: left.source === 'schema' || right.source === 'schema' ? 'schema' : 'samples',
  };
}

/** The shape of everything a template can reach, from the scopes of several samples or recipients. */
export function shapeOfScopes(scopes: readonly JsonObject[]): ValueShape | null {
  return scopes.length === 0 ? null : mergeShapes(scopes.map((scope) => shapeOfValue(scope)));
}

/** The shape with another one put at a path, such as the schema's at `data.payload`. Missing objects are made. */
export function withShapeAt(shape: ValueShape, path: readonly string[], inner: ValueShape): ValueShape {
  const [name, ...rest] = path;
  if (name === undefined) return inner;
  const below = shape.properties.get(name) ?? { ...emptyShape, kinds: new Set<ValueKind>(['object']) };
  const properties = new Map(shape.properties).set(name, withShapeAt(below, rest, inner));
  return { ...shape, properties };
}
