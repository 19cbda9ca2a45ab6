import type { Channel, ObjectRecord } from '../../../core/contract/index.ts';
import { choiceId, type LabScheme, rotationSupport } from '../signatures/scheme-groups.ts';
import { signingKeyProperty } from './webhook-model.ts';

export const previousKeyProperty = `previous_${signingKeyProperty}`;
const validUntilProperty = `${previousKeyProperty}_valid_until`;

/** A webhook's key that is being replaced. */
export interface KeyRotation {
  /** When the old key ends; null = when somebody ends it. */
  validUntilMs: number | null;
  isOver: boolean;
}

/** The rotation that a webhook's properties tell of; null = its key is not being replaced. */
export function rotationOf({ properties }: Pick<ObjectRecord, 'properties'>, nowMs: number): KeyRotation | null {
  const { [previousKeyProperty]: key, [validUntilProperty]: until } = properties;
  if (typeof key !== 'string' || key.trim() === '') return null;
  const parsed = typeof until === 'string' ? Date.parse(until) : Number.NaN;
  const validUntilMs = Number.isNaN(parsed) ? null : parsed;
  return { validUntilMs, isOver: validUntilMs !== null && validUntilMs <= nowMs };
}

/** What a channel does with the old key: signs with it too, has no room for a second signature, or does not read it. */
export type OldKeyUse = 'signs' | 'no-room' | 'unread';

export interface ChannelOfKey {
  key: string;
  name: string;
  use: OldKeyUse;
}

/** The channels that sign with a webhook's key, each with what it does with the one that is being replaced. */
export function channelsOfKey(
  channels: readonly { key: string; value: Pick<Channel, 'name' | 'signing'> }[],
  schemes: readonly LabScheme[],
): ChannelOfKey[] {
  return channels.flatMap(({ key, value: { name, signing } }) => {
    if (signing === null || !reads(signing.key, signingKeyProperty)) return [];
    return [{ key, name, use: oldKeyUse(signing, schemes) }];
  });
}

function oldKeyUse(signing: NonNullable<Channel['signing']>, schemes: readonly LabScheme[]): OldKeyUse {
  const id = choiceId(signing.scheme);
  const scheme =
    'custom' in signing.scheme ? signing.scheme.custom : schemes.find((candidate) => candidate.id === id)?.scheme;
  if (scheme !== undefined && rotationSupport(scheme) === 'none') return 'no-room';
  return signing.previousKeys?.some(({ key }) => reads(key, previousKeyProperty)) === true ? 'signs' : 'unread';
}

function reads(template: string, property: string): boolean {
  return new RegExp(`\\b${property}\\b`).test(template);
}
