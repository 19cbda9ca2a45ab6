import type { Command } from 'commander';
import { parseFolder } from './folder-option.ts';

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
  number?: string;
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
    .option('--scheme-file <file>', 'A scheme of your own as JSON, in place of a preset.')
    .option('--setting <name=value>', 'A setting of the preset, such as webhookId=… (repeatable).', addSetting);
}

export function addKeyOptions(command: Command): Command {
  return command
    .option('--key-env <name>', 'Take the key from this environment variable.')
    .option('--key-file <file>', 'Take the key from this file; one line break at its end is left out.')
    .option('--key-stdin', 'Take the key from standard input; the request comes from --file then.', false)
    .option('--key <text>', 'The key itself. Others on this machine can read it in the list of processes.');
}

export function addRequestOptions(command: Command): Command {
  return command
    .option('-f, --file <file>', 'The request: raw HTTP, cURL, HAR, or JSON of headers and body (default: stdin).')
    .option('-n, --number <number>', 'Which request of a HAR, from 1.')
    .option('--url <url>', 'The address that the sender used, where the scheme signs it and a proxy changed it.');
}

function addSetting(text: string, settings: Record<string, string> = {}): Record<string, string> {
  const equals = text.indexOf('=');
  return equals < 1 ? settings : { ...settings, [text.slice(0, equals)]: text.slice(equals + 1) };
}
