import type {
  AbortSignalLike,
  CommandHandlers,
  CommandInput,
  CommandOutput,
  StreamHandlers,
} from '../../contract/commands.ts';
import type { Catalogue } from '../../contract/payloads.ts';
import type { NegativeCaseResult, SignatureScheme } from '../../model/index.ts';
import { newUuid } from '../../new-uuid.ts';
import { callCommand, openStream } from '../../rpc/index.ts';
import type { FindOwnScheme } from '../../signing/index.ts';
import { createHeavyWork } from '../heavy-work/heavy-work.ts';
import { namedSchemes } from '../schemes/own-schemes.ts';
import { schemeCatalogue } from '../schemes/scheme-catalogue.ts';
import { createSignatureKeyCommands } from './signature-key-commands.ts';
import { createSignatureLabCommands } from './signature-lab-commands.ts';

type LabCommands = ReturnType<typeof createSignatureLabCommands> & ReturnType<typeof createSignatureKeyCommands>;
export type LabCommandName = keyof LabCommands;
type NegativeSuiteInput = Parameters<StreamHandlers['signatures.negativeSuite']>[0];

export interface SignatureLabOptions {
  appVersion: string;
  /** Unix milliseconds; the machine's clock when absent. */
  nowMs?: () => number;
  /** Fresh UUIDs; random when absent. */
  newId?: () => string;
  /** Schemes that a choice may name beside the presets; none when absent. */
  ownSchemes?: ReadonlyMap<string, SignatureScheme>;
}

/** The signature lab without a workspace: the engine's own handlers, and the same checks of what goes in. */
export interface SignatureLab {
  /** Rejects with `CommandError` only. */
  call<N extends LabCommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>>;
  /** At an address on loopback; there are no receivers without a workspace. */
  negativeSuite(input: NegativeSuiteInput, signal: AbortSignalLike): AsyncIterable<NegativeCaseResult>;
  schemes(): Pick<Catalogue, 'schemes' | 'unsignedSenders'>;
  /** By key. */
  readonly ownSchemes: ReadonlyMap<string, SignatureScheme>;
}

/**
 * The lab with the schemes that a workspace keeps. The folder is read once and not written to. Rejects with
 * `CommandError` when it cannot be opened.
 */
export async function openSignatureLab(
  options: Omit<SignatureLabOptions, 'ownSchemes'> & { workspacePath: string },
): Promise<SignatureLab> {
  const { openWorkspace } = await import('../../workspace/index.ts');
  const path = options.workspacePath;
  const workspace = await openWorkspace({ path, watch: false, onChange: () => {}, onProblems: () => {} });
  const ownSchemes = new Map<string, SignatureScheme>();
  for (const document of workspace.documents()) {
    if (document.kind === 'signature-scheme') ownSchemes.set(document.key, document.value);
  }
  await workspace.close();
  return createSignatureLab({ ...options, ownSchemes });
}

export function createSignatureLab({
  appVersion,
  nowMs = Date.now,
  newId = newUuid,
  ownSchemes = new Map(),
}: SignatureLabOptions): SignatureLab {
  const findOwn: FindOwnScheme = (key) => ownSchemes.get(key) ?? null;
  const schemes = namedSchemes(ownSchemes);
  const context = {
    appVersion,
    nowMs,
    newId,
    receivers: { states: () => [] },
    findOwn,
    schemes: () => schemes,
    // Nothing else waits in a process that is asked for one thing.
    heavyWork: createHeavyWork(null),
  };
  const handlers = { ...createSignatureLabCommands(context), ...createSignatureKeyCommands(context) };
  return {
    async call(name, input) {
      // Only the lab's own names can be asked for here, so the other handlers are never looked up.
      return (await callCommand(handlers as unknown as CommandHandlers, name, input)) as CommandOutput<typeof name>;
    },
    async *negativeSuite(input, signal) {
      // With it comes what sends requests.
      const { createSignatureLabStreams } = await import('./signature-lab-streams.ts');
      const streams = createSignatureLabStreams(context) as unknown as StreamHandlers;
      yield* openStream(streams, 'signatures.negativeSuite', input, signal) as AsyncIterable<NegativeCaseResult>;
    },
    schemes: schemeCatalogue,
    ownSchemes,
  };
}
