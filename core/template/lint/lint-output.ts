import type { Token } from 'liquidjs';
import type { ProblemFix } from '../template-problem.ts';
import type { LintContext } from './lint-context.ts';
import type { LintedValue } from './linted-value.ts';

/** What printing a value does to the text around it. */
export function lintOutput(context: LintContext, value: LintedValue, token: Token): void {
  const { shape } = value;
  const isSilent = value.isOwnText || isHarmlessLiteral(value);
  const isRaw =
    shape !== null && shape.kinds.size > 0 && [...shape.kinds].every((kind) => kind === 'object' || kind === 'array');
  if (isRaw && !value.isJson && !isSilent) {
    const what = shape.kinds.has('object')
      ? 'an object, which prints as [object Object]'
      : 'a list, which prints without separators';
    context.report('printed-object', 'warning', token, `This is ${what}.`, {
      hint: 'Print it with "| json".',
      path: value.path?.text ?? null,
      fixes: [addJson(value)],
    });
  } else if (context.position !== null && !isSilent) {
    if (context.position.isInString) lintInString(context, value, token);
    else lintInJson(context, value, token);
  }
  lintAbsence(context, value, token);
  const source = value.path?.shape;
  if (source?.isBig === true && source.kinds.has('number')) reportBig(context, value, token);
}

function reportBig(context: LintContext, { path }: LintedValue, token: Token): void {
  const message = `"${path?.text ?? ''}" can be a number beyond 2^53, which JavaScript and many others round.`;
  context.report('big-integer', 'warning', token, message, {
    hint: 'Make it a text in the data and in the payload.',
    path: path?.text ?? null,
  });
}

/** A constant that is put there for the JSON around it, such as a comma. */
function isHarmlessLiteral({ literal }: LintedValue): boolean {
  return literal !== null && !/["\\\p{Cc}]/u.test(literal) && (/^[\s,:[\]{}]*$/.test(literal) || isJsonWord(literal));
}

function isJsonWord(text: string): boolean {
  return /^(?:true|false|null|-?\d+(?:\.\d+)?)$/.test(text);
}

function addJson({ end }: LintedValue): ProblemFix {
  return { title: 'Add "| json"', edits: [{ begin: end, end, newText: ' | json' }] };
}

/** Outside of quotes only numbers, true and false may be printed as they are. */
function lintInJson(context: LintContext, value: LintedValue, token: Token): void {
  if (value.isJson) return;
  const { shape, path } = value;
  const isSafe =
    shape !== null && shape.kinds.size > 0 && [...shape.kinds].every((kind) => kind === 'number' || kind === 'boolean');
  if (isSafe) return;
  const name = path === null || path.text === '' ? 'This value' : `"${path.text}"`;
  const isText = shape?.kinds.has('string') === true;
  const message = isText
    ? `${name} is a text and goes into the JSON without quotes.`
    : `${name} goes into the JSON as it is: a text, nil or an object breaks it.`;
  context.report('json-missing', 'warning', token, message, {
    hint: 'Print it with "| json", which adds quotes and escapes.',
    path: path?.text ?? null,
    fixes: [addJson(value)],
  });
}

/** Between quotes of the template the value's own quotes, backslashes and line breaks are not escaped. */
function lintInString(context: LintContext, value: LintedValue, token: Token): void {
  const { shape, path, isJson } = value;
  const { input } = token;
  const isWhole =
    input[token.begin - 1] === '"' && input[token.end] === '"' && context.position?.isStringEmpty === true;
  const withoutQuotes = [
    { begin: token.begin - 1, end: token.begin, newText: '' },
    { begin: token.end, end: token.end + 1, newText: '' },
  ];
  if (isJson) {
    const message = '"| json" writes the quotes of a text itself; here it stands inside quotes.';
    const fixes = isWhole ? [{ title: 'Remove the quotes around it', edits: withoutQuotes }] : [];
    const kinds = path?.shape?.kinds;
    const isNumber =
      kinds !== undefined && kinds.size > 0 && [...kinds].every((kind) => kind === 'number' || kind === 'boolean');
    if (!isNumber) context.report('json-in-string', 'error', token, message, { fixes, path: path?.text ?? null });
    return;
  }
  const isPlain =
    shape !== null &&
    shape.kinds.size > 0 &&
    [...shape.kinds].every(
      (kind) => kind === 'number' || kind === 'boolean' || kind === 'null' || (kind === 'string' && shape.isPlainText),
    );
  const isPlainLiteral = value.literal !== null && !/["\\\p{Cc}]/u.test(value.literal);
  if (isPlain || isPlainLiteral) return;
  const name = path === null || path.text === '' ? 'this value' : `"${path.text}"`;
  const [remove, removeAfter] = withoutQuotes;
  const insert = { begin: value.end, end: value.end, newText: ' | json' };
  const fixes =
    isWhole && remove !== undefined && removeAfter !== undefined
      ? [{ title: 'Use "| json" instead of the quotes', edits: [remove, insert, removeAfter] }]
      : [];
  context.report(
    'json-in-string',
    'warning',
    token,
    `A quote, a backslash or a line break in ${name} breaks the JSON.`,
    {
      hint: isWhole ? 'Let "| json" write the quotes.' : 'Capture the whole text, and print it with "| json".',
      path: path?.text ?? null,
      fixes,
    },
  );
}

/** The value may be nil: outside of quotes that leaves a hole in the JSON. */
function lintAbsence(context: LintContext, value: LintedValue, token: Token): void {
  const absence = value.path?.absence;
  if (absence === undefined || absence === null || absence.kind === 'unknown') return;
  const path = value.path?.text ?? '';
  if (context.isGuarded(path) || context.isGuarded(absence.at)) return;
  const source = value.path?.shape?.source === 'schema' ? 'the schema' : 'the samples';
  const isRequired = source === 'the schema' ? 'does not require it' : 'do not all have it';
  const mayBeNull = source === 'the schema' ? 'allows null' : 'have it as null';
  const why = absence.kind === 'optional' ? `${source} ${isRequired}` : `${source} ${mayBeNull}`;
  const effect = value.isJson ? 'renders null' : 'renders nothing';
  const isHole = !value.isJson && context.position !== null && !context.position.isInString;
  const message = `"${absence.at}" may be missing: ${why}. It then ${effect}.`;
  const { initialEnd } = value;
  context.report('may-be-missing', isHole ? 'warning' : 'info', token, message, {
    hint: 'Give it another value with "| default", or ask for it with {% if %}.',
    path: absence.at,
    fixes: [
      { title: 'Add "| default: …"', edits: [{ begin: initialEnd, end: initialEnd, newText: ' | default: ""' }] },
    ],
  });
}
