import { createHmac } from 'node:crypto';
import type { SignatureScheme } from '../model/index.ts';
import { type HeaderPattern, headerPattern } from './header-pattern.ts';
import { parsePlaceholders, type TemplateToken } from './placeholder-template.ts';
import { findSchemeProblems, type SchemeProblem } from './scheme-problems.ts';
import { type ContentBuilder, contentBuilder } from './signed-content.ts';
import { type KeyRing, keyRing, type SigningKey } from './signing-key.ts';

/** A scheme ready for use: signing and verifying read the same definition through it. */
export interface CompiledScheme {
  problems: SchemeProblem[];
  headers: { name: string; lowerCaseName: string; tokens: TemplateToken[] }[];
  patterns: HeaderPattern[];
  buildContent: ContentBuilder;
  key: KeyRing;
  digest(secret: SigningKey['secret'], content: Uint8Array): string;
}

const compiled = new WeakMap<SignatureScheme, CompiledScheme>();

/** Compiles once per scheme object, which is taken as unchanging data. */
export function compileScheme(scheme: SignatureScheme): CompiledScheme {
  const known = compiled.get(scheme);
  if (known !== undefined) return known;
  const hash = scheme.algorithm.slice('hmac-'.length);
  const problems = findSchemeProblems(scheme);
  const result: CompiledScheme = {
    problems,
    headers: scheme.headers.map(({ name, value }) => ({
      name,
      lowerCaseName: name.toLowerCase(),
      // The wire drops blanks around a header value.
      tokens: parsePlaceholders(value.trim()),
    })),
    // A pattern can only be made of headers that can be taken apart.
    patterns: problems.length > 0 ? [] : scheme.headers.map((header) => headerPattern(scheme, header)),
    buildContent: contentBuilder(scheme.signedContent),
    key: keyRing(scheme.key),
    digest: (secret, content) => createHmac(hash, secret).update(content).digest(scheme.encoding),
  };
  compiled.set(scheme, result);
  return result;
}

/** One sentence on why a scheme cannot be used; null when it can. */
export function schemeRefusal(scheme: SignatureScheme, { problems }: CompiledScheme): string | null {
  const first = problems[0];
  return first === undefined
    ? null
    : `The signature scheme "${scheme.name}" cannot be used (${first.field}): ${first.message}`;
}
