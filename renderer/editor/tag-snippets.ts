/** A place of a snippet to fill in, with a word that stands there until then. */
function stop(place: number, word: string): string {
  return `\${${place}:${word}}`;
}

/** What a tag is completed to, from its name to its end, as a Monaco snippet. A tag that is not here is its name alone. */
const snippets: Record<string, string> = {
  if: `if ${stop(1, 'condition')} %}$0{% endif %}`,
  unless: `unless ${stop(1, 'condition')} %}$0{% endunless %}`,
  for: `for ${stop(1, 'item')} in ${stop(2, 'list')} %}$0{% endfor %}`,
  case: `case ${stop(1, 'value')} %}{% when ${stop(2, 'other')} %}$0{% else %}{% endcase %}`,
  assign: `assign ${stop(1, 'name')} = ${stop(2, 'value')} %}$0`,
  capture: `capture ${stop(1, 'name')} %}$0{% endcapture %}`,
  render: "render '$1' %}$0",
  comment: 'comment %}$0{% endcomment %}',
  raw: 'raw %}$0{% endraw %}',
  tablerow: `tablerow ${stop(1, 'item')} in ${stop(2, 'list')} %}$0{% endtablerow %}`,
  elsif: `elsif ${stop(1, 'condition')} %}$0`,
  else: 'else %}$0',
  when: `when ${stop(1, 'value')} %}$0`,
};

export function tagSnippet(tag: string): string | null {
  return snippets[tag] ?? (tag.startsWith('end') ? `${tag} %}$0` : null);
}

const branchesOf: Record<string, readonly string[]> = {
  if: ['else', 'elsif'],
  unless: ['else', 'elsif'],
  case: ['when', 'else'],
  for: ['else', 'break', 'continue'],
  tablerow: ['break', 'continue'],
};
const onlyInBlocks = new Set(Object.values(branchesOf).flat());

/** Whether a tag of the catalogue can stand inside these open blocks (names, outermost first). */
export function isTagAllowed(tag: string, openBlocks: readonly string[]): boolean {
  if (tag === 'break' || tag === 'continue') return openBlocks.some((name) => name === 'for' || name === 'tablerow');
  if (tag.startsWith('end')) return `end${openBlocks.at(-1) ?? ''}` === tag;
  return !onlyInBlocks.has(tag) || (branchesOf[openBlocks.at(-1) ?? ''] ?? []).includes(tag);
}

/** Tags that only the open blocks bring: their ends and branches. */
export function tagsOfBlocks(openBlocks: readonly string[]): string[] {
  const innermost = openBlocks.at(-1);
  if (innermost === undefined) return [];
  return [`end${innermost}`, ...(branchesOf[innermost] ?? []).filter((tag) => tag !== 'break' && tag !== 'continue')];
}
