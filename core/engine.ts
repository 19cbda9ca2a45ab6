import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createDeliveryCommands, createDeliveryStreams } from './commands/deliveries/delivery-commands.ts';
import type { EngineContext } from './commands/engine-context.ts';
import { createProblemList, logProblem } from './commands/engine-problems.ts';
import { createCertificateCommands } from './commands/environments/certificate-commands.ts';
import { createEnvironmentCommands } from './commands/environments/environment-commands.ts';
import { createFollowedEnvironments } from './commands/environments/followed-environments.ts';
import { createEventTypeCommands } from './commands/event-types/event-type-commands.ts';
import { createForeground } from './commands/foreground.ts';
import { createHeavyWork } from './commands/heavy-work/heavy-work.ts';
import { createKnockApiCommands } from './commands/knock-api/knock-api-commands.ts';
import { openKnockApiFile } from './commands/knock-api/knock-api-file.ts';
import { authorityFile } from './commands/receivers/authority-file.ts';
import { createReceiverCommands } from './commands/receivers/receiver-commands.ts';
import { createReceiverKeys } from './commands/receivers/receiver-keys.ts';
import { createRunCommands, createRunStreams } from './commands/runs/run-commands.ts';
import { createRunManager } from './commands/runs/run-manager.ts';
import { createRunReceipts } from './commands/runs/run-receipts.ts';
import { ownSchemes, workspaceSchemes } from './commands/schemes/own-schemes.ts';
import { createSecretCommands } from './commands/secrets/secret-commands.ts';
import { createSessionAtRest } from './commands/secrets/session-secrets.ts';
import { createSignatureKeyCommands } from './commands/signatures/signature-key-commands.ts';
import { createSignatureLabCommands } from './commands/signatures/signature-lab-commands.ts';
import { createSignatureLabStreams } from './commands/signatures/signature-lab-streams.ts';
import { verifyAtAnyClock } from './commands/signatures/verify-at-any-clock.ts';
import { createPreviewTemplates } from './commands/studio/preview-templates.ts';
import { createStudioCommands } from './commands/studio/studio-commands.ts';
import { createTemplateCommands } from './commands/studio/template-commands.ts';
import { templateMatrix } from './commands/studio/template-matrix.ts';
import { watchTemplates } from './commands/studio/template-problems.ts';
import { createShapeCache } from './commands/studio/template-samples.ts';
import { createDataCommands } from './commands/workspace/data-commands.ts';
import { lockDataFolder } from './commands/workspace/data-folder-lock.ts';
import { readFileWork } from './commands/workspace/document-works.ts';
import { createProjectCommands } from './commands/workspace/project-commands.ts';
import { openSessionFile } from './commands/workspace/session-file.ts';
import { followWorkspace } from './commands/workspace/workspace-changes.ts';
import { createWorkspaceCommands, createWorkspaceStreams } from './commands/workspace/workspace-commands.ts';
import type { CommandHandlers, StreamHandlers } from './contract/commands.ts';
import type { EngineClient } from './contract/engine-client.ts';
import { CommandError } from './contract/errors.ts';
import { openLogStore } from './log/index.ts';
import { makeFolders } from './make-folders.ts';
import { newUuid } from './new-uuid.ts';
import { createLocalAuthority, createReceiverHost } from './receiver/index.ts';
import { createDirectClient, createEventHub, type DispatchOptions, type EventHub } from './rpc/index.ts';
import { createSecretStore, type EnvironmentVariables, type SecretCipher } from './secrets/index.ts';
import { openWorkspace, type WorkspaceChange } from './workspace/index.ts';

/** For hosts, which reach the rooms through this file and `signature-lab.ts` only. */
export { expectationPlaces } from './commands/runs/expectation-places.ts';
export { createWorkspace } from './workspace/index.ts';

export interface EngineOptions {
  /** The workspace's folder, absolute. */
  workspacePath: string;
  /** Folder for what belongs to the workspace but not into it: log, secrets, session. Created when missing. */
  dataPath: string;
  /** The built `core/log/log-worker.ts`. */
  logWorkerUrl: URL;
  /** The built `core/heavy-worker.ts`; when absent, work on heavy documents holds up everything else. */
  heavyWorkerUrl?: URL;
  /** Encryption of the host for stored secrets; without it they are a private file. */
  cipher?: SecretCipher;
  /** Such as `process.env`: `HOOKBENCH_SECRET_*` give secrets, `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` proxies. */
  environmentVariables: EnvironmentVariables;
  appVersion: string;
  /** Unix milliseconds; the machine's clock when absent. */
  nowMs?: () => number;
  /** Fresh UUIDs; random when absent. */
  newId?: () => string;
  /** Notice edits made outside; true when absent. */
  watch?: boolean;
  /** Check all templates in the background; as `watch` when absent. */
  checkTemplates?: boolean;
}

export interface Engine {
  readonly handlers: CommandHandlers;
  readonly streams: StreamHandlers;
  readonly events: EventHub;
  /** The engine for callers in this process. */
  client(options?: DispatchOptions): EngineClient;
  /** Stops runs and receivers, finishes what is being written, and lets go of the data folder. */
  close(): Promise<void>;
}

/**
 * Opens a workspace and wires the rooms together. Runs that a dead process left behind are marked `interrupted`.
 * Rejects with `CommandError`: `conflict` when another engine has the data folder, `disk-error`, `unavailable` (a log
 * written by a newer Hookbench), and what opening the workspace rejects with.
 */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const { dataPath, nowMs = Date.now } = options;
  await makeFolders(dataPath, 0o700).catch((error: unknown) => {
    const why = whyNotCreated(error);
    throw new CommandError('disk-error', `The data folder ${dataPath} cannot be created: ${why}`, {
      details: String(error),
    });
  });
  const unlock = lockDataFolder(dataPath);
  const opened: (() => Promise<void>)[] = [];
  const closeAll = async () => {
    for (const close of opened.splice(0).reverse()) await close();
    unlock();
  };
  try {
    return await wireEngine({ ...options, nowMs }, opened, closeAll);
  } catch (error) {
    await closeAll();
    throw error;
  }
}

function whyNotCreated(error: unknown): string {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EEXIST':
    case 'ENOTDIR':
      return 'a part of this path is a file. Choose another folder.';
    case 'EACCES':
    case 'EPERM':
      return 'this account may not write there. Check the permissions, or choose another folder.';
    case 'EROFS':
      return 'the disk can only be read. Choose another folder.';
    case 'ENOENT':
      return 'the system lets nothing be created there. Choose another folder.';
    case 'ENOSPC':
      return 'the disk is full.';
    default:
      return 'the system refused it. Choose another folder.';
  }
}

/** How long nothing must change before templates are checked in the background, in milliseconds. */
const templateRestMs = 1_000;

async function wireEngine(
  options: EngineOptions & { nowMs: () => number },
  opened: (() => Promise<void>)[],
  closeAll: () => Promise<void>,
): Promise<Engine> {
  const { dataPath, nowMs, newId = newUuid } = options;
  const events = createEventHub();
  const problems = createProblemList((list) => events.emit('workspace.problems', list));

  const secrets = await createSecretStore({
    file: join(dataPath, 'secrets.json'),
    cipher: options.cipher ?? null,
    environmentVariables: options.environmentVariables,
  });
  const secretProblem = secrets.problem();
  if (secretProblem !== null) problems.report({ file: 'secrets', message: secretProblem, severity: 'warning' });

  const heavyWork = createHeavyWork(options.heavyWorkerUrl ?? null);
  opened.push(() => heavyWork.close());
  const { thread } = heavyWork;

  let onChange = (_change: WorkspaceChange): void => {};
  const workspace = await openWorkspace({
    path: options.workspacePath,
    watch: options.watch ?? true,
    onChange: (change) => onChange(change),
    onProblems: problems.ofWorkspace,
    ...(thread === null ? {} : { readHeavy: (file) => thread.run(readFileWork, file) }),
  });
  opened.push(() => workspace.close());
  problems.ofWorkspace(workspace.problems());

  const session = await openSessionFile(join(dataPath, 'session.json'), createSessionAtRest({ workspace, secrets }));
  opened.push(() => session.flush());

  const log = await openLogStore({
    file: join(dataPath, 'deliveries.db'),
    workerUrl: options.logWorkerUrl,
    onProblem: (problem) => problems.report(logProblem(problem)),
  });
  opened.push(() => log.close());
  await log.markInterrupted();

  const keys = createReceiverKeys({ workspace, secrets });
  const otherClocks = { nowMs: (): number[] => [] };
  const authority = createLocalAuthority({ store: authorityFile(join(dataPath, 'receiver-authority.json')), nowMs });
  const receivers = createReceiverHost({
    verifierOf: verifyAtAnyClock(() => otherClocks.nowMs(), ownSchemes({ workspace })),
    resolveKey: keys.resolve,
    portCertificate: authority.portCertificate,
    authorityCertificate: authority.certificate,
    nowMs,
    sendersClockMs() {
      const ofRuns = otherClocks.nowMs();
      return ofRuns.length === 0 ? nowMs() : Math.max(...ofRuns);
    },
    newId,
    onState: (state) => events.emit('receivers.state', state),
    onReceived: (summary) => events.emit('receivers.received', summary),
    onAnswered: (summary) => events.emit('receivers.answered', summary),
  });
  opened.push(() => receivers.close());

  const context: EngineContext = {
    workspace,
    secrets,
    log,
    receivers,
    receiverKeys: keys,
    authority,
    templates: createPreviewTemplates({ workspace, secrets }, nowMs),
    session,
    followed: createFollowedEnvironments(),
    events,
    foreground: createForeground({
      monotonicMs: () => performance.now(),
      pause: (delayMs, signal) => pause(delayMs, undefined, { signal }),
    }),
    heavyWork,
    appVersion: options.appVersion,
    environmentVariables: options.environmentVariables,
    problems,
    nowMs,
    newId,
  };
  onChange = followWorkspace(context);
  if (options.checkTemplates ?? options.watch ?? true) {
    const templateProblems = watchTemplates(context, templateRestMs);
    opened.push(() => templateProblems.close());
  }
  const runs = createRunManager(context);
  otherClocks.nowMs = runs.otherClocksMs;
  opened.push(() => runs.close());

  const runCommands = createRunCommands(context, runs, createRunReceipts(events));
  const knockApi = createKnockApiCommands(context, await openKnockApiFile(join(dataPath, 'knock-api.json')), {
    start: async (request) => runCommands['runs.start'](request),
    numberOf: async (runId) => (await runCommands['runs.get']({ runId })).number,
  });
  opened.push(() => knockApi.close());

  const lab = { ...context, findOwn: ownSchemes(context), schemes: () => workspaceSchemes(context) };
  const shapes = createShapeCache(context);
  const handlers: CommandHandlers = {
    ...createWorkspaceCommands(context, {
      refuseRunsUnderWay: runs.refuseUnderWay,
      serveUnder: knockApi.serveUnder,
    }),
    ...createDataCommands(context),
    ...createProjectCommands(context),
    ...createSecretCommands(context),
    ...createEnvironmentCommands(context),
    ...createCertificateCommands(context),
    ...createTemplateCommands(context, shapes),
    ...createStudioCommands(context, shapes),
    ...createEventTypeCommands(context),
    ...runCommands,
    ...createDeliveryCommands(context),
    ...createReceiverCommands(context),
    ...knockApi.handlers,
    ...createSignatureLabCommands(lab),
    ...createSignatureKeyCommands(lab),
  };
  const streams: StreamHandlers = {
    ...createRunStreams(context, runs),
    ...createDeliveryStreams(context),
    ...createWorkspaceStreams(context),
    ...createSignatureLabStreams(lab),
    'template.matrix': (request, signal) => templateMatrix(context, request, signal),
  };
  let closing: Promise<void> | null = null;
  return {
    handlers,
    streams,
    events,
    client: (dispatch) => createDirectClient(handlers, streams, events, dispatch),
    close() {
      closing ??= closeAll();
      return closing;
    },
  };
}
