import { expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { JsonValue, Rename } from '../../../../core/contract/index.ts';
import { followStepRef } from '../../../../renderer/features/channel-studio/follow-rename.ts';
import { feature } from '../../../../renderer/features/channel-studio/index.ts';
import type { App } from '../../../../renderer/stores/app.ts';
import { initialSession } from '../../../../renderer/stores/session.ts';

const matrix = {
  channels: ['orders', 'billing/http_1'],
  samples: ['order.paid', 'order.paid/Large', 'order.paid.late/Large'],
  recipients: ['project_webhooks/prod-hook'],
};
const choice = { sample: 'order.paid/Large', recipient: 'project_webhooks/prod-hook' };
/** With a column of the same choice beside it, and one of nobody. */
const previewOf = (chosen: typeof choice) => ({
  ...chosen,
  section: 'body',
  compared: [chosen, { recipient: null, sample: null }],
});
const preview = previewOf(choice);

/** What is remembered of the matrix and of a channel once these were renamed, one after the other. */
function after(...renames: readonly Rename[]) {
  const tabState: Record<string, Record<string, JsonValue>> = {
    'matrix:': matrix,
    'channel:orders': preview,
    'event-type:order.paid': { sample: 'Large' },
  };
  const session = createStore(() => ({ ...initialSession, tabState }));
  const app = { session } as unknown as App;
  for (const rename of renames) feature.onRenamed?.(app, rename);
  const { 'matrix:': kept, 'channel:orders': shown, ...others } = session.getState().tabState;
  expect(others).toEqual({ 'event-type:order.paid': { sample: 'Large' } });
  return { matrix: kept, preview: shown };
}

it('what the matrix goes over follows a renamed channel, and the workflow of a step', () => {
  const renames: Rename[] = [
    { kind: 'channel', from: 'orders', to: 'sales' },
    { kind: 'workflow', from: 'billing', to: 'invoices' },
  ];
  expect(after(...renames)).toEqual({ matrix: { ...matrix, channels: ['sales', 'invoices/http_1'] }, preview });
});

it('it follows a renamed event type and a sample of it, and so does the preview', () => {
  const renames: Rename[] = [
    { kind: 'event-type', from: 'order.paid', to: 'order.settled' },
    { kind: 'sample', from: 'order.settled/Large', to: 'order.settled/Very large' },
  ];
  expect(after(...renames)).toEqual({
    matrix: { ...matrix, samples: ['order.settled', 'order.settled/Very large', 'order.paid.late/Large'] },
    preview: previewOf({ ...choice, sample: 'order.settled/Very large' }),
  });
});

it('it stays as it is when anything else is renamed', () => {
  const renames: Rename[] = [
    { kind: 'workflow', from: 'orders', to: 'other' },
    { kind: 'channel', from: 'order.paid', to: 'other' },
    { kind: 'sample', from: 'order.void/Large', to: 'order.void/Small' },
  ];
  expect(after(...renames)).toEqual({ matrix, preview });
});

it('recipients follow an object of the chosen environment to its new id', () => {
  const given = { kind: 'recipient', collection: 'project_webhooks', from: 'prod-hook', to: 'production' } as const;
  const { environment } = initialSession;
  expect(after({ ...given, environment })).toEqual({
    matrix: { ...matrix, recipients: ['project_webhooks/production'] },
    preview: previewOf({ ...choice, recipient: 'project_webhooks/production' }),
  });
  expect(after({ ...given, environment: 'another' })).toEqual({ matrix, preview });
});

it('what the matrix goes over follows the ref of a step', () => {
  const tabState = { 'matrix:': matrix, 'channel:orders': { channels: ['billing/http_1'] } };
  const session = createStore(() => ({ ...initialSession, tabState }));
  const app = { session } as unknown as App;
  followStepRef(app, 'billing', 'http_1', 'send');
  followStepRef(app, 'other', 'send', 'never');
  expect(session.getState().tabState).toEqual({
    'matrix:': { ...matrix, channels: ['orders', 'billing/send'] },
    'channel:orders': { channels: ['billing/http_1'] },
  });
});
