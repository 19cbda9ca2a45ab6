/** Something that GitHub shows at a line of a file, or at the job when there is no file. */
export interface Annotation {
  severity: 'error' | 'warning' | 'notice';
  title: string;
  message: string;
  place?: { file: string; line: number | null; column: number | null };
}

/** A workflow command of GitHub Actions: one line, whatever is in it. */
export function annotationLine({ severity, title, message, place }: Annotation): string {
  const { file = null, line = null, column = null } = place ?? {};
  const properties = [
    ['file', file],
    ['line', line],
    ['col', column],
    ['title', title],
  ] as const;
  const said = properties.flatMap(([name, value]) =>
    value === null ? [] : [`${name}=${escapedValue(String(value))}`],
  );
  return `::${severity} ${said.join(',')}::${escaped(message)}`;
}

/** As the runner undoes it (`actions/toolkit`, command.ts). */
function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapedValue(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
