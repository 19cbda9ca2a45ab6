import { ChevronDown, ChevronRight, X } from 'lucide-react';
import { useState } from 'react';
import {
  type RecipientReference,
  readRecipientKey,
  recipientKey,
  type SubscriptionRecord,
  withProperties,
} from '../../../core/contract/index.ts';
import { useApp } from '../../stores/app-context.tsx';
import { toCommandError } from '../../stores/command-failure.ts';
import type { Tab } from '../../stores/session.ts';
import { data as words } from '../../strings/data.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { LazyRows } from '../../ui/lazy-rows.tsx';
import { useRemPixels } from '../../ui/rem-pixels.ts';
import { TextField } from '../../ui/text-field.tsx';
import { PropertiesEditor } from '../properties-editor.tsx';
import styles from './data.module.css';
import { subscribe, unsubscribe } from './record-actions.ts';
import { type Page, type Pages, pageSize, usePages } from './use-pages.ts';

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
  const { rows, hasMore, isRead, error, loadMore } = useSubscriptionPages(environment, query);
  const rowHeight = 1.75 * useRemPixels();
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
  return (
    <section className={styles.section} aria-label={title}>
      <h3 className={styles.title}>
        {title}
        {isRead && error === null && rows.length === 0 ? <span className={styles.none}>{none}</span> : null}
      </h3>
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
      {error === null ? null : <ErrorNotice title={words.subscriptionsFailed} error={error} />}
      <div>
        <LazyRows
          rows={rows}
          rowHeight={rowHeight}
          onEnd={hasMore ? loadMore : noMore}
          renderRow={(subscription) => {
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
          }}
        />
      </div>
    </section>
  );
}

const noMore = (): void => undefined;

function useSubscriptionPages(environment: string, query: SubscriptionListProps['query']): Pages<SubscriptionRecord> {
  const { engine } = useApp();
  return usePages(
    environment,
    JSON.stringify([environment, query]),
    async (after): Promise<Page<SubscriptionRecord>> => {
      const offset = Number(after ?? 0);
      const wanted = { environment, ...query, offset, limit: pageSize + 1 };
      const found = await engine.call('subscriptions.list', wanted);
      const entries = found.slice(0, pageSize);
      const end = offset + entries.length;
      return { entries, after: found.length > pageSize ? String(end) : null, total: end };
    },
  );
}
