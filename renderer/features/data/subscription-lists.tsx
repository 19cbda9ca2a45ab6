import { ChevronDown, ChevronRight, X } from 'lucide-react';
import { useState } from 'react';
import {
  type RecipientReference,
  readRecipientKey,
  recipientKey,
  type SubscriptionRecord,
  withProperties,
} from '../../../core/contract/index.ts';
import { useApp, useDataStore } from '../../stores/app-context.tsx';
import { toCommandError } from '../../stores/command-failure.ts';
import type { Tab } from '../../stores/session.ts';
import { useEngineQuery } from '../../stores/use-engine-query.ts';
import { data as words } from '../../strings/data.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { PropertiesEditor } from '../properties-editor.tsx';
import styles from './data.module.css';
import { subscribe, unsubscribe } from './record-actions.ts';

interface SubscriptionListsProps {
  tab: Tab;
  environment: string;
  reference: RecipientReference;
}

/** What a record is subscribed to, and, where it is an object, who is subscribed to it. */
export function SubscriptionLists({ tab, environment, reference }: SubscriptionListsProps) {
  return (
    <>
      <SubscriptionList
        title={words.subscribedTo}
        none={words.nothing}
        tab={tab}
        environment={environment}
        query={{ recipient: reference }}
        keyOf={({ object }) => recipientKey(object)}
        placeholder={words.objectKey}
        pairOf={(key) => {
          const object = readRecipientKey(key);
          return object === null || typeof object === 'string' ? words.notObject : { object, recipient: reference };
        }}
      />
      {typeof reference === 'string' ? null : (
        <SubscriptionList
          title={words.subscribers}
          none={words.nobody}
          tab={tab}
          environment={environment}
          query={{ object: reference }}
          keyOf={({ recipient }) => recipientKey(recipient)}
          placeholder={words.recipientKey}
          pairOf={(key) => {
            const recipient = readRecipientKey(key);
            return recipient === null ? words.notRecipient : { object: reference, recipient };
          }}
        />
      )}
    </>
  );
}

/** More than these are counted only. */
const shown = 200;

interface SubscriptionListProps {
  title: string;
  /** Said when there are none. */
  none: string;
  tab: Tab;
  environment: string;
  query: Partial<Pick<SubscriptionRecord, 'object' | 'recipient'>>;
  /** The other end of a subscription. */
  keyOf: (subscription: SubscriptionRecord) => string;
  placeholder: string;
  /** The subscription that a typed key means, or why it means none. */
  pairOf: (key: string) => Pick<SubscriptionRecord, 'object' | 'recipient'> | string;
}

function SubscriptionList(props: SubscriptionListProps) {
  const { title, none, tab, environment, query, keyOf, placeholder, pairOf } = props;
  const app = useApp();
  const version = useDataStore((state) => state.versions[environment] ?? 0);
  const found = useEngineQuery('subscriptions.list', { environment, ...query, limit: shown + 1 }, version).data;
  const [opened, setOpened] = useState<string | null>(null);
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const add = async (): Promise<void> => {
    const pair = pairOf(typed.trim());
    if (typeof pair === 'string') return setProblem(pair);
    try {
      if (await subscribe(app, environment, pair.object, pair.recipient)) setTyped('');
      else setProblem(words.isSubscribed);
    } catch (cause) {
      setProblem(toCommandError(cause).message);
    }
  };
  const subscriptions = (found ?? []).slice(0, shown);
  return (
    <section className={styles.section} aria-label={title}>
      <h3 className={styles.title}>
        {title}
        {found?.length === 0 ? <span className={styles.none}>{none}</span> : null}
      </h3>
      {subscriptions.map((subscription) => {
        const key = keyOf(subscription);
        const id = `${recipientKey(subscription.recipient)} ${recipientKey(subscription.object)}`;
        const count = Object.keys(subscription.properties ?? {}).length;
        return (
          <div key={id}>
            <div className={styles.subscription}>
              <Button
                variant="quiet"
                icon={opened === id ? ChevronDown : ChevronRight}
                onPress={() => setOpened(opened === id ? null : id)}
              >
                <code>{key}</code>
                {count === 0 ? null : <span className={styles.none}>{words.propertyCount(count)}</span>}
              </Button>
              <IconButton
                size="small"
                icon={X}
                label={words.unsubscribe(key)}
                onPress={() => void unsubscribe(app, environment, subscription)}
              />
            </div>
            {opened === id ? (
              <PropertiesEditor
                memory={{ tabId: tab.id, name: `${environment}/${id}` }}
                title={words.subscriptionProperties(
                  recipientKey(subscription.recipient),
                  recipientKey(subscription.object),
                )}
                hint={words.subscriptionHint}
                properties={subscription.properties}
                propertiesText={subscription.propertiesText}
                isNullable
                label={words.editLabel(id)}
                write={async (properties) => {
                  const changed = withProperties(subscription, properties);
                  await app.engine.call('subscriptions.put', { environment, subscription: changed });
                }}
              />
            ) : null}
          </div>
        );
      })}
      {(found?.length ?? 0) > shown ? <p className={styles.none}>{words.more(shown)}</p> : null}
      <div className={styles.add}>
        <TextField
          label={`${title}: ${placeholder}`}
          isLabelHidden
          isMono
          placeholder={placeholder}
          value={typed}
          error={problem}
          onChange={(text) => {
            setTyped(text);
            setProblem(undefined);
          }}
          onEnter={() => void add()}
        />
        <Button onPress={() => void add()} isDisabled={typed.trim() === ''}>
          {words.subscribe}
        </Button>
      </div>
    </section>
  );
}
