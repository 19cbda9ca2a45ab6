import { CommandError } from '../core/contract/index.ts';
import { toWireError } from '../core/rpc/index.ts';
import { exitCodes } from './exit-codes.ts';
import { annotationLine } from './github-annotation.ts';
import type { ReportForm } from './report-options.ts';

/** Says what went wrong, on stdout where a program reads the form and on stderr otherwise. Gives the exit code. */
export function tellFailure(error: unknown, form: ReportForm): number {
  if (form === 'json') console.log(JSON.stringify({ error: toWireError(error) }, null, 2));
  else if (form === 'github')
    console.log(annotationLine({ severity: 'error', title: 'hookbench', message: words(error) }));
  else console.error(`hookbench: ${words(error)}`);
  return error instanceof CommandError && error.code !== 'internal' ? exitCodes.badInput : exitCodes.internal;
}

/** Details only of what is a bug: the sentence is enough. */
function words(error: unknown): string {
  if (error instanceof CommandError) {
    return error.code === 'internal' && error.details !== null ? `${error.message}\n${error.details}` : error.message;
  }
  return `Something went wrong inside Hookbench.\n${error instanceof Error ? error.stack : error}`;
}
