import { CircleAlert, CircleDashed, CircleDot, CirclePause, Play, Square } from 'lucide-react';
import type { Receiver } from '../../../core/contract/index.ts';
import type { ReceiverState } from '../../stores/receivers.ts';
import { receivers as words } from '../../strings/receivers.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import styles from './receiver-list.module.css';

interface ReceiverRowProps {
  receiver: Receiver;
  state: ReceiverState | undefined;
  onToggle: () => void;
}

const icons = { stopped: CirclePause, starting: CircleDashed, running: CircleDot, failed: CircleAlert };

/** A receiver in the list: how it stands, where it listens, how much came in. */
export function ReceiverRow({ receiver, state, onToggle }: ReceiverRowProps) {
  const status = state?.status ?? 'stopped';
  const Icon = icons[status];
  const received = state?.receivedCount ?? 0;
  const address = `:${receiver.port}${receiver.path}`;
  const detail = state?.url?.replace(/^http:\/\//, '') ?? `${words.status[status]}, ${address}`;
  return (
    <>
      <Icon size="1rem" role="img" aria-label={words.status[status]} className={styles[status]} />
      <span className={styles.texts} title={`${receiver.name}\n${state?.problem ?? detail}`}>
        <span className={styles.name}>{receiver.name}</span>
        <span className={styles.detail}>{detail}</span>
      </span>
      {received === 0 ? null : (
        <span className={styles.count} title={words.counts(received.toLocaleString('en'), state?.invalidCount ?? 0)}>
          {received.toLocaleString('en')}
        </span>
      )}
      <span className={styles.toggle}>
        <IconButton
          size="small"
          icon={isUp(state) ? Square : Play}
          label={`${isUp(state) ? words.stop : words.start} ${receiver.name}`}
          excludeFromTabOrder
          onPress={onToggle}
        />
      </span>
    </>
  );
}

export function isUp(state: ReceiverState | undefined): boolean {
  return state?.status === 'running' || state?.status === 'starting';
}
