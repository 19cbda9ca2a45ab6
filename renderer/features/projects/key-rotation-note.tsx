import { useState } from 'react';
import type { ObjectRecord } from '../../../core/contract/index.ts';
import type { App } from '../../stores/app.ts';
import { useApp } from '../../stores/app-context.tsx';
import { withTabState } from '../../stores/session.ts';
import { useDocumentList } from '../../stores/use-document.ts';
import { projects as words } from '../../strings/projects.ts';
import { Button } from '../../ui/button.tsx';
import { formatExact } from '../../ui/format.ts';
import { useLabSchemes } from '../signatures/use-lab-scheme.ts';
import { type ChannelOfKey, channelsOfKey, rotationOf } from './key-rotation.ts';
import styles from './key-rotation-note.module.css';
import { endKeyRotation } from './signing-key-actions.ts';
import type { WebhookPlace } from './webhook-actions.ts';

const toTheMinute = '2026-03-04 12:00'.length;

/** While a webhook's key is being replaced: until when, who signs with the old one too, and the button that ends it. */
export function KeyRotationNote({ place, object }: { place: WebhookPlace; object: ObjectRecord }) {
  const app = useApp();
  const [isEnding, setEnding] = useState(false);
  const channels = channelsOfKey(useDocumentList('channel'), useLabSchemes());
  const rotation = rotationOf(object, Date.now());
  if (rotation === null) return null;
  const { validUntilMs, isOver } = rotation;
  const end = async (): Promise<void> => {
    setEnding(true);
    try {
      await endKeyRotation(app, place, object);
      app.toast(words.rotationEnded);
    } catch (cause) {
      app.fail(words.rotationEndFailed, cause);
    } finally {
      setEnding(false);
    }
  };
  return (
    <section className={styles.note} aria-label={words.rotation}>
      <p>
        {words.rotationUntil(validUntilMs === null ? null : formatExact(validUntilMs).slice(0, toTheMinute), isOver)}
      </p>
      {isOver ? null : <ChannelLines channels={channels} />}
      <Button isPending={isEnding} onPress={() => void end()}>
        {words.endRotation}
      </Button>
    </section>
  );
}

function ChannelLines({ channels }: { channels: readonly ChannelOfKey[] }) {
  const app = useApp();
  if (channels.length === 0) return <p className={styles.warning}>{words.noChannelOfKey}</p>;
  return (
    <ul className={styles.channels}>
      {channels.map(({ key, name, use }) => (
        <li key={key} className={use === 'signs' ? undefined : styles.warning}>
          {words.oldKeyUse[use](name)}{' '}
          {use === 'unread' ? (
            <Button variant="quiet" onPress={() => openSigning(app, key)}>
              {words.openSigning}
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function openSigning(app: App, channel: string): void {
  app.openTab({ kind: 'channel', key: channel });
  const { activeTabId } = app.session.getState();
  if (activeTabId !== null) {
    app.session.setState((session) => withTabState(session, activeTabId, { section: 'signing' }));
  }
}
