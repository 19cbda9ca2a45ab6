/** Why calls of Knock's API that a backend may well make are not offered here. */
const reasons: readonly { path: RegExp; why: string }[] = [
  {
    path: /^\/v1\/(users|objects\/[^/]+)\/[^/]+\/(preferences|preference_center)(\/|$)/,
    why: 'Hookbench keeps no preferences: a run takes every recipient for one that has set none.',
  },
  {
    path: /^\/v1\/(users|objects\/[^/]+)\/[^/]+\/channel_data\//,
    why: 'Hookbench keeps no channel data: a webhook step needs none.',
  },
  {
    path: /^\/v1\/(messages\/[^/]+|channels\/[^/]+\/messages\/bulk)\/(un)?(seen|read|archived?|interacted|delete)$/,
    why: 'Hookbench keeps no engagement: what a webhook sends is delivered or not, and nobody sees or reads it.',
  },
  {
    path: /^\/v1\/((users|objects\/[^/]+)\/[^/]+\/)?schedules(\/|$)/,
    why: 'Hookbench keeps no schedules: trigger the workflow instead.',
  },
];

/** A sentence about a call that is not offered; null = there is nothing to add. */
export function whyNotOffered(path: string): string | null {
  return reasons.find((reason) => reason.path.test(path))?.why ?? null;
}
