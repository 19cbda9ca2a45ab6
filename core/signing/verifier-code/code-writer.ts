/** Puts code together: falsy lines are left out, nested lists are laid out flat. */
export type CodeLine = string | false | null | undefined | readonly CodeLine[];

export function code(...lines: readonly CodeLine[]): string {
  return `${flat(lines).join('\n')}\n`;
}

export function flat(lines: readonly CodeLine[]): string[] {
  return lines.flatMap((line) => {
    if (Array.isArray(line)) return flat(line as readonly CodeLine[]);
    return typeof line === 'string' ? [line] : [];
  });
}

/** Every line moved in; empty lines stay empty. */
export function indent(lines: readonly CodeLine[], by: string): string[] {
  return flat(lines).map((line) => (line === '' ? '' : by + line));
}

/** Words as a comment of several lines, none of which can end it. */
export function comment(text: string, before: string, width = 100): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.replaceAll('*/', '* /').split(/\s+/)) {
    if (line !== '' && line.length + word.length + 1 > width) {
      lines.push(before + line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, before + line];
}

/** A string literal as JavaScript, TypeScript, Python, Go, Java, C# and Rust understand it alike; ASCII only. */
export function quoted(text: string): string {
  const escaped = JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return escaped;
}

/** A single-quoted literal for PHP and Ruby, where nothing inside is expanded. */
export function singleQuoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
