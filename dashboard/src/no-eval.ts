import { z } from 'zod';

// The page's policy forbids code that is made at run time. Schemas that try whether they may would be a violation on every page; they ask
// when they are made, so this comes before all of them.
z.config({ jitless: true });
