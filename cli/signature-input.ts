import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  CommandError,
  type HeaderPair,
  type ParsedRequests,
  type SchemeChoice,
  type SignatureScheme,
  signatureSchemeSchema,
} from '../core/contract/index.ts';
import { createSignatureLab, openSignatureLab, type SignatureLab } from '../core/signature-lab.ts';
import { version } from '../package.json';
import type { KeyOptions, RequestOptions, SchemeOptions } from './signature-options.ts';
import { refuseOtherFolders } from './workspace-folder.ts';

export type CapturedRequest = { method: string; url: string; headers: readonly HeaderPair[]; body: Uint8Array };

/** Where commands read from; tests give their own. */
export interface InputPorts {
  environment: Readonly<Record<string, string | undefined>>;
  readStdin(): Promise<Uint8Array>;
  warn(message: string): void;
}

export const processPorts: InputPorts = {
  environment: process.env,
  async readStdin() {
    if (process.stdin.isTTY)
      console.error('hookbench: Reading from the keyboard: Ctrl+D on a line of its own ends it.');
    const chunks: Uint8Array[] = [];
    for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
    return Buffer.concat(chunks);
  },
  warn: (message) => console.error(`hookbench: ${message}`),
};

/** The lab, with the schemes of the workspace that was named. */
export async function openLab({ workspace }: Pick<SchemeOptions, 'workspace'>): Promise<SignatureLab> {
  if (workspace === undefined) return createSignatureLab({ appVersion: version });
  const workspacePath = resolve(workspace);
  await refuseOtherFolders(workspacePath);
  return openSignatureLab({ appVersion: version, workspacePath });
}

/** Null = none was named. */
export async function schemeChoice(
  { ownSchemes, schemes }: Pick<SignatureLab, 'ownSchemes' | 'schemes'>,
  { scheme, schemeFile, setting }: SchemeOptions,
): Promise<SchemeChoice | null> {
  if (scheme !== undefined && schemeFile !== undefined) throw badInput('Give --scheme or --scheme-file, not both.');
  if (scheme !== undefined) {
    const settings = setting === undefined ? {} : { settings: setting };
    const own = ownSchemes.get(scheme);
    const found = own ?? schemes().schemes.find(({ key }) => key === scheme)?.scheme;
    if (found !== undefined) {
      refuseUnknownSettings(found, setting);
      return own === undefined ? { preset: scheme, ...settings } : { own: scheme, ...settings };
    }
    throw badInput(`There is no signature scheme of that name: "${scheme}". \`hookbench schemes\` lists them.`);
  }
  if (schemeFile === undefined) {
    if (setting !== undefined) throw badInput('--setting is for the scheme that --scheme or --scheme-file names.');
    return null;
  }
  const text = Buffer.from(await fileBytes(schemeFile)).toString('utf8');
  const parsed = signatureSchemeSchema.safeParse(jsonOrRefuse(text, schemeFile));
  if (parsed.success) {
    refuseUnknownSettings(parsed.data, setting);
    return { custom: { ...parsed.data, ...(setting && { settings: { ...parsed.data.settings, ...setting } }) } };
  }
  const [issue] = parsed.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? '' : ` "${issue.path.join('.')}":`;
  throw badInput(`${schemeFile} is no signature scheme:${where} ${issue?.message ?? ''}.`);
}

/** A name with a slip in it would otherwise sign with what is set already. */
function refuseUnknownSettings({ name, settings = {} }: SignatureScheme, given: Record<string, string> = {}): void {
  const unknown = Object.keys(given).find((each) => !Object.hasOwn(settings, each));
  if (unknown === undefined) return;
  const known = Object.keys(settings);
  const has = known.length === 0 ? 'It has none' : `It has: ${known.join(', ')}`;
  throw badInput(`The scheme "${name}" has no setting "${unknown}". ${has}.`);
}

export async function requiredScheme(
  lab: Pick<SignatureLab, 'ownSchemes' | 'schemes'>,
  options: SchemeOptions,
): Promise<SchemeChoice> {
  const choice = await schemeChoice(lab, options);
  if (choice !== null) return choice;
  throw badInput('Name a scheme with --scheme, such as --scheme stripe. `hookbench schemes` lists them.');
}

/** The scheme that a choice of `schemeChoice` means. */
export function chosenScheme(
  { ownSchemes, schemes }: Pick<SignatureLab, 'ownSchemes' | 'schemes'>,
  choice: SchemeChoice,
): SignatureScheme {
  if ('custom' in choice) return choice.custom;
  const found =
    'own' in choice ? ownSchemes.get(choice.own) : schemes().schemes.find(({ key }) => key === choice.preset)?.scheme;
  if (found === undefined) throw badInput('There is no such signature scheme. `hookbench schemes` lists them.');
  return found;
}

/** The key's text, from the one place that was named. Null = none was. */
export async function keyText(options: KeyOptions, ports: InputPorts): Promise<string | null> {
  const { key, keyEnv, keyFile, keyStdin } = options;
  const named = [key, keyEnv, keyFile, keyStdin === true ? '' : undefined].filter((each) => each !== undefined);
  if (named.length > 1) throw badInput('Give the key in one way: --key-env, --key-file, --key-stdin or --key.');
  if (key !== undefined) {
    ports.warn('The key stands on the command line, where others can read it: prefer --key-env or --key-file.');
    return key;
  }
  if (keyEnv !== undefined) return environmentKey(keyEnv, ports);
  if (keyFile !== undefined) return fileKey(keyFile);
  return keyStdin === true ? withoutLineEnd(Buffer.from(await ports.readStdin()).toString('utf8')) : null;
}

export async function requiredKey(options: KeyOptions, ports: InputPorts): Promise<string> {
  const key = await keyText(options, ports);
  if (key !== null) return key;
  throw badInput('Give the key: --key-env NAME, --key-file FILE or --key-stdin.');
}

export function environmentKey(name: string, { environment }: InputPorts): string {
  const value = environment[name];
  if (value !== undefined) return value;
  throw badInput(`The environment variable ${name} is not set.`);
}

export async function fileKey(file: string): Promise<string> {
  return withoutLineEnd(Buffer.from(await fileBytes(file)).toString('utf8'));
}

/** One line break, as editors and `echo` put it there. */
function withoutLineEnd(text: string): string {
  return text.replace(/\r?\n$/, '');
}

export interface ReadRequest {
  request: CapturedRequest;
  notes: string[];
}

export async function readRequest(
  lab: SignatureLab,
  { file, number, url }: RequestOptions,
  isStdinTaken: boolean,
  ports: InputPorts,
): Promise<ReadRequest> {
  if ((file === undefined || file === '-') && isStdinTaken) {
    throw badInput('Standard input holds the key: give the request with --file.');
  }
  const text = file === undefined || file === '-' ? await ports.readStdin() : await fileBytes(file);
  const parsed = await lab.call('signatures.parse', { text: Uint8Array.from(text) });
  if (!parsed.isReadable) throw badInput(placed(parsed, file ?? 'stdin'));
  const at = number ?? 1;
  if (parsed.requests.length > 1 && number === undefined) {
    const labels = parsed.requests.map(({ label }, index) => `${index + 1}  ${label}`).join('\n');
    throw badInput(`There are ${parsed.requests.length} requests: choose one with --number.\n${labels}`);
  }
  const found = parsed.requests[at - 1];
  if (found === undefined) throw badInput(`There is no request ${number}: the file holds ${parsed.requests.length}.`);
  return { request: url === undefined ? found.request : { ...found.request, url }, notes: parsed.notes };
}

function placed({ message, line, column }: Extract<ParsedRequests, { isReadable: false }>, file: string): string {
  return line === null ? `${file}: ${message}` : `${file}:${line}:${column ?? 1}: ${message}`;
}

async function fileBytes(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw badInput(`There is no file ${file}.`);
    if (code === 'EISDIR') throw badInput(`${file} is a folder. Name a file.`);
    throw badInput(`${file} cannot be read (${code ?? 'unknown'}). Check its permissions.`);
  }
}

function jsonOrRefuse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw badInput(`${file} is not valid JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Unix milliseconds of an ISO date, of Unix seconds or of Unix milliseconds. */
export function momentOf(text: string): number {
  if (/^\d{1,11}$/.test(text)) return Number(text) * 1000;
  if (/^\d{12,16}$/.test(text)) return Number(text);
  const moment = Date.parse(text);
  if (Number.isFinite(moment)) return moment;
  throw badInput(`"${text}" is no time: give Unix seconds, Unix milliseconds or a date such as 2024-05-01T12:00:00Z.`);
}

export function badInput(message: string): CommandError {
  return new CommandError('invalid-input', message);
}
