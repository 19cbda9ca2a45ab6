import {
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleDot,
  CircleMinus,
  CirclePause,
  CircleX,
  Clock,
  type LucideIcon,
  Send,
} from 'lucide-react';
import { ui } from '../strings/ui.ts';
import { classNames } from './class-names.ts';
import styles from './status-badge.module.css';

export type StatusTone = 'delivered' | 'waiting' | 'undelivered' | 'skipped' | 'in-flight';
export type StatusName = keyof typeof ui.status;

const looks: Record<StatusName, { tone: StatusTone; icon: LucideIcon }> = {
  delivered: { tone: 'delivered', icon: CircleCheck },
  completed: { tone: 'delivered', icon: CircleCheck },
  valid: { tone: 'delivered', icon: CircleCheck },
  running: { tone: 'delivered', icon: CircleDot },
  undelivered: { tone: 'undelivered', icon: CircleX },
  invalid: { tone: 'undelivered', icon: CircleX },
  failed: { tone: 'undelivered', icon: CircleAlert },
  waiting: { tone: 'waiting', icon: Clock },
  retrying: { tone: 'waiting', icon: Clock },
  interrupted: { tone: 'waiting', icon: CirclePause },
  sending: { tone: 'in-flight', icon: Send },
  starting: { tone: 'in-flight', icon: CircleDashed },
  pending: { tone: 'skipped', icon: CircleDashed },
  skipped: { tone: 'skipped', icon: CircleMinus },
  stopped: { tone: 'skipped', icon: CirclePause },
};

interface StatusBadgeProps {
  status: StatusName;
  /** Words instead of the status's own, such as "200 after 2 failures". */
  text?: string;
  /** A tone other than the status's, such as a run that is under way (`in-flight`) rather than a server that is up. */
  tone?: StatusTone;
  isSoft?: boolean;
}

/** An outcome as icon and word; colour only helps. */
export function StatusBadge({ status, text, tone, isSoft = false }: StatusBadgeProps) {
  const look = looks[status];
  const Icon = look.icon;
  return (
    <span className={classNames(styles.badge, styles[tone ?? look.tone], isSoft && styles.soft)}>
      <Icon size="0.875rem" strokeWidth={2} aria-hidden="true" />
      <span className={styles.text}>{text ?? ui.status[status]}</span>
    </span>
  );
}
