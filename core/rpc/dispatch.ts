import {
  type AbortSignalLike,
  type CommandHandlers,
  type CommandName,
  commands,
  type StreamHandlers,
  type StreamName,
  streams,
} from '../contract/commands.ts';
import { CommandError } from '../contract/errors.ts';
import { WrittenOutput } from '../contract/wire-text.ts';
import { asCommandError, invalidInput } from './wire-error.ts';

export interface DispatchOptions {
  /** Checks what handlers answer as well. For tests: in the app the types are trusted, and bodies are large. */
  checkOutputs?: boolean;
}

/**
 * Runs one command by name; gives its output, or a `WrittenOutput` of it. Rejects with a `CommandError` only:
 * `invalid-input` names the field.
 */
export async function callCommand(
  handlers: CommandHandlers,
  name: string,
  input: unknown,
  options: DispatchOptions = {},
): Promise<unknown> {
  if (!isCommandName(name)) throw new CommandError('invalid-input', `There is no command "${name}".`);
  const parsed = commands[name].input.safeParse(input);
  if (!parsed.success) throw invalidInput(parsed.error);
  try {
    // The schema just parsed the input that this very handler takes; TypeScript cannot follow the name through both.
    const handler = handlers[name] as (input: unknown) => unknown;
    const output = await handler(parsed.data);
    if (options.checkOutputs) commands[name].output.parse(output instanceof WrittenOutput ? output.read() : output);
    return output;
  } catch (error) {
    throw asCommandError(error);
  }
}

/** Opens one stream by name. Its iteration rejects with a `CommandError` only. */
export async function* openStream(
  handlers: StreamHandlers,
  name: string,
  input: unknown,
  signal: AbortSignalLike,
  options: DispatchOptions = {},
): AsyncGenerator<unknown, void, undefined> {
  if (!isStreamName(name)) throw new CommandError('invalid-input', `There is no stream "${name}".`);
  const parsed = streams[name].input.safeParse(input);
  if (!parsed.success) throw invalidInput(parsed.error);
  try {
    // As with commands: the stream's schema just parsed the input that this very handler takes.
    const handler = handlers[name] as (input: unknown, signal: AbortSignalLike) => AsyncIterable<unknown>;
    for await (const item of handler(parsed.data, signal)) {
      if (options.checkOutputs) streams[name].item.parse(item);
      yield item;
    }
  } catch (error) {
    throw asCommandError(error);
  }
}

function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(commands, name);
}

function isStreamName(name: string): name is StreamName {
  return Object.hasOwn(streams, name);
}
