import type { CompiledTemplate } from './compiled-template.ts';
import { clockFilterNames } from './filters/date-filters.ts';
import { lookupFilterNames } from './filters/lookup-filters.ts';
import type { TemplateLibrary } from './template-library.ts';

/** Root variables that are one recipient's own (knock.md 3.3). */
const recipientRoots = [
  'recipient',
  'current_message',
  'timestamp',
  'refs',
  'inputs',
  'run',
  'schedule',
  'preferences',
];

/**
 * Whether a text may come out differently for two recipients of one run. Conservative: a computed root variable, a
 * look-up filter, or a date filter near the words `now` or `today` count as dependent, in partials as well.
 */
export function dependsOnRecipient(library: TemplateLibrary, template: CompiledTemplate): boolean {
  const seen = new Set<CompiledTemplate>();
  const queue = [template];
  for (let current = queue.pop(); current !== undefined; current = queue.pop()) {
    if (seen.has(current)) continue;
    seen.add(current);
    if (isOwn(current)) return true;
    for (const key of current.usage.partials) {
      const partial = library.partial(key);
      if (partial !== undefined) queue.push(partial);
    }
  }
  const readsClock = [...seen].some((part) => clockFilterNames.some((name) => part.usage.filters.has(name)));
  return readsClock && [...seen].some((part) => /now|today/.test(part.text));
}

function isOwn({ usage }: CompiledTemplate): boolean {
  return (
    usage.hasDynamicRoot ||
    recipientRoots.some((name) => usage.roots.has(name)) ||
    lookupFilterNames.some((name) => usage.filters.has(name))
  );
}
