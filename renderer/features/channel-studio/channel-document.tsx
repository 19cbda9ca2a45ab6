import { memo, type ReactNode, useEffect, useMemo } from 'react';
import { ConditionsEditor } from '../../conditions/conditions-editor.tsx';
import type { TemplateContext } from '../../editor/template-context.ts';
import { useApp, useCatalogue } from '../../stores/app-context.tsx';
import type { Tab } from '../../stores/session.ts';
import { useDocumentPart, useDocumentStatus } from '../../stores/use-document.ts';
import { useTabState } from '../../stores/use-tab-state.ts';
import { channelStudio } from '../../strings/channel-studio.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { AboutForm } from './about-form.tsx';
import { BodyEditor } from './body-editor.tsx';
import styles from './channel-document.module.css';
import type { SectionPart } from './channel-part.ts';
import { CompareSection } from './compare-section.tsx';
import { PolicyForm } from './policy-form.tsx';
import { PreviewChoiceLine } from './preview-choice-line.tsx';
import { releaseClosedEditors } from './release-closed-editors.ts';
import { RequestLine } from './request-line.tsx';
import { RowsEditor } from './rows-editor.tsx';
import { SigningForm } from './signing-form.tsx';
import { useChannelCheck } from './use-channel-check.ts';
import { useChannelPart } from './use-channel-part.ts';
import { useErrorCount, useLivePreview } from './use-preview.ts';
import { usePreviewContext } from './use-preview-context.ts';
import { useTemplateContext } from './use-template-context.ts';

type Section = 'body' | 'headers' | 'query' | 'signing' | 'policy' | 'conditions' | 'compare' | 'about';
type PartSection = Exclude<Section, 'compare' | 'body'>;

/** What each section shows. Fixed functions: see `ChannelSection`. */
const sections: Record<PartSection, (part: SectionPart) => ReactNode> = {
  headers: (part) => <RowsEditor {...part} part="headers" />,
  query: (part) => <RowsEditor {...part} part="query" />,
  signing: (part) => <SigningForm {...part} />,
  policy: (part) => <PolicyForm {...part} />,
  conditions: ({ value, update }) => (
    <div className={styles.form}>
      <ConditionsEditor
        label={channelStudio.conditions}
        hint={channelStudio.conditionsHint}
        value={value.conditions}
        onChange={(conditions) => update({ conditions })}
      />
    </div>
  ),
  about: (part) => <AboutForm {...part} />,
};

/** The studio: the request template with everything that decides how it is sent; the preview is in the right pane. */
export function ChannelDocument({ tab }: { tab: Tab }) {
  const app = useApp();
  useEffect(() => releaseClosedEditors(app.session), [app]);
  const choice = usePreviewContext(tab.id, tab.key);
  const templateContext = useTemplateContext(choice.context, choice.version);
  useLivePreview(tab.key, choice.context, choice.version);
  useChannelCheck(tab.key, choice.context, choice.version);
  const [section, setSection] = useTabState<Section>(tab.id, 'section', 'body');

  // Parts alone: a key typed into the body must not render what is around the editor.
  const status = useDocumentStatus('channel', tab.key);
  const headerCount = useDocumentPart('channel', tab.key, ({ request }) => request.headers.length);
  const queryCount = useDocumentPart('channel', tab.key, ({ request }) => request.query.length);
  const bodyErrors = useErrorCount(tab.key, 'body');
  const headerErrors = useErrorCount(tab.key, 'headers');
  const queryErrors = useErrorCount(tab.key, 'query');
  const signingErrors = useErrorCount(tab.key, 'signing');
  // Kept while it stays the same: React then passes over the tabs when a key changes nothing but a section's content.
  const tabs = useMemo(() => {
    const item = (
      id: PartSection,
      label: string,
      counts: { count?: number | undefined; errorCount?: number } = {},
    ) => ({
      id,
      label,
      ...(counts.count === undefined ? {} : { count: counts.count }),
      ...(counts.errorCount === undefined ? {} : { errorCount: counts.errorCount }),
      content: <ChannelSection channelKey={tab.key} templateContext={templateContext} show={sections[id]} />,
    });
    return (
      <Tabs<Section>
        label={channelStudio.sections}
        selected={section}
        onSelect={setSection}
        haveControls
        className={styles.sections}
        items={[
          {
            id: 'body',
            label: channelStudio.body,
            errorCount: bodyErrors,
            content: <BodyEditor channelKey={tab.key} templateContext={templateContext} />,
          },
          item('headers', channelStudio.headers, { count: headerCount, errorCount: headerErrors }),
          item('query', channelStudio.query, { count: queryCount, errorCount: queryErrors }),
          item('signing', channelStudio.signing, { errorCount: signingErrors }),
          item('policy', channelStudio.policy),
          item('conditions', channelStudio.conditions),
          {
            id: 'compare',
            label: channelStudio.compare,
            content: <CompareSection tabId={tab.id} channelKey={tab.key} choice={choice} />,
          },
          item('about', channelStudio.settings),
        ]}
      />
    );
  }, [
    tab.id,
    tab.key,
    choice,
    templateContext,
    section,
    setSection,
    headerCount,
    queryCount,
    bodyErrors,
    headerErrors,
    queryErrors,
    signingErrors,
  ]);

  if (status === 'missing') return <EmptyState sentence={channelStudio.notFound(tab.key)} />;
  if (status === 'loading') return null;
  return (
    <div className={styles.document}>
      <RequestLine channelKey={tab.key} templateContext={templateContext} />
      <PreviewChoiceLine choice={choice} />
      {tabs}
    </div>
  );
}

interface ChannelSectionProps {
  channelKey: string;
  templateContext: TemplateContext | null;
  show: (part: SectionPart) => ReactNode;
}

/** Gives a section its channel. It subscribes by itself, so that a key typed here renders this and not what is around it. */
const ChannelSection = memo(function ChannelSection({ channelKey, templateContext, show }: ChannelSectionProps) {
  const { value, ...part } = useChannelPart(channelKey, templateContext);
  const catalogue = useCatalogue();
  if (value === undefined || catalogue === null) return null;
  return show({ ...part, value, channelKey, catalogue });
});
