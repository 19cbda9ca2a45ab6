import { conditionClaim, type JsonValue, type RunReason, type TemplateDiagnostic } from '../model/index.ts';
import type { ConditionCheck } from './evaluate-conditions.ts';

const longestValue = 120;

/** Why conditions stopped someone: the check that decided, with its value. */
export function conditionsReason(
  code: 'workflow-conditions' | 'step-conditions' | 'channel-conditions',
  checks: readonly ConditionCheck[],
): RunReason {
  const owner = { 'workflow-conditions': 'workflow', 'step-conditions': 'step', 'channel-conditions': 'channel' }[code];
  const failed = checks.find((check) => check.isMet === false);
  if (failed === undefined) return { code, message: `The conditions of the ${owner} are not met.` };
  const claim = conditionClaim(failed.condition, shortText(failed.expected));
  const why = failed.note === null ? `it is ${shortText(failed.actual)}` : lowerFirst(failed.note.replace(/\.$/, ''));
  return { code, message: `A condition of the ${owner} is not met: ${claim}; ${why}.` };
}

/** Why a template gave no request: its first error, with the place. */
export function templateReason(diagnostics: readonly TemplateDiagnostic[]): RunReason {
  const first = diagnostics.find((diagnostic) => diagnostic.severity === 'error') ?? diagnostics[0];
  if (first === undefined) return { code: 'template-error', message: 'The request template could not be rendered.' };
  const place = `${first.field}, line ${first.line}, column ${first.column}`;
  return { code: 'template-error', message: `${first.message} (${place})` };
}

function shortText(value: JsonValue): string {
  const text = JSON.stringify(value);
  return text.length <= longestValue ? text : `${text.slice(0, longestValue)}…`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
