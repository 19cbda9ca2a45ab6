import { BlockList, isIP } from 'node:net';

/** Where clouds hand out credentials to whoever asks from inside: never the endpoint of a webhook. */
const metadataAddresses = new BlockList();
for (const address of ['169.254.169.254', '169.254.170.2', '169.254.170.23', '100.100.100.200', '192.0.0.192']) {
  metadataAddresses.addAddress(address);
}
for (const address of ['fd00:ec2::254', 'fd00:ec2::23']) metadataAddresses.addAddress(address, 'ipv6');

const metadataNames = new Set(['metadata.google.internal', 'metadata.goog', 'instance-data.ec2.internal']);

const loopbackAddresses = new BlockList();
loopbackAddresses.addSubnet('127.0.0.0', 8);
loopbackAddresses.addAddress('::1', 'ipv6');

/** An IPv4 or IPv6 address, the latter with or without brackets; an IPv4 address inside IPv6 counts as what it is. */
export function isMetadataAddress(address: string): boolean {
  return isListed(metadataAddresses, address);
}

export function isLoopbackAddress(address: string): boolean {
  return isListed(loopbackAddresses, address);
}

export function isMetadataName(hostname: string): boolean {
  return metadataNames.has(hostname.toLowerCase().replace(/\.$/, ''));
}

/** A BlockList makes an object per question, and every request asks. */
const answers = new Map<BlockList, Map<string, boolean>>([
  [metadataAddresses, new Map()],
  [loopbackAddresses, new Map()],
]);
const answersKept = 1000;

function isListed(list: BlockList, address: string): boolean {
  const known = answers.get(list);
  const before = known?.get(address);
  if (before !== undefined) return before;
  const answer = checkList(list, address);
  if (known !== undefined && known.size >= answersKept) known.clear();
  known?.set(address, answer);
  return answer;
}

function checkList(list: BlockList, address: string): boolean {
  const bare = address.startsWith('[') ? address.slice(1, -1) : address;
  const family = isIP(bare);
  if (family === 0) return false;
  return list.check(bare, family === 4 ? 'ipv4' : 'ipv6');
}
