import type { Explanation } from '../core/contract/index.ts';
import { chooseScheme } from './choose-scheme.ts';
import { exitCodes } from './exit-codes.ts';
import type { ReportForm, ReportOptions } from './report-options.ts';
import {
  environmentKey,
  fileKey,
  type InputPorts,
  momentOf,
  openLab,
  processPorts,
  readRequest,
  requiredKey,
} from './signature-input.ts';
import { verificationAsJson } from './signature-json.ts';
import type { KeyOptions, RequestOptions, SchemeOptions } from './signature-options.ts';

export interface ExplainOptions extends ReportOptions, SchemeOptions, KeyOptions, RequestOptions {
  otherKeyEnv?: string[];
  otherKeyFile?: string[];
  now?: string;
}

export async function explain(
  options: ExplainOptions,
  form: ReportForm,
  ports: InputPorts = processPorts,
): Promise<number> {
  const lab = await openLab(options);
  const keys = [await requiredKey(options, ports)];
  for (const name of options.otherKeyEnv ?? []) keys.push(environmentKey(name, ports));
  for (const file of options.otherKeyFile ?? []) keys.push(await fileKey(file));
  const { request, notes } = await readRequest(lab, options, options.keyStdin === true, ports);
  const { scheme, note } = await chooseScheme(lab, options, request);
  const explanation = await lab.call('signatures.explain', {
    request: { ...request, headers: [...request.headers] },
    scheme,
    keys,
    nowMs: options.now === undefined ? null : momentOf(options.now),
  });
  const all = note === null ? notes : [...notes, note];
  if (form === 'json') {
    const { verification, ...rest } = explanation;
    console.log(JSON.stringify({ ...rest, verification: verificationAsJson(verification), notes: all }, null, 2));
  } else {
    for (const each of all) ports.warn(each);
    console.log(explanationLines(explanation).join('\n'));
  }
  return explanation.verification.isValid ? exitCodes.fine : exitCodes.expectationsNotMet;
}

export function explanationLines({
  verification,
  findings,
  isExhausted,
  triedCount,
  conclusion,
}: Explanation): string[] {
  if (verification.isValid) return [`valid: ${verification.message}`];
  const lines = [`${verification.code}: ${verification.message}`, ''];
  if (findings.length === 0) return [...lines, conclusion];
  for (const [index, finding] of findings.entries()) {
    lines.push(
      `${index + 1}. ${finding.title}${finding.isProven ? '' : ' (likely, not proven)'}`,
      `   ${finding.sentence}`,
    );
    if (finding.firstDifference !== null) {
      const { offset, expectedExcerpt, actualExcerpt } = finding.firstDifference;
      lines.push(
        `   First different byte: ${offset}`,
        `     signed   ${expectedExcerpt}`,
        `     verified ${actualExcerpt}`,
      );
    }
    lines.push(`   → ${finding.fix}`, '');
  }
  if (!isExhausted) lines.push(`The search was cut after ${triedCount} tries.`);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}
