/** What is measured of prediction: faults one by one and over hours, or many places within a minute. */
export const PARTS = ['faults', 'fronts'] as const;
export type Part = (typeof PARTS)[number];
