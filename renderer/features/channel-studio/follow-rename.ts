import {
  type JsonValue,
  parseRecipientKey,
  parseStepKey,
  type Rename,
  readSampleKey,
  recipientAfter,
  recipientKey,
  sampleKey,
  stepKey,
} from '../../../core/contract/index.ts';
import type { App } from '../../stores/app.ts';
import type { ComparedChoice } from './compare/use-compared-previews.ts';
import type { MatrixChoice } from './matrix/matrix-choice.ts';

type Memory = Readonly<Record<string, JsonValue>>;

/** What the matrix is to go over, and the recipient and sample that a studio previews, are remembered by keys. */
export function followRename({ session }: App, rename: Rename): void {
  // Recipients are those of the environment that is chosen.
  if (rename.kind === 'recipient' && rename.environment !== session.getState().environment) return;
  session.setState(({ tabState }) => ({
    tabState: Object.fromEntries(
      Object.entries(tabState).map(([id, memory]) => [id, withMemoryRenamed(id, memory, rename)]),
    ),
  }));
}

/** A step of a workflow has another ref. It is no document of its own, so nobody else tells of it. */
export function followStepRef({ session }: App, workflow: string, from: string, to: string): void {
  const [before, after] = [stepKey(workflow, from), stepKey(workflow, to)];
  session.setState(({ tabState }) => ({
    tabState: Object.fromEntries(
      Object.entries(tabState).map(([id, memory]) => {
        const { channels } = memory as Partial<MatrixChoice>;
        if (!isMatrix(id) || channels === undefined) return [id, memory];
        return [id, { ...memory, channels: channels.map((key) => (key === before ? after : key)) }];
      }),
    ),
  }));
}

function isMatrix(tabId: string): boolean {
  return tabId.startsWith('matrix:');
}

function withMemoryRenamed(id: string, memory: Memory, rename: Rename): Memory {
  switch (id.slice(0, id.indexOf(':'))) {
    case 'matrix':
      return withMatrixRenamed(memory, rename);
    case 'channel':
    case 'step':
    case 'partial':
      return withPreviewRenamed(memory, rename);
    default:
      return memory;
  }
}

function withMatrixRenamed(memory: Memory, rename: Rename): Memory {
  // Written by `useMatrixChoice` alone.
  const { channels, samples, recipients } = memory as Partial<MatrixChoice>;
  return {
    ...memory,
    ...(channels === undefined ? {} : { channels: channels.map((key) => channelAfter(key, rename)) }),
    ...(samples === undefined ? {} : { samples: samples.map((key) => sampleAfter(key, rename)) }),
    ...(recipients === undefined ? {} : { recipients: recipients.map((key) => keyOfRecipientAfter(key, rename)) }),
  };
}

function withPreviewRenamed(memory: Memory, rename: Rename): Memory {
  // Columns are written by `CompareSection` alone.
  const { compared } = memory as { compared?: ComparedChoice[] };
  return {
    ...choiceAfter(memory, rename),
    ...(compared === undefined ? {} : { compared: compared.map((column) => choiceAfter(column, rename)) }),
  };
}

function choiceAfter<C extends { sample?: JsonValue; recipient?: JsonValue }>(choice: C, rename: Rename): C {
  const { sample, recipient } = choice;
  return {
    ...choice,
    ...(typeof sample === 'string' ? { sample: sampleAfter(sample, rename) } : {}),
    ...(typeof recipient === 'string' ? { recipient: keyOfRecipientAfter(recipient, rename) } : {}),
  };
}

/** A step's own request goes by its workflow's key too. */
function channelAfter(key: string, { kind, from, to }: Rename): string {
  if (kind === 'channel') return key === from ? to : key;
  const step = kind === 'workflow' ? parseStepKey(key) : null;
  return step?.workflow === from ? stepKey(to, step.ref) : key;
}

function keyOfRecipientAfter(key: string, rename: Rename): string {
  return rename.kind === 'recipient' ? recipientKey(recipientAfter(parseRecipientKey(key), rename)) : key;
}

function sampleAfter(key: string, { kind, from, to }: Rename): string {
  if (kind === 'sample') return key === from ? to : key;
  const choice = kind === 'event-type' ? readSampleKey(key) : null;
  return choice?.eventType === from ? sampleKey({ ...choice, eventType: to }) : key;
}
