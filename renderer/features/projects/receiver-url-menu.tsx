import { Radio } from 'lucide-react';
import type { Receiver } from '../../../core/contract/index.ts';
import { useReceivers } from '../../stores/app-context.tsx';
import { useDocumentList } from '../../stores/use-document.ts';
import { projects as words } from '../../strings/projects.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { MenuButton } from '../../ui/menu-button.tsx';

/** Gives the URL of one of the workspace's receivers. Nothing when there is none whose URL is known. */
export function ReceiverUrlMenu({ onChoose }: { onChoose: (url: string) => void }) {
  const receivers = useDocumentList('receiver');
  const states = useReceivers(({ states: all }) => all);
  const entries = receivers.flatMap(({ key, value }) => {
    const url = urlOf(value, states[key]?.url ?? null);
    return url === null ? [] : [{ id: key, label: words.receiverAt(value.name, url), onAction: () => onChoose(url) }];
  });
  if (entries.length === 0) return null;
  return (
    <MenuButton label={words.useReceiver} entries={entries}>
      <IconButton icon={Radio} label={words.useReceiver} />
    </MenuButton>
  );
}

/** Where the receiver is or will be; null for one that takes any free port when it starts. */
function urlOf({ port, path }: Receiver, runningUrl: string | null): string | null {
  if (runningUrl !== null) return runningUrl;
  return port === 0 ? null : `http://127.0.0.1:${port}${path}`;
}
