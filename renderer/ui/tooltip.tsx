import type { ReactElement } from 'react';
import { Tooltip as AriaTooltip, type TooltipProps as AriaTooltipProps, TooltipTrigger } from 'react-aria-components';
import { classNames } from './class-names.ts';
import styles from './tooltip.module.css';

interface TooltipProps {
  text: string;
  /** The shortcut, as `keysText()` writes it. */
  keys?: string | undefined;
  placement?: AriaTooltipProps['placement'];
  /** A button of React Aria; a plain element must be wrapped in `TextTooltip`. */
  children: ReactElement;
}

/** What a control does, shown after a short rest of the pointer or on keyboard focus. */
export function Tooltip({ text, keys, placement = 'bottom', children }: TooltipProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      {children}
      <AriaTooltip className={classNames(styles.tooltip)} placement={placement} offset={4}>
        {text}
        {keys === undefined ? null : <kbd className={styles.keys}>{keys}</kbd>}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
