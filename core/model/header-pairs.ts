import { z } from 'zod';

/** Headers in their order, spelling and repetition. */
export const headerPairsSchema = z.array(z.tuple([z.string(), z.string()]).readonly());
