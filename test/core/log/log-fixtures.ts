import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inject, onTestFinished } from 'vitest';
import { type LogProblem, type LogStore, openLogStore } from '../../../core/log/index.ts';
import type { NewAttempt, RecipientRunRecord, RunRecord } from '../../../core/model/index.ts';

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hookbench-log-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export const workerUrl = (): URL => pathToFileURL(inject('logWorkerFile'));

/** Opens a log that is closed again when the test ends. */
export async function openTestLog(
  file: string,
  options: { maxSizeBytes?: number; onProblem?: (problem: LogProblem) => void } = {},
): Promise<LogStore> {
  const store = await openLogStore({ file, workerUrl: workerUrl(), ...options });
  onTestFinished(() => store.close());
  return store;
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export function aRun(change: Partial<RunRecord> = {}): RunRecord {
  return {
    id: 'run-1',
    number: 1,
    trigger: {
      workflow: 'task-events',
      environment: 'development',
      recipients: [{ id: 'p1', collection: 'projects' }],
      actor: null,
      tenant: null,
      data: { event_type: 'task.completed' },
      clock: 'virtual',
      seed: 7,
      concurrency: { run: 50, origin: 10 },
      scenario: null,
    },
    status: 'running',
    statusMessage: null,
    counts: { recipients: 0, delivered: 0, undelivered: 0, skipped: 0, stopped: 0, active: 0, attempts: 0 },
    startedAtMs: 1_700_000_000_000,
    endedAtMs: null,
    ...change,
  };
}

export function aRecipientRun(ordinal: number, change: Partial<RecipientRunRecord> = {}): RecipientRunRecord {
  return {
    id: `rr-${ordinal}`,
    runId: 'run-1',
    ordinal,
    recipient: `webhooks/w${ordinal}`,
    via: 'projects/p1',
    displayName: `Webhook ${ordinal}`,
    status: 'sending',
    reason: null,
    steps: [{ ref: 'http_1', messageId: `msg-${ordinal}`, reason: null }],
    startedAtMs: 1_700_000_000_000 + ordinal,
    endedAtMs: null,
    nextAttemptAtMs: null,
    ...change,
  };
}

/** An attempt of `aRecipientRun(place)`; every part of it is filled. */
export function anAttempt(place: number, change: Partial<NewAttempt> = {}): NewAttempt {
  const body = change.request?.body ?? Buffer.from(`{"n":${place}}`);
  const response = Buffer.from('{"ok":true}');
  return {
    messageId: `msg-${place}`,
    runId: 'run-1',
    recipientRunId: `rr-${place}`,
    ordinal: place,
    recipient: `webhooks/w${place}`,
    displayName: `Webhook ${place}`,
    channel: 'webhooks',
    stepRef: 'http_1',
    number: 1,
    method: 'POST',
    endpoint: `http://127.0.0.1:4000/hooks/${place % 10}`,
    status: 200,
    failureKind: null,
    verdict: 'delivered',
    startedAtMs: 1_700_000_000_000 + place,
    durationMs: 12.25,
    requestSizeBytes: body.length,
    responseSizeBytes: response.length,
    isSigned: true,
    request: {
      method: 'POST',
      url: `http://127.0.0.1:4000/hooks/${place % 10}?a=1`,
      headers: [
        ['Content-Type', 'application/json'],
        ['X-Twice', '1'],
        ['x-twice', '2'],
      ],
      body,
      bodySha256: sha256(body),
    },
    signature: {
      schemeName: 'Knock',
      algorithm: 'hmac-sha256',
      signedContent: Buffer.concat([Buffer.from('1700000000000.'), body]),
      signature: 'c2ln',
      messageId: `msg-${place}`,
      timestamp: '1700000000000',
      keyFingerprint: '0a1b2c3d',
    },
    response: {
      status: 200,
      headers: [['content-type', 'application/json']],
      body: response,
      bodySizeBytes: response.length,
      isTruncated: false,
    },
    failure: null,
    timings: {
      queueMs: 0.5,
      dnsMs: null,
      connectMs: 1,
      tlsMs: null,
      sendMs: 0.25,
      firstByteMs: 10,
      downloadMs: 0.5,
      totalMs: 12.25,
    },
    remoteAddress: '127.0.0.1:4000',
    isSocketReused: false,
    nextAttemptAtMs: null,
    reason: { code: 'delivered', message: 'Answered 200.' },
    ...change,
  };
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
