/** One thing that was checked. */
export interface JunitCase {
  /** What it belongs to; reports gather by it. */
  classname: string;
  name: string;
  durationMs: number;
  /** Where it is to be mended, for reports that lead there. */
  place?: { file: string; line: number | null } | undefined;
  /** Null = it passed. `details`: what there is to say beyond the message, on lines of its own. */
  problem: { kind: 'failure' | 'error' | 'skipped'; message: string; details?: string | undefined } | null;
  /** What is worth reading though it passed. */
  output?: string | undefined;
}

export interface JunitSuite {
  name: string;
  hostname: string | null;
  cases: readonly JunitCase[];
}

/** A suite as JUnit XML, as continuous integration reads it. Well-formed whatever names and messages hold. */
export function junitXml({ name, hostname, cases }: JunitSuite): string {
  const count = (kind: 'failure' | 'error' | 'skipped') => cases.filter(({ problem }) => problem?.kind === kind).length;
  const time = seconds(cases.reduce((sum, { durationMs }) => sum + durationMs, 0));
  const counts = `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}" time="${time}"`;
  const host = hostname === null ? '' : ` hostname="${attributeText(hostname)}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites>',
    `  <testsuite name="${attributeText(name)}" ${counts}${host}>`,
    ...cases.map(caseXml),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function caseXml({ classname, name, durationMs, place, problem, output }: JunitCase): string {
  const file = place === undefined ? '' : ` file="${attributeText(place.file)}"`;
  const line = place === undefined || place.line === null ? '' : ` line="${place.line}"`;
  const open = `    <testcase classname="${attributeText(classname)}" name="${attributeText(name)}" time="${seconds(durationMs)}"${file}${line}`;
  const inside = [
    ...(problem === null ? [] : [problemXml(problem)]),
    ...(output === undefined ? [] : [`      <system-out>${contentText(output)}</system-out>`]),
  ];
  return inside.length === 0 ? `${open}/>` : [`${open}>`, ...inside, '    </testcase>'].join('\n');
}

function problemXml({ kind, message, details }: NonNullable<JunitCase['problem']>): string {
  const open = `      <${kind} message="${attributeText(message)}"`;
  return details === undefined ? `${open}/>` : `${open}>${contentText(details)}</${kind}>`;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

/** Line breaks of an attribute are blanks to whoever reads it. */
function attributeText(text: string): string {
  return contentText(text.replace(/[\r\n\t]/g, ' ')).replaceAll('"', '&quot;');
}

/** Control characters, halves of characters and two that are none have no place in XML 1.0. */
function contentText(text: string): string {
  return text
    .replace(/[^\P{Cc}\n\t]/gu, ' ')
    .replace(/[\p{Cs}\uFFFE\uFFFF]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
