/** Whether a shift runs at an hour of local time; one whose end is not after its start runs past midnight. */
export const isOnShift = (
  { startHour, endHour }: { readonly startHour: number; readonly endHour: number },
  hour: number,
): boolean => (endHour > startHour ? startHour <= hour && hour < endHour : hour >= startHour || hour < endHour);
