import { type ReactNode, useRef, useState } from 'react';
import { Popover } from 'react-aria-components';
import { classNames } from './class-names.ts';
import styles from './menu.module.css';
import { type MenuEntry, MenuList } from './menu.tsx';

interface ContextMenuProps {
  label: string;
  /** Asked when it opens, so that it speaks of what was clicked; an empty list opens nothing. */
  entries: (target: EventTarget) => readonly MenuEntry[];
  children: ReactNode;
}

/** The right-click menu of what is inside (also Shift+F10 and the menu key). */
export function ContextMenu({ label, entries, children }: ContextMenuProps) {
  const anchor = useRef<HTMLSpanElement>(null);
  const [open, setOpen] = useState<{ x: number; y: number; entries: readonly MenuEntry[] } | null>(null);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the event bubbles up from the items inside, which have roles
    <div
      className={styles.contextArea}
      onContextMenu={(event) => {
        const list = entries(event.target);
        if (list.length === 0) return;
        event.preventDefault();
        const box = (event.target as HTMLElement).getBoundingClientRect();
        // The menu key reports no pointer place: open under the focused item.
        const isFromKeyboard = event.clientX === 0 && event.clientY === 0;
        setOpen({
          x: isFromKeyboard ? box.left + 16 : event.clientX,
          y: isFromKeyboard ? box.bottom : event.clientY,
          entries: list,
        });
      }}
    >
      {children}
      <span ref={anchor} className={styles.anchor} style={{ left: open?.x ?? 0, top: open?.y ?? 0 }} />
      <Popover
        triggerRef={anchor}
        isOpen={open !== null}
        onOpenChange={(isOpen) => !isOpen && setOpen(null)}
        placement="bottom start"
        offset={0}
        className={classNames(styles.popover)}
      >
        <MenuList
          label={label}
          entries={(open?.entries ?? []).map((entry) =>
            entry === 'separator'
              ? entry
              : {
                  ...entry,
                  onAction: () => {
                    setOpen(null);
                    entry.onAction();
                  },
                },
          )}
        />
      </Popover>
    </div>
  );
}
