import type { ReceiverState } from '../../stores/receivers.ts';
import { receivers as words } from '../../strings/receivers.ts';
import { Banner } from '../../ui/banner.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';

/** Under the list: what came to the receiver's port and is in no list, so that a wrong path is not taken for silence. */
export function MissedLine({ missed }: { missed: NonNullable<ReceiverState['missed']> }) {
  const { method, target, count, atMs } = missed;
  return (
    <Banner tone="warning">
      {words.missed[missed.reason]}
      {method === null ? null : (
        <>
          {' '}
          <code>
            {method} {target}
          </code>
          ,
        </>
      )}{' '}
      <RelativeTime timeMs={atMs} />
      {count === 1 ? null : words.missedCount(count.toLocaleString('en'))}.
    </Banner>
  );
}
