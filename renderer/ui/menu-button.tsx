import type { ReactElement } from 'react';
import { MenuTrigger, Popover } from 'react-aria-components';
import { classNames } from './class-names.ts';
import styles from './menu.module.css';
import { type MenuEntry, MenuList } from './menu.tsx';

/** A button of ours (`Button`, `IconButton`) that opens a menu. */
export function MenuButton({
  label,
  entries,
  children,
}: {
  label: string;
  entries: readonly MenuEntry[];
  children: ReactElement;
}) {
  return (
    <MenuTrigger>
      {children}
      <Popover className={classNames(styles.popover)} offset={2}>
        <MenuList label={label} entries={entries} />
      </Popover>
    </MenuTrigger>
  );
}
