/** A stretch of a line. */
export type Inline =
  | { kind: 'text' | 'strong' | 'emphasis' | 'code'; text: string }
  | { kind: 'link'; text: string; url: string };

export type Block =
  | { kind: 'heading' | 'paragraph'; content: Inline[] }
  | { kind: 'list'; isOrdered: boolean; items: Inline[][] }
  | { kind: 'code'; text: string };

const inlinePattern =
  /`([^`]+)`|\*\*([^*]+)\*\*|__([^_]+)__|\*([^*\s][^*]*)\*|\b_([^_\s][^_]*)_\b|\[([^[\]]+)\]\(([^\s)]{1,2000})\)/g;

/** The Markdown that descriptions are written in: paragraphs, headings, lists, code, bold, italics, links. HTML stays text. */
export function readMarkdown(text: string): Block[] {
  const blocks: Block[] = [];
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    if (line.trim() === '') continue;
    if (line.startsWith('```')) {
      const end = lines.findIndex((other, at) => at > index && other.startsWith('```'));
      const last = end < 0 ? lines.length : end;
      blocks.push({ kind: 'code', text: lines.slice(index + 1, last).join('\n') });
      index = last;
    } else if (/^#{1,6}\s/.test(line)) {
      blocks.push({
        kind: 'heading',
        content: readInline(
          line
            .replace(/^#+\s+/, '')
            .trimEnd()
            .replace(/(?<!#)#+$/, '')
            .trimEnd(),
        ),
      });
    } else {
      const run = lines.slice(index).findIndex((other, at) => at > 0 && isNewBlock(line, other));
      const own = run < 0 ? lines.slice(index) : lines.slice(index, index + run);
      blocks.push(listItem(line) === null ? paragraph(own) : list(own));
      index += own.length - 1;
    }
  }
  return blocks;
}

function listItem(line: string): string | null {
  return /^\s*(?:[-*+]|\d+[.)])\s+(.*)$/.exec(line)?.[1] ?? null;
}

function isNewBlock(first: string, line: string): boolean {
  const isList = listItem(first) !== null;
  return line.trim() === '' || line.startsWith('```') || /^#{1,6}\s/.test(line) || (!isList && listItem(line) !== null);
}

function paragraph(lines: readonly string[]): Block {
  return { kind: 'paragraph', content: readInline(lines.map((line) => line.trim()).join(' ')) };
}

function list(lines: readonly string[]): Block {
  const items: string[] = [];
  for (const line of lines) {
    const item = listItem(line);
    if (item === null) items.push(`${items.pop() ?? ''} ${line.trim()}`);
    else items.push(item);
  }
  return { kind: 'list', isOrdered: /^\s*\d/.test(lines[0] ?? ''), items: items.map(readInline) };
}

function readInline(text: string): Inline[] {
  const pieces: Inline[] = [];
  let end = 0;
  for (const match of text.matchAll(inlinePattern)) {
    if (match.index > end) pieces.push({ kind: 'text', text: text.slice(end, match.index) });
    pieces.push(pieceOf(match));
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push({ kind: 'text', text: text.slice(end) });
  return pieces;
}

function pieceOf([, code, strong, strong2, emphasis, emphasis2, label, url]: RegExpExecArray): Inline {
  if (code !== undefined) return { kind: 'code', text: code };
  if (label !== undefined && url !== undefined) return { kind: 'link', text: label, url };
  const bold = strong ?? strong2;
  return bold === undefined ? { kind: 'emphasis', text: emphasis ?? emphasis2 ?? '' } : { kind: 'strong', text: bold };
}
