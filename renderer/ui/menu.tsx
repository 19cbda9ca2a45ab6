import type { LucideIcon } from 'lucide-react';
import { Menu as AriaMenu, Keyboard, MenuItem, Separator, Text } from 'react-aria-components';
import { classNames } from './class-names.ts';
import styles from './menu.module.css';

export interface MenuAction {
  id: string;
  label: string;
  icon?: LucideIcon;
  keys?: string | undefined;
  isDanger?: boolean;
  isDisabled?: boolean;
  isSelected?: boolean;
  onAction: () => void;
}
export type MenuEntry = MenuAction | 'separator';

/** The list inside a menu; use `MenuButton` or `ContextMenu` around it. */
export function MenuList({ label, entries }: { label: string; entries: readonly MenuEntry[] }) {
  return (
    <AriaMenu aria-label={label} className={classNames(styles.menu)}>
      {entries.map((entry, index) =>
        entry === 'separator' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: separators have no identity
          <Separator key={`separator-${index}`} className={classNames(styles.separator)} />
        ) : (
          <MenuItem
            key={entry.id}
            id={entry.id}
            textValue={entry.label}
            isDisabled={entry.isDisabled ?? false}
            onAction={entry.onAction}
            className={classNames(styles.item, entry.isDanger && styles.danger)}
          >
            <span className={styles.icon}>
              {entry.icon === undefined ? null : <entry.icon size="1rem" strokeWidth={1.75} aria-hidden="true" />}
            </span>
            <Text slot="label" className={classNames(styles.label)}>
              {entry.label}
            </Text>
            {entry.isSelected ? <span aria-hidden="true">✓</span> : null}
            {entry.keys === undefined ? null : <Keyboard className={styles.keys}>{entry.keys}</Keyboard>}
          </MenuItem>
        ),
      )}
    </AriaMenu>
  );
}
