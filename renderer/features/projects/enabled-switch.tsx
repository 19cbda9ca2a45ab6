import { exactProperties, mergeExact, withProperties } from '../../../core/contract/index.ts';
import { useApp, useEnvironment } from '../../stores/app-context.tsx';
import { attempt } from '../../stores/attempt.ts';
import type { WebhookRow } from '../../stores/data.ts';
import { projects as words } from '../../strings/projects.ts';
import { Switch } from '../../ui/switch.tsx';
import { nameOfWebhook, saveWebhook, webhookRowId } from './webhook-actions.ts';

/** Turns a webhook on and off from its row. */
export function EnabledSwitch({ projectId, row }: { projectId: string; row: WebhookRow }) {
  const app = useApp();
  const environment = useEnvironment();
  const { object } = row;
  return (
    <Switch
      label={words.enable(nameOfWebhook(object))}
      isLabelHidden
      isSelected={object.properties.enabled !== false}
      onChange={(enabled) =>
        void attempt(
          app,
          () =>
            saveWebhook(
              app,
              { environment, projectId },
              object,
              withProperties(object, mergeExact(exactProperties(object), { enabled })),
            ),
          webhookRowId(projectId, object.id),
        )
      }
    />
  );
}
