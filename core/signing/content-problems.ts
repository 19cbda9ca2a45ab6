import type { SignatureScheme } from '../model/index.ts';
import { type CarriedName, hasPlaceholder, parsePlaceholders, type TemplateToken } from './placeholder-template.ts';
import { type SchemeProblem, type SentTemplate, unknownWords } from './scheme-problem.ts';

/** Whether what is signed and what is sent fit together. */
export function contentProblems(scheme: SignatureScheme, sent: readonly SentTemplate[]): SchemeProblem[] {
  const isCarried = (name: CarriedName) => sent.some(({ tokens }) => hasPlaceholder(tokens, name));
  const problems: SchemeProblem[] = [];
  const add = (field: string, message: string) => problems.push({ field, message });
  if (!isCarried('signature')) add('headers', 'No header carries {signature}.');
  if (scheme.timestamp !== null && !isCarried('timestamp')) {
    add('headers', 'The scheme has a timestamp, but no header carries {timestamp}: its age could not be checked.');
  }
  const content = parsePlaceholders(scheme.signedContent);
  problems.push(...unknownWords(content, 'signedContent'));
  if (scheme.algorithm === 'token') {
    if (scheme.signedContent !== '') add('signedContent', 'A token signs nothing: leave the signed content empty.');
    return [...problems, ...circleProblems(scheme, content)];
  }
  const has = (name: Parameters<typeof hasPlaceholder>[1]) => hasPlaceholder(content, name);
  if (has('signature')) add('signedContent', 'The signature cannot sign itself.');
  if (!isBodySigned(content, scheme, isCarried) && scheme.isBodyUnsigned !== true) {
    add('signedContent', 'The signed content must contain {body}, or a part or hash of it.');
  }
  if (content.every((token) => token.kind !== 'placeholder' || token.name === 'secret' || token.name === 'setting')) {
    add('signedContent', 'Nothing of the request is signed: every request would have the same signature.');
  }
  if (has('id') && !isCarried('id')) {
    add('headers', 'The id is signed, but no header carries {id}: receivers could not verify it.');
  }
  if (scheme.timestamp === null && has('timestamp')) {
    add('timestamp', '{timestamp} is signed, but the scheme has no timestamp settings.');
  }
  problems.push(...headerListProblems(scheme, content, isCarried('headerNames')));
  problems.push(...algorithmProblems(scheme, content));
  problems.push(...circleProblems(scheme, content));
  return problems;
}

/** In part at least: as bytes, as fields, as a hash, or as a hash in the query of a signed URL. */
function isBodySigned(
  content: readonly TemplateToken[],
  scheme: SignatureScheme,
  isCarried: (name: CarriedName) => boolean,
): boolean {
  const names = ['body', 'form', 'body.sha256', 'body.crc32', 'json', 'lines'] as const;
  if (names.some((name) => hasPlaceholder(content, name))) return true;
  const isUrlSigned = (['url', 'url.decoded', 'query'] as const).some((name) => hasPlaceholder(content, name));
  return isUrlSigned && isCarried('body.sha256') && scheme.query !== undefined;
}

function headerListProblems(
  scheme: SignatureScheme,
  content: readonly TemplateToken[],
  isCarried: boolean,
): SchemeProblem[] {
  const isRead = hasPlaceholder(content, 'headerNames') || hasPlaceholder(content, 'headerValues');
  if (!isRead && !isCarried) return [];
  if (!isCarried) return [{ field: 'headers', message: 'No header carries {headerNames}, so no receiver knows them.' }];
  if (!hasPlaceholder(content, 'headerNames')) {
    return [{ field: 'signedContent', message: 'Sign {headerNames} too: else the list could be shortened unnoticed.' }];
  }
  return (scheme.signedHeaders ?? []).length > 0
    ? []
    : [{ field: 'signedHeaders', message: 'Name the headers that are signed.' }];
}

function algorithmProblems(scheme: SignatureScheme, content: readonly TemplateToken[]): SchemeProblem[] {
  const hasSecret = hasPlaceholder(content, 'secret');
  const field = 'signedContent';
  if (scheme.algorithm === 'sha256' && !hasSecret) {
    return [{ field, message: 'A plain SHA-256 needs {secret} in the signed content: else anybody could make it.' }];
  }
  return scheme.algorithm !== 'sha256' && hasSecret
    ? [{ field, message: '{secret} belongs into the content of a plain SHA-256 only.' }]
    : [];
}

/** A signature cannot be put into what it signs. */
function circleProblems(scheme: SignatureScheme, content: readonly TemplateToken[]): SchemeProblem[] {
  const isIn = (list: readonly { value: string }[] | undefined, word: string) =>
    (list ?? []).some(({ value }) => value.includes(word));
  const problems: SchemeProblem[] = [];
  const signsBytes = (['body', 'form', 'body.sha256', 'body.crc32'] as const).some((name) =>
    hasPlaceholder(content, name),
  );
  if (isIn(scheme.bodyFields, '{signature}')) {
    if (signsBytes || scheme.query?.some(({ value }) => value.includes('{body.sha256}'))) {
      problems.push({
        field: 'bodyFields',
        message: 'The body carries {signature}, so it cannot be signed as a whole.',
      });
    }
    const own = scheme.bodyFields?.find(({ value }) => value.includes('{signature}'))?.path ?? '';
    const isRead = content.some(
      (token) => token.kind === 'placeholder' && fieldPaths(token).some((path) => covers(path, own)),
    );
    if (isRead) problems.push({ field: 'signedContent', message: `The signature stands in ${own}, which is signed.` });
  }
  const signsQuery = (['url', 'url.decoded', 'query'] as const).some((name) => hasPlaceholder(content, name));
  if (signsQuery && isIn(scheme.query, '{signature}')) {
    problems.push({ field: 'query', message: 'The query carries {signature}, so the URL cannot be signed.' });
  }
  if (scheme.items !== undefined && (isIn(scheme.headers, '{signature}') || isIn(scheme.query, '{signature}'))) {
    problems.push({ field: 'items', message: 'Each item has a signature of its own, so it has to stand in the item.' });
  }
  if (scheme.items !== undefined && signsBytes) {
    problems.push({ field: 'items', message: 'Each item is signed on its own, so {body} cannot be.' });
  }
  return problems;
}

function fieldPaths(token: Extract<TemplateToken, { kind: 'placeholder' }>): string[] {
  if (token.name === 'json') return [token.argument];
  return token.name === 'lines' ? token.argument.split(',') : [];
}

function covers(path: string, other: string): boolean {
  return path === other || other.startsWith(`${path}.`) || path.startsWith(`${other}.`);
}
