import type { TemplateToken } from './placeholder-template.ts';

/** Builds the bytes that are signed: text as UTF-8, the body as it is. */
export type ContentBuilder = (values: { id: string; timestamp: string; body: Uint8Array }) => Uint8Array;

const encoder = new TextEncoder();

/**
 * Compiles `{timestamp}.{body}`. The result has a buffer of its own (no shared pool, so it can cross threads), except
 * that a scheme which signs the body alone gives the body itself: nothing is copied.
 */
export function contentBuilder(tokens: readonly TemplateToken[]): ContentBuilder {
  const runs = textRuns(tokens);
  const [head = [], tail = [], ...more] = runs;
  if (more.length > 0) return (values) => joinRuns(runs, values);
  if (head.length === 0 && tail.length === 0) return ({ body }) => body;
  return ({ id, timestamp, body }) => {
    const before = fillRun(head, id, timestamp);
    const after = tail.length === 0 ? '' : fillRun(tail, id, timestamp);
    const beforeSize = Buffer.byteLength(before);
    const content = new Uint8Array(beforeSize + body.length + (after === '' ? 0 : Buffer.byteLength(after)));
    encoder.encodeInto(before, content);
    content.set(body, beforeSize);
    if (after !== '') encoder.encodeInto(after, content.subarray(beforeSize + body.length));
    return content;
  };
}

/** The rare content with several bodies. */
function joinRuns(runs: readonly TemplateToken[][], { id, timestamp, body }: Parameters<ContentBuilder>[0]) {
  const parts = runs.flatMap((run, index) => {
    const text = encoder.encode(fillRun(run, id, timestamp));
    return index === 0 ? [text] : [body, text];
  });
  const content = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    content.set(part, offset);
    offset += part.length;
  }
  return content;
}

/** The tokens between bodies: n bodies stand between n + 1 runs. */
function textRuns(tokens: readonly TemplateToken[]): TemplateToken[][] {
  let run: TemplateToken[] = [];
  const runs = [run];
  for (const token of tokens) {
    if (token.kind === 'placeholder' && token.name === 'body') {
      run = [];
      runs.push(run);
    } else run.push(token);
  }
  return runs;
}

function fillRun(run: readonly TemplateToken[], id: string, timestamp: string): string {
  let text = '';
  for (const token of run) {
    if (token.kind !== 'placeholder') text += token.text;
    else if (token.name === 'id') text += id;
    else if (token.name === 'timestamp') text += timestamp;
  }
  return text;
}
