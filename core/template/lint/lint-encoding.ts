import type { Token } from 'liquidjs';
import type { LintContext } from './lint-context.ts';
import type { LintedValue } from './linted-value.ts';

interface Encoding {
  /** Filters after which a text can stand there. */
  safeFilters: ReadonlySet<string>;
  filter: string;
  where: string;
  /** What the encoding is for. */
  breaks: string;
  /** Constants that are put there on purpose. */
  harmless: RegExp;
}

const encodings: Record<'xml' | 'form', Encoding> = {
  xml: {
    safeFilters: new Set(['escape', 'escape_once', 'url_encode', 'base64_encode', 'base64_url_safe_encode']),
    filter: 'escape',
    where: 'the XML',
    breaks: '"<" or "&"',
    harmless: /^[^<&]*$/,
  },
  form: {
    safeFilters: new Set(['url_encode', 'base64_url_safe_encode']),
    filter: 'url_encode',
    where: 'the form',
    breaks: '"&", "=", "+" or a blank',
    harmless: /^[\w.~*&=%+-]*$/,
  },
};

/** A text that goes into XML or a form as it is. Numbers, truth values and hashes need no encoding. */
export function lintEncoding(context: LintContext, value: LintedValue, lastFilter: string | null, token: Token): void {
  const { encoding: name } = context.options;
  if (name === undefined || context.asideDepth > 0 || value.isOwnText) return;
  const encoding = encodings[name];
  if (lastFilter !== null && encoding.safeFilters.has(lastFilter)) return;
  if (value.literal !== null && encoding.harmless.test(value.literal)) return;
  const isNeverText =
    value.shape !== null &&
    value.shape.kinds.size > 0 &&
    [...value.shape.kinds].every((kind) => kind === 'number' || kind === 'boolean' || kind === 'null');
  if (isNeverText || lastFilter === 'md5' || lastFilter === 'sha256') return;
  const path = value.path?.text ?? null;
  const subject = path === null || path === '' ? 'this value' : `"${path}"`;
  context.report('not-encoded', 'warning', token, `${encoding.breaks} in ${subject} breaks ${encoding.where}.`, {
    hint: `Print it with "| ${encoding.filter}".`,
    path,
    fixes: [
      {
        title: `Add "| ${encoding.filter}"`,
        edits: [{ begin: value.end, end: value.end, newText: ` | ${encoding.filter}` }],
      },
    ],
  });
}
