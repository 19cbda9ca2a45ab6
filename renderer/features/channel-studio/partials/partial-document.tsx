import { useEffect, useMemo } from 'react';
import type { TemplatePartial } from '../../../../core/contract/index.ts';
import type { LiquidLanguage } from '../../../editor/liquid-languages.ts';
import { releaseClosedModels } from '../../../editor/release-closed-models.ts';
import { useApp, useDocuments } from '../../../stores/app-context.tsx';
import type { Tab } from '../../../stores/session.ts';
import { useDocument } from '../../../stores/use-document.ts';
import { useTabState } from '../../../stores/use-tab-state.ts';
import { useTextSource } from '../../../stores/use-text-source.ts';
import { channelStudio } from '../../../strings/channel-studio.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { SelectField } from '../../../ui/select-field.tsx';
import type { SelectOption } from '../../../ui/select-item.tsx';
import { DocumentNameFields } from '../../document-name-fields.tsx';
import styles from '../channel-document.module.css';
import { TemplateEditor } from '../template-editor.tsx';
import { useTemplateContext } from '../use-template-context.ts';
import partialStyles from './partial.module.css';
import { PartialUseList } from './partial-use-list.tsx';
import { usesOfPartial } from './partial-uses.ts';

const noDiagnostics = [] as const;
const contentOf = ({ content }: TemplatePartial): string => content;
const languages: readonly SelectOption<LiquidLanguage>[] = [
  { id: 'liquid-json', label: channelStudio.bodyFormatJson },
  { id: 'liquid-xml', label: channelStudio.bodyFormatXml },
  { id: 'liquid-form', label: channelStudio.bodyFormatForm },
  { id: 'liquid-graphql', label: channelStudio.bodyFormatGraphql },
  { id: 'liquid-text', label: channelStudio.bodyFormatText },
];

/** A partial: text that templates render with `{% render %}`. It sees only the values that are passed to it. */
export function PartialDocument({ tab }: { tab: Tab }) {
  const app = useApp();
  useEffect(() => releaseClosedModels(app.session), [app]);
  const { value, status, update, flush, issueAt } = useDocument('partial', tab.key);
  const [language, setLanguage] = useTabState<LiquidLanguage>(tab.id, 'language', 'liquid-json');
  const templateContext = useTemplateContext(null, 0);
  const byId = useDocuments((state) => state.byId);
  const uses = useMemo(() => usesOfPartial(Object.values(byId), tab.key), [byId, tab.key]);
  const content = useTextSource('partial', tab.key, contentOf);
  if (status === 'missing') return <EmptyState sentence={channelStudio.partialNotFound(tab.key)} />;
  if (value === undefined) return null;
  return (
    <div className={styles.document}>
      <div className={partialStyles.head}>
        <DocumentNameFields
          kind="partial"
          documentKey={tab.key}
          name={value.name}
          newName={channelStudio.newPartialName}
          nameLabel={channelStudio.name}
          nameError={issueAt('name')}
          keyHint={channelStudio.partialKeyHint(uses.length)}
          onChange={(name) => update({ name })}
        />
        <SelectField label={channelStudio.bodyFormat} options={languages} value={language} onChange={setLanguage} />
      </div>
      <PartialUseList uses={uses} />
      <p className={partialStyles.hint}>{channelStudio.partialHint(tab.key)}</p>
      <div className={styles.editor}>
        <TemplateEditor
          documentKind="partial"
          templateKey={tab.key}
          field="content"
          label={channelStudio.partialContent}
          language={language}
          value={content}
          diagnostics={noDiagnostics}
          templateContext={templateContext}
          flush={flush}
          onChange={(text) => update({ content: text })}
        />
      </div>
    </div>
  );
}
