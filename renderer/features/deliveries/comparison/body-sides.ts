import type { ComparableAttempt } from '../../../../core/contract/index.ts';
import type { BodySide } from './use-body-comparison.ts';

const noBytes = new Uint8Array();

export function requestSide({ attempt: { request } }: ComparableAttempt): BodySide {
  return { body: request.body, headers: request.headers, sha256: request.bodySha256 };
}

/** Where there was no response, there is nothing on that side. */
export function responseSide({ attempt: { response }, responseBodySha256 }: ComparableAttempt): BodySide {
  return { body: response?.body ?? noBytes, headers: response?.headers ?? [], sha256: responseBodySha256 };
}
