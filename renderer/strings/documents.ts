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
  /** Which, and what to do, is among the problems. */
  unreadVariables: (count: number) =>
    `${count === 1 ? '1 variable of a secret is' : `${count} variables of secrets are`} not read any more: see Problems.`,
  undo: 'Undo',
} as const;
