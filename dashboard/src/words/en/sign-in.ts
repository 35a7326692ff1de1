import type { signIn as zh } from '../zh/sign-in.ts';

export const signIn: typeof zh = {};
