/** What a template reads and calls; gathered while it is compiled, for dependence on the recipient. */
export interface TemplateUsage {
  roots: Set<string>;
  filters: Set<string>;
  /** Partials named by its own `render` tags. */
  partials: Set<string>;
  /** A root variable is computed, so it can be any. */
  hasDynamicRoot: boolean;
}

export function newUsage(): TemplateUsage {
  return { roots: new Set(), filters: new Set(), partials: new Set(), hasDynamicRoot: false };
}

/** Adds what another stretch of the same template reads and calls. */
export function addUsage(usage: TemplateUsage, other: TemplateUsage): void {
  for (const set of ['roots', 'filters', 'partials'] as const) for (const name of other[set]) usage[set].add(name);
  usage.hasDynamicRoot ||= other.hasDynamicRoot;
}
