import { CircleAlert, CircleDashed, CircleDot, CirclePause, Play, Square } from 'lucide-react';
import { type Receiver, receiverAddress } from '../../../core/contract/index.ts';
import type { ReceiverState } from '../../stores/receivers.ts';
import { receivers as words } from '../../strings/receivers.ts';
import styles from './receiver-list.module.css';
import { shortAddress } from './short-address.ts';

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
  const Toggle = isUp(state) ? Square : Play;
  const received = state?.receivedCount ?? 0;
  // While it runs, the path is that of the form it was started with.
  const address = shortAddress(state?.url ?? receiverAddress(receiver, receiver.port));
  return (
    <>
      <Icon size="1rem" role="img" aria-label={words.status[status]} className={styles[status]} />
      <span className={styles.texts} title={`${receiver.name}\n${state?.problem ?? state?.url ?? address}`}>
        <span className={styles.name}>{receiver.name}</span>
        <span className={styles.detail}>{status === 'failed' ? `${words.status.failed}, ${address}` : address}</span>
      </span>
      {received === 0 ? null : (
        <span className={styles.count} title={words.counts(received.toLocaleString('en'), state?.invalidCount ?? 0)}>
          {received.toLocaleString('en')}
        </span>
      )}
      {/* For the pointer alone: a list's option must not hold controls, and the row's menu has the same for the keyboard. */}
      <span
        aria-hidden="true"
        className={styles.toggle}
        title={`${isUp(state) ? words.stop : words.start} ${receiver.name}`}
        onPointerDown={(event) => event.stopPropagation()}
        onClick={(event) => {
          event.stopPropagation();
          onToggle();
        }}
      >
        <Toggle size="0.875rem" />
      </span>
    </>
  );
}

export function isUp(state: ReceiverState | undefined): boolean {
  return state?.status === 'running' || state?.status === 'starting';
}
