import type { LucideIcon } from 'lucide-react';
import { Button as AriaButton, type PressEvent } from 'react-aria-components';
import { classNames } from './class-names.ts';
import styles from './icon-button.module.css';
import { Tooltip } from './tooltip.tsx';

export interface IconButtonProps {
  /** What it does; read aloud and shown as the tooltip. */
  label: string;
  icon: LucideIcon;
  onPress?: (event: PressEvent) => void;
  keys?: string | undefined;
  isDisabled?: boolean;
  isPressed?: boolean;
  size?: 'normal' | 'small';
  className?: string | undefined;
  excludeFromTabOrder?: boolean;
}

export function IconButton({
  label,
  icon: Icon,
  keys,
  isPressed,
  size = 'normal',
  className,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip text={label} keys={keys}>
      <AriaButton
        {...rest}
        aria-label={label}
        {...(isPressed === undefined ? {} : { 'aria-pressed': isPressed })}
        className={classNames(styles.button, size === 'small' && styles.small, isPressed && styles.pressed, className)}
      >
        <Icon size={size === 'small' ? '0.875rem' : '1rem'} strokeWidth={1.75} aria-hidden="true" />
      </AriaButton>
    </Tooltip>
  );
}
