import type { TemplateToken } from './placeholder-template.ts';

/** Why a scheme cannot be used, at the field of the scheme that has to change. */
export interface SchemeProblem {
  field: string;
  message: string;
}

/** A value that is sent, as the scheme writes it. */
export interface SentTemplate {
  field: string;
  /** What it is called in sentences. */
  noun: 'header' | 'query parameter' | 'body field';
  value: string;
  tokens: TemplateToken[];
}

export function unknownWords(tokens: readonly TemplateToken[], field: string): SchemeProblem[] {
  return tokens.flatMap((token) =>
    token.kind === 'unknown'
      ? [{ field, message: `${token.text} is not known. Use {id}, {timestamp}, {body}, {signature} or another.` }]
      : [],
  );
}
