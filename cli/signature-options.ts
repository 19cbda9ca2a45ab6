import { type Command, InvalidArgumentError, Option } from 'commander';
import { parseFile, parseFolder, parseVariable } from './name-option.ts';

export interface SchemeOptions {
  workspace?: string;
  scheme?: string;
  schemeFile?: string;
  setting?: Record<string, string>;
}

export interface KeyOptions {
  key?: string;
  keyEnv?: string;
  keyFile?: string;
  keyStdin?: boolean;
}

export interface RequestOptions {
  file?: string;
  number?: number;
  url?: string;
}

export function addSchemeOptions(command: Command): Command {
  return command
    .option('-s, --scheme <key>', 'The signature scheme by its key: see `hookbench schemes`.')
    .option(
      '-w, --workspace <folder>',
      'A workspace whose own schemes can be named; they come before presets.',
      parseFolder,
    )
    .option('--scheme-file <file>', 'A scheme of your own as JSON, in place of a preset.', parseFile)
    .option('--setting <name=value>', 'A setting of the preset, such as webhookId=… (repeatable).', addSetting);
}

export function addKeyOptions(command: Command): Command {
  return command
    .option('--key-env <name>', 'Take the key from this environment variable.', parseVariable)
    .option('--key-file <file>', 'Take the key from this file; one line break at its end is left out.', parseFile)
    .option('--key-stdin', 'Take the key from standard input.')
    .option('--key <text>', 'The key itself. Others on this machine can read it in the list of processes.');
}

export function addRequestOptions(command: Command): Command {
  return command
    .option(
      '-f, --file <file>',
      'The request: raw HTTP, cURL, HAR, or JSON of headers and body (default: stdin, where the key is not taken from there).',
      parseFile,
    )
    .addOption(numberOption())
    .option(
      '--url <url>',
      'The address that the sender used, where the scheme signs it and a proxy changed it.',
      parseUrl,
    );
}

/** For files that may hold several requests. */
export function numberOption(): Option {
  return new Option('-n, --number <number>', 'Which request of a HAR, from 1.').argParser(parseNumber);
}

function addSetting(text: string, settings: Record<string, string> = {}): Record<string, string> {
  const equals = text.indexOf('=');
  if (equals < 1) throw new InvalidArgumentError('Give name and value, such as webhookId=1JE4.');
  return { ...settings, [text.slice(0, equals)]: text.slice(equals + 1) };
}

function parseNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('Give a number from 1.');
  return Number(text);
}

/** Schemes sign a whole address or a path; it is taken as it is written. */
function parseUrl(text: string): string {
  if (!/^(?:https?:\/\/[^/]|\/)/i.test(text)) {
    throw new InvalidArgumentError('Give an address such as https://example.com/hooks, or its path.');
  }
  return text;
}
