import type { Channel } from '../../../core/contract/index.ts';
import type { App } from '../../stores/app.ts';
import { createDocument, freeKey } from '../../stores/document-actions.ts';
import { currentDocument } from '../../stores/document-view.ts';
import { selectDocuments } from '../../stores/documents.ts';
import { channelStudio } from '../../strings/channel-studio.ts';
import { openAtName } from '../open-at-name.ts';
import { starterBodies } from './request/body-formats.ts';

/** Keys are made for a scheme, so that a channel beside others begins with the signing that the first of them has. */
function newChannel(others: readonly Channel[]): Channel {
  const signing = others.find((other) => other.signing !== null)?.signing;
  return {
    name: channelStudio.newChannelName,
    description: '',
    type: 'http',
    request: {
      method: 'post',
      url: '{{ recipient.url }}',
      headers: [{ key: 'content-type', value: 'application/json' }],
      query: [],
      body: starterBodies.json,
    },
    bodyFormat: 'json',
    bodyEncoding: 'exact',
    unknownVariables: 'lenient',
    signing: signing ?? { scheme: { preset: 'standard-webhooks' }, key: '{{ recipient.signing_key }}' },
    policy: { preset: 'knock' },
    conditions: null,
  };
}

export async function addChannel(app: App): Promise<void> {
  const channels = selectDocuments(app.documents.getState(), 'channel');
  await addAndOpen(app, newChannel(channels.map(({ value }) => value)));
}

/** A copy of what the user sees of the channel, what is not saved yet included. */
export async function duplicateChannel(app: App, key: string): Promise<void> {
  const channel = currentDocument(app, 'channel', key);
  if (channel === undefined) return;
  await addAndOpen(app, { ...channel, name: channelStudio.copyName(channel.name) });
}

async function addAndOpen(app: App, channel: Channel): Promise<void> {
  const key = freeKey(app, 'channel', channel.name);
  await createDocument(app, 'channel', key, channel);
  openAtName(app, { kind: 'channel', key }, { section: 'about' });
}

export async function addPartial(app: App): Promise<void> {
  const key = freeKey(app, 'partial', channelStudio.newPartialName);
  await createDocument(app, 'partial', key, { name: channelStudio.newPartialName, content: '' });
  openAtName(app, { kind: 'partial', key });
}
