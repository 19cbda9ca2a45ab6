/** A query as its brackets nest it. */
export type QueryValue = string | QueryValue[] | { [name: string]: QueryValue };

/**
 * Reads a query as Knock's API does: `status[]=a&status[]=b` is a list, `objects[0][id]=x` a list of maps, and
 * `inserted_at[gt]=…` a map, which the reference also spells `inserted_at.gt`. Of a name given twice the last one counts.
 * A name without a value is how the SDK writes null, and counts as not given.
 */
export function readQuery(parameters: URLSearchParams): Record<string, QueryValue> {
  const root: Branch = new Map();
  for (const [name, value] of parameters) {
    const path = pathOf(name);
    if (value === '' && path.length === 1) continue;
    let branch = root;
    for (const [index, step] of path.entries()) {
      const key = step === '' && index > 0 ? String(branch.size) : step;
      if (index === path.length - 1) {
        branch.set(key, value);
        break;
      }
      const next = branch.get(key);
      const inner: Branch = next instanceof Map ? next : new Map();
      branch.set(key, inner);
      branch = inner;
    }
  }
  return Object.fromEntries([...root].map(([name, value]) => [name, nestedValue(value)]));
}

/** More than any parameter has; each is a level of nesting. */
const maxBrackets = 5;

type Branch = Map<string, string | Branch>;

function pathOf(name: string): string[] {
  const dotted = /^([a-z_]+)\.([a-z]+)$/.exec(name);
  if (dotted !== null) return dotted.slice(1);
  const [first = '', ...rest] = name.split('[');
  if (rest.length > maxBrackets) return [`${first}[…]`];
  return [first, ...rest.map((part) => part.replace(/\]$/, ''))];
}

function nestedValue(value: string | Branch): QueryValue {
  if (typeof value === 'string') return value;
  const entries = [...value].map(([name, inner]): [string, QueryValue] => [name, nestedValue(inner)]);
  const isList = entries.every(([name]) => /^\d+$/.test(name));
  return isList ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}
