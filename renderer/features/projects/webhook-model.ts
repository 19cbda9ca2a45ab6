import {
  exactProperties,
  type JsonObject,
  mergeExact,
  type ObjectRecord,
  omitExact,
  requestUrlProblem,
  withProperties,
  writeExactJson,
} from '../../../core/contract/index.ts';

/** A webhook's object as the form shows it. What has no field of its own is in `otherText`, as JSON text. */
export interface WebhookFields {
  name: string;
  url: string;
  eventTypes: string[];
  enabled: boolean;
  otherText: string;
}

export const signingKeyProperty = 'signing_key';

const referencePattern = /^\s*\{\{-?\s*vars\.([A-Za-z_][A-Za-z0-9_]*)\s*-?\}\}\s*$/;

/** The variable that a key refers to; null = it is written out, or there is none. */
export function referenceOf(key: unknown): string | null {
  return typeof key === 'string' ? (referencePattern.exec(key)?.[1] ?? null) : null;
}

export function readWebhook(object: ObjectRecord, eventTypesProperty: string): WebhookFields {
  const { name, url, enabled, [eventTypesProperty]: eventTypes } = object.properties;
  const fields = new Set(['name', 'url', 'enabled', eventTypesProperty, signingKeyProperty]);
  const other = omitExact(exactProperties(object), fields);
  return {
    name: typeof name === 'string' ? name : object.id,
    url: typeof url === 'string' ? url : '',
    eventTypes: Array.isArray(eventTypes) ? eventTypes.filter((entry) => typeof entry === 'string') : [],
    enabled: enabled !== false,
    otherText: Object.keys(other).length === 0 ? '' : writeExactJson(other, 2),
  };
}

/** The object with the form's fields; the signing key stays as it was. `other` has been read from `otherText`. */
export function writeWebhook(
  object: ObjectRecord,
  fields: WebhookFields,
  other: JsonObject,
  eventTypesProperty: string,
): ObjectRecord {
  const key = object.properties[signingKeyProperty];
  const properties = mergeExact(other, {
    name: fields.name,
    url: fields.url,
    [eventTypesProperty]: fields.eventTypes,
    enabled: fields.enabled,
    ...(key === undefined ? {} : { [signingKeyProperty]: key }),
  });
  return withProperties(object, properties);
}

/** Why a URL cannot be called; null = it can. One with Liquid in it can only be judged once rendered. */
export function webhookUrlProblem(url: string): string | null {
  return url.includes('{{') || url.includes('{%') ? null : requestUrlProblem(url);
}

/**
 * 32 random bytes as 64 hex digits, because a webhook does not know its channel's scheme: they are a key of 32 bytes where
 * keys are hex, of 48 where they are base64, and of 64 where they are taken as they are.
 */
export function generateSigningKey(bytes: Uint8Array = crypto.getRandomValues(new Uint8Array(32))): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const longestUrlEnd = 17;

/** The parts of a URL as a table shows it; together they are all of it. */
export interface UrlParts {
  /** `https://`, which tells least. */
  scheme: string;
  /** Host and path: what may be left out where room is short. */
  start: string;
  /** The end of the path, which stays: whole parts of it, if they fit. */
  end: string;
  /** From the question mark or hash on; the first to go. */
  query: string;
}

export function splitUrl(url: string): UrlParts {
  const scheme = /^https?:\/\//i.exec(url)?.[0] ?? '';
  const query = /[?#].*$/s.exec(url)?.[0] ?? '';
  const rest = url.slice(scheme.length, url.length - query.length);
  const earliest = Math.max(0, rest.length - longestUrlEnd);
  const slash = rest.indexOf('/', earliest);
  const place = earliest > 0 && slash > 0 && slash < rest.length - 1 ? slash : earliest;
  return { scheme, start: rest.slice(0, place), end: rest.slice(place), query };
}
