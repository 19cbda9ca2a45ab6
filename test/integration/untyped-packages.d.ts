/** These packages bring no types of their own. */
declare module 'sns-validator' {
  export default class MessageValidator {
    validate(message: object, done: (error: Error | null) => void): void;
  }
}

declare module 'coinbase-commerce-node' {
  export const Webhook: {
    /** Throws when the signature does not match. */
    verifySigHeader(payload: string, header: string, secret: string): boolean;
  };
}
