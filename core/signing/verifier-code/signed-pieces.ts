import type { TemplateToken } from '../placeholder-template.ts';
import { unsupported } from './unsupported-scheme.ts';
import { call, type Expression, given, literal, variable } from './verifier-steps.ts';

/**
 * What is signed, in order; where the secret itself is signed, what stands before and after it. `json` is the document
 * or the item whose fields are signed. Throws `UnsupportedScheme`.
 */
export function signedPieces(
  tokens: readonly TemplateToken[],
  json: Expression,
): { content: Expression[]; after: Expression[] | null } {
  const isSecret = (token: TemplateToken) => token.kind === 'placeholder' && token.name === 'secret';
  const at = tokens.findIndex(isSecret);
  const pieces = (part: readonly TemplateToken[]) => part.map((token) => pieceOf(token, json));
  if (at < 0) return { content: pieces(tokens), after: null };
  if (tokens.slice(at + 1).some(isSecret)) throw unsupported('signs the secret more than once');
  return { content: pieces(tokens.slice(0, at)), after: pieces(tokens.slice(at + 1)) };
}

function pieceOf(token: TemplateToken, json: Expression): Expression {
  if (token.kind !== 'placeholder') return literal(token.text);
  switch (token.name) {
    case 'id':
    case 'timestamp':
    case 'headerNames':
      return variable(token.name);
    case 'body':
    case 'url':
      return given(token.name);
    case 'method':
      return call('upper', given('method'));
    case 'url.decoded':
      return call('unescaped', given('url'));
    case 'path':
      return call('pathOf', given('url'));
    case 'query':
      return call('queryOf', given('url'));
    case 'header':
      return call('required', given('headers'), token.argument.toLowerCase());
    case 'headerValues':
      return call('headerValues', given('headers'), variable('headerNames'));
    case 'form':
      return call('formText', given('body'));
    case 'body.sha256':
      return call('bodySha256', given('body'));
    case 'body.crc32':
      return call('bodyCrc32', given('body'));
    case 'json':
      return call('jsonText', json, readablePath(token.argument));
    case 'lines':
      if (token.argument.includes('.')) throw unsupported('signs nested fields on lines');
      return call('jsonLines', json, token.argument);
    case 'secret':
    case 'setting':
    case 'signature':
      throw unsupported(`signs {${token.name}}`);
  }
}

/** A path through objects alone: the helpers do not count the elements of lists. */
export function readablePath(path: string): string {
  if (path.split('.').some((step) => /^\d+$/.test(step))) throw unsupported('reads single elements of lists');
  return path;
}
