import { Play, Radio, Square } from 'lucide-react';
import type { Receiver } from '../../../core/contract/index.ts';
import type { ReceiverState } from '../../stores/receivers.ts';
import { receivers as words } from '../../strings/receivers.ts';
import { classNames } from '../../ui/class-names.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import styles from './receiver-list.module.css';

interface ReceiverRowProps {
  receiver: Receiver;
  state: ReceiverState | undefined;
  onToggle: () => void;
}

/** Name and state of a receiver, with the button that starts or stops it. */
export function ReceiverRow({ receiver, state, onToggle }: ReceiverRowProps) {
  const status = state?.status ?? 'stopped';
  const isRunning = status === 'running' || status === 'starting';
  const detail = state?.problem ?? `${words.status[status]} · :${receiver.port}${receiver.path}`;
  return (
    <>
      <Radio size="1rem" strokeWidth={1.5} aria-hidden="true" className={classNames(styles[status])} />
      <span className={styles.texts}>
        <span className={styles.name} title={receiver.name}>
          {receiver.name}
        </span>
        <span className={styles.detail} title={detail}>
          {detail}
        </span>
      </span>
      {state === undefined || state.receivedCount === 0 ? null : (
        <span className={styles.count}>{state.receivedCount.toLocaleString('en')}</span>
      )}
      <span className={styles.toggle}>
        <IconButton
          size="small"
          icon={isRunning ? Square : Play}
          label={isRunning ? words.stopOne(receiver.name) : words.startOne(receiver.name)}
          excludeFromTabOrder
          onPress={onToggle}
        />
      </span>
    </>
  );
}
