/** Words for what can be done with every user, tenant and object. */
export const recipients = {
  id: 'Id',
  idHint: 'Another id is written into its subscriptions and scenarios.',
  newIdLabel: (from: string, to: string) => `Change the id "${from}" to "${to}"`,
  idIsNow: (id: string) => `The id is now "${id}".`,
} as const;
