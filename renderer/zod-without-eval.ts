import { config } from 'zod';

// The page's content security policy allows no `eval`; told so, zod does not even try. Must be imported first.
config({ jitless: true });
