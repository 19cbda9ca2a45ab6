import type { MessageOutcome } from '../model/index.ts';
import type { DeliverableMessage, DeliveryPorts } from './delivery-ports.ts';

/** Sends a message until it is delivered, final or stopped. Rejects only when `onAttempt` does. */
export async function deliverMessage(_message: DeliverableMessage, _ports: DeliveryPorts): Promise<MessageOutcome> {
  throw new Error('to be written');
}
