/** Tags that have content and an end tag. */
export const blockTags: ReadonlySet<string> = new Set([
  'if',
  'unless',
  'for',
  'case',
  'capture',
  'tablerow',
  'ifchanged',
  'comment',
  'raw',
  'doc',
]);
