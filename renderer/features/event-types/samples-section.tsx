import { ClipboardPaste, Copy, Inbox, Plus, Send, Sparkles, SquareDashed, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import type { EventExample } from '../../../core/contract/index.ts';
import { useApp } from '../../stores/app-context.tsx';
import { attempt } from '../../stores/attempt.ts';
import { useTabState } from '../../stores/use-tab-state.ts';
import { eventTypes as words } from '../../strings/event-types.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { focusWhenShown } from '../../ui/focus-when-shown.ts';
import { ListRow } from '../../ui/list-row.tsx';
import { MenuButton } from '../../ui/menu-button.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { changeAtOnce, isStarter } from './event-type-actions.ts';
import type { EventTypePart } from './event-type-part.ts';
import styles from './event-types.module.css';
import { generateSample } from './generate-sample.ts';
import { inferFrom } from './infer-from.ts';
import { renameSample } from './rename-sample.ts';
import { SampleEditor } from './sample-editor.tsx';
import { type SampleSource, SampleSourcePane } from './sample-source-pane.tsx';
import { freeSampleName, sampleIds, sampleOf, withoutSample, withSample } from './samples.ts';
import { withSchema } from './versions.ts';

/** The samples of an event type: list, and the chosen one in an editor. */
export function SamplesSection(part: EventTypePart) {
  const { tab, value, update } = part;
  const app = useApp();
  const [chosen, setChosen] = useTabState<string | null>(tab.id, 'sample', null);
  const [source, setSource] = useState<SampleSource | null>(null);
  const renaming = useRef<Promise<void>>(Promise.resolve());
  const { examples } = value;
  const ids = sampleIds(examples);
  const index = Math.max(chosen === null ? 0 : ids.indexOf(chosen), 0);
  const current = examples[index];
  const rowIdOf = (id = ''): string => `sample:${tab.key}/${id}`;

  const add = (sample: EventExample): void => {
    update((before) => {
      const name = freeSampleName(before.examples, sample.name);
      setChosen(name);
      return withSample(before, { ...sample, name });
    });
    setSource(null);
  };
  /** What an event type begins with only shows the form: the first real sample takes its place, and gives the schema. */
  const take = (sample: EventExample): void =>
    void attempt(app, async () => {
      if (!isStarter(value)) return add(sample);
      const schema = await inferFrom(app, [sample]);
      update((before) => withSchema({ ...before, examples: [sample] }, schema, undefined));
      setChosen(sample.name);
      setSource(null);
      app.toast(words.schemaMadeOfSample);
    });
  const remove = (at: number): void => {
    const sample = examples[at];
    if (sample === undefined) return;
    const said = { label: words.deleteSampleLabel(sample.name), done: words.deletedSample(sample.name) };
    void attempt(app, () => changeAtOnce(app, tab.key, said, (before) => withoutSample(before, at)), rowIdOf(ids[at]));
  };
  const rename = (from: string, to: string): void => {
    renaming.current = attempt(
      app,
      async () => {
        const count = await renameSample(app, tab.key, from, to);
        setChosen(to);
        if (count > 0) app.toast(words.renamedInScenarios(count));
      },
      rowIdOf(from),
    );
  };
  // A copy that is asked for right after a new name is one of the sample with that name.
  const duplicate = async (at: number): Promise<void> => {
    await renaming.current;
    update((before) => {
      const sample = before.examples[at];
      if (sample === undefined) return before;
      const name = freeSampleName(before.examples, words.copyName(sample.name));
      setChosen(name);
      return withSample(before, { ...sample, name });
    });
    setSource(null);
  };
  const generate = (): void =>
    void attempt(app, async () => {
      const sample = await generateSample(app, value, examples.length);
      if (sample === null) app.toast(words.schemaGivesNoObject);
      else add({ ...sample, name: words.generatedSample });
    });
  const paste = (): void => {
    setSource('paste');
    // Once the menu has closed: that gives the focus back to its button.
    focusWhenShown('[data-sample-source="paste"] textarea');
  };
  const adding = [
    { id: 'schema', label: words.fromSchema, icon: Sparkles, onAction: generate },
    { id: 'delivery', label: words.fromDelivery, icon: Send, onAction: () => setSource('delivery') },
    { id: 'receiver', label: words.fromReceiver, icon: Inbox, onAction: () => setSource('receiver') },
    { id: 'paste', label: words.fromClipboard, icon: ClipboardPaste, onAction: paste },
    { id: 'empty', label: words.emptySample, icon: SquareDashed, onAction: () => add(sampleOf(words.newSample, {})) },
  ];
  return (
    <div className={styles.samples}>
      <div className={styles.sampleList}>
        <div className={styles.listBar}>
          <MenuButton label={words.addSample} entries={adding}>
            <Button icon={Plus}>{words.addSample}</Button>
          </MenuButton>
        </div>
        <VirtualList
          label={words.samples}
          rows={examples.map((sample, at) => ({ sample, at, id: ids[at] ?? sample.name }))}
          rowId={({ id }) => rowIdOf(id)}
          selectedId={source === null && current !== undefined ? rowIdOf(ids[index]) : null}
          onOpen={({ id }) => {
            setSource(null);
            setChosen(id);
          }}
          onRemove={({ at }) => remove(at)}
          menu={({ at }) => [
            { id: 'copy', label: words.duplicate, icon: Copy, onAction: () => void duplicate(at) },
            { id: 'remove', label: words.deleteSample, icon: Trash2, isDanger: true, onAction: () => remove(at) },
          ]}
          renderRow={({ sample }) => <ListRow label={sample.name} />}
          empty={<p className={styles.quiet}>{words.noSamples}</p>}
        />
      </div>
      {source !== null ? (
        <SampleSourcePane source={source} value={value} onTake={take} onClose={() => setSource(null)} />
      ) : current === undefined ? (
        <EmptyState
          sentence={words.noSamples}
          action={{ label: words.fromSchema, onPress: generate }}
          showMe={{ label: words.fromClipboard, onPress: paste }}
        />
      ) : (
        <SampleEditor
          {...part}
          id={ids[index] ?? current.name}
          index={index}
          sample={current}
          onRename={(name) => rename(current.name, name)}
          onDuplicate={() => void duplicate(index)}
          onRemove={() => remove(index)}
        />
      )}
    </div>
  );
}
