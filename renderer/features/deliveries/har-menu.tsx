import { Download, LockKeyholeOpen } from 'lucide-react';
import type { ReactElement } from 'react';
import { deliveries as words } from '../../strings/deliveries.ts';
import { MenuButton } from '../../ui/menu-button.tsx';

interface HarMenuProps {
  onExport: (withSecrets: boolean) => Promise<void>;
  children: ReactElement;
}

/** A button that exports attempts as an HTTP archive, with or without the values of secrets. */
export function HarMenu({ onExport, children }: HarMenuProps) {
  const entries = [
    { id: 'replaced', label: words.harReplaced, icon: Download, onAction: () => void onExport(false) },
    { id: 'secrets', label: words.harWithSecrets, icon: LockKeyholeOpen, onAction: () => void onExport(true) },
  ];
  return (
    <MenuButton label={words.har} entries={entries}>
      {children}
    </MenuButton>
  );
}
