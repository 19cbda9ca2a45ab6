import { Download, LockKeyholeOpen } from 'lucide-react';
import type { ReactElement } from 'react';
import type { AttemptFilter } from '../../../core/contract/index.ts';
import { useApp } from '../../stores/app-context.tsx';
import { deliveries as words } from '../../strings/deliveries.ts';
import { MenuButton } from '../../ui/menu-button.tsx';
import { saveHar } from './save-har.ts';

interface HarMenuProps {
  /** What is saved. */
  filter: AttemptFilter;
  /** Of the file's name. */
  stem: string;
  children: ReactElement;
}

/** A button that saves attempts as an HTTP archive, with or without the values of secrets. */
export function HarMenu({ filter, stem, children }: HarMenuProps) {
  const app = useApp();
  return (
    <MenuButton
      label={words.har}
      entries={[
        {
          id: 'replaced',
          label: words.harReplaced,
          icon: Download,
          onAction: () => void saveHar(app, filter, stem, false),
        },
        {
          id: 'secrets',
          label: words.harWithSecrets,
          icon: LockKeyholeOpen,
          onAction: () => void saveHar(app, filter, stem, true),
        },
      ]}
    >
      {children}
    </MenuButton>
  );
}
