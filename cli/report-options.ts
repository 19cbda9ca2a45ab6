import { type Command, Option } from 'commander';

export type ReportForm = 'text' | 'json' | 'junit' | 'github' | 'markdown';

export interface ReportOptions {
  report?: ReportForm;
  json?: boolean;
}

export function jsonOption(): Option {
  return new Option('--json', 'Print one JSON document on stdout, and nothing else.');
}

/** `--report <form>` with the forms a command knows, and `--json` for the one that programs ask for most. */
export function addReportOptions(command: Command, forms: readonly ReportForm[]): Command {
  return command
    .addOption(new Option('-r, --report <form>', 'How the result is printed (default: text).').choices(forms))
    .addOption(jsonOption().conflicts('report'));
}

export function reportFormOf({ report, json }: ReportOptions): ReportForm {
  return json === true ? 'json' : (report ?? 'text');
}
