import type { HeaderPair, JsonObject, JsonValue, SignatureScheme } from '../../model/index.ts';

/**
 * A small body in which everything is that the scheme signs or fills in: a form, or JSON with the fields it names.
 * `mark` stands in it, so that two bodies differ.
 */
export function sampleBody(scheme: SignatureScheme, mark: string): { headers: HeaderPair[]; body: Uint8Array } {
  if (scheme.signedContent.includes('{form}')) {
    const body = Buffer.from(`Event=hookbench.test&Mark=${encodeURIComponent(mark)}&Note=A+sample`);
    return { headers: [['content-type', 'application/x-www-form-urlencoded']], body: Uint8Array.from(body) };
  }
  const sample: JsonObject = { event: 'hookbench.test', mark, note: 'A sample: 1/2, "quoted", é' };
  const target = scheme.items === undefined ? sample : itemIn(sample, scheme.items);
  for (const path of signedPaths(scheme)) {
    if (!carriedPaths(scheme).has(path)) setField(target, path.split('.'), `sample ${path}`);
  }
  return {
    headers: [['content-type', 'application/json']],
    body: Uint8Array.from(Buffer.from(JSON.stringify(sample))),
  };
}

function signedPaths({ signedContent }: SignatureScheme): string[] {
  return [...signedContent.matchAll(/\{(?:json|lines):([^{}]+)\}/g)].flatMap(([, paths = '']) => paths.split(','));
}

function carriedPaths({ bodyFields = [] }: SignatureScheme): Set<string> {
  return new Set(bodyFields.map(({ path }) => path));
}

/** `a.*.b` becomes `{a: [{b: {}}]}`; gives the innermost object. */
function itemIn(sample: JsonObject, path: string): JsonObject {
  let target = sample;
  const steps = path.split('.');
  for (const [index, step] of steps.entries()) {
    if (step === '*') continue;
    const inner: JsonObject = {};
    target[step] = steps[index + 1] === '*' ? [inner] : inner;
    target = inner;
  }
  return target;
}

function setField(target: JsonObject, [step = '', ...rest]: readonly string[], value: JsonValue): void {
  if (rest.length === 0) {
    target[step] = value;
    return;
  }
  const known = target[step];
  const inner: JsonObject = typeof known === 'object' && known !== null && !Array.isArray(known) ? known : {};
  target[step] = inner;
  setField(inner, rest, value);
}
