import { code, comment, indent, quoted } from './code-writer.ts';
import { type Dialect, helperLines, stepLines } from './dialect.ts';
import { javaScriptHelpers, javaScriptImports } from './javascript-helpers.ts';
import type { VerifierPlan } from './verifier-plan.ts';

/** JavaScript and TypeScript share their statements; only the types differ. */
export interface JavaScriptStyle {
  isTyped: boolean;
}

/** The module that verifies: `verifyWebhook` throws `WebhookError` unless one of the secrets fits. */
export function javaScriptVerifier(plan: VerifierPlan, { isTyped }: JavaScriptStyle): string {
  const t = (typed: string) => (isTyped ? typed : '');
  const { scheme } = plan;
  const used = (['headers', 'body', 'method', 'url'] as const).filter((name) => plan.given.has(name));
  return code(
    ...comment(`Verifies webhooks signed by: ${scheme.name}.`, '// '),
    ...comment(plan.words, '// '),
    javaScriptImports(plan),
    '',
    'export class WebhookError extends Error {}',
    '',
    isTyped && [
      'export interface WebhookRequest {',
      '  /** Names in lower case; several values of one header joined with ", ". */',
      '  headers: Record<string, string | undefined>;',
      '  /** The raw bytes, before anything parses them. */',
      '  body: Buffer;',
      plan.given.has('method') && '  method: string;',
      plan.given.has('url') && '  /** The whole public URL, as the sender knows it. */',
      plan.given.has('url') && '  url: string;',
      '}',
      '',
    ],
    '/**',
    ' * Throws a WebhookError unless the request was signed with one of the secrets: the current one, and while secrets',
    ' * are being changed the previous one too.',
    ' */',
    `export function verifyWebhook(request${t(': WebhookRequest')}, secrets${t(': string[]')}, nowMs = Date.now())${t(': void')} {`,
    `  const { ${used.join(', ')} } = request;`,
    indent(stepLines(plan.steps, dialect), '  '),
    plan.helpers.has('checkTime') ? null : '  void nowMs;',
    '}',
    helperLines(plan, javaScriptHelpers(t)),
  );
}

const dialect: Dialect = {
  indent: '  ',
  text: quoted,
  name: (name) => name,
  call: (helper, inputs) => `${helper}(${[...inputs, ...(helper === 'checkTime' ? ['nowMs'] : [])].join(', ')})`,
  list: (items) => `[${items.join(', ')}]`,
  let: (name, _type, value) => [`const ${name} = ${value};`],
  equal: (left, right, message) => [`if (${left} !== ${right}) throw new WebhookError(${quoted(message)});`],
  run: (call) => [`${call};`],
  each: (items, body) => [`for (const item of ${items}) {`, ...body, '}'],
  bytes: (piece, isBytes) => (isBytes ? piece : `Buffer.from(${piece})`),
  joined: (pieces) => `Buffer.concat([${pieces.join(', ')}])`,
  signed: (contents) => [
    `if (!isSigned(${['secrets', 'signatures', ...contents].join(', ')})) throw new WebhookError('the signature does not match');`,
  ],
};
