/** How many customers are predicted to be out: expectation, and the interval that holds the truth in eight of ten cases. */
export type Outlook = { readonly expected: number; readonly low: number; readonly high: number };
