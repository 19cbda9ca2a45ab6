import type { TemplateToken } from '../placeholder-template.ts';
import { placeholderText } from '../placeholder-template.ts';
import type { Change, NamedMistake } from './candidate.ts';

type Placeholder = Extract<TemplateToken, { kind: 'placeholder' }>;

const separators = ['.', ':', '', ',', '|', '\n', '-', '_', ' ', '&', ';', '/', '+'];
const partLimit = 6;
const orderLimit = 4;

const placeholder = (name: Placeholder['name']): Placeholder => ({ kind: 'placeholder', name, argument: '' });
const literal = (text: string): TemplateToken => ({ kind: 'text', text });

/** Other ways of putting the signed content together from the same parts. */
export function contentChanges(tokens: readonly TemplateToken[]): Change[] {
  const parts = tokens.filter((token) => token.kind === 'placeholder');
  return [
    ...withoutParts(tokens, parts),
    ...otherSeparators(tokens, parts),
    ...otherOrders(tokens, parts),
    ...moreParts(tokens, parts),
    ...hashedBody(tokens),
    ...smallMethod(tokens),
  ];
}

function change(mistake: NamedMistake, tokens: readonly TemplateToken[]): Change {
  return { ...mistake, kind: 'content', apply: (candidate) => ({ ...candidate, tokens }) };
}

const words = (token: Placeholder): string => placeholderText(token);

function withoutParts(tokens: readonly TemplateToken[], parts: readonly Placeholder[]): Change[] {
  const changes: Change[] = [];
  const missing = (condition: string, rest: readonly TemplateToken[], cost = 2.7) =>
    changes.push(change({ code: 'content-part-missing', condition, cost }, rest));
  const hasBody = parts.some(({ name }) => name === 'body');
  if (hasBody && tokens.length > 1) missing('the body alone were signed', [placeholder('body')], 2.5);
  if (parts.length < 2) return changes;
  for (const part of parts) {
    // Without its body a content is another mistake: the body was taken for empty.
    if (part.name === 'body') continue;
    const at = tokens.indexOf(part);
    const next = tokens[at + 1];
    const before = tokens[at - 1];
    const condition = `${words(part)} were not part of what is signed`;
    missing(
      condition,
      tokens.filter((each, index) => index !== at && !(index === at + 1 && each.kind === 'text')),
    );
    if (before?.kind === 'text')
      missing(
        condition,
        tokens.filter((_, index) => index !== at && index !== at - 1),
        2.8,
      );
    if (next?.kind === 'text')
      missing(
        condition,
        tokens.filter((_, index) => index !== at),
        3,
      );
  }
  const first = tokens[0];
  if (first?.kind === 'text') missing(`"${first.text}" were not part of what is signed`, tokens.slice(1));
  return changes;
}

function otherSeparators(tokens: readonly TemplateToken[], parts: readonly Placeholder[]): Change[] {
  if (parts.length < 2) return [];
  // A word such as the version of `v0:` stays, and the character after it changes with the others.
  const lead = tokens[0]?.kind === 'text' ? /^(.*[A-Za-z0-9])?/s.exec(tokens[0].text)?.[1] : undefined;
  const named = separators.map((separator) => {
    const joined = parts.flatMap((part, index) => (index === 0 ? [part] : [literal(separator), part]));
    const all = lead === undefined || lead === '' ? joined : [literal(`${lead}${separator}`), ...joined];
    const how = separator === '' ? 'nothing between them' : `${JSON.stringify(separator)} between them`;
    return change({ code: 'content-separator', condition: `the parts had ${how}` }, all.filter(isNotEmpty));
  });
  const ended = tokens.at(-1)?.kind === 'text' ? [] : ['\n', '.'];
  return [
    ...named,
    ...ended.map((separator) =>
      change(
        { code: 'content-separator', condition: `${JSON.stringify(separator)} stood after the last part`, cost: 3.6 },
        [...tokens, literal(separator)],
      ),
    ),
  ];
}

function isNotEmpty(token: TemplateToken): boolean {
  return token.kind === 'placeholder' || token.text !== '';
}

function otherOrders(tokens: readonly TemplateToken[], parts: readonly Placeholder[]): Change[] {
  if (parts.length < 2 || parts.length > partLimit) return [];
  const orders = parts.length <= orderLimit ? permutations(parts) : [[...parts].reverse()];
  return orders.slice(parts.length <= orderLimit ? 1 : 0).map((order) => {
    let next = 0;
    const ordered = tokens.map((token) => (token.kind === 'placeholder' ? (order[next++] ?? token) : token));
    return change({ code: 'content-order', condition: `the order were ${order.map(words).join(', ')}` }, ordered);
  });
}

function permutations<T>(values: readonly T[]): T[][] {
  if (values.length < 2) return [[...values]];
  return values.flatMap((value, index) =>
    permutations([...values.slice(0, index), ...values.slice(index + 1)]).map((rest) => [value, ...rest]),
  );
}

function moreParts(tokens: readonly TemplateToken[], parts: readonly Placeholder[]): Change[] {
  const changes: Change[] = [];
  const has = (name: Placeholder['name']) => parts.some((part) => part.name === name);
  const between = tokens.find((token) => token.kind === 'text')?.text;
  const joins = [...new Set([between ?? '.', '.', ':', '', ','])];
  const extra = (condition: string, all: readonly TemplateToken[], cost: number) =>
    changes.push(change({ code: 'content-part-extra', condition, cost }, all.filter(isNotEmpty)));
  for (const name of ['timestamp', 'id', 'url', 'path', 'method', 'query'] as const) {
    if (has(name) || (name === 'path' && has('url'))) continue;
    const cost = name === 'timestamp' ? 2.9 : 3.2;
    for (const [index, join] of joins.entries()) {
      const condition = `{${name}} were signed too`;
      extra(`${condition}, in front`, [placeholder(name), literal(join), ...tokens], cost + index / 20);
      extra(`${condition}, at the end`, [...tokens, literal(join), placeholder(name)], cost + 0.1 + index / 20);
    }
  }
  if (!has('timestamp') && !has('id')) {
    for (const join of ['.', ':', '']) {
      const front = [placeholder('id'), literal(join), placeholder('timestamp'), literal(join)];
      extra('{id} and {timestamp} were signed too', [...front, ...tokens], 3.3);
    }
  }
  for (const lead of ['v0:', 'v1:', 'v1.', 'v1,']) {
    const first = tokens[0];
    if (first?.kind === 'text' && first.text === lead) continue;
    extra(`"${lead}" were signed in front`, [literal(lead), ...tokens], 3.4);
  }
  return changes;
}

function hashedBody(tokens: readonly TemplateToken[]): Change[] {
  const isBody = (token: TemplateToken) => token.kind === 'placeholder' && token.name === 'body';
  if (!tokens.some(isBody)) return [];
  const hashed = tokens.map((token) => (isBody(token) ? placeholder('body.sha256') : token));
  return [change({ code: 'body-hashed', condition: "the body's SHA-256 in hex were signed in its place" }, hashed)];
}

function smallMethod(tokens: readonly TemplateToken[]): Change[] {
  if (!tokens.some((token) => token.kind === 'placeholder' && token.name === 'method')) return [];
  return [
    {
      kind: 'content',
      code: 'method-letter-case',
      condition: 'the method were in small letters',
      apply(candidate) {
        const method = candidate.facts.method?.toLowerCase() ?? '';
        const small = candidate.tokens.map((token) =>
          token.kind === 'placeholder' && token.name === 'method' ? literal(method) : token,
        );
        return { ...candidate, tokens: small };
      },
    },
  ];
}
