import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import styles from './empty-state.module.css';

interface EmptyStateAction {
  label: string;
  onPress: () => void;
  icon?: LucideIcon;
}
interface EmptyStateProps {
  /** One sentence: what belongs here and what it is for. */
  sentence: ReactNode;
  /** The one thing to do. */
  action?: EmptyStateAction;
  /** Fills in an example. */
  showMe?: EmptyStateAction;
  icon?: LucideIcon;
}

export function EmptyState({ sentence, action, showMe, icon: Icon }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      {Icon === undefined ? null : <Icon size="1.5rem" strokeWidth={1.5} aria-hidden="true" className={styles.icon} />}
      <p className={styles.sentence}>{sentence}</p>
      {action === undefined && showMe === undefined ? null : (
        <div className={styles.actions}>
          {action === undefined ? null : (
            <Button
              variant="primary"
              onPress={action.onPress}
              {...(action.icon === undefined ? {} : { icon: action.icon })}
            >
              {action.label}
            </Button>
          )}
          {showMe === undefined ? null : <Button onPress={showMe.onPress}>{showMe.label}</Button>}
        </div>
      )}
    </div>
  );
}
