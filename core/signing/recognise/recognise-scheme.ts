import type { HeaderPair, RecognisedScheme, SignatureScheme } from '../../model/index.ts';
import { schemePresets } from '../scheme-presets.ts';
import { hasShape } from './value-shape.ts';

export interface RecogniseInput {
  headers: readonly HeaderPair[];
  /** For schemes that send their values in the query or the body; null = not known. */
  url: string | null;
  body: Uint8Array | null;
}

interface Sign {
  place: string;
  template: string;
  /** What was received there; empty = it is missing. */
  values: string[];
  isOptional: boolean;
}

/** Longer values are not looked at. */
const lengthLimit = 8192;
const bodyLimitBytes = 4 * 1024 * 1024;

/**
 * Which of the presets a request may be signed with, likeliest first. Judged by what is sent only: names, the form of
 * the values, and whether the sender names itself in other headers. A request without any signature gives an empty list.
 */
export function recogniseScheme(
  input: RecogniseInput,
  presets: Readonly<Record<string, SignatureScheme>> = schemePresets,
): RecognisedScheme[] {
  const json = parsedBody(input.body);
  const found = Object.entries(presets).flatMap(([preset, scheme]) => {
    const judged = judge(scheme, signsOf(scheme, input, json));
    if (judged === null) return [];
    const brand = namedBy(preset, scheme, input.headers);
    const reason = brand === null ? judged.reason : `${judged.reason} ${brand} names the sender.`;
    const score = Math.min(1, judged.score * (brand === null ? 0.9 : 1));
    return [{ preset, name: scheme.name, score: Number(score.toFixed(3)), reason, size: judged.size }];
  });
  return found
    .sort((one, other) => other.score - one.score || other.size - one.size)
    .map(({ size: _, ...recognised }) => recognised);
}

function signsOf(scheme: SignatureScheme, { headers, url }: RecogniseInput, json: unknown): Sign[] {
  const signs: Sign[] = scheme.headers.map(({ name, value, forKey }) => ({
    place: name,
    template: value,
    values: headers.filter(([each]) => each.toLowerCase() === name.toLowerCase()).map(([, text]) => text.trim()),
    // A header for the previous key is sent while keys are being changed only.
    isOptional: forKey === 'previous' || value.includes('{setting:'),
  }));
  const query = new URLSearchParams(url?.split('#', 1)[0]?.split('?').slice(1).join('?') ?? '');
  for (const { name, value } of scheme.query ?? []) {
    signs.push({ place: `the query's ${name}`, template: value, values: query.getAll(name), isOptional: false });
  }
  for (const { path, value } of scheme.bodyFields ?? []) {
    const values = valuesAt(json, [...(scheme.items?.split('.') ?? []), ...path.split('.')]);
    signs.push({ place: `the body's ${path}`, template: value, values, isOptional: value.includes('{setting:') });
  }
  return signs;
}

function judge(scheme: SignatureScheme, signs: Sign[]): { score: number; reason: string; size: number } | null {
  const due = signs.filter((sign) => !sign.isOptional || sign.values.length > 0);
  const carrier = due.find((sign) => sign.template.includes('{signature}') && sign.values.length > 0);
  if (carrier === undefined) return null;
  let weight = 0;
  let total = 0;
  const odd: string[] = [];
  for (const sign of due) {
    const share = sign.template.includes('{signature}') ? 3 : 1;
    total += share;
    if (sign.values.length === 0) odd.push(`${sign.place} is missing`);
    else if (sign.values.some((text) => text.length <= lengthLimit && hasShape(sign.template, text, scheme)))
      weight += share;
    else {
      weight += share * 0.3;
      odd.push(`${sign.place} is not of the form ${sign.template}`);
    }
  }
  const places = due.filter(({ values }) => values.length > 0).map(({ place }) => place);
  const fine = `The request has ${listed(places)}`;
  const reason = odd.length === 0 ? `${fine}, in the form of ${scheme.name}.` : `${fine}, but ${listed(odd)}.`;
  return { score: weight / total, reason, size: total };
}

/**
 * A header that speaks the preset's name: `User-Agent: GitHub-Hookshot/…`, `X-GitHub-Event`. The scheme's own headers say
 * nothing: senders that share a scheme send them all alike.
 */
function namedBy(preset: string, scheme: SignatureScheme, headers: readonly HeaderPair[]): string | null {
  const brand = preset.split('-')[0] ?? '';
  if (brand.length < 3 || brand === 'standard') return null;
  const own = new Set(scheme.headers.map(({ name }) => name.toLowerCase()));
  const speaks = ([name, value]: HeaderPair): boolean =>
    (name.toLowerCase().includes(brand) && !own.has(name.toLowerCase())) ||
    (/^user-agent$/i.test(name) && value.toLowerCase().includes(brand));
  return headers.find(speaks)?.[0] ?? null;
}

function parsedBody(body: Uint8Array | null): unknown {
  if (body === null || body.length > bodyLimitBytes) return null;
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    // Not JSON: then it carries no fields.
    return null;
  }
}

/** Texts at a path; `*` stands for each element of an array. */
function valuesAt(value: unknown, path: readonly string[]): string[] {
  const [step, ...rest] = path;
  if (step === undefined) return typeof value === 'string' || typeof value === 'number' ? [String(value)] : [];
  if (step === '*') return Array.isArray(value) ? value.flatMap((each) => valuesAt(each, rest)) : [];
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return [];
  return valuesAt((value as Record<string, unknown>)[step], rest);
}

function listed(texts: readonly string[]): string {
  if (texts.length < 2) return texts.join('');
  return `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}`;
}
