import { configureGlobal, readConfigureGlobal } from 'fast-check';

/**
 * The same cases every time, so that what fails here fails everywhere. `CASES=7 npm test` looks at others; one that fails among them is to
 * become an example of its property.
 */
configureGlobal({ ...readConfigureGlobal(), seed: Number(process.env.CASES ?? 1) });
