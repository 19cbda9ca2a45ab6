import { Plus, Radio } from 'lucide-react';
import type { ObjectRecord } from '../../../core/contract/index.ts';
import { useApp, useReceivers } from '../../stores/app-context.tsx';
import { attempt } from '../../stores/attempt.ts';
import { useDocumentList } from '../../stores/use-document.ts';
import { projects as words } from '../../strings/projects.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import type { MenuEntry } from '../../ui/menu.tsx';
import { MenuButton } from '../../ui/menu-button.tsx';
import { addReceiverFor, receiverUrl } from '../receivers/receiver-actions.ts';
import { shortAddress } from '../receivers/short-address.ts';
import { signingKeyProperty } from './webhook-model.ts';

interface ReceiverUrlMenuProps {
  webhook: ObjectRecord;
  name: string;
  chosen: string;
  onChoose: (url: string) => void;
}

/** Gives the URL of one of the workspace's receivers, or of a new one for the webhook. */
export function ReceiverUrlMenu({ webhook, name, chosen, onChoose }: ReceiverUrlMenuProps) {
  const app = useApp();
  const receivers = useDocumentList('receiver');
  const states = useReceivers(({ states: all }) => all);
  const known = receivers.flatMap(({ key, value }): MenuEntry[] => {
    const url = receiverUrl(value, states[key]?.url ?? null);
    if (url === null) return [];
    const label = words.receiverAt(value.name, shortAddress(url));
    return [{ id: key, label, isSelected: url === chosen, onAction: () => onChoose(url) }];
  });
  const add = (): Promise<void> =>
    attempt(app, async () => {
      const key = webhook.properties[signingKeyProperty];
      const signingKey = typeof key === 'string' ? key : '';
      onChoose(await addReceiverFor(app, { name, keyProperty: signingKeyProperty, signingKey }));
    });
  const entries: MenuEntry[] = [
    ...known,
    ...(known.length === 0 ? [] : (['separator'] as const)),
    // No key of a document begins with a colon.
    { id: ':new', label: words.newReceiverFor, icon: Plus, onAction: () => void add() },
  ];
  return (
    <MenuButton label={words.useReceiver} entries={entries}>
      <IconButton icon={Radio} label={words.useReceiver} />
    </MenuButton>
  );
}
