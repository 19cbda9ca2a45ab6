import type { ChannelStep } from '../../../core/contract/index.ts';

type StepTemplate = NonNullable<ChannelStep['template']>;

/** A step's own request template to read: method and URL with its parameters, headers, a blank line, the body. */
export function stepTemplateText({ method, url, headers, query_params: query, body }: StepTemplate): string {
  const parameters = linesOf(query, ({ key, value }) => `${key}=${value}`).map((line) => `  ? ${line}`);
  const head = [`${method.toUpperCase()} ${url}`, ...parameters, ...linesOf(headers, nameAndValue)];
  return [...head, ...(body === null || body === undefined || body === '' ? [] : ['', body])].join('\n');
}

function nameAndValue({ key, value }: { key: string; value: string }): string {
  return `${key}: ${value}`;
}

/** Rows, or one text of Liquid that renders to them (knock.md 3.2). */
function linesOf(rows: StepTemplate['headers'], write: (row: { key: string; value: string }) => string): string[] {
  if (typeof rows === 'string') return rows === '' ? [] : [rows];
  return (rows ?? []).map(write);
}
