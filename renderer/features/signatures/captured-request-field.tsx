import { useEffect, useMemo, useState } from 'react';
import type { ReceivedSummary } from '../../../core/contract/index.ts';
import { useApp, useReceivers } from '../../stores/app-context.tsx';
import { useDocumentList } from '../../stores/use-document.ts';
import { signatures } from '../../strings/signatures.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { fromCaptured, labForm } from './lab-form.ts';

const perReceiver = 10;
/** While requests pour in, the list is read at most this often. */
const readDelayMs = 150;

/** The newest captured requests of all receivers, to take one into the form. */
export function CapturedRequestField() {
  const { engine, documents } = useApp();
  const receivers = useDocumentList('receiver');
  const keys = useMemo(() => receivers.map(({ key }) => key), [receivers]);
  const live = useReceivers((state) => state.live);
  const [requests, setRequests] = useState<readonly ReceivedSummary[]>([]);

  // The engine keeps what was captured; what comes in live only says that it is time to ask again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: live is what makes it ask again
  useEffect(() => {
    let isCurrent = true;
    const read = async (): Promise<void> => {
      const pages = await Promise.all(
        keys.map((receiver) =>
          engine.call('receivers.requests', { receiver, beforeNumber: null, limit: perReceiver }).catch(() => null),
        ),
      );
      if (!isCurrent) return;
      const all = pages.flatMap((page) => page?.requests ?? []);
      setRequests(all.sort((a, b) => b.receivedAtMs - a.receivedAtMs));
    };
    const timer = setTimeout(() => void read(), readDelayMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [engine, keys, live]);

  const take = async (id: string) => {
    const request = await engine.call('receivers.request', { id });
    const receiver = receivers.find(({ key }) => key === request.receiver);
    const scheme = receiver?.value.verification?.scheme;
    const key = literalKey(receiver?.value.verification?.key);
    labForm.setState((form) => ({
      ...fromCaptured(form, request),
      schemeId: scheme !== undefined && 'preset' in scheme ? scheme.preset : form.schemeId,
      keys: key === null ? form.keys : [key],
    }));
  };
  const nameOf = (key: string) => documents.getState().byId[`receiver/${key}`]?.key ?? key;

  return (
    <SelectField
      label={signatures.captured}
      options={requests.map((request) => ({
        id: request.id,
        label: signatures.capturedLabel(nameOf(request.receiver), request.number, request.target),
      }))}
      value={null}
      placeholder={requests.length === 0 ? signatures.capturedNone : signatures.capturedPlaceholder}
      isDisabled={requests.length === 0}
      onChange={(id) => void take(id)}
    />
  );
}

/** A key that stands in the receiver itself; a reference to a variable is not the key. */
function literalKey(key: string | undefined): string | null {
  return key === undefined || key === '' || /^\{\{.*\}\}$/.test(key.trim()) ? null : key;
}
