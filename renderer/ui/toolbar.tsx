import type { KeyboardEvent, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './toolbar.module.css';

interface ToolbarProps {
  label: string;
  children: ReactNode;
  /** Pushed to the right end. */
  aside?: ReactNode;
  className?: string | undefined;
}

/** One row of controls above a document; arrows move between them, and Tab leads past them. */
export function Toolbar({ label, children, aside, className }: ToolbarProps) {
  return (
    <div
      role="toolbar"
      aria-label={label}
      aria-orientation="horizontal"
      className={classNames(styles.toolbar, className)}
      onKeyDownCapture={moveFocus}
    >
      {children}
      {aside === undefined ? null : (
        <>
          <span className={styles.spring} />
          {aside}
        </>
      )}
    </div>
  );
}

const controls = 'button:not(:disabled), input:not(:disabled), [tabindex="0"]';

/**
 * Not react-aria's toolbar: that takes the arrows from a text field in it, and gives the focus back to what had it last
 * also when another of its controls is clicked.
 */
function moveFocus(event: KeyboardEvent<HTMLDivElement>): void {
  const from = event.target as HTMLElement;
  // Keys in menus that were opened from here come by too, and a text field needs its own.
  if (!event.currentTarget.contains(from) || from.matches('input:not([type="checkbox"])')) return;
  const all = Array.from(event.currentTarget.querySelectorAll<HTMLElement>(controls));
  const index = all.indexOf(from);
  if (event.key === 'ArrowRight') all[(index + 1) % all.length]?.focus();
  else if (event.key === 'ArrowLeft') all.at(index - 1)?.focus();
  else {
    // The browser goes on from there.
    if (event.key === 'Tab') all.at(event.shiftKey ? 0 : -1)?.focus();
    return;
  }
  event.preventDefault();
  event.stopPropagation();
}
