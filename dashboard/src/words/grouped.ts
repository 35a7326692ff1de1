const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

/** `1,234`: the one way in which a whole number is written, in Chinese as in English. */
export const grouped = (count: number): string => whole.format(count);
