import type { SignatureScheme } from '../model/index.ts';
import { schemeCarriers } from './compiled-scheme.ts';

/** Where a scheme's signature stands in a request, by the names as the scheme spells them. */
export interface CarriedNames {
  headers: string[];
  query: string[];
  /** Paths in a JSON body. */
  bodyFields: string[];
}

export function carriedNames(scheme: SignatureScheme): CarriedNames {
  const names: CarriedNames = { headers: [], query: [], bodyFields: [] };
  for (const { place, name } of schemeCarriers(scheme)) {
    if (place === 'header') names.headers.push(name);
    else if (place === 'query') names.query.push(name);
    else names.bodyFields.push(name);
  }
  return names;
}
