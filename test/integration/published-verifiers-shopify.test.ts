import { publishedVerifierSuite } from './published-verifier-suite.ts';

publishedVerifierSuite({
  preset: 'shopify',
  signingKey: 'hush',
  otherKey: 'hush!',
  async load() {
    await import('@shopify/shopify-api/adapters/web-api');
    const { ApiVersion, shopifyApi } = await import('@shopify/shopify-api');
    return {
      async accepts({ url, headers, body }, apiSecretKey) {
        const shopify = shopifyApi({
          apiSecretKey,
          apiKey: 'unused',
          apiVersion: ApiVersion.January25,
          hostName: 'example.test',
          isEmbeddedApp: false,
          logger: { log: () => {} },
        });
        // What Shopify sends beside the signature, and the library wants to see.
        const sent = {
          ...headers,
          'x-shopify-api-version': '2025-01',
          'x-shopify-shop-domain': 'example.myshopify.com',
          'x-shopify-topic': 'orders/create',
          'x-shopify-webhook-id': 'one',
        };
        const rawRequest = new Request(url, { method: 'POST', headers: sent, body });
        const { valid } = await shopify.webhooks.validate({ rawBody: body.toString(), rawRequest });
        return valid;
      },
    };
  },
});
