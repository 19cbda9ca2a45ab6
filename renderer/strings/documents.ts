/** Words for what can be done with every document. */
export const documents = {
  key: 'Key',
  keyHint: 'Another key is written wherever it is named.',
  keyTaken: (kind: string, key: string) => `There is a ${kind} "${key}" already.`,
  keyInvalid: 'A key is made of small letters, digits, "-" and "_".',
  renameLabel: (kind: string, from: string, to: string) => `Rename ${kind} "${from}" to "${to}"`,
  renamed: (kind: string, key: string, users: number) =>
    users === 0
      ? `The ${kind} is now "${key}".`
      : `The ${kind} is now "${key}", also in ${users === 1 ? '1 document that names' : `${users} documents that name`} it.`,
  /** All of them are among the problems. */
  unreadVariables: ([first, ...others]: readonly { was: string; now: string }[]) => {
    if (first === undefined) return [];
    const more = others.length === 0 ? '' : ` So it is with ${others.length} more: see Problems.`;
    return [`The variable ${first.was} is not read any more: call it ${first.now}.${more}`];
  },
  undo: 'Undo',
} as const;
