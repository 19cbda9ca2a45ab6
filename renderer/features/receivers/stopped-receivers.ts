import { type Receiver, receiverAddress } from '../../../core/contract/index.ts';
import type { ReceiversState } from '../../stores/receivers.ts';

export interface StoppedReceiver {
  key: string;
  name: string;
}

const loopbackHosts = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** The receivers that URLs of this machine lead to and that do not run, by key; without queries it finds the same ones. */
export function stoppedReceiversAt(
  urls: Iterable<string>,
  receivers: readonly { key: string; value: Receiver }[],
  states: ReceiversState['states'],
): readonly StoppedReceiver[] {
  return receiversAt(
    urls,
    receivers.filter(({ key }) => !isUp(states[key]?.status)),
  );
}

/** The receivers that URLs of this machine lead to, by key, whether they run or not. */
export function receiversAt(
  urls: Iterable<string>,
  receivers: readonly { key: string; value: Receiver }[],
): readonly StoppedReceiver[] {
  // A free port is given at the start: nobody can have written it down.
  const byPlace = new Map(
    receivers.flatMap((each) => {
      const place = each.value.port === 0 ? null : placeOf(receiverAddress(each.value, each.value.port));
      return place === null ? [] : [[place, { key: each.key, name: each.value.name }] as const];
    }),
  );
  const found = new Set<StoppedReceiver>();
  for (const url of byPlace.size === 0 ? [] : new Set(urls)) {
    const receiver = byPlace.get(placeOf(url) ?? '');
    if (receiver !== undefined) found.add(receiver);
  }
  return [...found].sort((one, other) => (one.key < other.key ? -1 : 1));
}

function isUp(status: ReceiversState['states'][string]['status'] | undefined): boolean {
  return status === 'running' || status === 'starting';
}

/** Protocol, port and path; null for an address that is not on this machine. */
function placeOf(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, hostname, port, pathname } = new URL(url);
  return loopbackHosts.has(hostname) ? `${protocol}${port}${pathname}` : null;
}
