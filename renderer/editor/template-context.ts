import type { Catalogue, CommandInput, ScopeNode } from '../../core/contract/index.ts';

/** What is in reach of the template in one editor: drives its completion and hover. */
export interface TemplateContext {
  scope: readonly ScopeNode[];
  catalogue: Pick<Catalogue, 'filters' | 'tags'>;
  partials: readonly string[];
  /** Whole texts that are usual in this field, such as the values of a header. */
  wholeTexts?: readonly string[];
  /** Whom and what the preview is for: the engine's findings are about it too. */
  previewContext: CommandInput<'template.preview'>['context'] | null;
  actions: TemplateActions;
}

/** What an editor asks of the app around it. */
export interface TemplateActions {
  /** Shows a partial, in a tab of its own. */
  openPartial(key: string): void;
  /** The text formatted by the engine, or as it was; says itself why it was refused. */
  format(text: string, mode: 'safe' | 'reflow'): Promise<string>;
}

const contexts = new Map<string, TemplateContext>();

/** Ties a context to a text model's URI; `null` unties it. */
export function setTemplateContext(uri: string, context: TemplateContext | null): void {
  if (context) contexts.set(uri, context);
  else contexts.delete(uri);
}

export function templateContextOf(uri: string): TemplateContext | null {
  return contexts.get(uri) ?? null;
}

/** Follows a dotted path through the scope; an index or a loop variable ends the search. */
export function findScopeNode(scope: readonly ScopeNode[], path: readonly string[]): ScopeNode | null {
  let nodes = scope;
  let found: ScopeNode | null = null;
  for (const name of path) {
    found = nodes.find((node) => node.name === name) ?? null;
    if (!found) return null;
    nodes = found.children;
  }
  return found;
}
