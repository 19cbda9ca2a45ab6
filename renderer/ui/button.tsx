import type { LucideIcon } from 'lucide-react';
import { Button as AriaButton, type PressEvent } from 'react-aria-components';
import styles from './button.module.css';
import { classNames } from './class-names.ts';
import { Tooltip } from './tooltip.tsx';

export interface ButtonProps {
  children: React.ReactNode;
  onPress?: (event: PressEvent) => void;
  /** `primary`: the one thing to do here · `plain`: bordered · `quiet`: text only · `danger`: cannot be undone. */
  variant?: 'primary' | 'plain' | 'quiet' | 'danger';
  icon?: LucideIcon;
  isDisabled?: boolean;
  /** Under way: it stays where it is and cannot be pressed again. */
  isPending?: boolean;
  type?: 'button' | 'submit';
  /** More than the text says, such as the shortcut. */
  tooltip?: string | undefined;
  keys?: string | undefined;
  autoFocus?: boolean;
  className?: string | undefined;
}

export function Button(props: ButtonProps) {
  const { children, variant = 'plain', icon: Icon, tooltip, keys, className, onPress, ...rest } = props;
  const button = (
    <AriaButton
      {...rest}
      {...(onPress === undefined ? {} : { onPress })}
      className={classNames(styles.button, styles[variant], className)}
    >
      {Icon === undefined ? null : <Icon size="1rem" strokeWidth={1.75} aria-hidden="true" />}
      {typeof children === 'string' ? <span className={styles.text}>{children}</span> : children}
    </AriaButton>
  );
  return tooltip === undefined && keys === undefined ? (
    button
  ) : (
    <Tooltip text={tooltip ?? (typeof children === 'string' ? children : '')} keys={keys}>
      {button}
    </Tooltip>
  );
}
