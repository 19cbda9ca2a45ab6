import { type Channel, channelOfStep, isChannelStep, stepKey } from '../../model/index.ts';
import type { Workspace } from '../../workspace/index.ts';
import { type PlaceFinding, placeFindings, pointerInStep } from './finding-place.ts';

/** Something of the workspace that renders to a request. */
export interface RequestSource {
  document: { kind: 'channel' | 'step'; key: string };
  /** As it is sent with: of a step's request all but the request is its channel's. */
  channel: Channel;
  /** The workflow it belongs to; null = a channel belongs to none. */
  workflow: string | null;
  /** Tells where in the workspace's files what is found in it is to be mended. */
  places(): Promise<PlaceFinding>;
}

/** Every channel, then every request that a step has of its own, in the order of keys. */
export function requestSources(workspace: Workspace): RequestSource[] {
  const documents = workspace.documents();
  const root = workspace.info().path;
  const channels = documents.flatMap(({ kind, key, value }): RequestSource[] => {
    if (kind !== 'channel') return [];
    const places = () =>
      placeFindings(root, `channels/${key}/channel.json`, [...requestFields(value), ...signingFields(value)]);
    return [{ document: { kind, key }, channel: value, workflow: null, places }];
  });
  const steps = documents.flatMap(({ kind, key, value }): RequestSource[] => {
    if (kind !== 'workflow') return [];
    return value.steps.flatMap((step, index): RequestSource[] => {
      const sent = isChannelStep(step) ? workspace.get('channel', step.channel_key)?.value : undefined;
      const own = sent === undefined || !isChannelStep(step) ? null : channelOfStep(sent, step);
      if (own === null) return [];
      const file = `workflows/${key}/workflow.json`;
      const places = () => placeFindings(root, file, requestFields(own), pointerInStep(index));
      // What is found in the signing key is said of the channel.
      const channel = { ...own, signing: null };
      return [{ document: { kind: 'step', key: stepKey(key, step.ref) }, channel, workflow: key, places }];
    });
  });
  return [...channels, ...steps];
}

function requestFields({ request }: Channel): string[] {
  const rows = (['headers', 'query'] as const).flatMap((group) =>
    request[group].map((_, index) => `${group}.${index}`),
  );
  return ['url', 'body', ...rows];
}

function signingFields({ signing }: Channel): string[] {
  const previous = (signing?.previousKeys ?? []).flatMap((_, index) => [
    `signing.previousKeys.${index}.key`,
    `signing.previousKeys.${index}.validUntil`,
  ]);
  return ['signing.key', ...previous];
}
