import type { ReceiverRule } from '../../../core/contract/index.ts';
import type { App } from '../../stores/app.ts';

/** What is half typed in a rule is remembered under the rule's place: it goes where the rule goes. A copy takes it along. */
export function followMovedRules(
  { session }: Pick<App, 'session'>,
  tabId: string,
  before: readonly ReceiverRule[],
  after: readonly ReceiverRule[],
): void {
  session.setState(({ tabState }) => {
    const entries = Object.entries(tabState[tabId] ?? {});
    const others = entries.filter(([name]) => !name.startsWith('rules.'));
    if (others.length === entries.length) return {};
    const moved = after.flatMap((rule, place) => {
      const old = `rules.${before.indexOf(rule)}.`;
      return entries.flatMap(([name, typed]) =>
        name.startsWith(old) ? [[`rules.${place}.${name.slice(old.length)}`, typed] as const] : [],
      );
    });
    return { tabState: { ...tabState, [tabId]: Object.fromEntries([...others, ...moved]) } };
  });
}
