import type { Liquid, Token } from 'liquidjs';
import type { DiagnosticCode } from '../model/index.ts';
import { closestName, didYouMean } from './closest-name.ts';

export interface SyntaxFinding {
  code: DiagnosticCode;
  message: string;
  hint: string | null;
  token: Token | null;
  /** The name that was probably meant. */
  suggestion?: string | null;
}

type Rule = [pattern: RegExp, write: (match: RegExpExecArray) => { message: string; hint: string | null }];

const rules: Rule[] = [
  [
    /^tag "?\{%-?\s*(\w+).*not closed/s,
    ([, name]) => say(`The tag {% ${name} %} is never closed.`, `Add {% end${name} %}.`),
  ],
  [/^tag .*not closed/s, () => say('This tag is never closed.', 'Add "%}" at its end.')],
  [/^output .*not closed/s, () => say('This output is never closed.', 'Add "}}" at its end.')],
  [/^raw .*not closed/s, () => say('The tag {% raw %} is never closed.', 'Add {% endraw %}.')],
  [/^doc .*not closed/s, () => say('The tag {% doc %} is never closed.', 'Add {% enddoc %}.')],
  [
    /^invalid value expression/,
    () => say('A value is missing here.', 'Write a variable, a text in quotes or a number.'),
  ],
  [
    /^expected "\|" before filter/,
    () => say('Unexpected text after the value.', 'Put "|" before a filter, or quotes around a text.'),
  ],
  [/^expected filter name/, () => say('A filter name is missing after "|".', null)],
  [/^expected ":" after filter name/, () => say('A ":" is missing between the filter and its argument.', null)],
  [
    /^unexpected character (.*)/s,
    ([, text]) => say(`Unexpected ${unquote(text)} in the filter's arguments.`, 'Separate arguments with commas.'),
  ],
  [
    /^illegal tag: \{%-?\s*(\w+)/,
    ([, name]) => say(`The tag {% ${name} %} is not written correctly.`, `Write {% ${name} item in list %}.`),
  ],
  [
    /^expected variable name/,
    () => say('A variable name is missing after assign.', 'Write {% assign name = value %}.'),
  ],
  [/^expected "="/, () => say('"=" is missing after the variable name.', 'Write {% assign name = value %}.')],
  [/^illegal tag syntax, tag name expected/, () => say('The tag has no name.', null)],
  [/^invalid range syntax/, () => say('This range is not written correctly.', 'Write it like (1..5).')],
  [/^\[ not closed/, () => say('"[" is never closed.', 'Add "]".')],
  [/^unexpected "(.*)"$/s, ([, text]) => say(`Unexpected "${text}" in this tag.`, null)],
];

function say(message: string, hint: string | null): { message: string; hint: string | null } {
  return { message, hint };
}

/** LiquidJS quotes the rest of the text as JSON, cut off or not. */
function unquote(text: string | undefined): string {
  try {
    return String(JSON.parse(text ?? ''));
  } catch {
    return text ?? 'text';
  }
}

/** Puts LiquidJS's words for a parse error into a sentence, with what to do where that is clear. */
export function describeSyntaxError(error: unknown, tag: Token | null, liquid: Liquid): SyntaxFinding {
  const token = (error as { token?: Token }).token ?? tag;
  const raw = error instanceof Error ? error.message : String(error);
  if (error instanceof RangeError)
    return { code: 'limit-exceeded', message: 'The template is nested too deeply.', hint: null, token };
  const text = raw.replace(/, line:\d+, col:\d+$/, '');
  const unknownTag = /^tag "(.*)" not found$/s.exec(text);
  if (unknownTag?.[1] !== undefined) return describeUnknownTag(unknownTag[1], token, liquid);
  for (const [pattern, write] of rules) {
    const match = pattern.exec(text);
    if (match !== null) return { code: 'syntax', ...write(match), token };
  }
  const sentence = `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
  return { code: 'syntax', message: /[.!?]$/.test(sentence) ? sentence : `${sentence}.`, hint: null, token };
}

function describeUnknownTag(name: string, token: Token | null, liquid: Liquid): SyntaxFinding {
  const opening = name.startsWith('end') ? name.slice(3) : null;
  if (opening !== null && opening in liquid.tags) {
    const message = `{% ${name} %} has no {% ${opening} %} before it.`;
    return { code: 'syntax', message, hint: 'Remove it, or open the block first.', token };
  }
  if (name === 'else' || name === 'elsif' || name === 'when') {
    return { code: 'syntax', message: `{% ${name} %} stands outside a block.`, hint: null, token };
  }
  const names = Object.keys(liquid.tags).filter((known) => known !== 'include');
  const message = `There is no tag "${name}".`;
  return { code: 'unknown-tag', message, hint: didYouMean(name, names), token, suggestion: closestName(name, names) };
}
