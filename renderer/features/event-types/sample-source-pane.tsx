import { X } from 'lucide-react';
import { useState } from 'react';
import type { CommandError, EventExample, EventType, JsonObject } from '../../../core/contract/index.ts';
import { useApp } from '../../stores/app-context.tsx';
import { toCommandError } from '../../stores/command-failure.ts';
import { eventTypes as words } from '../../strings/event-types.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Loading } from '../../ui/loading.tsx';
import { DeliverySource } from './delivery-source.tsx';
import { isStarter } from './event-type-actions.ts';
import styles from './event-types.module.css';
import { PasteSource } from './paste-source.tsx';
import { RequestSource } from './request-source.tsx';
import { sampleOf } from './samples.ts';

export type SampleSource = 'delivery' | 'receiver' | 'paste';

interface SampleSourcePaneProps {
  source: SampleSource;
  value: EventType;
  onTake(sample: EventExample): void;
  onClose(): void;
}

/** A body whose schema does not tell where the payload is, but whose form does. */
interface EnvelopeOffer {
  name: string;
  whole: string;
  inside: { text: string; pointer: string };
}

const titles = { delivery: words.chooseDelivery, receiver: words.chooseRequest, paste: words.pasteTitle };

/** Where a sample can come from beside the schema: something that was sent, received or copied. */
export function SampleSourcePane({ source, value, onTake, onClose }: SampleSourcePaneProps) {
  const app = useApp();
  const [error, setError] = useState<CommandError | null>(null);
  const [isTaking, setTaking] = useState(false);
  const [offer, setOffer] = useState<EnvelopeOffer | null>(null);
  /** The part of a body that looks like the payload becomes the sample, as it stands there. */
  const take = async (name: string, read: () => Promise<string>): Promise<void> => {
    setError(null);
    setOffer(null);
    setTaking(true);
    try {
      const { text, inside } = await app.engine.call('eventTypes.payloadOf', {
        text: await read(),
        schema: isStarter(value) ? {} : value.schema,
      });
      if (inside === null) onTake(sampleOfText(name, text));
      else setOffer({ name, whole: text, inside });
    } catch (cause) {
      setError(toCommandError(cause));
    } finally {
      setTaking(false);
    }
  };
  return (
    <section className={styles.source} aria-label={titles[source]} data-sample-source={source}>
      <header className={styles.sampleBar}>
        <h3 className={styles.sourceTitle}>{titles[source]}</h3>
        <IconButton icon={X} label={words.cancel} onPress={onClose} />
      </header>
      {error === null ? null : <ErrorNotice title={words.cannotTake} error={error} />}
      {isTaking ? <Loading /> : null}
      {offer === null ? null : (
        <Banner
          tone="info"
          actions={
            <>
              <Button variant="primary" autoFocus onPress={() => onTake(sampleOfText(offer.name, offer.inside.text))}>
                {words.takeInside}
              </Button>
              <Button onPress={() => onTake(sampleOfText(offer.name, offer.whole))}>{words.takeWhole}</Button>
            </>
          }
        >
          {words.looksLikeEnvelope(offer.inside.pointer.slice(1).replaceAll('/', '.'))}
        </Banner>
      )}
      {source === 'delivery' ? (
        <DeliverySource onTake={(read) => void take(words.deliveredSample, read)} />
      ) : source === 'receiver' ? (
        <RequestSource onTake={(read) => void take(words.receivedSample, read)} />
      ) : (
        <PasteSource onTake={(text) => void take(words.pastedSample, () => Promise.resolve(text))} />
      )}
    </section>
  );
}

function sampleOfText(name: string, text: string): EventExample {
  return sampleOf(name, JSON.parse(text) as JsonObject, text);
}
