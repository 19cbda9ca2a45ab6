import { useEffect } from 'react';
import type { Channel, TemplateDiagnostic } from '../../../core/contract/index.ts';
import { ConditionsEditor } from '../../conditions/conditions-editor.tsx';
import { useApp, useCatalogue } from '../../stores/app-context.tsx';
import type { Tab } from '../../stores/session.ts';
import { useDocument } from '../../stores/use-document.ts';
import { useTabState } from '../../stores/use-tab-state.ts';
import { channelStudio } from '../../strings/channel-studio.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { AboutForm } from './about-form.tsx';
import { BodyEditor } from './body-editor.tsx';
import styles from './channel-document.module.css';
import { PolicyForm } from './policy-form.tsx';
import { PreviewChoiceLine } from './preview-choice-line.tsx';
import { releaseClosedEditors } from './release-closed-editors.ts';
import { RequestLine } from './request-line.tsx';
import { RowsEditor } from './rows-editor.tsx';
import { SigningForm } from './signing-form.tsx';
import { useLivePreview } from './use-preview.ts';
import { usePreviewContext } from './use-preview-context.ts';
import { useTemplateContext } from './use-template-context.ts';

const noDiagnostics: readonly TemplateDiagnostic[] = [];

type Section = 'body' | 'headers' | 'query' | 'signing' | 'policy' | 'conditions' | 'about';

/** The studio: the request template with everything that decides how it is sent; the preview is in the right pane. */
export function ChannelDocument({ tab }: { tab: Tab }) {
  const app = useApp();
  useEffect(() => releaseClosedEditors(app.session), [app]);
  const channel = useDocument('channel', tab.key);
  const choice = usePreviewContext(tab.id, tab.key);
  const preview = useLivePreview(tab.key, channel.value, choice.context, choice.version);
  const [section, setSection] = useTabState<Section>(tab.id, 'section', 'body');
  const catalogue = useCatalogue();
  const templateContext = useTemplateContext(choice.context, choice.version);

  if (channel.status === 'missing') return <EmptyState sentence={channelStudio.notFound(tab.key)} />;
  const { value } = channel;
  if (value === undefined || catalogue === null) return null;

  const diagnostics = preview.latest?.diagnostics ?? noDiagnostics;
  const countOf = (prefix: string) =>
    diagnostics.filter(({ field, severity }) => severity === 'error' && field.startsWith(prefix)).length;
  const update = (patch: Partial<Channel>) => channel.update(patch);
  const updateRequest = (patch: Partial<Channel['request']>) =>
    channel.update((current) => ({ ...current, request: { ...current.request, ...patch } }));
  const shared = {
    channelKey: tab.key,
    value,
    diagnostics,
    templateContext,
    update,
    updateRequest,
    flush: channel.flush,
  };

  return (
    <div className={styles.document}>
      <RequestLine {...shared} urlIssue={channel.issueAt('request.url')} />
      <PreviewChoiceLine choice={choice} />
      <Tabs<Section>
        label={channelStudio.sections}
        selected={section}
        onSelect={setSection}
        className={styles.sections}
        items={[
          { id: 'body', label: channelStudio.body, errorCount: countOf('body'), content: <BodyEditor {...shared} /> },
          {
            id: 'headers',
            label: channelStudio.headers,
            count: value.request.headers.length,
            errorCount: countOf('headers'),
            content: <RowsEditor {...shared} part="headers" />,
          },
          {
            id: 'query',
            label: channelStudio.query,
            count: value.request.query.length,
            errorCount: countOf('query'),
            content: <RowsEditor {...shared} part="query" />,
          },
          {
            id: 'signing',
            label: channelStudio.signing,
            errorCount: countOf('signing'),
            content: <SigningForm {...shared} catalogue={catalogue} issueAt={channel.issueAt} />,
          },
          {
            id: 'policy',
            label: channelStudio.policy,
            content: <PolicyForm {...shared} catalogue={catalogue} />,
          },
          {
            id: 'conditions',
            label: channelStudio.conditions,
            content: (
              <div className={styles.form}>
                <ConditionsEditor
                  label={channelStudio.conditions}
                  hint={channelStudio.conditionsHint}
                  value={value.conditions}
                  onChange={(conditions) => update({ conditions })}
                />
              </div>
            ),
          },
          {
            id: 'about',
            label: channelStudio.settings,
            content: <AboutForm {...shared} issueAt={channel.issueAt} />,
          },
        ]}
      />
    </div>
  );
}
