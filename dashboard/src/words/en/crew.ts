import type { crew as zh } from '../zh/crew.ts';

export const crew: typeof zh = {};
