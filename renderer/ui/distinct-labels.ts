export interface DistinctLabels {
  idOfLabel: ReadonlyMap<string, string>;
  labelOfId: ReadonlyMap<string, string>;
}

/** Names to choose things by; two of one name are told apart by their ids. */
export function distinctLabels(things: readonly { id: string; name: string }[]): DistinctLabels {
  const idOfLabel = new Map<string, string>();
  const labelOfId = new Map<string, string>();
  for (const { id, name } of things) {
    const label = name !== id && !idOfLabel.has(name) ? name : name === id ? id : `${name} (${id})`;
    idOfLabel.set(label, id);
    labelOfId.set(id, label);
  }
  return { idOfLabel, labelOfId };
}
