/**
 * A time of day as people type it, in minutes since midnight: `23:40`, `２３：４０`, `2340`, `9.05`, `23点40分`, `8点`. Null where it is no time of
 * a day of 24 hours.
 */
export const readClock = (text: string): number | null => {
  const said = text.normalize('NFKC').trim();
  const [, hours, minutes = '0'] = PARTED.exec(said) ?? RUN_TOGETHER.exec(said) ?? ON_THE_HOUR.exec(said) ?? [];
  if (hours === undefined || Number(hours) > 23 || Number(minutes) > 59) return null;
  return Number(hours) * 60 + Number(minutes);
};

const PARTED = /^(\d{1,2})\s?[:.点时h]\s?(\d{2})分?$/i;
const RUN_TOGETHER = /^(\d{1,2})(\d{2})$/;
const ON_THE_HOUR = /^(\d{1,2})\s?[点时h]整?$/i;
